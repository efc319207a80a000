"""The codes of tickets: kinds, statuses, channels and the like (docs/glossary.md has both languages)."""

from enum import StrEnum


class Kind(StrEnum):
    """What a ticket is (R197-R200)."""

    COMPLAINT = "complaint"
    REPORT = "report"
    INQUIRY = "inquiry"
    INFORMATION_REQUEST = "information_request"
    OBSERVATION = "observation"
    SUGGESTION = "suggestion"
    THANKS = "thanks"
    MEDIA = "media"


class Status(StrEnum):
    REGISTERED = "registered"
    REJECTED = "rejected"
    REFERRED = "referred"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    CLOSED = "closed"


class Channel(StrEnum):
    """How a ticket arrived; it never changes a promise (R043)."""

    PHONE = "phone"
    WALK_IN = "walk_in"
    WEB = "web"
    APP = "app"
    EMAIL = "email"
    CHAT = "chat"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    SOCIAL = "social"
    FAX = "fax"
    LETTER = "letter"
    MEDIA = "media"
    PARTNER = "partner"
    OPEN311 = "open311"


class Object(StrEnum):
    """What a complaint is about (محل الشكوى, R197)."""

    SERVICE = "service"
    PRODUCT = "product"
    OPERATION = "operation"
    PROCEDURE = "procedure"
    CONDUCT = "conduct"
    MANNER = "manner"


class Complexity(StrEnum):
    ROUTINE = "routine"
    CRITICAL = "critical"
    COMPLEX = "complex"


class Importance(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Procedure(StrEnum):
    """How a ticket is solved (R209-R211)."""

    FIRST_CONTACT = "first_contact"
    TREATMENT = "treatment"
    THIRD_PARTY = "third_party"


class Grade(StrEnum):
    """The way a service is given (R307)."""

    ORDINARY = "ordinary"
    DISTINGUISHED = "distinguished"


class ClockName(StrEnum):
    """The promises of a ticket (domain.md section 4)."""

    FIRST_REPLY = "first_reply"
    RESOLUTION = "resolution"
    REFERRAL_REPLY = "referral_reply"
    UPDATE = "update"


class PartnerMode(StrEnum):
    THIRD_PARTY = "third_party"
    OUT_OF_JURISDICTION = "out_of_jurisdiction"


class Verification(StrEnum):
    """What the section found (R226)."""

    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    PARTLY = "partly"


class Outcome(StrEnum):
    """How a ticket ended: proposals are the media's (R241); a suggestion is adopted, noted or not adopted."""

    SOLVED = "solved"
    NOT_SOLVABLE = "not_solvable"
    PROPOSALS = "proposals"
    ADOPTED = "adopted"
    NOTED = "noted"
    NOT_ADOPTED = "not_adopted"


class Appeal(StrEnum):
    """Where the one appeal against a final closing stands: with the manager, or as the manager decided."""

    PENDING = "pending"
    DISMISSED = "dismissed"
    GRANTED = "granted"


class RootCause(StrEnum):
    """Why people complain (R202)."""

    MISTREATMENT = "mistreatment"
    BELOW_LEVEL = "below_level"
    UNCLEAR_PROCEDURE = "unclear_procedure"
    LONG_WAIT = "long_wait"
    WRONG_INFORMATION = "wrong_information"
    WRONG_DIRECTION = "wrong_direction"
    OTHER = "other"


DONE = frozenset({Status.REJECTED, Status.CLOSED})
OPEN = frozenset(Status) - DONE
# Who reports harm, notices or suggests something need not say who they are (domain.md section 2; R198).
ANONYMOUS_KINDS = frozenset({Kind.REPORT, Kind.OBSERVATION, Kind.SUGGESTION})
PUBLIC_KINDS = frozenset(Kind) - {Kind.MEDIA}
UNMEASURED_KINDS = frozenset({Kind.THANKS, Kind.MEDIA})
# Who reports harm or notices something is asked for a rating only at the own wish (domain.md section 2; R198).
MEASURED_AT_WISH = frozenset({Kind.REPORT, Kind.OBSERVATION})
