"""Queues: each of a switchboard in Arabic and in English, open as its calendar says."""

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.contacts.exchange.hours import hours_name
from chalicelib.contacts.exchange.house import Line, place_of, queues_of
from chalicelib.contacts.exchange.instance import Exchange, id_of


def keep_queues(
    exchange: Exchange, lines: Sequence[Line], hours: Mapping[str, str], places: Mapping[str, str]
) -> dict[str, str]:
    """Make, open and change queues; switch off what no switchboard has any more. Return their ids by place.

    :param places: the queues of the last time by place (`<body>.<code>.<language>`): one with a new label keeps its
        calls, for it is the same queue under another name
    """
    there = exchange.by_name("list_queues", "QueueSummaryList", QueueTypes=["STANDARD"])
    names = {told["Id"]: name for name, told in there.items()}
    ids = _known(lines, {name: told["Id"] for name, told in there.items()}, places)
    _make_way(exchange, lines, ids, names)
    for line in lines:
        for name, queue, language in queues_of(line):
            place = place_of(line, queue, language)
            wanted = hours.get(hours_name(line.body.code, queue, line.body.calendar))
            with exchange.trying((line.body.code,), "queue", name):
                if place in ids:
                    _keep(exchange, ids[place], name, names[ids[place]], wanted)
                elif wanted:
                    ids[place] = _made(exchange, name, queue.name.en, wanted)
    _switch_off(exchange, {name: id_ for id_, name in names.items() if id_ not in ids.values()}, lines)
    return ids


def _known(lines: Sequence[Line], there: Mapping[str, str], places: Mapping[str, str]) -> dict[str, str]:
    """Return the queues that are there already, by place: as they were the last time, else by their name."""
    wanted = {place_of(line, queue, language): name for line in lines for name, queue, language in queues_of(line)}
    standing = frozenset(there.values())
    ids = {place: places[place] for place in wanted if places.get(place) in standing}
    named = {place: there[name] for place, name in wanted.items() if place not in ids and name in there}
    return ids | {place: id_ for place, id_ in named.items() if id_ not in ids.values()}


def _make_way(exchange: Exchange, lines: Sequence[Line], ids: Mapping[str, str], names: dict[str, str]) -> None:
    """Call those queues otherwise whose names others are to have, for an instance has each name once.

    One that the switchboard has still gets its own name after that; Connect does not tell capitals from small letters.
    """
    for line in lines:
        wanted = {name.lower(): ids.get(place_of(line, queue, language)) for name, queue, language in queues_of(line)}
        for id_, before in list(names.items()):
            if wanted.get(before.lower(), id_) != id_:
                with exchange.trying((line.body.code,), "queue", before):
                    exchange.say(f"queue {before} makes way for another of this name")
                    exchange.ask("update_queue_name", QueueId=id_, Name=f"{before}~{id_[:8]}")
                    names[id_] = f"{before}~{id_[:8]}"


def _made(exchange: Exchange, name: str, said: str, hours: str) -> str:
    exchange.say(f"queue {name}")
    return str(exchange.ask("create_queue", Name=name, Description=said, HoursOfOperationId=hours)["QueueId"])


def _keep(exchange: Exchange, id_: str, name: str, before: str, hours: str | None) -> None:
    queue = exchange.ask("describe_queue", QueueId=id_)["Queue"]
    if hours and queue["HoursOfOperationId"] != hours:
        exchange.ask("update_queue_hours_of_operation", QueueId=id_, HoursOfOperationId=hours)
    if queue["Status"] != "ENABLED":
        exchange.say(f"queue {name} is on again")
        exchange.ask("update_queue_status", QueueId=id_, Status="ENABLED")
    if before != name:
        exchange.say(f"queue {before} is called {name} now")
        exchange.ask("update_queue_name", QueueId=id_, Name=name)


def _switch_off(exchange: Exchange, others: Mapping[str, str], lines: Sequence[Line]) -> None:
    """Switch off queues of these bodies; what others made in the instance stays as it is."""
    for line in lines:
        for name, id_ in others.items():
            if name.startswith(f"{line.body.code}."):
                with exchange.trying((line.body.code,), "queue", name):
                    _off(exchange, name, id_)


def _off(exchange: Exchange, name: str, id_: str) -> None:
    if exchange.ask("describe_queue", QueueId=id_)["Queue"]["Status"] == "ENABLED":
        exchange.say(f"queue {name} is off: no switchboard has it")
        exchange.ask("update_queue_status", QueueId=id_, Status="DISABLED")


def let_call_out(
    exchange: Exchange, lines: Sequence[Line], queues: Mapping[str, str], numbers: Mapping[str, str],
    flows: Mapping[str, str],
) -> None:  # fmt: skip
    """Let agents of each queue call out by the body's first number, with the words of its language."""
    for line in lines:
        number = next((numbers[each] for each in line.switchboard.numbers if each in numbers), None)
        for name, _, language in queues_of(line):
            wanted = _caller(line.body.name.en, number, flows.get(f"outbound_whisper.{language}"))
            if wanted and name in queues:
                with exchange.trying((line.body.code,), "queue", name):
                    _let(exchange, queues[name], wanted)


def _let(exchange: Exchange, id_: str, wanted: dict[str, str]) -> None:
    told: dict[str, Any] = exchange.ask("describe_queue", QueueId=id_)["Queue"].get("OutboundCallerConfig", {})
    if any(told.get(key) != value for key, value in wanted.items()):
        exchange.ask("update_queue_outbound_caller_config", QueueId=id_, OutboundCallerConfig=wanted)


def _caller(name: str, number: str | None, whisper: str | None) -> dict[str, str]:
    given = {"OutboundCallerIdName": name if number else None, "OutboundCallerIdNumberId": number}
    return {
        key: value for key, value in {**given, "OutboundFlowId": id_of(whisper) if whisper else None}.items() if value
    }
