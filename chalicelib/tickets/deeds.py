"""What people can do to a ticket, and what they say with it: one struct for each action of the lifecycle."""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.tickets.ticket import About
from chalicelib.tickets.words import (
    Channel,
    Complexity,
    Grade,
    Importance,
    Kind,
    Object,
    Outcome,
    PartnerMode,
    Procedure,
    RootCause,
    Verification,
)

Text = Annotated[str, Meta(min_length=1, max_length=4000)]
Remark = Annotated[str, Meta(max_length=4000)]
Code = Annotated[str, Meta(min_length=1, max_length=64)]
Score = Annotated[int, Meta(ge=1, le=5)]
Instant = Annotated[str, Meta(min_length=10, max_length=40, description="A date, or an ISO 8601 instant with offset")]


class Action(StrEnum):
    """The actions of domain.md section 3; `register` stands apart (registration.py), `unmerge` undoes `merge`."""

    CLASSIFY = "classify"
    REJECT = "reject"
    SOLVE = "solve"
    REFER = "refer"
    DECLINE = "decline"
    START = "start"
    ASK = "ask"
    RESPOND = "respond"
    ANSWER = "answer"
    RETURN = "return"
    INFORM = "inform"
    RESOLVE = "resolve"
    MEASURE = "measure"
    CLOSE = "close"
    REOPEN = "reopen"
    SPEAK = "speak"
    DECIDE = "decide"
    WITHDRAW = "withdraw"
    MERGE = "merge"
    UNMERGE = "unmerge"
    ASSIGN = "assign"
    DELAY = "delay"
    REMIND = "remind"
    NOTE = "note"
    REPLY = "reply"
    REPLY_TO_OUTLET = "reply_to_outlet"


class Party(StrEnum):
    """On whose behalf a thing may be recorded."""

    REQUESTER = "requester"
    SECTION = "section"
    PARTNER = "partner"


class OnBehalf(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """For whom it is recorded, and how they said it (the contact's id, or words such as 'by phone')."""

    of: Party
    contact: Annotated[str, Meta(max_length=200)] = ""


class Deed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What every action may carry."""

    on_behalf: OnBehalf | None = None


class Classify(Deed, frozen=True, kw_only=True):
    """The classes of a ticket; `vip` is seen, and changes no promise (R082).

    `root_cause` only where the system closed a complaint without one (R202, R235).
    """

    kind: Kind | None = None
    category: Code | None = None
    subcategory: Annotated[str, Meta(max_length=64)] | None = None
    complexity: Complexity | None = None
    importance: Importance | None = None
    procedure: Procedure | None = None
    in_jurisdiction: bool | None = None
    object: Object | None = None
    grade: Grade | None = None
    about: About | None = None
    vip: bool | None = None
    root_cause: RootCause | None = None


class Reject(Deed, frozen=True, kw_only=True):
    reason: Text


class Solve(Deed, frozen=True, kw_only=True):
    message: Text


class Refer(Deed, frozen=True, kw_only=True):
    section: Code | None = None
    partner: Code | None = None
    mode: PartnerMode | None = None
    note: Remark = ""


class Decline(Deed, frozen=True, kw_only=True):
    reason: Text
    section: Code | None = None


class Start(Deed, frozen=True, kw_only=True):
    pass


class Ask(Deed, frozen=True, kw_only=True):
    question: Text


class Respond(Deed, frozen=True, kw_only=True):
    text: Text


class AnswerDeed(Deed, frozen=True, kw_only=True):
    text: Text
    verification: Verification
    attachments: tuple[Code, ...] = ()


class Return(Deed, frozen=True, kw_only=True):
    reason: Text


class Inform(Deed, frozen=True, kw_only=True):
    method: Channel
    reached: bool
    note: Remark = ""


class Resolve(Deed, frozen=True, kw_only=True):
    outcome: Outcome
    message: Text
    reason: Remark = ""


class Measure(Deed, frozen=True, kw_only=True):
    """A score, or a failed try to ask for it (`reached: false`); `reopen: false` declines the reopening."""

    score: Score | None = None
    reason: Remark = ""
    partner_score: Score | None = None
    reopen: bool = True
    reached: bool = True


class Close(Deed, frozen=True, kw_only=True):
    """A closing; `final` ends the loop of a requester who is not satisfied, at the body's limit, for a `note`."""

    root_cause: RootCause | None = None
    note: Remark = ""
    final: bool = False


class Reopen(Deed, frozen=True, kw_only=True):
    reason: Text


class Speak(Deed, frozen=True, kw_only=True):
    """A supervisor's word with a dissatisfied requester, or a failed try; `cause` is why they are not (R059)."""

    reached: bool
    cause: RootCause | None = None
    note: Remark = ""


class Decide(Deed, frozen=True, kw_only=True):
    """A manager's decision on an appeal: the closing stands (`confirm`), or a new pass is ordered."""

    confirm: bool
    reason: Text


class Withdraw(Deed, frozen=True, kw_only=True):
    pass


class Merge(Deed, frozen=True, kw_only=True):
    into: Annotated[str, Meta(min_length=12, max_length=40)]


class Unmerge(Deed, frozen=True, kw_only=True):
    pass


class Assign(Deed, frozen=True, kw_only=True):
    """To whom (null: to whoever of its section has been idle longest).

    A supervisor may name one who handled an earlier pass, with the reason.
    """

    to: Code | None = None
    reason: Remark = ""


class Delay(Deed, frozen=True, kw_only=True):
    reason: Text
    expected_by: Instant


class Remind(Deed, frozen=True, kw_only=True):
    note: Remark = ""


class Note(Deed, frozen=True, kw_only=True):
    text: Text


class Reply(Deed, frozen=True, kw_only=True):
    text: Text


class ReplyToOutlet(Deed, frozen=True, kw_only=True):
    text: Text
    link: Annotated[str, Meta(max_length=2000)] = ""


DEEDS: dict[Action, type[Deed]] = {
    Action.CLASSIFY: Classify,
    Action.REJECT: Reject,
    Action.SOLVE: Solve,
    Action.REFER: Refer,
    Action.DECLINE: Decline,
    Action.START: Start,
    Action.ASK: Ask,
    Action.RESPOND: Respond,
    Action.ANSWER: AnswerDeed,
    Action.RETURN: Return,
    Action.INFORM: Inform,
    Action.RESOLVE: Resolve,
    Action.MEASURE: Measure,
    Action.CLOSE: Close,
    Action.REOPEN: Reopen,
    Action.SPEAK: Speak,
    Action.DECIDE: Decide,
    Action.WITHDRAW: Withdraw,
    Action.MERGE: Merge,
    Action.UNMERGE: Unmerge,
    Action.ASSIGN: Assign,
    Action.DELAY: Delay,
    Action.REMIND: Remind,
    Action.NOTE: Note,
    Action.REPLY: Reply,
    Action.REPLY_TO_OUTLET: ReplyToOutlet,
}
