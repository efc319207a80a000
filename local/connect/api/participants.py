"""Who takes part in a chat, by the tokens that they hold."""

from secrets import token_urlsafe
from typing import NamedTuple

from local.connect.api.errors import AccessDenied
from local.connect.engine import Instance


class Participant(NamedTuple):
    """Somebody in a chat: of which instance and contact, who they are, and as what."""

    instance: Instance
    contact: str
    id: str
    role: str
    name: str


class Participants:
    """Participants by their tokens: one to connect with, and one of each connection."""

    def __init__(self) -> None:
        self._invited: dict[str, Participant] = {}
        self._connected: dict[str, Participant] = {}

    def invite(self, participant: Participant) -> str:
        """Return a new participant token."""
        token = token_urlsafe(24)
        self._invited[token] = participant
        return token

    def connect(self, token: str) -> str:
        """Return the token of a new connection. :raises AccessDenied: if the participant token is none"""
        connection = token_urlsafe(24)
        self._connected[connection] = self._known(self._invited, token)
        return connection

    def of(self, connection: str) -> Participant:
        """Return who speaks. :raises AccessDenied: if the connection token is none"""
        return self._known(self._connected, connection)

    def leave(self, connection: str) -> Participant:
        left = self.of(connection)
        for tokens in (self._invited, self._connected):
            for token in [token for token, known in tokens.items() if known.id == left.id]:
                del tokens[token]
        return left

    @staticmethod
    def _known(tokens: dict[str, Participant], token: str) -> Participant:
        found = tokens.get(token)
        if found is None:
            raise AccessDenied("Access denied")
        return found
