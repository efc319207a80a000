"""How a caller proves who is asking."""

from chalicelib.shared.http import Operation
from infra.openapi.document import Document, Undocumented

# By the name of the `Access`: several mean that any of them will do, "" that none is needed.
SECURITY: dict[str, tuple[str, ...]] = {
    "anyone": (),
    "anyone or requester": ("", "requester"),
    "staff": ("staff",),
    "requester": ("requester",),
    "ticket": ("requester", "track", "upload"),
}
SCHEMES = {
    "staff": "A Cognito ID token. It only says who somebody is; roles, sections and bodies come from the staff record.",
    "requester": "The token of a session (POST /v1/public/sessions), opened with a one-time code; twelve hours.",
    "track": "The `track_token` of a registration: read, respond, attach to and withdraw that one ticket.",
    "upload": "The `upload_token` of a registration: attachments of that one ticket, for one hour.",
}


def security_of(operation: Operation) -> tuple[str, ...]:
    """Return the schemes of which any lets a caller in, none for who needs no token.

    :raises Undocumented: if the `Access` is not among ours
    """
    try:
        return SECURITY[operation.access.name]
    except KeyError:
        raise Undocumented(f"{operation.method} {operation.path}: unknown access {operation.access.name}") from None


def scheme(name: str, text: str) -> Document:
    """Return a security scheme: a bearer's token, of staff a JWT."""
    form = {"bearerFormat": "JWT"} if name == "staff" else {}
    return {"type": "http", "scheme": "bearer", "description": text, **form}
