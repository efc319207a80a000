"""Queues: each of a switchboard in Arabic and in English, open as its calendar says."""

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.contacts.hours_keeping import hours_name
from infra.telephony.exchange import Exchange, id_of
from infra.telephony.house import Line, queues_of


def keep_queues(exchange: Exchange, lines: Sequence[Line], hours: Mapping[str, str]) -> dict[str, str]:
    """Make, open and change queues; switch off what no switchboard has any more. Return their ids by name."""
    there = exchange.by_name("list_queues", "QueueSummaryList", QueueTypes=["STANDARD"])
    ids = {}
    for line in lines:
        for name, queue, _ in queues_of(line):
            wanted = hours[hours_name(line.body.code, queue, line.body.calendar)]
            ids[name] = _kept(exchange, name, queue.name.en, wanted, there.get(name))
    _switch_off(exchange, {name: told for name, told in there.items() if name not in ids}, lines)
    return ids


def _kept(exchange: Exchange, name: str, said: str, hours: str, told: dict[str, Any] | None) -> str:
    if told is None:
        exchange.say(f"queue {name}")
        made = exchange.ask("create_queue", Name=name, Description=said, HoursOfOperationId=hours)
        return str(made["QueueId"])
    queue = exchange.ask("describe_queue", QueueId=told["Id"])["Queue"]
    if queue["HoursOfOperationId"] != hours:
        exchange.ask("update_queue_hours_of_operation", QueueId=told["Id"], HoursOfOperationId=hours)
    if queue["Status"] != "ENABLED":
        exchange.say(f"queue {name} is on again")
        exchange.ask("update_queue_status", QueueId=told["Id"], Status="ENABLED")
    return str(told["Id"])


def _switch_off(exchange: Exchange, others: Mapping[str, dict[str, Any]], lines: Sequence[Line]) -> None:
    """Switch off queues of our bodies; what others made in the instance stays as it is."""
    ours = tuple(f"{line.body.code}." for line in lines)
    for name, told in others.items():
        if name.startswith(ours) and exchange.ask("describe_queue", QueueId=told["Id"])["Queue"]["Status"] == "ENABLED":
            exchange.say(f"queue {name} is off: no switchboard has it")
            exchange.ask("update_queue_status", QueueId=told["Id"], Status="DISABLED")


def let_call_out(
    exchange: Exchange, lines: Sequence[Line], queues: Mapping[str, str], numbers: Mapping[str, str],
    flows: Mapping[str, str],
) -> None:  # fmt: skip
    """Let agents of each queue call out by the body's first number, with the words of its language."""
    for line in lines:
        number = next((numbers[each] for each in line.switchboard.numbers if each in numbers), None)
        for name, _, language in queues_of(line):
            wanted = _caller(line.body.name.en, number, flows.get(f"outbound_whisper.{language}"))
            told = exchange.ask("describe_queue", QueueId=queues[name])["Queue"].get("OutboundCallerConfig", {})
            if wanted and any(told.get(key) != value for key, value in wanted.items()):
                exchange.ask("update_queue_outbound_caller_config", QueueId=queues[name], OutboundCallerConfig=wanted)


def _caller(name: str, number: str | None, whisper: str | None) -> dict[str, str]:
    given = {"OutboundCallerIdName": name if number else None, "OutboundCallerIdNumberId": number}
    return {
        key: value for key, value in {**given, "OutboundFlowId": id_of(whisper) if whisper else None}.items() if value
    }
