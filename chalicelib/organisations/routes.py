"""HTTP for bodies: what the public may know, who is signed in, and what an admin sets of the own body."""

import hashlib
from collections.abc import Callable
from typing import Any

from chalicelib import wiring
from chalicelib.organisations import (
    actions,
    calendar_forms,
    calendars,
    forms,
    policies,
    public_views,
    staff_views,
    staffing,
    views,
)
from chalicelib.organisations.body import Body, Rules
from chalicelib.organisations.policies import PolicyApproved, PolicyInForce
from chalicelib.organisations.presence import day_in
from chalicelib.organisations.register import Kept, UsernameTaken
from chalicelib.organisations.retiring import PartInUse, region_put, section_put
from chalicelib.organisations.staff import TEMPLATES, Role, Staff
from chalicelib.organisations.staffing import Imported
from chalicelib.shared.errors import Invalid, KeyReused, NidaaError, NotFound, PreconditionMissing, Stale
from chalicelib.shared.http import ANYONE, Access, Answer, Call, Routes

routes = Routes(__name__)

CHANGES = (Invalid, NotFound, PreconditionMissing, Stale)
CACHEABLE = {"Cache-Control": "public, max-age=60"}
ADMIN = wiring.staff(Role.ADMIN)
SIGNED_IN = wiring.staff()
READERS = wiring.staff(*(role for role in Role if role is not Role.PARTNER))
APPROVERS = wiring.staff(Role.MANAGER, Role.EXECUTIVE)
PLANNERS = wiring.staff(Role.ADMIN, Role.SUPERVISOR, Role.MANAGER)
WRITERS = wiring.staff(Role.ADMIN, Role.SUPERVISOR)
LEADS = wiring.staff(Role.ADMIN, Role.DISTRIBUTOR, Role.SUPERVISOR, Role.MANAGER, Role.FOLLOW_UP)


@routes.on("GET", "/v1/public/bodies", access=ANYONE, query=forms.PageQuery, answer=views.Page[public_views.BodyRef])
def list_public_bodies(call: Call) -> Answer:
    """List the bodies that take tickets, the hosts first."""
    heads = wiring.organisations().recent.heads()
    start = next((place + 1 for place, head in enumerate(heads) if head.code == call.query.cursor), 0)
    shown = heads[start : start + call.query.limit]
    following = shown[-1].code if start + len(shown) < len(heads) else None
    page = views.Page(items=[public_views.body_ref(head) for head in shown], next=following)
    return Answer(content=page, headers=CACHEABLE)


@routes.on("GET", "/v1/public/bodies/{code}", access=ANYONE, answer=public_views.PublicBody, problems=(NotFound,))
def show_public_body(call: Call, code: str) -> Answer:
    """Show what a form for a body needs: categories, regions, channels, hours and promises."""
    context = wiring.organisations()
    body = context.recent.body(forms.a_code(code))
    return Answer(content=public_views.public_body(body, day_in(body, context.clock())), headers=CACHEABLE)


@routes.on("GET", "/v1/me", access=SIGNED_IN, answer=staff_views.Me)
def show_me(call: Call) -> staff_views.Me:
    """Show who is signed in: roles, sections and bodies, from the staff record alone."""
    recent = wiring.organisations().recent
    return staff_views.me(call.caller, recent.body(call.caller.body), recent.heads())


@routes.on(
    "GET", "/v1/organisation", access=READERS, query=forms.BodyQuery, answer=views.SettingsShown, problems=(NotFound,)
)
def show_settings(call: Call) -> Answer:
    """Show a body's own settings and lifecycle rules."""
    code = actions.seen_body(call.caller, call.query.body)
    body = wiring.organisations().register.body(code)
    if body is None:
        raise NotFound
    return _settings(body)


@routes.on(
    "PUT", "/v1/organisation", access=ADMIN, body=forms.SettingsGiven, answer=views.SettingsShown, versioned=True,
    problems=CHANGES,
)  # fmt: skip
def put_settings(call: Call) -> Answer:
    """Change the name, country, zone, languages and hours of the own body, and the hosts that it lets in."""
    changes = forms.fields_of(Body, call.body)
    return _settings(actions.settings_changed(wiring.organisations(), call.caller, changes, call.version))


@routes.on(
    "PUT", "/v1/organisation/rules", access=ADMIN, body=forms.RulesGiven, answer=views.SettingsShown, versioned=True,
    problems=CHANGES,
)  # fmt: skip
def put_rules(call: Call) -> Answer:
    """Change what the own body sets of a ticket's lifecycle."""
    rules = Rules(**forms.fields_of(Rules, call.body))
    return _settings(actions.rules_changed(wiring.organisations(), call.caller, rules, call.version))


def _settings(body: Body) -> Answer:
    return Answer(content=views.settings_shown(body), headers={"ETag": f'"{body.version}"'})


def _part_shown(_call: Call, kept: Kept[Any]) -> Any:
    return views.shown(kept.thing, kept.version)


def _policy_shown(call: Call, kept: Kept[Any]) -> views.PolicyShown:
    context = wiring.organisations()
    body = context.recent.body(actions.seen_body(call.caller, call.query.body if call.query else ""))
    return views.policy_shown(kept, body.policies, day_in(body, context.clock()))


def _offer(
    parts: str, one: str, given: Any, shown: Any, *, put: Callable[..., actions.Put] = actions.part_put,
    show: Callable[[Call, Kept[Any]], Any] = _part_shown, writers: Access = ADMIN,
    problems: tuple[type[NidaaError], ...] = (),
) -> None:  # fmt: skip
    """Register the list, one and put of one of a body's lists; `put` keeps a part, `problems` are its own refusals."""
    path = f"/v1/organisation/{parts}"

    @routes.on("GET", path, access=READERS, query=forms.PartsQuery, answer=views.Page[shown], problems=(NotFound,))
    @_called(f"list_{parts}", f"List the {parts} of a body that one may see, by code.")
    def list_parts(call: Call) -> Any:
        page = actions.parts_page(
            wiring.organisations(), call.caller, call.query.body, parts, call.query.cursor, call.query.limit + 1
        )
        return _page([show(call, kept) for kept in page], call.query.limit, "code")

    @routes.on("GET", f"{path}/{{code}}", access=READERS, query=forms.BodyQuery, answer=shown, problems=(NotFound,))
    @_called(f"show_{one}", f"Show a {one} of a body that one may see.")
    def show_part(call: Call, code: str) -> Answer:
        kept = actions.part(wiring.organisations(), call.caller, call.query.body, parts, forms.a_code(code))
        return _versioned(show(call, kept))

    @routes.on(
        "PUT", f"{path}/{{code}}", access=writers, body=given, answer=shown, versioned=True,
        problems=(*CHANGES, *problems),
    )  # fmt: skip
    @_called(f"put_{one}", f"Add a {one} to the own body, or change it (with If-Match).")
    def put_part(call: Call, code: str) -> Answer:
        part = forms.part_of(parts, code, call.body)
        kept = put(wiring.organisations(), call.caller, parts, part, call.version)
        return _versioned(show(call, Kept(thing=kept.thing, version=kept.version)), made=kept.made)


def _called(name: str, summary: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a view the name and the words that the OpenAPI document shows."""

    def called(view: Callable[..., Any]) -> Callable[..., Any]:
        view.__name__ = name
        view.__doc__ = summary
        return view

    return called


_offer("directorates", "directorate", forms.DirectorateGiven, views.DirectorateShown)
_offer("sections", "section", forms.SectionGiven, views.SectionShown, put=section_put, problems=(PartInUse,))
_offer("partners", "partner", forms.PartnerGiven, views.PartnerShown)
_offer("categories", "category", forms.CategoryGiven, views.CategoryShown)
_offer("regions", "region", forms.RegionGiven, views.RegionShown, put=region_put, problems=(PartInUse,))
_offer("channels", "channel", forms.ChannelGiven, views.ChannelShown)
_offer("replies", "reply", forms.ReplyGiven, views.ReplyShown, writers=WRITERS)
_offer(
    "calendars", "calendar", calendar_forms.CalendarGiven, views.CalendarShown, put=calendars.calendar_put
)  # fmt: skip
_offer(
    "policies", "policy", forms.PolicyGiven, views.PolicyShown, put=policies.policy_put, show=_policy_shown,
    problems=(PolicyApproved,),
)  # fmt: skip


@routes.on(
    "POST", "/v1/organisation/policies/{code}/approval", access=APPROVERS, answer=views.PolicyShown, versioned=True,
    problems=CHANGES,
)  # fmt: skip
def approve_policy(call: Call, code: str) -> Answer:
    """Approve a policy as If-Match names it; it counts from its day on. The body's rules say which role does this."""
    put = policies.policy_approved(wiring.organisations(), call.caller, forms.a_code(code), call.version)
    return _versioned(_policy_shown(call, Kept(thing=put.thing, version=put.version)))


@routes.on(
    "DELETE", "/v1/organisation/policies/{code}/approval", access=APPROVERS, answer=views.PolicyShown, versioned=True,
    problems=(*CHANGES, PolicyInForce),
)  # fmt: skip
def withdraw_approval(call: Call, code: str) -> Answer:
    """Withdraw the approval of a policy before its day comes; it is a draft again."""
    put = policies.approval_withdrawn(wiring.organisations(), call.caller, forms.a_code(code), call.version)
    return _versioned(_policy_shown(call, Kept(thing=put.thing, version=put.version)))


@routes.on("GET", "/v1/organisation/role-templates", access=ADMIN, answer=staff_views.Templates)
def list_role_templates(call: Call) -> staff_views.Templates:
    """List the roles that one post usually has together."""
    return staff_views.Templates(items=TEMPLATES)


@routes.on(
    "GET", "/v1/organisation/staff", access=LEADS, query=forms.PageQuery, answer=views.Page[staff_views.StaffShown]
)
def list_staff(call: Call) -> Any:
    """List the staff of the own body, by user name."""
    staff = staffing.colleagues(wiring.organisations(), call.caller, call.query.cursor, call.query.limit + 1)
    return _page([staff_views.staff_shown(each) for each in staff], call.query.limit, "username")


@routes.on(
    "GET", "/v1/organisation/staff/{username}", access=LEADS, answer=staff_views.StaffShown, problems=(NotFound,)
)
def show_staff(call: Call, username: str) -> Answer:
    """Show a member of staff of the own body."""
    staff = staffing.colleague(wiring.organisations(), call.caller, forms.a_username(username))
    return _versioned(staff_views.staff_shown(staff))


@routes.on(
    "PUT", "/v1/organisation/staff/{username}", access=ADMIN, body=forms.StaffGiven, answer=staff_views.StaffShown,
    versioned=True, problems=(*CHANGES, UsernameTaken),
)  # fmt: skip
def put_staff(call: Call, username: str) -> Answer:
    """Take somebody on in the own body, or change what they may do (with If-Match); `active: false` lets them out."""
    given = forms.fields_of(Staff, call.body)
    put = staffing.staff_put(wiring.organisations(), call.caller, forms.a_username(username), given, call.version)
    return _versioned(staff_views.staff_shown(put.thing), made=put.made)


@routes.on(
    "PUT", "/v1/organisation/staff/{username}/absences", access=PLANNERS, body=forms.AbsencesGiven,
    answer=staff_views.StaffShown, versioned=True, problems=CHANGES,
)  # fmt: skip
def put_absences(call: Call, username: str) -> Answer:
    """Note when a member of staff of the own body is away and who stands in (with If-Match of the record)."""
    absences = forms.fields_of(Staff, call.body)["absences"]
    put = staffing.absences_put(wiring.organisations(), call.caller, forms.a_username(username), absences, call.version)
    return _versioned(staff_views.staff_shown(put.thing))


@routes.on(
    "POST", "/v1/organisation/staff-imports", access=ADMIN, body=forms.StaffFileGiven, answer=Imported, keyed=True,
    problems=(Invalid, KeyReused),
)  # fmt: skip
def import_staff(call: Call) -> Answer:
    """Take on or change the staff of a CSV file; every fault of every refused line is named."""
    key = hashlib.sha256(f"{call.caller.id} {call.key}".encode()).hexdigest()
    fingerprint = hashlib.sha256(call.body.file).hexdigest()
    outcome, again = staffing.staff_imported(wiring.organisations(), call.caller, call.body.file, key, fingerprint)
    return Answer(content=outcome, headers={"Idempotent-Replay": "true"} if again else {})


def _versioned(shown: Any, *, made: bool = False) -> Answer:
    return Answer(content=shown, status=201 if made else 200, headers={"ETag": f'"{shown.version}"'})


def _page(items: list[Any], limit: int, key: str) -> views.Page[Any]:
    """Return a page of at most `limit`; the further item that was asked for only shows that there is more."""
    following = getattr(items[limit - 1], key) if len(items) > limit else None
    return views.Page(items=items[:limit], next=following)
