"""Calls to a municipality, leaf by leaf (R024-R026, R166); a tourism body answers with the same tree."""

from collections.abc import Iterator

from tests.connect_flows.making import BODY, KEPT, Call

STAFF = {"1": "transactions", "2": "services", "3": "general"}
WHO = {"found": "yes", "said": "who", "name": "قسم طلبات البيانات"}


def begun(name: str, title: str, language: str, *hours: bool) -> Call:
    """Return a call that has chosen its language and hears the menu, which is said at any hour."""
    call = Call(f"municipality-{name}-{language}", title, "municipality_entry", language)
    call.opens(*(hours or (True, True, True))).answers(language="none", **BODY).answers(**KEPT)
    call.hears("choose Arabic").presses("1") if language == "ar" else call.hears("choose English").presses("2")
    return call.hears("municipality menu")


def calls(language: str) -> Iterator[Call]:
    """Yield the calls in a language."""
    call = begun("1-emergency", "R024: an emergency reaches its queue before all others, at any hour", language, True)
    call.presses("1").begins("UpdateContactRoutingBehavior", QueuePriority="1").hears("emergency")
    yield call.queued("emergency", choice="1")
    call = begun("2-state", "R024: the state of a transaction is said", language)
    call.answers(found="yes", said="state").presses("2").hears("number").presses("260000000017")
    yield call.asks("state", number="260000000017").hears("state").presses("*").hears("municipality menu").over()
    yield from _procedures(language)
    for key, queue in STAFF.items():
        call = begun(f"4-{key}-{queue}", f"R026: staff who know {queue} are reached by 4.{key}", language)
        call.presses("4").hears("staff menu").presses(key).hears("recorded")
        yield call.queued(queue, choice=f"4.{key}")
    yield from _directory(language)
    call = begun("0-help", "R103: help leads to the operator", language)
    yield call.presses("0").hears("help").presses("0").hears("into queue").queued("operator")
    yield from _closed(language)


def _procedures(language: str) -> Iterator[Call]:
    call = begun("3-procedure", "R025, R166: a procedure is chosen from a list and said, and said again", language)
    call.answers(said="services", next="1").answers(found="yes", said="procedure")
    call.presses("3").asks("procedures", page="1").hears("services").presses("2").asks("procedure", choice="2")
    call.hears("procedure").presses("#").hears("procedure").presses("*")
    yield call.hears("municipality menu").over()
    call = begun("3-no-procedure", "A key without a procedure, three times, leads to the operator", language)
    call.answers(said="services", next="1").presses("3")
    for _ in range(3):
        call.answers(found="no", said="no choice").hears("services").presses("7").hears("no choice")
    yield call.hears("into queue").queued("operator")


def _directory(language: str) -> Iterator[Call]:
    call = begun("5-1-extension", "R101: an agent's own extension is reached", language)
    call.answers(**WHO, kind="agent", target="amal", queue="extension").presses("5").hears("directory menu").presses(
        "1"
    )
    call.hears("extension").presses("101#").hears("into queue").begins("TransferContactToQueue")
    yield call.notes(queue="extension", choice="8").answers(said="place").answers(said="none").over()
    call = begun("5-2-list", "R102: a number outside is called that was chosen from the list", language)
    call.answers(said="list", next="1").answers(**WHO, kind="number", target="+96824000060", queue="none")
    call.presses("5").hears("directory menu").presses("2").hears("list").presses("2").asks("listed", choice="2")
    call.hears("who").begins("TransferParticipantToThirdParty", ThirdPartyPhoneNumber="+96824000060")
    yield call.over()


def _closed(language: str) -> Iterator[Call]:
    call = begun("4-closed", "Out of hours the staff's menu is not said: a message or a call back is", language, False)
    yield call.presses("4").hears("closed").hears("leave menu").over()
    call = begun("5-closed", "Out of hours the directory is not said", language, False)
    yield call.presses("5").hears("closed").hears("leave menu").over()
    call = begun("0-closed", "Out of hours the operator does not answer", language, False)
    yield call.presses("0").hears("help").presses("0").hears("closed").hears("leave menu").over()
