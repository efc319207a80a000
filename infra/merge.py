"""Join the features' templates into the one file that `chalice package --merge-template` takes."""

from pathlib import Path
from typing import Any

import yaml

from infra import definitions

HERE = Path(__file__).parent
SECOND = HERE / "contacts.yaml"
"""The telephony's template, which is a stack of its own (infra/split.py)."""


class TemplatesDisagree(Exception):
    """Two templates say different things in the same place."""


class _CloudFormationLoader(yaml.SafeLoader):
    """YAML with CloudFormation's short tags, such as `!Ref`, written out long."""


def _long_form(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    name = suffix if suffix in {"Ref", "Condition"} else f"Fn::{suffix}"
    return {name: _value(loader, suffix, node)}


def _value(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        text = loader.construct_scalar(node)
        return text.split(".", 1) if suffix == "GetAtt" else text
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_mapping(node, deep=True)  # type: ignore[arg-type]


_CloudFormationLoader.add_multi_constructor("!", _long_form)


def read_template(path: Path) -> dict[str, Any]:
    """Read one template, its short tags written out."""
    template: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=_CloudFormationLoader)  # noqa: S506 - is safe
    return template


def merged(directory: Path = HERE, workflows: Path = definitions.HERE) -> dict[str, Any]:
    """Return all templates of a directory but the telephony's as one, workflows filled in, the same for the same files.

    :raises TemplatesDisagree: if two define the same thing
    :raises DefinitionsDisagree: if a workflow and a state machine do not fit each other
    """
    whole: dict[str, Any] = {}
    for path in sorted(path for path in directory.glob("*.yaml") if path != SECOND):
        _add(whole, read_template(path), path.name)
    return definitions.fill(whole, workflows)


def _add(whole: dict[str, Any], part: dict[str, Any], place: str) -> None:
    for key, value in part.items():
        if key not in whole:
            whole[key] = value
        elif isinstance(whole[key], dict) and isinstance(value, dict):
            _add(whole[key], value, f"{place} / {key}")
        else:
            raise TemplatesDisagree(f"{place}: {key} is there already")
