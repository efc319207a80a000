"""Small things that every feature may use; they use no feature."""
