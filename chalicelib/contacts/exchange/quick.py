"""Quick connects: where an agent may transfer a caller to, each queue and each colleague of the same body."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chalicelib.contacts.exchange.house import Line, people_of, queues_of
from chalicelib.contacts.exchange.instance import Exchange, id_of
from chalicelib.contacts.telephony import Installation

Config = dict[str, Any]


def keep_quick_connects(exchange: Exchange, lines: Sequence[Line], here: Installation) -> dict[str, str]:
    """Keep quick connects and offer them in the queues of their body alone; return where each leads, by name.

    Whose transfer has no flow is left out. One that leads where it did the last time is not looked at.
    """
    there, leads = exchange.by_name("list_quick_connects", "QuickConnectSummaryList"), dict(here.leads)
    for line in lines:
        wanted = dict(_wanted(line, here.queues, here.users, here.flows))
        for name, config in wanted.items():
            # Somebody who works for two bodies is one quick connect.
            if name not in there or leads.get(name) != _target(config):
                with exchange.trying((line.body.code,), "quick_connect", name):
                    _keep(exchange, there, name, config)
                    leads[name] = _target(config)
        ids = [there[name]["Id"] for name in wanted if name in there]
        for name, _, _ in queues_of(line):
            if name in here.queues:
                with exchange.trying((line.body.code,), "quick_connect", name):
                    _offer(exchange, here.queues[name], ids)
    return leads


def _wanted(
    line: Line, queues: Mapping[str, str], users: Mapping[str, str], flows: Mapping[str, str]
) -> Iterator[tuple[str, Config]]:
    for name, _, language in queues_of(line):
        flow = _transfer(flows, "queue_transfer", language)
        if flow and name in queues:
            yield name, {"QuickConnectType": "QUEUE", "QueueConfig": {"QueueId": queues[name], "ContactFlowId": flow}}
    if flow := _transfer(flows, "agent_transfer", "ar"):
        for person in people_of([line]):
            name = person.staff.username
            if person.queues and name in users:
                yield name, {"QuickConnectType": "USER", "UserConfig": {"UserId": users[name], "ContactFlowId": flow}}


def _transfer(flows: Mapping[str, str], name: str, language: str) -> str:
    """Return the id of a transfer's flow, in a language or in none; "" if there is none."""
    return id_of(flows.get(f"{name}.{language}") or flows.get(name) or "")


def _target(config: Config) -> str:
    """Return the id of the queue or the user that a quick connect leads to."""
    return str(config["QueueConfig"]["QueueId"] if "QueueConfig" in config else config["UserConfig"]["UserId"])


def _keep(exchange: Exchange, there: dict[str, dict[str, Any]], name: str, config: Config) -> None:
    """Make a quick connect; let one whose name another queue has now lead there."""
    if name not in there:
        exchange.say(f"quick connect {name}")
        made = exchange.ask("create_quick_connect", Name=name, QuickConnectConfig=config)
        there[name] = {"Id": made["QuickConnectId"]}
        return
    own = {"QuickConnectId": there[name]["Id"]}
    if exchange.ask("describe_quick_connect", **own)["QuickConnect"]["QuickConnectConfig"] != config:
        exchange.say(f"quick connect {name} leads elsewhere now")
        exchange.ask("update_quick_connect_config", **own, QuickConnectConfig=config)


def _offer(exchange: Exchange, queue: str, ids: Sequence[str]) -> None:
    """Offer these in a queue, and no other queue or colleague; a number that somebody added by hand stays."""
    told = exchange.all("list_queue_quick_connects", "QuickConnectSummaryList", QueueId=queue)
    offered = {one["Id"]: one["QuickConnectType"] for one in told}
    _each_fifty(exchange, "associate_queue_quick_connects", queue, [id_ for id_ in ids if id_ not in offered])
    gone = [id_ for id_, kind in offered.items() if id_ not in ids and kind != "PHONE_NUMBER"]
    _each_fifty(exchange, "disassociate_queue_quick_connects", queue, gone if ids else [])


def _each_fifty(exchange: Exchange, operation: str, queue: str, ids: Sequence[str]) -> None:
    for start in range(0, len(ids), 50):
        exchange.ask(operation, QueueId=queue, QuickConnectIds=list(ids[start : start + 50]))
