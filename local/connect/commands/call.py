"""Call the centre: `python -m local.connect call [--from NUMBER] [--to NUMBER|BODY] [--agent yes|NAME] [--keys "..."]`.

Keys are typed and sent with Enter; `?` lists what else may be typed, for the caller and, with --agent, for somebody who
sits at a desk on the other half of the screen. Lines may be piped in; `wait SECONDS` is one of them.

--keys "1 2 1" types by itself: each word once the caller is asked for keys. Words such as `a` and `e` are the agent's,
done as soon as they can be. Then it listens until keys are asked for again, the caller waits in a queue or the call is
over, and hangs up.
Exit code: 0 once all is over, 1 if words of --keys were left, 2 if there is no stack or nobody to call.
"""

import argparse
import re
import sys
from collections.abc import Iterable

from local.connect.outside.client import Json, Said, Service, Telephone
from local.connect.outside.script import play
from local.connect.outside.terminal import Call, verbs
from local.settings import Settings
from local.stack import Stack

_CALLER = re.compile(r"\+[1-9]\d{6,14}|anonymous")


class NobodyThere(Exception):
    """There is no such number, body or agent; the message says what there is."""


def main(arguments: list[str]) -> int:
    """Place a call and return the exit code."""
    options = _parser().parse_args(arguments)
    settings = Settings.from_env()
    if not Stack(settings).running():
        print("Nidaa is not running here: start it with `make up` first.", file=sys.stderr)
        return 2
    telephone, service = Telephone(settings.connect_port), Service(settings.port)
    try:
        caller = caller_of(options.caller)
        number, body = number_of(options.to, telephone)
        agent = agent_of(options.agent, body, telephone, service)
    except NobodyThere as reason:
        print(reason, file=sys.stderr)
        return 2
    call = Call(telephone, service, agent)
    try:
        return _held(call, caller, number, options.keys)
    except Said as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        call.hang_up()
        return 0


def _held(call: Call, caller: str, number: str, keys: str) -> int:
    """Hold a call to its end: by a script, if there is one, else by what is typed; return the exit code."""
    if sys.stdin.isatty() and not keys:
        print("\n".join(verbs(call.agent)))
    call.begin(caller, number)
    if keys:
        left = play(call, keys.split())
        if left:
            print(f"not done: {' '.join(left)}", file=sys.stderr)
        return 1 if left else 0
    typed: Iterable[str] = iter(sys.stdin.readline, "")
    call.follow(typed)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m local.connect call", description="Call the centre")
    parser.add_argument(
        "--from", dest="caller", default="+96891234567", help="the caller's number (E.164), or anonymous"
    )
    parser.add_argument("--to", default="", help="the number to call, or the body's code")
    parser.add_argument("--agent", nargs="?", const="yes", default="", help="who sits at the desk; yes: anybody there")
    parser.add_argument("--keys", default="", help='what to press, a word each time keys are asked for: "1 2 12345#"')
    return parser


def caller_of(number: str) -> str:
    """Return a caller's number. :raises NobodyThere: if it is none"""
    if not _CALLER.fullmatch(number):
        raise NobodyThere(f"{number} is no number to call from: write it as +96891234567, or anonymous")
    return number


def number_of(to: str, telephone: Telephone) -> tuple[str, str]:
    """Return the number to call, a body's first one by the body's code, and whose it is.

    :raises NobodyThere: with the numbers that there are
    """
    bodies = {one["number"]: str(one["flow"]).partition(".")[0] for one in telephone.numbers() if one["flow"]}
    found = [(number, body) for number, body in bodies.items() if to in {"", number, body}]
    if not found:
        known = "".join(f"\n  TO={number} or TO={body}" for number, body in bodies.items()) or " none"
        raise NobodyThere(f"Nobody answers at {to or 'any number'}. Who does:{known}")
    return found[0]


def agent_of(wanted: str, body: str, telephone: Telephone, service: Service) -> str:
    """Return who sits at the desk; nobody if none is wanted.

    :raises NobodyThere: if there is no such agent, or one whom no call to the body reaches, with those whom it does
    """
    if not wanted:
        return ""
    known = [one["username"] for one in telephone.agents()]
    agents = [one["username"] for one in service.accounts() if one.get("role") == "agent"]
    reached = [name for name in known if _is_reached(telephone.agent(name), body)]
    if wanted == "yes":
        found = next((name for name in reached if name in agents), None)
    else:
        found = wanted if wanted in reached else None
    if found is None:
        why = f"sits in no queue of {body}" if wanted in known else "is nobody's user name here"
        said = f"Nobody sits in a queue of {body}" if wanted == "yes" else f"{wanted} {why}"
        raise NobodyThere(f"{said}. Calls to {body} reach: {', '.join(reached) or 'nobody'}")
    return str(found)


def _is_reached(shown: Json, body: str) -> bool:
    profile = shown["agent"]["profile"]
    return any(queue["name"].startswith(f"{body}.") for queue in profile["queues"]) if profile else False
