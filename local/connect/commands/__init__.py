"""The commands of `python -m local.connect`, one module each."""
