"""Run a tool on the running stack: `python -m local.run infra.redrive --stage local`.

The tool gets the environment that our functions have, and the address of the laptop's cloud.
"""

import os
import sys

from local.settings import ROOT
from local.stack import Stack


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit("Name a module to run, and its arguments.")
    stack = Stack()
    if not stack.running():
        sys.exit("Nidaa is not running here: start it with `make up` first.")
    os.chdir(ROOT)
    os.execve(sys.executable, [sys.executable, "-m", *sys.argv[1:]], stack.environment())  # noqa: S606 - no shell


if __name__ == "__main__":
    main()
