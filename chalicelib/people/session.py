"""A requester's session: the proof, kept for a while, that somebody holds a mobile or an address.

What it shows is explained in docs/decisions/sessions-and-recycled-numbers.md.
"""

import base64
from calendar import monthrange
from datetime import UTC, datetime, timedelta

import msgspec

from chalicelib.people.codes import Target
from chalicelib.people.identifiers import person_ref
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Unauthenticated
from chalicelib.shared.sealing import opened, sealed
from chalicelib.shared.secret import BadToken, Secret

LIFE = timedelta(hours=12)
MONTHS_SHOWN = 24
_PURPOSE = "session"


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """Who is asking: `since` (ISO) is the earliest registration that is shown, `subject` a name of the person in keys.

    A ticket is the session's if it stands under `ref` of its body and was registered at or after `since`.
    """

    kind: str
    value: str
    since: str
    expires_at: str
    subject: str

    @property
    def target(self) -> Target:
        return Target(self.kind, self.value)

    def ref(self, secret: Secret, body: str) -> str:
        """Return the name of the proven identifier in a body's keys and indexes."""
        return person_ref(secret, body, self.kind, self.value)


def new_session(secret: Secret, target: Target, *, now: datetime, held_since: str) -> Session:
    """Return the session of one who has just proved to hold a target; `held_since` "" if it never changed hands."""
    return Session(
        kind=target.kind,
        value=target.value,
        since=max(iso(_months_before(now, MONTHS_SHOWN)), held_since),
        expires_at=iso(now + LIFE),
        subject=target.name(secret),
    )


def session_token(secret: Secret, session: Session) -> str:
    """Return a session as a token; the identifier in it is sealed, for tokens meet logs and histories."""
    box = sealed(_key(secret), session.value.encode(), about=session.kind)
    expires = datetime.fromisoformat(session.expires_at).timestamp()
    facts = {"k": session.kind, "v": base64.b64encode(box).decode(), "since": session.since, "exp": expires}
    return secret.token(_PURPOSE, facts)


def read_session(secret: Secret, token: str, *, now: datetime) -> Session:
    """Return the session in a token.

    :raises Unauthenticated: if it is none, or over
    """
    try:
        facts = secret.facts(_PURPOSE, token, now=now)
    except BadToken as error:
        raise Unauthenticated from error
    value = opened(_key(secret), base64.b64decode(facts["v"]), about=facts["k"]).decode()
    return Session(
        kind=facts["k"],
        value=value,
        since=facts["since"],
        expires_at=iso(datetime.fromtimestamp(facts["exp"], UTC)),
        subject=Target(facts["k"], value).name(secret),
    )


def _key(secret: Secret) -> bytes:
    return secret.digest("session-seal")


def _months_before(now: datetime, months: int) -> datetime:
    index = now.year * 12 + now.month - 1 - months
    year, month = divmod(index, 12)
    return now.replace(year=year, month=month + 1, day=min(now.day, monthrange(year, month + 1)[1]))
