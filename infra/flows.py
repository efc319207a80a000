"""Render the flows of connect_flows/ as they are published: each in each language, a tree's once for each body.

A source is Amazon Connect's own JSON with placeholders. These are replaced here:

- `${prompt:id}` by a line of chalicelib/messages/<language>/flows.ftl; `${prompt:id name=$.Attributes.name in=ar}`
  gives the line's `{ $name }` a JSONPath or a word, and takes another language than the flow's;
- `${voice}` `${engine}` `${locale}` `${language}` `${other}` (the other language) `${body}` `${tree}`.

These get what distinguishes them, and are replaced by ARNs where the flow is published (`bound`):

- `${flow:menu}` becomes `${flow:<body>.statistics_menu.ar}`, `${flow:hold.ar}` or `${flow:callback_task}`;
- `${queue:economy}` becomes `${queue:economy.ar}`: of the body, the queue with this code in this language;
- `${lambda:contacts-flow}` stays.

A tree is what `<tree>_entry.json` begins; the files `<tree>_<noun>.json` belong to it, all others are shared by all
bodies. A source with `"neutral": true` in its Metadata is rendered once, for all languages.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from chalicelib.shared import words
from infra.flow_filling import PLACEHOLDER, SPOKEN, Filling, Flow, Unbound, WrongSource, bound
from infra.flow_places import metadata

__all__ = ["Flow", "Source", "Sources", "Unbound", "WrongSource", "bound"]
FLOWS = Path(__file__).parent.parent / "connect_flows"
ENTRY = "_entry"
KINDS = {
    "contactFlow": "CONTACT_FLOW", "customerQueue": "CUSTOMER_QUEUE", "customerHold": "CUSTOMER_HOLD",
    "customerWhisper": "CUSTOMER_WHISPER", "agentHold": "AGENT_HOLD", "agentWhisper": "AGENT_WHISPER",
    "outboundWhisper": "OUTBOUND_WHISPER", "agentTransfer": "AGENT_TRANSFER", "queueTransfer": "QUEUE_TRANSFER",
}  # fmt: skip


@dataclass(frozen=True)
class Source:
    """A file of connect_flows/."""

    name: str
    content: Mapping[str, Any]

    @property
    def kind(self) -> str:
        """Return the Type that Amazon Connect knows it by."""
        return KINDS[self.content["Metadata"]["type"]]

    @property
    def languages(self) -> tuple[str, ...]:
        """Return what it is rendered in: each language, or "" once where it knows none."""
        return ("",) if self.content["Metadata"].get("neutral") else words.LANGUAGES


class Sources:
    """All sources of a folder, and what is made of them."""

    def __init__(self, folder: Path = FLOWS) -> None:
        self._files = sorted(folder.glob("*.json"))

    @cached_property
    def by_name(self) -> dict[str, Source]:
        """Return every source by its name: the file's, without its ending."""
        return {file.stem: Source(file.stem, json.loads(file.read_text("utf-8"))) for file in self._files}

    @cached_property
    def trees(self) -> tuple[str, ...]:
        """Return the names of the trees: what a switchboard may have as its `flow`."""
        return tuple(name.removesuffix(ENTRY) for name in self.by_name if name.endswith(ENTRY))

    def tree_of(self, name: str) -> str:
        """Return the tree that a source belongs to; "" if all bodies share it."""
        return next((tree for tree in self.trees if name.startswith(f"{tree}_")), "")

    def flows(self, bodies: Mapping[str, str]) -> dict[str, Flow]:
        """Return every flow by its name, the shared ones and each body's own.

        :param bodies: the tree of each body by the body's code; "" as a body's code leaves its name out
        :raises WrongSource: if a source names what is not there, or a body a tree that is not there
        """
        if unknown := set(bodies.values()) - set(self.trees):
            raise WrongSource(f"There is no tree {', '.join(sorted(unknown))}: {', '.join(self.trees)}")
        made = [*self._rendered("", "")]
        for body, tree in bodies.items():
            made += self._rendered(tree, body)
        return {flow.name: flow for flow in made}

    def every(self) -> list[Flow]:
        """Return every flow of every tree, named without a body: what is checked, explored and tested."""
        return [flow for tree in ("", *self.trees) for flow in self._rendered(tree, "")]

    def queues(self, tree: str) -> frozenset[str]:
        """Return the codes of the queues that a tree sends its callers to: its body's switchboard must have them."""
        texts = (json.dumps(one.content) for name, one in self.by_name.items() if self.tree_of(name) in ("", tree))
        return frozenset(code for text in texts for kind, code, _ in PLACEHOLDER.findall(text) if kind == "queue")

    def name_of(self, source: str, body: str, language: str) -> str:
        """Return a flow's name in Connect: `<body>.<source>.<language>`, without what it does not depend on.

        :raises WrongSource: if there is no such source
        """
        if source not in self.by_name:
            raise WrongSource(f"There is no flow {source} in connect_flows")
        own = body if self.tree_of(source) else ""
        spoken = language if self.by_name[source].languages != ("",) else ""
        return ".".join(part for part in (own, source, spoken) if part)

    def entry(self, body: str, tree: str) -> str:
        """Return the name of the flow that answers a body's numbers."""
        return self.name_of(f"{tree}{ENTRY}", body, "")

    def _rendered(self, tree: str, body: str) -> Iterator[Flow]:
        for source in self.by_name.values():
            if self.tree_of(source.name) == tree:
                for language in source.languages:
                    yield self.render(source, language, body)

    def render(self, source: Source, language: str, body: str) -> Flow:
        """Return a flow in a language ("" for one that knows none), for a body.

        :raises WrongSource: if a placeholder is unknown
        :raises UnknownMessage: if a language has no such prompt
        """
        name = self.name_of(source.name, body, language)
        facts = {"language": language, "body": body or self.tree_of(source.name), "tree": self.tree_of(source.name)}
        filling = Filling(self.name_of, name, language, body, facts | SPOKEN.get(language, {}))
        actions = filling.walk(source.content["Actions"])
        shown = metadata(actions, source.content["StartAction"], name, source.content["Metadata"])
        content = {**source.content, "Metadata": shown, "Actions": actions}
        return Flow(name, source.kind, json.dumps(content, ensure_ascii=False), source.name, language, body)
