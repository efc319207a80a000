"""What each operation does, a file a noun; importing a file registers its operations (../registry.py)."""
