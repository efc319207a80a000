"""`python -m bench [cold] [warm] [growth] [promises] [cost] [calls] [connect] [faces]`: measure, beside the budgets."""

import argparse
import sys
import time
from importlib import import_module

from bench.figures import Figure, machine, table

PARTS = {
    "cold": "Cold start",
    "warm": "Warm, through the gateway",
    "growth": "Growth",
    "promises": "Promises, by the movable clock",
    "cost": "Cost of 1,000 tickets",
    "calls": "Cost of 1,000 calls",
    "connect": "The Connect engine",
    "faces": "The faces: weight, Lighthouse, axe",
}


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return 1 if a budget is not kept."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure, beside the budgets")
    parser.add_argument("parts", nargs="*", metavar="part", help=f"{', '.join(PARTS)}; all if none is named")
    parser.add_argument("--most", type=int, default=100_000, help="tickets that growth goes up to (100,000)")
    given = parser.parse_args(arguments)
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    over: list[str] = []
    for part in given.parts or PARTS:
        over += [figure.what for figure in _measured(part, given.most) if not figure.kept]
    print(f"over budget: {'; '.join(over)}" if over else "every budget is kept")
    return 1 if over else 0


def _measured(part: str, most: int) -> list[Figure]:
    print(f"{part}: {machine()}", flush=True)
    began = time.monotonic()
    measure = import_module(f"bench.{part}").measure
    figures: list[Figure] = measure(most) if part == "growth" else measure()
    print(f"\n{table(PARTS[part], figures)}\n{part}: {machine()}; {time.monotonic() - began:.0f} s\n", flush=True)
    return figures


if __name__ == "__main__":
    sys.exit(main())
