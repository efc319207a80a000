"""Rebuild the live counts from the tickets, and mend the figures of queues from the contacts.

`python -m infra.recount`, with the environment that the functions have.
"""

import sys

from chalicelib import wiring
from chalicelib.contacts.figure_recounting import FiguresUnsteady
from chalicelib.contacts.figure_recounting import recount as recount_figures
from chalicelib.tickets.recounting import NotStill, recount


def main() -> int:
    """Recount every body; 1 if one kept changing."""
    status = 0
    for head in wiring.organisations().recent.heads():
        try:
            recount(wiring.recounting(print), head.code)
        except NotStill:
            print(f"{head.code}: tickets changed faster than they were counted; run it again", file=sys.stderr)
            status = 1
        try:
            recount_figures(wiring.figure_recounting(print), head.code)
        except FiguresUnsteady:
            print(f"{head.code}: calls came faster than they were counted; run it again", file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
