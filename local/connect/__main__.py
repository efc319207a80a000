"""Amazon Connect on the laptop, from the terminal: `python -m local.connect COMMAND ...`.

Each command is a module of `local.connect.commands` with `main(arguments) -> exit code`, loaded only if it is asked
for.
"""

import os
import sys
from importlib import import_module

COMMANDS = {
    "actions": "print what every action takes (docs/connect-actions.md)",
    "check": "say whether flows would be accepted",
    "test": "run AWS test cases (version 2025-06-21)",
    "call": "call the centre from this terminal, on the running stack",
    "explore": "run flows at random until every contact has ended",
    "day": "play a day of calls and print the table of queues",
}


def main(arguments: list[str]) -> int:
    """Run a command and return its exit code; 2 if there is no such command."""
    name = arguments[0] if arguments else ""
    if name in COMMANDS:
        code: int = import_module(f"local.connect.commands.{name}").main(arguments[1:])
        return code
    print("usage: python -m local.connect COMMAND ...\n", file=sys.stderr)
    for command, purpose in COMMANDS.items():
        print(f"  {command:8} {purpose}", file=sys.stderr)
    return 0 if name in ("-h", "--help") else 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except BrokenPipeError:  # whoever read has read enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
