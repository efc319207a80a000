"""The template as it is deployed, made once from the real app."""

import json
from pathlib import Path
from typing import Any

import pytest

from infra.package import ROOT, package

Template = dict[str, Any]


@pytest.fixture(scope="session")
def artifact(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the laptop's artefact of the app as it is."""
    return package(ROOT, tmp_path_factory.mktemp("artefact"), "local", slim=True)


@pytest.fixture(scope="session")
def packaged(artifact: Path) -> Template:
    """Return the packaged main template; not to be changed."""
    template: Template = json.loads((artifact / "sam.json").read_text("utf-8"))
    return template


@pytest.fixture(scope="session")
def telephony(artifact: Path) -> Template:
    """Return the telephony's packaged template, a stack of its own; not to be changed."""
    template: Template = json.loads((artifact / "contacts.json").read_text("utf-8"))
    return template


@pytest.fixture(scope="session", params=["sam.json", "contacts.json"])
def each(artifact: Path, request: pytest.FixtureRequest) -> Template:
    """Return one of both packaged templates; not to be changed."""
    template: Template = json.loads((artifact / request.param).read_text("utf-8"))
    return template


@pytest.fixture
def template(packaged: Template) -> Template:
    """Return a copy of the packaged main template, to be broken."""
    copy: Template = json.loads(json.dumps(packaged))
    return copy
