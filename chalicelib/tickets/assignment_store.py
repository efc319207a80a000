"""Whose turn it is, in the tickets' table: one small item for each member of a section.

pk                     sk          holds
IDLE#<body>#<section>  <staff id>  when they were last given a ticket by the system

Each has an item of their own, so that two who are given tickets at once do not meet.
"""

from collections.abc import Mapping

from chalicelib.tickets.rows import Row


class DynamoTurns:
    """The turns of every section."""

    def of(self, body: str, section: str) -> Mapping[str, str]:
        """Return when each was last given a ticket: one Query."""
        return {row.sk: row.at or "" for row in Row.query(f"IDLE#{body}#{section}", consistent_read=True)}

    def took(self, body: str, section: str, id: str, at: str) -> None:
        """Keep that somebody is given a ticket now: one PutItem."""
        Row(f"IDLE#{body}#{section}", id, at=at).save()
