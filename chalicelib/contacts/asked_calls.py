"""What a call itself asks: who calls in which language, how long the wait is, and what follows it."""

from chalicelib.contacts import callback_requests
from chalicelib.contacts.asked import Asked, Context, Said
from chalicelib.contacts.asked_limits import CALLBACKS, allowed
from chalicelib.contacts.callback import Callback
from chalicelib.contacts.dialable import dialable, national_digits
from chalicelib.contacts.memories import Choice
from chalicelib.contacts.spoken import (
    counted,
    day_in_words,
    hour_in_words,
    in_groups,
    length_in_words,
    sentence,
    told,
)
from chalicelib.organisations.bilingual import Words
from chalicelib.people.person import Person
from chalicelib.shared.clock import from_iso, iso
from chalicelib.shared.errors import Invalid

LONG_WAIT = 3600
PIECE_SECONDS = 5
EMERGENCY = "emergency"
"""The queue whose callers are told nothing but their place: nobody in need is told of products and services."""
SCORES = range(1, 6)


def greet(context: Context, asked: Asked) -> Said:
    """Return whose number was called, and in which language the caller speaks with us (R104, R106)."""
    body, board = context.body(asked), context.board(asked)
    return {
        "body": body.code,
        "tree": board.flow,
        "name_ar": sentence(body.name.ar),
        "name_en": sentence(body.name.en),
        "language": _language(context, asked) or "none",
        "recorded": _yes(board.recorded),
        "survey": _yes(board.survey),
    }


def _language(context: Context, asked: Asked) -> str:
    """Return the caller's language: the profile's, unless the caller chose another after that was written."""
    if not asked.caller:
        return ""
    person, choice = _person(context, asked), context.memories.choice(_name(context, asked))
    if choice and (person is None or choice.at > person.updated_at):
        return choice.language
    return person.language if person else ""


def remember(context: Context, asked: Asked) -> Said:
    """Keep the language that a caller chose; of who hides the number nothing is kept."""
    if not asked.caller:
        return {"kept": "no"}
    context.memories.choose(_name(context, asked), Choice(language=asked.language, at=iso(context.clock())))
    return {"kept": "yes"}


def _name(context: Context, asked: Asked) -> str:
    """Return a caller's name in keys: an HMAC, apart for each body."""
    return context.secret.text("caller", asked.body, asked.caller)


def _person(context: Context, asked: Asked) -> Person | None:
    return context.people.people.holder(asked.body, "mobile", asked.caller)


def announcement(context: Context, asked: Asked) -> Said:
    """Return what waiting callers hear on this day of the body's zone (R105); "none" if nothing, or in an emergency."""
    if asked.get("queue") == EMERGENCY:
        return {"said": "none"}
    today = context.now(asked).date().isoformat()
    current = [each.text for each in context.board(asked).announcements if each.first <= today <= each.last]
    return {"said": sentence(" ".join(_in(text, asked.language) for text in current)) or "none"}


def place(context: Context, asked: Asked) -> Said:
    """Return how many callers are before, and how long the wait is likely to be."""
    parts = []
    if asked.get("position"):
        before = max(asked.number("position", least=1, otherwise=1) - 1, 0)
        parts.append(told("place", asked.language, n=before, words=counted(before, asked.language)))
    if asked.get("wait").partition(".")[0].isdigit():
        parts.append(_wait(asked.number("wait", most=10 * LONG_WAIT), asked.language))
    return {"said": " ".join(parts) or "none"}


def _wait(seconds: int, language: str) -> str:
    if seconds > LONG_WAIT:
        return told("wait-long", language)
    minutes = -(-seconds // 60)
    words = counted(minutes, language, feminine=True)
    return told("wait", language, minutes=told("minutes", language, n=minutes, words=words))


def number(context: Context, asked: Asked) -> Said:
    """Return a number that was keyed in as it is dialled, and read it out."""
    try:
        found = dialable(asked.get("number"), context.body(asked).country, context.callbacks.countries)
    except Invalid:
        return {"valid": "no", "said": told("no-number", asked.language)}
    return {
        "valid": "yes",
        "number": found,
        "said": told("number", asked.language, number=_read(context, asked, found)),
    }


def callback(context: Context, asked: Asked) -> Said:
    """Keep that the caller is to be called back, in the hours of the queue (R087)."""
    if not allowed(context, CALLBACKS, asked):
        return {"accepted": "no", "said": told("callback-refused", asked.language)}
    wanted = callback_requests.Wanted(
        body=asked.body, number=asked.get("number") or asked.caller, queue=_queue(context, asked),
        language=asked.language, contact=asked.contact, key=asked.contact,
    )  # fmt: skip
    try:
        requested = callback_requests.request(context.callbacks, wanted)
    except Invalid:
        return {"accepted": "no", "said": told("no-number", asked.language)}
    said = _when(context, asked, requested.callback)
    known = told("callback-known", asked.language, said=said) if requested.known else said
    return {"accepted": "yes", "said": known, "callback": requested.callback.id}


def _queue(context: Context, asked: Asked) -> str:
    """Return the code of the queue that a caller waited for; an unknown one is none."""
    return asked.get("queue") if context.board(asked).queue(asked.get("queue")) else ""


def _when(context: Context, asked: Asked, kept: Callback) -> str:
    """Return on which number and when somebody is called."""
    now, due = context.now(asked), from_iso(kept.due_at).astimezone(context.now(asked).tzinfo)
    facts = {"number": _read(context, asked, kept.number)}
    if due <= now or kept.task:
        return told("callback-now", asked.language, **facts)
    day, hour = day_in_words(due.date(), asked.language, now.date()), hour_in_words(due, asked.language)
    return told("callback-later", asked.language, day=day, hour=hour, **facts)


def _read(context: Context, asked: Asked, found: str) -> str:
    return in_groups(national_digits(found, context.body(asked).country), asked.language)


def message(context: Context, asked: Asked) -> Said:
    """Return how long a voice message may be, in pieces that the flow records one after the other, and in words.

    The flow language takes no value for how long it listens, but for how often it goes on (amazon-connect.md, Loop).
    """
    pieces = context.board(asked).voicemail.most_seconds // PIECE_SECONDS
    length = length_in_words(pieces * PIECE_SECONDS, asked.language)
    return {"said": told("voicemail-length", asked.language, length=length), "pieces": str(pieces)}


def voicemail(context: Context, asked: Asked) -> Said:
    """Return what becomes of a voice message; the contact's record makes a ticket of it (voicemail.py)."""
    return {"said": told("voicemail", asked.language)}


def survey(context: Context, asked: Asked) -> Said:
    """Keep what the caller thought of the call, on the contact in which they spoke with somebody."""
    score, reason = asked.number("score"), asked.number("reason")
    if score not in SCORES and reason not in SCORES:
        return {"kept": "no", "said": told("survey-thanks", asked.language)}
    answers = {"score": score if score in SCORES else 0, "reason": reason if reason in SCORES else 0}
    context.memories.answer(asked.spoken, **answers, at=iso(context.clock()))
    return {"kept": "yes", "said": told("survey-thanks", asked.language)}


def whisper(context: Context, asked: Asked) -> Said:
    """Return what the agent hears before the caller: queue, language, VIP (R082), and whether it is a callback."""
    queue = context.board(asked).queue(asked.get("queue"))
    name = _in(queue.name if queue else context.body(asked).name, "ar")
    person = _person(context, asked) if asked.caller else None
    parts = [told("whisper" if asked.language == "ar" else "whisper-english", "ar", queue=name)]
    parts += [told("whisper-vip", "ar")] if person and person.vip else []
    parts += [told("whisper-callback", "ar")] if asked.get("callback") not in ("", "no", "none") else []
    return {"said": " ".join(parts)}


def _in(words: Words, language: str) -> str:
    return words.ar if language == "ar" else words.en


def _yes(fact: bool) -> str:
    return "yes" if fact else "no"
