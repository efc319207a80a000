"""`python -m local.connect actions`: print the page of all actions (docs/connect-actions.md)."""

import argparse
import sys

from local.connect.language.page import page


def main(arguments: list[str]) -> int:
    """Print the page."""
    argparse.ArgumentParser("python -m local.connect actions", description=__doc__).parse_args(arguments)
    sys.stdout.buffer.write(page().encode())
    return 0
