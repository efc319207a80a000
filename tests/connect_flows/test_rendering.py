"""The renderer: what stands in the places of placeholders, and what is refused by name."""

import json
from pathlib import Path
from typing import Any

import pytest

from chalicelib.shared.words import UnknownMessage, WrongMessage
from infra.flow_filling import Unbound, WrongSource, bound
from infra.flows import Sources

END = {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}


def rendered(folder: Path, text: str, *, neutral: bool = False, language: str = "ar", body: str = "sawari") -> Any:
    """Return what a text becomes in the menu of a tree."""
    say = {"Identifier": "say", "Type": "MessageParticipant", "Parameters": {"Text": text}}
    actions = [{**say, "Transitions": {"NextAction": "end", "Errors": []}}, END]
    for name, more in (
        ("town_entry", {"neutral": True}),
        ("town_menu", {"neutral": True} if neutral else {}),
        ("hold", {}),
    ):
        shown = {"name": name, "type": "contactFlow", **more}
        held = actions if name == "town_menu" else [END]
        source = {"Version": "2019-10-30", "StartAction": held[0]["Identifier"], "Metadata": shown, "Actions": held}
        (folder / f"{name}.json").write_text(json.dumps(source))
    sources = Sources(folder)
    flow = sources.render(sources.by_name["town_menu"], "" if neutral else language, body)
    return json.loads(flow.content)["Actions"][0]["Parameters"]["Text"]


@pytest.mark.parametrize(
    ("text", "language", "becomes"),
    [
        ("${prompt:wrong-key}", "en", "Sorry, this number is not one of the choices."),
        ("${prompt:outbound name=$.FlowAttributes.name}", "en", "This is $.FlowAttributes.name."),
        ("${prompt:choose-arabic in=ar}", "en", "للغة العربية اِضغطوا 1."),
        ("${voice} ${engine} ${locale} ${language} ${other}", "en", "Amy Neural en-GB en ar"),
        ("${voice in=ar}", "en", "Hala"),
        ("${body} ${tree}", "ar", "sawari town"),
        ("${flow:town_menu} ${flow:hold}", "ar", "${flow:sawari.town_menu.ar} ${flow:hold.ar}"),
        ("${flow:town_entry}", "ar", "${flow:sawari.town_entry}"),
        ("${flow:town_menu in=en}", "ar", "${flow:sawari.town_menu.en}"),
        ("${queue:operator} ${lambda:contacts-flow}", "ar", "${queue:operator.ar} ${lambda:contacts-flow}"),
    ],
)  # fmt: skip
def test_a_placeholder_becomes_words_or_a_name(tmp_path: Path, text: str, language: str, becomes: str) -> None:
    assert rendered(tmp_path, text, language=language) == becomes


def test_a_flow_of_no_language_names_the_language_of_each_prompt(tmp_path: Path) -> None:
    assert rendered(tmp_path, "${prompt:choose-english in=en}", neutral=True) == "For English, press 2."
    with pytest.raises(WrongSource, match="the prompt wrong-key needs a language"):
        rendered(tmp_path, "${prompt:wrong-key}", neutral=True)
    with pytest.raises(WrongSource, match=r"\$\{voice\} stands for nothing"):
        rendered(tmp_path, "${voice}", neutral=True)


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        ("${prompt:nowhere}", UnknownMessage, "has no nowhere"),
        ("${prompt:welcome}", WrongMessage, "welcome"),
        ("${flow:nowhere}", WrongSource, "There is no flow nowhere"),
        ("${nothing}", WrongSource, "sawari.town_menu.ar: .* stands for nothing"),
    ],
)
def test_what_stands_for_nothing_is_refused(tmp_path: Path, text: str, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        rendered(tmp_path, text)


def test_a_body_without_a_tree_of_ours_is_refused() -> None:
    with pytest.raises(WrongSource, match="There is no tree airport: municipality, statistics"):
        Sources().flows({"sawari": "airport"})


def test_bodies_of_one_tree_have_flows_of_their_own_and_share_the_rest() -> None:
    flows = Sources().flows({"sawari": "municipality", "manarah-tourism": "municipality"})
    assert {"sawari.municipality_menu.ar", "manarah-tourism.municipality_menu.ar", "help.ar", "greeting"} <= set(flows)
    assert '"body": "manarah-tourism"' in flows["manarah-tourism.municipality_entry"].content
    assert flows["sawari.municipality_menu.ar"].body == "sawari"
    assert flows["help.ar"].body == ""
    assert Sources().entry("sawari", "municipality") == "sawari.municipality_entry"


def test_names_become_arns_and_what_has_none_is_refused() -> None:
    flow = Sources().flows({})["callback_task"]
    assert bound(flow, {}) == flow.content
    help_ = Sources().flows({})["help.en"]
    arns = {("flow", name): f"arn:{name}" for name in ("language", "operator.en")}
    assert "arn:operator.en" in bound(help_, arns)
    with pytest.raises(Unbound, match=r"help\.en names flow"):
        bound(help_, {})


def test_every_action_has_a_place_in_the_editor_of_its_own() -> None:
    for flow in Sources().every():
        content = json.loads(flow.content)
        places = content["Metadata"]["ActionMetadata"]
        assert set(places) == {action["Identifier"] for action in content["Actions"]}
        assert len({tuple(place["position"].values()) for place in places.values()}) == len(places)
        assert "neutral" not in content["Metadata"]
