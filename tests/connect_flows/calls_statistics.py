"""Calls to a statistics centre, leaf by leaf (R083-R106)."""

from collections.abc import Iterator

from tests.connect_flows.making import BODY, KEPT, Call

LEAVES = {
    "1-1-economy": ("R089", "economy"), "1-2-society": ("R090", "society"), "2-opinion": ("R092", "opinion"),
    "3-geoinformation": ("R093", "geoinformation"), "4-administration": ("R094", "general"),
    "5-1-hardware": ("R096", "hardware"), "5-2-software": ("R097", "software"), "7-media": ("R099", "media"),
}  # fmt: skip
"""By the keys and a word: the requirement, and the queue in which somebody is heard."""
SUBMENUS = {"1": "information menu", "5": "technology menu"}
WHO = {"found": "yes", "said": "who", "name": "قسم طلبات البيانات"}


def begun(name: str, title: str, language: str, *hours: bool) -> Call:
    """Return a call that has chosen its language and hears the menu, if the centre is open."""
    call = Call(f"statistics-{name}-{language}", title, "statistics_entry", language)
    call.opens(*(hours or (True, True, True))).answers(language="none", **BODY).answers(**KEPT)
    call.hears("choose Arabic").presses("1") if language == "ar" else call.hears("choose English").presses("2")
    call.asks("remember", language=language)
    return call.hears("statistics menu") if not hours or hours[0] else call.hears("closed").hears("leave menu")


def calls(language: str) -> Iterator[Call]:
    """Yield the calls in a language."""
    for keys, (requirement, queue) in LEAVES.items():
        first, second = keys[0], keys[2] if keys[2].isdigit() else ""
        call = begun(keys, f"{requirement}: {queue} is reached by {first}{second}", language).presses(first)
        if second:
            call.hears(SUBMENUS[first]).presses(second)
        yield call.hears("recorded").hears("into queue").queued(queue, choice=f"{first}.{second}".rstrip("."))
    yield _population(language)
    yield from _request(language)
    yield from _staff(language)
    yield from _lost(language)
    yield from _closed(language)


def _population(language: str) -> Call:
    call = begun("1-3-population", "R091: the population clock is said, then the menu again", language)
    call.answers(said="population").presses("1").hears("information menu").presses("3").asks("population")
    return call.hears("population").hears("information menu").notes(choice="1.3").over()


def _request(language: str) -> Iterator[Call]:
    call = begun("6-state", "R098: the state of an earlier request is said, and the menu comes back", language)
    call.answers(found="yes", said="state").presses("6").hears("number").presses("260000000017")
    call.asks("state", number="260000000017").hears("state").notes(ticket="260000000017").presses("*")
    yield call.hears("statistics menu").over()


def _staff(language: str) -> Iterator[Call]:
    call = begun("8-1-extension", "R101: an extension that is a queue is reached", language)
    call.answers(**WHO, kind="queue", target=f"${{queue:economy.{language}}}", queue="economy")
    call.presses("8").hears("directory menu").presses("1").hears("extension").presses("110#")
    yield call.asks("extension", extension="110").hears("into queue").queued("economy", choice="8")
    call = begun("8-2-list", "R102: a choice from the second page of the list of the staff is reached", language)
    call.answers(said="list", next="2").answers(said="second list", next="1")
    call.answers(**WHO, kind="queue", target=f"${{queue:society.{language}}}", queue="society")
    call.presses("8").hears("directory menu").presses("2").asks("directory", page="1").hears("list").presses("9")
    call.asks("directory", page="2").hears("second list").presses("1").asks("listed", page="2", choice="1")
    yield call.hears("into queue").queued("society", choice="8")


def _lost(language: str) -> Iterator[Call]:
    call = begun("0-help", "R103: help says how the keys work, and leads to the operator", language)
    yield call.presses("0").hears("help").presses("0").hears("into queue").queued("operator")
    call = begun("1-0-help", "R103: help within a submenu leads back to it", language)
    call.presses("1").hears("information menu").presses("0").hears("help").presses("*")
    yield call.hears("information menu").over()
    call = begun(
        "keys", "The star leads back, the hash repeats; the star in the first menu asks for the language", language
    )
    call.presses("5").hears("technology menu").presses("#").hears("technology menu").presses("*")
    call.hears("statistics menu").presses("#").hears("statistics menu").presses("*")
    yield call.hears("choose Arabic").over()
    call = begun("wrong-key", "R084: after the third wrong key somebody speaks with the operator", language)
    for _ in range(3):
        call.presses("9").hears("wrong key")
    yield call.hears("into queue").queued("operator")
    call = begun("silence", "R084: after the third silence somebody speaks with the operator", language)
    yield call.hears("statistics menu").hears("statistics menu").hears("into queue").queued("operator")


def _closed(language: str) -> Iterator[Call]:
    call = begun("closed-1-voicemail", "R086: out of hours a voice message is recorded until the hash", language, False)
    call.answers(said="message length", pieces="6").answers(said="voicemail kept").presses("1").asks("message")
    call.hears("message length").begins("UpdateContactRecordingBehavior").notes(voicemail="yes")
    call.begins("GetParticipantInput").presses("#").asks("voicemail")
    yield call.hears("voicemail kept").hears("bye").begins("DisconnectParticipant")
    call = begun(
        "closed-2-callback", "R087: out of hours a call back to the caller's number is booked", language, False, False
    )
    call.answers(accepted="yes", said="booked").presses("2").hears("callback menu").presses("1")
    call.asks("callback", number="+96891234567", in_hours="no").hears("booked").notes(callback="yes")
    yield call.hears("bye").begins("DisconnectParticipant")
    call = begun("closed-0-help", "Out of hours help says what happens with a message", language, False)
    yield call.presses("0").hears("leave help").hears("leave menu").presses("*").hears("bye")
