"""Listening to recordings, and who did, over HTTP."""

from chalicelib import wiring
from chalicelib.contacts import listening
from chalicelib.contacts.heard import Because, EntriesView
from chalicelib.contacts.listening import LISTENERS, ListeningView
from chalicelib.contacts.telephony import TelephonyAway
from chalicelib.contacts.trouble import ContactNotFound
from chalicelib.live.connection import TOPICS
from chalicelib.shared.errors import Invalid, KeyReused, NotFound
from chalicelib.shared.http import Answer, Call, Routes

routes = Routes(__name__)
_PATH = "/v1/contacts/{id}/recordings/{index}/listenings"


@routes.on("GET", _PATH, access=wiring.staff(*LISTENERS), answer=EntriesView, problems=(ContactNotFound,))
def listened(call: Call, id: str, index: str) -> EntriesView:
    """Read who listened to a recording, when and why."""
    return listening.listened(wiring.listening(), call.caller, id, index)


@routes.on(
    "POST", _PATH, access=wiring.staff(*LISTENERS), body=Because, answer=ListeningView, status=201, keyed=True,
    problems=(ContactNotFound, NotFound, Invalid, KeyReused, TelephonyAway),
)  # fmt: skip
def listen(call: Call, id: str, index: str) -> Answer:
    """Get an address under which a recording can be heard for five minutes; who listens and why is kept first."""
    view, repeated = listening.listen(wiring.listening(), call.caller, id, index, call.body, call.key)
    replay = {"Idempotent-Replay": "true"} if repeated else {}
    return Answer(content=view, status=200 if repeated else 201, headers=replay)


@routes.on("GET", "/v1/desk/listenings", access=wiring.staff(*sorted(TOPICS["desk"])), answer=EntriesView)
def own(call: Call) -> EntriesView:
    """Read who listened to one's own calls, joined or ended them, or changed one's state, and why."""
    return listening.of_own(wiring.listening(), call.caller)
