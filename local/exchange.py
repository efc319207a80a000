"""What the cloud asks of Amazon Connect's engine: whether calls are at rest, what comes next; and to see the clock."""

import json
from http.client import HTTPConnection, HTTPException
from typing import Any

SOON = 10.0
"""Seconds within which the engine answers; one that is away has nothing to do."""
Rest = dict[str, Any]
NOTHING: Rest = {"busy": [], "next": None}


class Exchange:
    """The engine as another process of the stack."""

    def __init__(self, port: int) -> None:
        self._port = port

    def busy(self) -> list[str]:
        """Name what is at work there."""
        return list(self._ask("GET", "/telephone/rest")["busy"])

    def next(self) -> float | None:
        """Return when the next call goes on by itself."""
        at: float | None = self._ask("GET", "/telephone/rest")["next"]
        return at

    def moved(self) -> None:
        """Let it see that the clock was moved."""
        self._ask("POST", "/telephone/clock")

    def _ask(self, method: str, path: str) -> Rest:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=SOON)
        try:
            connection.request(method, path)
            answer: Rest = json.loads(connection.getresponse().read())
        except (OSError, HTTPException):
            return NOTHING
        finally:
            connection.close()
        return answer


class NoExchange(Exchange):
    """Where there is no telephony."""

    def __init__(self) -> None:
        super().__init__(0)

    def _ask(self, method: str, path: str) -> Rest:
        return NOTHING
