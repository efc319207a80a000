"""Calls in which something is proved, keyed in wrongly, full or away, and what is asked when a call is over."""

from collections.abc import Callable, Iterator

from tests.connect_flows import calls_statistics
from tests.connect_flows.making import BODY, KEPT, Call

NUMBER, MOBILE = "260000000017", "+966551234567"
Begun = Callable[..., Call]


def calls(language: str) -> Iterator[Call]:
    """Yield the calls in a language."""
    yield from _languages(language)
    yield from _proofs(language)
    yield from _numbers(language)
    yield from _extensions(language)
    yield from _callbacks(language)
    yield from _waiting(language)
    yield from _surveys(language)


def _shared(name: str, title: str, language: str, begun: Begun = calls_statistics.begun, *hours: bool) -> Call:
    call = begun(name, title, language, *hours)
    call.name = f"shared-{name}-{language}"
    return call


def _languages(language: str) -> Iterator[Call]:
    other = "English" if language == "ar" else "Arabic"
    call = Call(
        f"shared-remembered-{language}", "R106: a remembered language is used at once", "statistics_entry", language
    )
    call.opens(True).answers(language=language, **BODY).hears("welcome").hears(f"choose {other}")
    yield call.hears("statistics menu").notes(language=language).over()
    call = Call(
        f"shared-remembered-other-{language}",
        "R106: who chose otherwise before may choose anew",
        "statistics_entry",
        language,
    )
    call.opens(True).answers(language={"ar": "en", "en": "ar"}[language], **BODY).answers(**KEPT)
    call.hears("choose Arabic" if language == "ar" else "choose English").presses("1" if language == "ar" else "2")
    yield call.asks("remember", language=language).hears("statistics menu").notes(language=language).over()
    call = _shared("other-language", "R106: help changes the language, which is remembered", language)
    call.answers(**KEPT).presses("0").hears("help").presses("9")
    call.asks("remember", language={"ar": "en", "en": "ar"}[language]).language = {"ar": "en", "en": "ar"}[language]
    yield call.hears("statistics menu").over()


def _proofs(language: str) -> Iterator[Call]:
    def begun(name: str, title: str) -> Call:
        call = _shared(name, title, language)
        call.answers(found="prove", said="none").answers(sent="yes", said="code sent").presses("6").hears(
            "number"
        ).presses(NUMBER)
        return call.asks("state", number=NUMBER).asks("send_code", number=NUMBER).hears("code sent")

    call = begun("proved", "R098: another telephone hears the state after a code was keyed in; flow logs do not see it")
    call.answers(found="no", said="wrong code").answers(found="yes", said="state")
    call.begins("UpdateFlowLoggingBehavior", FlowLoggingBehavior="Disabled").hears("code").presses("111111")
    call.asks("prove", number=NUMBER, code="111111").hears("wrong code").hears("code").presses("482913")
    call.asks("prove", code="482913").begins("UpdateFlowLoggingBehavior", FlowLoggingBehavior="Enabled").hears("state")
    yield call.notes(ticket=NUMBER).over()
    call = _shared("code-not-sent", "R098: if no code can be sent now the operator helps", language)
    call.answers(found="prove", said="none").answers(sent="no", said="code not sent").presses("6").hears("number")
    yield call.presses(NUMBER).hears("code not sent").hears("into queue").queued("operator")
    call = begun("not-proved", "R098: three wrong codes lead to the operator, and no state is said")
    for _ in range(3):
        call.answers(found="no", said="wrong code").hears("code").presses("111111").hears("wrong code")
    yield call.hears("into queue").queued("operator")


def _numbers(language: str) -> Iterator[Call]:
    call = _shared("no-number", "R098: three wrong numbers lead to the operator", language)
    call.presses("6")
    for _ in range(3):
        call.answers(found="no", said="no number").hears("number").presses("1#").asks("state", number="1").hears(
            "no number"
        )
    yield call.hears("into queue").queued("operator")
    call = _shared("state-fails", "If tickets cannot be read the caller hears it, and speaks with somebody", language)
    call.fails().presses("6").hears("number").presses(NUMBER).hears("sorry").hears("into queue")
    yield call.queued("operator")
    call = _shared("state-back", "The star and the hash lead back from the number", language)
    yield call.presses("6").hears("number").presses("*#").hears("statistics menu").over()
    call = _shared("population-fails", "R091: without the clock's answer the menu comes back", language)
    yield call.fails().presses("1").hears("information menu").presses("3").hears("information menu").over()


def _extensions(language: str) -> Iterator[Call]:
    call = _shared("no-extension", "R101: three wrong extensions lead to the operator", language)
    call.presses("8").hears("directory menu").presses("1")
    for _ in range(3):
        call.answers(found="no", said="no extension").hears("extension").presses("999#").hears("no extension")
    yield call.hears("into queue").queued("operator")


def _callbacks(language: str) -> Iterator[Call]:
    def begun(name: str, title: str) -> Call:
        call = _shared(name, title, language, calls_statistics.begun, False, False)
        return call.presses("2").hears("callback menu")

    call = begun("callback-number", "R087: a call back to another number, which is read back first")
    call.answers(valid="no", number="none", said="none").answers(valid="yes", number=MOBILE, said="read back")
    call.answers(accepted="yes", said="booked").presses("0").hears("callback help").hears("callback menu").presses("2")
    call.hears("callback number").presses("12#").asks("number", number="12").hears("callback not valid")
    call.hears("callback number").presses("0551234567#").asks("number", number="0551234567").hears("read back").presses(
        "1"
    )
    call.asks("callback", number=MOBILE, in_hours="no").hears("booked").notes(callback_number=MOBILE)
    yield call.hears("bye").begins("DisconnectParticipant")
    call = begun("callback-refused", "R087: whoever cannot be called back may leave a message")
    call.answers(accepted="no", said="not booked").fails()
    yield call.presses("1").hears("not booked").hears("voicemail").over()
    call = begun("callback-fails", "R087: if a call back cannot be booked a message can be left")
    call.fails().fails().fails().presses("1").hears("callback sorry").hears("voicemail").begins("GetParticipantInput")
    yield call.presses("#").hears("message kept").hears("bye").begins("DisconnectParticipant")


def _waiting(language: str) -> Iterator[Call]:
    def begun(name: str, title: str) -> Call:
        return _shared(name, title, language).presses("4")

    call = begun(
        "queue", "R105: while somebody waits: the place, the announcement, a comfort, the offer of a call back"
    )
    call.answers(said="place").answers(said="announcement").answers(accepted="yes", said="booked").hears("into queue")
    call.asks("place", queue="general").hears("place").asks("announcement").hears("announcement").hears("comfort")
    call.hears("queue offer").presses("1").asks("callback", number="+96891234567", in_hours="yes", queue="general")
    yield call.hears("booked").notes(callback="yes").hears("bye").begins("DisconnectParticipant")
    call = begun("queue-without-answers", "A queue without the function's answers waits all the same")
    call.fails().fails().fails().hears("wait").hears("comfort").hears("queue offer").presses("1").hears("queue sorry")
    yield call.fails().fails().hears("wait").over()
    call = begun("full", "A full queue is said, and a message or a call back offered").full("general")
    yield call.hears("into queue").hears("full").hears("leave menu").over()


def _surveys(language: str) -> Iterator[Call]:
    attributes = {"body": "muashir-statistics", "language": language}
    call = Call(
        f"shared-survey-{language}",
        "A score and a reason are kept, each as it is keyed in",
        "survey",
        language,
        attributes,
    )
    call.flow += f".{language}"
    call.answers(**KEPT).answers(**KEPT).hears("score").presses("4").asks("survey", score="4").notes(score="4")
    call.hears("reason").presses("2").asks("survey", reason="2").notes(reason="2").hears("survey thanks")
    yield call.begins("DisconnectParticipant")
    call = Call(
        f"shared-survey-silent-{language}",
        "Whoever keys in no score is asked twice, and thanked",
        "survey",
        language,
        attributes,
    )
    call.flow += f".{language}"
    yield call.hears("score").presses("9").hears("score").hears("survey thanks").begins("DisconnectParticipant")
