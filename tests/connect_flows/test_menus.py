"""The menus as callers walk through them: every leaf (R024-R026, R083-R106) leads where it should, and has a case."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.shared.words import LANGUAGES
from infra.flows import Sources
from tests.connect_flows.write import HERE

SOURCES = Sources()
STATISTICS = {
    "1.1": "queue economy", "1.2": "queue society", "1.3": "ask population", "2": "queue opinion",
    "3": "queue geoinformation", "4": "queue general", "5.1": "queue hardware", "5.2": "queue software",
    "6": "ask state", "7": "queue media", "8.1": "ask extension", "8.2": "ask directory",
}  # fmt: skip
MUNICIPALITY = {
    "1": "queue emergency", "2": "ask state", "3": "ask procedures", "4.1": "queue transactions",
    "4.2": "queue services", "4.3": "queue general", "5.1": "ask extension", "5.2": "ask directory",
}  # fmt: skip
CLOSED = {"1": "ask voicemail", "2": "ask callback"}
CASES = {
    "statistics_menu": ("statistics", STATISTICS), "municipality_menu": ("municipality", MUNICIPALITY),
    "leave": ("statistics-closed", CLOSED),
}  # fmt: skip
Action = dict[str, Any]


def actions(flow: str, language: str) -> dict[str, Action]:
    rendered = SOURCES.render(SOURCES.by_name[flow], language, "")
    return {action["Identifier"]: action for action in json.loads(rendered.content)["Actions"]}


def leaves(flow: str, language: str, keys: str = "") -> Iterator[tuple[str, str]]:
    """Yield what is pressed from a menu's first question on, and what comes of it, into submenus."""
    menu = actions(flow, language)
    for condition in menu["menu"]["Transitions"]["Conditions"]:
        key = condition["Condition"]["Operands"][0]
        if key.isdigit() and key != "0":
            yield from leads(menu, condition["NextAction"], language, f"{keys}.{key}".lstrip("."))


def leads(menu: dict[str, Action], name: str, language: str, keys: str) -> Iterator[tuple[str, str]]:
    """Yield what an action leads to: a queue, a question to the service, or the leaves of another menu."""
    while True:
        action = menu[name]
        given = action["Parameters"]
        match action["Type"]:
            case "UpdateContactTargetQueue" if name.startswith("queue"):
                yield keys, f"queue {given['QueueId'].removeprefix('${queue:').removesuffix(f'.{language}}}')}"
                return
            case "InvokeLambdaFunction":
                yield keys, f"ask {given['LambdaInvocationAttributes']['ask']}"
                return
            case "TransferToFlow":
                flow = (given["ContactFlowId"] if "{" in given["ContactFlowId"] else onward(menu, keys, name)).split(
                    ":"
                )[1]
                source = flow.removesuffix("}").removesuffix(f".{language}")
                inner = actions(source, language)
                if "menu" in inner and source != "callback":
                    yield from leaves(source, language, keys)
                    return
                menu, name = inner, next(iter(inner))
                continue
        name = action["Transitions"]["NextAction"]


def onward(menu: dict[str, Action], keys: str, name: str) -> str:
    """Return the flow that an attribute holds, which was noted for this choice."""
    noted = [one["Parameters"]["Attributes"] for one in menu.values() if one["Type"] == "UpdateContactAttributes"]
    found = [
        str(attributes["next"]) for attributes in noted if attributes.get("choice") == keys and "next" in attributes
    ]
    assert len(found) == 1, name
    return found[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("flow", ["statistics_menu", "municipality_menu"])
def test_every_leaf_leads_to_its_queue_or_answer(flow: str, language: str) -> None:
    assert dict(leaves(flow, language)) == CASES[flow][1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("flow", CASES)
def test_every_leaf_has_a_case_in_each_language(flow: str, language: str) -> None:
    prefix, wanted = CASES[flow]
    names = {file.stem for file in HERE.glob(f"*-{language}.json")}
    for keys in [*wanted, "0"]:
        start = f"{prefix}-{keys.replace('.', '-')}-"
        assert any(name.startswith(start) for name in names), f"{start} has no case"


@pytest.mark.parametrize("flow", [name for name, source in SOURCES.by_name.items() if source.kind == "CONTACT_FLOW"])
def test_every_menu_helps_repeats_and_leads_back(flow: str) -> None:
    """R103: help at every level; the star leads back and the hash repeats, as help says."""
    for language in SOURCES.by_name[flow].languages:
        if menu := actions(flow, language).get("menu"):
            ways = {
                one["Condition"]["Operands"][0]: one["NextAction"] for one in menu["Transitions"].get("Conditions", [])
            }
            if ways:
                assert {"0", "*", "#"} <= set(ways)
                assert ways["#"] == "menu"
                assert ways["0"] in ("help", "operator")


@pytest.mark.parametrize("flow", ["statistics_menu", "statistics_information", "statistics_technology",
                                  "municipality_menu", "municipality_staff", "directory", "help"])  # fmt: skip
def test_wrong_keys_and_silence_are_handled_three_times_then_the_operator_comes(flow: str) -> None:
    menu = actions(flow, "ar")
    assert menu["again"]["Parameters"] == {"LoopCount": "2"}
    ways = {one["Condition"]["Operands"][0]: one["NextAction"] for one in menu["again"]["Transitions"]["Conditions"]}
    assert ways == {"ContinueLooping": "menu", "DoneLooping": "operator"}
    assert menu["wrong key"]["Transitions"]["NextAction"] == "again"


@pytest.mark.parametrize(("asks", "digits"), [("number", 12), ("code", 6)])
def test_the_hash_that_ends_a_number_is_not_left_over_for_the_next_question(asks: str, digits: int) -> None:
    asked = actions("request_state", "ar")[asks]["Parameters"]
    assert asked["DTMFConfiguration"]["InputTerminationSequence"] == "#"
    # Else a hash after the last digit would answer what is asked next with nothing, and cost a try.
    assert int(asked["InputValidation"]["CustomValidation"]["MaximumLength"]) > digits
