"""The authorisation matrix as it is meant to be: who may call which route. A route that is not here is refused."""

from dataclasses import dataclass

from chalicelib.organisations.staff import Role

R = Role
EVERYBODY = frozenset(R)
ADMIN = frozenset({R.ADMIN})
# Who knows a body's lists; a partner sees its own referrals only (domain.md section 1).
HOUSE = EVERYBODY - {R.PARTNER}
LEADS = frozenset({R.ADMIN, R.DISTRIBUTOR, R.SUPERVISOR, R.MANAGER, R.FOLLOW_UP})
REGISTRARS = frozenset({R.AGENT, R.RECEPTION, R.DISTRIBUTOR, R.SUPERVISOR, R.MEDIA_OFFICER})
PROFILE_WRITERS = frozenset({R.AGENT, R.RECEPTION, R.DISTRIBUTOR, R.FOLLOW_UP, R.SUPERVISOR})
PROFILE_READERS = PROFILE_WRITERS | {R.SECTION_OFFICER, R.MEDIA_OFFICER, R.QUALITY, R.MANAGER, R.TRAINEE}
CALLBACK_READERS = PROFILE_WRITERS | {R.QUALITY, R.MANAGER}
# Who keeps in touch with people for a body; only the first sees mobiles and addresses.
NEWS_READERS = frozenset({R.CAMPAIGN_MANAGER, R.MANAGER, R.ADMIN})
# Who may see any ticket at all; admins, editors and campaign managers have no access to data by themselves.
TICKET_READERS = EVERYBODY - {R.ADMIN, R.KNOWLEDGE_EDITOR, R.CAMPAIGN_MANAGER}
# Who looks at what goes on in the centre, and who may hear recordings (agents their own; voice messages).
OVERSEERS = frozenset({R.SUPERVISOR, R.MANAGER, R.EXECUTIVE, R.QUALITY})
LISTENERS = frozenset({R.QUALITY, R.SUPERVISOR, R.AGENT, R.DISTRIBUTOR})
# Who speaks with callers has a desk, and quality for its telephone; who oversees them reads what was said.
CONTACT_SPEAKERS = PROFILE_WRITERS
CONTACT_READERS = CONTACT_SPEAKERS | {R.QUALITY, R.MANAGER}
# Who sees every ticket of a body that they serve.
SEE_ALL = TICKET_READERS - {R.MANAGER, R.SECTION_OFFICER, R.PARTNER, R.MEDIA_OFFICER}


@dataclass(frozen=True, kw_only=True)
class Row:
    """Who may call a route: anyone (who may have a session), a requester, whoever holds a ticket's token, or staff."""

    access: str = "staff"
    roles: frozenset[R] = frozenset()


ANYONE, REQUESTER, HOLDER = Row(access="anyone"), Row(access="requester"), Row(access="ticket")


def staff(roles: frozenset[R]) -> Row:
    return Row(roles=roles)


_PARTS = ("directorates", "sections", "partners", "categories", "regions", "channels", "calendars", "policies")
# What each action is done by (domain.md section 3); the ticket's own place may narrow it further.
ACTIONS: dict[str, frozenset[R]] = {
    "classify": frozenset({R.AGENT, R.DISTRIBUTOR, R.FOLLOW_UP}),
    "reject": frozenset({R.AGENT, R.DISTRIBUTOR}),
    "solve": frozenset({R.AGENT}),
    "refer": frozenset({R.DISTRIBUTOR}),
    "decline": frozenset({R.SECTION_OFFICER, R.PARTNER}),
    "start": frozenset({R.SECTION_OFFICER, R.PARTNER}),
    "ask": frozenset({R.AGENT, R.DISTRIBUTOR, R.SECTION_OFFICER, R.PARTNER}),
    "respond": frozenset(),
    "answer": frozenset({R.SECTION_OFFICER, R.PARTNER}),
    "return": frozenset({R.DISTRIBUTOR}),
    "inform": frozenset({R.DISTRIBUTOR}),
    "resolve": frozenset({R.DISTRIBUTOR}),
    "measure": frozenset({R.FOLLOW_UP}),
    "close": frozenset({R.DISTRIBUTOR, R.AGENT, R.MANAGER}),
    "reopen": frozenset({R.FOLLOW_UP}),
    "speak": frozenset({R.SUPERVISOR}),
    "decide": frozenset({R.MANAGER}),
    "withdraw": frozenset(),
    "merge": frozenset({R.AGENT, R.DISTRIBUTOR}),
    "unmerge": frozenset({R.AGENT, R.DISTRIBUTOR}),
    "assign": frozenset({R.DISTRIBUTOR, R.SUPERVISOR, R.MANAGER}),
    "delay": frozenset({R.DISTRIBUTOR, R.SUPERVISOR, R.AGENT, R.SECTION_OFFICER, R.PARTNER}),
    "remind": frozenset({R.DISTRIBUTOR, R.SUPERVISOR}),
    "note": TICKET_READERS,
    "reply": frozenset({R.AGENT, R.DISTRIBUTOR, R.FOLLOW_UP, R.SUPERVISOR}),
    "reply_to_outlet": frozenset({R.MEDIA_OFFICER}),
}

ROWS: dict[str, Row] = {
    "GET /v1/public/bodies": ANYONE,
    "GET /v1/public/bodies/{code}": ANYONE,
    "POST /v1/public/codes": ANYONE,
    "POST /v1/public/sessions": ANYONE,
    "POST /v1/public/tickets": ANYONE,
    "GET /v1/public/links/{token}": ANYONE,
    "POST /v1/public/links/{token}": ANYONE,
    "POST /v1/public/duplicates": Row(access="anyone or requester"),
    "GET /v1/public/me": REQUESTER,
    "GET /v1/public/me/data": REQUESTER,
    "DELETE /v1/public/me/data": REQUESTER,
    "GET /v1/public/me/subscription": REQUESTER,
    "PUT /v1/public/me/subscription": REQUESTER,
    "DELETE /v1/public/me/subscription": REQUESTER,
    "GET /v1/public/subscriptions/{token}": ANYONE,
    "DELETE /v1/public/subscriptions/{token}": ANYONE,
    "GET /v1/public/tickets": REQUESTER,
    "GET /v1/public/tickets/{number}": HOLDER,
    "POST /v1/public/tickets/{number}/messages": HOLDER,
    "POST /v1/public/tickets/{number}/rating": HOLDER,
    "POST /v1/public/tickets/{number}/reopening": HOLDER,
    "POST /v1/public/tickets/{number}/withdrawal": HOLDER,
    "GET /v1/public/tickets/{number}/attachments": HOLDER,
    "POST /v1/public/tickets/{number}/attachments": HOLDER,
    "GET /v1/public/tickets/{number}/attachments/{id}": HOLDER,
    "GET /v1/me": staff(EVERYBODY),
    "GET /v1/organisation": staff(HOUSE),
    "PUT /v1/organisation": staff(ADMIN),
    "PUT /v1/organisation/rules": staff(ADMIN),
    **{f"GET /v1/organisation/{part}": staff(HOUSE) for part in _PARTS},
    **{f"GET /v1/organisation/{part}/{{code}}": staff(HOUSE) for part in _PARTS},
    **{f"PUT /v1/organisation/{part}/{{code}}": staff(ADMIN) for part in _PARTS},
    "GET /v1/organisation/calendars/{code}/year": staff(HOUSE),
    "POST /v1/organisation/calendars/{code}/closures-imports": staff(ADMIN),
    "POST /v1/organisation/policies/{code}/approval": staff(frozenset({R.MANAGER, R.EXECUTIVE})),
    "DELETE /v1/organisation/policies/{code}/approval": staff(frozenset({R.MANAGER, R.EXECUTIVE})),
    "GET /v1/organisation/replies": staff(HOUSE),
    "GET /v1/organisation/replies/{code}": staff(HOUSE),
    "PUT /v1/organisation/replies/{code}": staff(frozenset({R.ADMIN, R.SUPERVISOR})),
    "GET /v1/organisation/messages": staff(frozenset({R.ADMIN, R.SUPERVISOR})),
    "GET /v1/organisation/messages/{id}/preview": staff(frozenset({R.ADMIN, R.SUPERVISOR})),
    "GET /v1/organisation/role-templates": staff(ADMIN),
    "GET /v1/organisation/staff": staff(LEADS),
    "GET /v1/organisation/staff/{username}": staff(LEADS),
    "PUT /v1/organisation/staff/{username}": staff(ADMIN),
    "PUT /v1/organisation/staff/{username}/absences": staff(frozenset({R.ADMIN, R.SUPERVISOR, R.MANAGER})),
    "POST /v1/organisation/staff-imports": staff(ADMIN),
    "GET /v1/people": staff(PROFILE_READERS),
    "GET /v1/people/{id}": staff(PROFILE_READERS),
    "POST /v1/people": staff(PROFILE_WRITERS),
    "PUT /v1/people/{id}": staff(PROFILE_WRITERS),
    "POST /v1/people/{id}/merge": staff(PROFILE_WRITERS),
    "POST /v1/people/{id}/consent": staff(PROFILE_WRITERS),
    "POST /v1/people/{id}/handover": staff(PROFILE_WRITERS),
    "GET /v1/subscriptions": staff(NEWS_READERS),
    "GET /v1/subscriptions/export": staff(NEWS_READERS),
    "GET /v1/tickets": staff(TICKET_READERS),
    "POST /v1/tickets": staff(REGISTRARS),
    "POST /v1/tickets/reassignments": staff(frozenset({R.SUPERVISOR, R.DISTRIBUTOR, R.MANAGER})),
    "POST /v1/duplicates": staff(REGISTRARS | {R.FOLLOW_UP}),
    "POST /v1/tickets/{number}/contacts": staff(REGISTRARS | {R.FOLLOW_UP}),
    "GET /v1/tickets/{number}": staff(TICKET_READERS),
    "GET /v1/tickets/{number}/history": staff(TICKET_READERS),
    "PUT /v1/tickets/{number}/viewers/me": staff(TICKET_READERS),
    "DELETE /v1/tickets/{number}/viewers/me": staff(TICKET_READERS),
    "GET /v1/tickets/{number}/messages": staff(TICKET_READERS),
    "GET /v1/tickets/{number}/attachments": staff(TICKET_READERS),
    "POST /v1/tickets/{number}/attachments": staff(TICKET_READERS),
    "GET /v1/tickets/{number}/attachments/{id}": staff(TICKET_READERS),
    "POST /v1/ws-tickets": staff(EVERYBODY),
    "GET /v1/supervision": staff(OVERSEERS),
    "GET /v1/queues/figures": staff(OVERSEERS),
    "GET /v1/agents/figures": staff(CONTACT_SPEAKERS | OVERSEERS),
    "POST /v1/supervision/contacts/{id}/monitoring": staff(frozenset({R.SUPERVISOR, R.QUALITY})),
    "POST /v1/supervision/contacts/{id}/end": staff(frozenset({R.SUPERVISOR})),
    "POST /v1/supervision/agents/{username}/presence": staff(frozenset({R.SUPERVISOR})),
    "GET /v1/contacts/{id}/recordings/{index}/listenings": staff(LISTENERS),
    "POST /v1/contacts/{id}/recordings/{index}/listenings": staff(LISTENERS),
    "GET /v1/contacts": staff(CONTACT_READERS),
    "GET /v1/contacts/{id}": staff(CONTACT_READERS),
    "GET /v1/contacts/{id}/caller": staff(CONTACT_READERS),
    "POST /v1/contacts/{id}/wrap-up": staff(CONTACT_SPEAKERS),
    "POST /v1/contacts/{id}/tickets": staff(CONTACT_SPEAKERS),
    "GET /v1/desk": staff(CONTACT_SPEAKERS | {R.QUALITY}),
    "PUT /v1/desk/presence": staff(CONTACT_SPEAKERS | {R.QUALITY}),
    "GET /v1/desk/listenings": staff(HOUSE),
    "GET /v1/counts": staff(TICKET_READERS),
    "GET /v1/overview": staff(frozenset({R.SUPERVISOR, R.MANAGER, R.EXECUTIVE, R.QUALITY})),
    **{f"POST /v1/tickets/{{number}}/actions/{action}": staff(TICKET_READERS) for action in ACTIONS},
    "GET /v1/organisation/switchboard": staff(HOUSE),
    "PUT /v1/organisation/switchboard": staff(ADMIN),
    "GET /v1/callbacks": staff(CALLBACK_READERS),
    "POST /v1/callbacks": staff(PROFILE_WRITERS),
    "GET /v1/callbacks/{id}": staff(CALLBACK_READERS),
    "POST /v1/callbacks/{id}/tries": staff(PROFILE_WRITERS),
    "POST /v1/callbacks/{id}/cancel": staff(PROFILE_WRITERS),
}
