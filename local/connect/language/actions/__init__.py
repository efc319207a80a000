"""What each type of action takes, by the four groups of the documentation."""
