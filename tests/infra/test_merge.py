import json
from pathlib import Path

import pytest

from infra.merge import HERE, TemplatesDisagree, merged


def test_the_merged_template_is_the_same_each_time() -> None:
    assert json.dumps(merged()) == json.dumps(merged())


def test_every_template_is_named_after_a_feature_or_a_part_of_one() -> None:
    features = {path.name for path in Path(HERE.parent, "chalicelib").iterdir() if path.is_dir()}
    assert {path.stem.split("_")[0] for path in HERE.glob("*.yaml")} <= features | {"web"}


def test_short_tags_are_written_out(tmp_path: Path) -> None:
    text = "A: !Ref B\nC: !GetAtt D.Arn\nE: !If [F, [!Ref G], {H: !Sub 'i-${J}'}]\nK: !Condition L\n"
    (tmp_path / "one.yaml").write_text(text)
    assert merged(tmp_path, tmp_path) == {
        "A": {"Ref": "B"},
        "C": {"Fn::GetAtt": ["D", "Arn"]},
        "E": {"Fn::If": ["F", [{"Ref": "G"}], {"H": {"Fn::Sub": "i-${J}"}}]},
        "K": {"Condition": "L"},
    }


def test_templates_add_to_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("Resources: {One: {Type: X}}\n")
    (tmp_path / "b.yaml").write_text("Resources: {Two: {Type: Y}}\n")
    assert merged(tmp_path, tmp_path) == {"Resources": {"One": {"Type": "X"}, "Two": {"Type": "Y"}}}


def test_two_templates_cannot_say_different_things_in_one_place(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("Resources: {One: {Type: X}}\n")
    (tmp_path / "b.yaml").write_text("Resources: {One: {Type: Y}}\n")
    with pytest.raises(TemplatesDisagree, match=r"b.yaml / Resources / One: Type"):
        merged(tmp_path, tmp_path)
