"""The scan of an uploaded file: looked at, then kept with its ticket or refused, once, whatever comes again.

What became of it is kept with the ticket, so a repeated, late or parallel scan of the same file changes nothing.
"""

import msgspec

from chalicelib.shared.clock import iso
from chalicelib.tickets.attachments import Attachment, Context, Decided, NotScannedYet, State, Verdict, file_name
from chalicelib.tickets.examined import Examined, Unfit
from chalicelib.tickets.ticket import Change, Event, Ticket
from chalicelib.tickets.trouble import TicketChanged, TicketNotFound

# So often a file is added to a ticket that others are changing; then the queue brings it again.
TRIES = 10


def scan(context: Context, key: str, version: str) -> str:
    """Look at one uploaded file and return what became of it: accepted, refused, known or unknown.

    Whatever happens in between, a repeat ends in the same: the decision stands with the ticket before the upload is
    dropped.

    :raises NotScannedYet: if the virus scanner has not finished
    :raises TicketChanged: if the ticket kept changing
    """
    outcome = _outcome(context, key, version)
    context.files.drop(key, version)
    context.count(f"attachment.{outcome}")
    return outcome


def _outcome(context: Context, key: str, version: str) -> str:
    found = _of_key(context, key)
    if found is None:
        return "unknown"
    ticket, attachment = found
    if attachment.state is not State.AWAITED:
        return "known"
    try:
        data = context.files.read(key, version, attachment.size)
        if data is None:
            return "known"
        return _accepted(context, ticket, attachment, _examined(context, attachment, data, key, version))
    except Unfit as unfit:
        return _refused(context, ticket, attachment, unfit.reason)


def _of_key(context: Context, key: str) -> tuple[Ticket, Attachment] | None:
    """Return the ticket and attachment that a key belongs to; None if we never gave it out, or forgot it since."""
    prefix, _, rest = key.partition("/")
    number, _, id = rest.partition("/")
    try:
        ticket = context.tickets.get(number)
    except TicketNotFound:
        return None
    attachment = context.attachments.get(ticket, id) if prefix == "incoming" and not ticket.erased else None
    return (ticket, attachment) if attachment else None


def _examined(context: Context, attachment: Attachment, data: bytes, key: str, version: str) -> Examined:
    # Imported late: 10 ms of a start that only the scan needs.
    from chalicelib.tickets import files

    verdict = context.scanner.verdict(key, version)
    if verdict is Verdict.PENDING:
        raise NotScannedYet
    if verdict is not Verdict.CLEAN:
        raise Unfit("infected" if verdict is Verdict.INFECTED else "not-scanned")
    return files.examined(data, attachment.type, context.redrawn)


def _accepted(context: Context, ticket: Ticket, attachment: Attachment, examined: Examined) -> str:
    """Keep the file, then say so in one transaction; of two scans of one file the first to say so counts."""
    context.files.keep(attachment.key, examined.data, examined.type)
    after = msgspec.structs.replace(
        attachment,
        state=State.ACCEPTED,
        type=examined.type,
        size=len(examined.data),
        position=examined.position,
        name=file_name(attachment.name, examined.type),
    )
    try:
        _attached(context, ticket, after)
    except Decided:
        return _gone_unless_kept(context, ticket, attachment)
    return "accepted"


def _attached(context: Context, ticket: Ticket, attachment: Attachment) -> None:
    for _ in range(TRIES):
        try:
            context.attachments.accept(_change(context, ticket, attachment), attachment)
        except TicketChanged:
            ticket = context.tickets.get(ticket.number)
        else:
            return
        if ticket.erased:
            raise Decided
    raise TicketChanged(version=ticket.version)


def _change(context: Context, ticket: Ticket, attachment: Attachment) -> Change:
    now = context.clock()
    facts = {"attachment": attachment.id, "type": attachment.type, "size": attachment.size}
    if attachment.moment:
        facts["moment"] = attachment.moment
    event = Event(id=context.new_id(now), type="ticket.attached", at=iso(now), by=attachment.by, facts=facts)
    after = ticket.with_(files=ticket.files + 1, changed_at=iso(now), news="attached")
    return Change(before=ticket, after=after, events=(event,))


def _refused(context: Context, ticket: Ticket, attachment: Attachment, reason: str) -> str:
    refused = msgspec.structs.replace(attachment, state=State.REFUSED, reason=reason)
    try:
        context.attachments.refuse(refused, ticket.seal)
    except Decided:
        return "known"
    return "refused"


def _gone_unless_kept(context: Context, ticket: Ticket, attachment: Attachment) -> str:
    """Drop a file that was moved while another scan refused it or the ticket went: no orphan stays."""
    kept = context.attachments.get(ticket, attachment.id)
    if kept is None or kept.state is not State.ACCEPTED:
        context.files.drop(attachment.key)
    return "known"
