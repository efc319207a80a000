"""Ready-made texts for staff who write to requesters (الردود الجاهزة): in both languages, with places to be filled in.

The console fills the places in from the ticket at hand, and whoever sends the text may still change it.
"""

import re
from collections.abc import Iterator

import msgspec

from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.faults import Fault, fault

# What the console fills in, `{number}`: of the ticket its number, kind, category, section and the day it is due on; the
# requester's name, the body's, and the name of whoever writes.
PLACEHOLDERS = ("number", "name", "kind", "category", "section", "due", "body", "staff")
_PLACED = re.compile("{(?:" + "|".join(PLACEHOLDERS) + ")}")


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """A ready-made text; `category` and `kind` say which tickets it is offered for, "" for all.

    One that is not `active` is kept, and offered no more.
    """

    code: str
    name: Words
    text: Words
    category: str = ""
    kind: str = ""
    active: bool = True


def reply_faults(reply: Reply, categories: set[str]) -> Iterator[Fault]:
    """Yield what does not fit: a category that is not there, a brace that opens no known place."""
    if reply.category and reply.category not in categories:
        yield fault("category", "not-found")
    for language, text in (("ar", reply.text.ar), ("en", reply.text.en)):
        if re.search("[{}]", _PLACED.sub("", text)):
            yield fault(f"text.{language}", "unknown-placeholder")
