"""One secret a deployment, and what is derived from it: digests, tokens that prove themselves, cursors."""

import base64
import hmac
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from chalicelib.shared.errors import NidaaError


class BadToken(NidaaError):
    """A token that we did not make, or whose time is over; routes answer it as 401 or 422."""

    status = 401


class Secret:
    """Derive from one secret, apart for each purpose; `load` is called at the first use."""

    def __init__(self, load: Callable[[], bytes]) -> None:
        self._load = load
        self._key: bytes | None = None

    def digest(self, purpose: str, *parts: str) -> bytes:
        """Return 32 bytes; parts are framed by length, so no two lists of parts meet."""
        if self._key is None:
            self._key = self._load()
        framed = b"".join(len(raw := part.encode()).to_bytes(4, "big") + raw for part in (purpose, *parts))
        return hmac.digest(self._key, framed, "sha256")

    def text(self, purpose: str, *parts: str, size: int = 16) -> str:
        """Return a digest of `size` bytes as text that is safe in keys and addresses."""
        return _base64(self.digest(purpose, *parts)[:size])

    def token(self, purpose: str, facts: dict[str, Any]) -> str:
        """Return a token that carries `facts` readably and proves that we wrote them."""
        body = _base64(json.dumps(facts, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode())
        return f"{body}.{self.text('token', purpose, body)}"

    def facts(self, purpose: str, token: str, *, now: datetime | None = None) -> dict[str, Any]:
        """Return what a token carries.

        :raises BadToken: if it is not ours, of another purpose, or its `exp` (seconds since 1970) is past
        """
        body, _, mac = token.partition(".")
        if not token.isascii() or not hmac.compare_digest(mac, self.text("token", purpose, body)):
            raise BadToken
        facts = _facts(body)
        if now is not None and not _lasts(facts.get("exp"), now):
            raise BadToken
        return facts


def _facts(body: str) -> dict[str, Any]:
    try:
        facts = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    except (ValueError, RecursionError):
        raise BadToken from None
    if not isinstance(facts, dict):
        raise BadToken
    return facts


def _lasts(exp: Any, now: datetime) -> bool:
    return isinstance(exp, int | float) and exp > now.timestamp()


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
