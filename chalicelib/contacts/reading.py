"""Reading one contact as staff, with what followed it and what was written of it before."""

import msgspec

from chalicelib.contacts.contact import Contact
from chalicelib.contacts.context import Context
from chalicelib.contacts.views import WholeContactView, WrittenView, view
from chalicelib.contacts.visibility import seen
from chalicelib.organisations.staff import Staff


def one(context: Context, staff: Staff, id: str) -> WholeContactView:
    """Return a contact with its journey, first leg first; who sees it is logged by ids (R303).

    :raises ContactNotFound: if there is none that they may see
    """
    contact = seen(context, staff, id)
    context.saw(staff.id, id)
    person = context.profile(contact)
    shown = view(context, staff, contact, person=person.id if person else None)
    legs = tuple(view(context, staff, leg) for leg in _legs(context, contact))
    # The caller is asked in a contact of its own, after the agent has left.
    said = next((leg.survey for leg in legs if leg.survey and leg.previous == id), None)
    return WholeContactView(
        **msgspec.structs.asdict(msgspec.structs.replace(shown, survey=shown.survey or said)),
        legs=legs,
        written=_written(context, contact),
    )


def _legs(context: Context, contact: Contact) -> list[Contact]:
    """Return the other contacts of the same call: a transfer's, a callback's, a survey's."""
    initial = contact.told.initial or contact.id
    ids = {initial, *context.contacts.legs(initial)} - {contact.id}
    found = context.contacts.many(sorted(ids)).values()
    same = [leg for leg in found if leg.body == contact.body]
    return sorted(same, key=lambda leg: (leg.told.started_at, leg.id))


def _written(context: Context, contact: Contact) -> tuple[WrittenView, ...]:
    return tuple(
        WrittenView(
            at=handled.written_at, by=handled.written_by, by_name=context.staff_name(handled.written_by),
            disposition=handled.disposition, summary=handled.summary,
        )
        for _, handled in context.contacts.history(contact)
        if handled.written_at
    )  # fmt: skip
