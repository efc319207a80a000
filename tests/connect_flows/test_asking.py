"""Flows ask nothing that the service does not answer, and the service answers nothing that no flow asks."""

import json
import re
from typing import Any

from chalicelib.contacts.answering import ASKS
from infra.flows import Sources
from tests.contacts.centre import Centre


def test_what_flows_ask_is_what_the_service_answers() -> None:
    asked = {
        action["Parameters"]["LambdaInvocationAttributes"]["ask"]
        for source in Sources().by_name.values()
        for action in source.content["Actions"]
        if action["Type"] == "InvokeLambdaFunction"
    }
    assert asked == set(ASKS)


def test_every_question_goes_on_if_it_is_not_answered() -> None:
    for flow in Sources().every():
        for action in json.loads(flow.content)["Actions"]:
            if action["Type"] == "InvokeLambdaFunction":
                (error,) = action["Transitions"]["Errors"]
                assert error["ErrorType"] == "NoMatchingError"
                assert int(action["Parameters"]["InvocationTimeLimitSeconds"]) <= 8


def test_what_flows_read_of_an_answer_the_service_says() -> None:
    centre = Centre()
    given = {"number": "92123456", "code": "1", "choice": "1", "page": "1", "extension": "201", "queue": "general",
             "position": "2", "wait": "60", "score": "4"}  # fmt: skip
    for ask, keys in read().items():
        said = {key for one in ("92123456", "260000000017") for key in centre.ask(ask, **{**given, "number": one})}
        assert keys <= said, ask


def read() -> dict[str, set[str]]:
    """Return the keys of `$.External` that some flow reads after each question, until it asks the next."""
    found: dict[str, set[str]] = {}
    for flow in Sources().every():
        actions = {action["Identifier"]: action for action in json.loads(flow.content)["Actions"]}
        for action in actions.values():
            if action["Type"] == "InvokeLambdaFunction":
                ask = action["Parameters"]["LambdaInvocationAttributes"]["ask"]
                found.setdefault(ask, set()).update(_read_from(actions, action["Transitions"]["NextAction"]))
    return found


def _read_from(actions: dict[str, Any], first: str) -> set[str]:
    keys: set[str] = set()
    seen: set[str] = set()
    waiting = [first]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        action = actions[name]
        if action["Type"] == "InvokeLambdaFunction":
            continue
        keys |= set(re.findall(r"\$\.External\.(\w+)", json.dumps(action["Parameters"])))
        ways = action["Transitions"]
        waiting += [one["NextAction"] for one in (*ways.get("Conditions", []), *ways.get("Errors", []))]
        waiting += [ways["NextAction"]] if "NextAction" in ways else []
    return keys
