"""What stands in the places of a flow's placeholders: words now, ARNs when it is published (see `infra.flows`)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.shared import words

CATALOGUE = "flows"
SPOKEN = {
    "ar": {"voice": "Hala", "engine": "Neural", "locale": "ar-AE", "other": "en"},
    "en": {"voice": "Amy", "engine": "Neural", "locale": "en-GB", "other": "ar"},
}
"""Amazon Polly's voices: Hala speaks the Arabic of the Gulf, Amy British English."""
PLACEHOLDER = re.compile(r"\$\{(\w+)(?::([\w.-]+))?((?:\s+\w+=[^\s}]+)*)\}")


class WrongSource(Exception):
    """A source that cannot be rendered; the message says why."""


@dataclass(frozen=True)
class Flow:
    """A flow to publish: its name in Connect, its Type, its Content with `flow`, `queue` and `lambda` to be bound."""

    name: str
    kind: str
    content: str
    source: str
    language: str = ""
    body: str = ""


@dataclass(frozen=True)
class Filling:
    """What a flow's placeholders are replaced by; `name_of` gives a flow's name for a source, a body, a language."""

    name_of: Callable[[str, str, str], str]
    flow: str
    language: str
    body: str
    facts: Mapping[str, str]

    def walk(self, value: Any) -> Any:
        """Return a value with the placeholders in all its texts replaced."""
        if isinstance(value, str):
            return PLACEHOLDER.sub(self._one, value)
        if isinstance(value, dict):
            return {key: self.walk(inner) for key, inner in value.items()}
        return [self.walk(inner) for inner in value] if isinstance(value, list) else value

    def _one(self, found: re.Match[str]) -> str:
        kind, name, given = found.groups()
        options = dict(part.split("=", 1) for part in given.split())
        language = options.pop("in", self.language)
        match kind:
            case "prompt":
                return self._prompt(name, language, options)
            case "flow":
                return f"${{flow:{self.name_of(name, self.body, language)}}}"
            case "queue":
                return f"${{queue:{name}.{language}}}"
            case "lambda":
                return found.group()
            case _ if kind in SPOKEN["ar"] and language in SPOKEN:
                return SPOKEN[language][kind]
            case _ if self.facts.get(kind):
                return self.facts[kind]
        raise WrongSource(f"{self.flow}: {found.group()} stands for nothing")

    def _prompt(self, name: str, language: str, options: dict[str, str]) -> str:
        if language not in words.LANGUAGES:
            raise WrongSource(f"{self.flow}: the prompt {name} needs a language (in=ar or in=en)")
        return words.say(CATALOGUE, name, language, isolating=False, **options)


class Unbound(Exception):
    """A flow names something that is not there; the message says what."""


def bound(flow: Flow, arns: Mapping[tuple[str, str], str]) -> str:
    """Return a flow's content with ARNs in the places of names.

    :param arns: by ("flow", name), ("queue", "<code>.<language>") of the flow's body, ("lambda", name)
    :raises Unbound: if a name has no ARN
    """

    def arn(found: re.Match[str]) -> str:
        kind, name, _ = found.groups()
        if (kind, name) not in arns:
            raise Unbound(f"{flow.name} names {kind} {name}, which is not there")
        return arns[kind, name]

    return PLACEHOLDER.sub(arn, flow.content)
