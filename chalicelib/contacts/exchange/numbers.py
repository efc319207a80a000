"""Numbers: claimed for the instance, and answered by the flow that a body's tree begins with."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.contacts.exchange.house import Line, entry_of
from chalicelib.contacts.exchange.instance import Exchange, id_of
from chalicelib.contacts.exchange.problems import ExchangeProblem

PATIENCE = 30.0
"""Seconds within which a number that is claimed must be ours."""


def keep_numbers(exchange: Exchange, lines: Sequence[Line], flows: Mapping[str, str]) -> dict[str, str]:
    """Claim numbers that are missing and let the right flow answer each; return their ids by number.

    A number that nobody can claim is told of and left out: everything else works without it. A body whose flows are
    not there yet keeps its numbers as they are.
    """
    there = numbers_there(exchange)
    ids = {}
    for line in lines:
        flow = flows.get(entry_of(line))
        if flow is None:
            awaited = ExchangeProblem(part="flow", name=line.switchboard.flow, reason="awaits-deployment")
            exchange.refuse((line.body.code,), awaited)
        for number in line.switchboard.numbers:
            with exchange.trying((line.body.code,), "number", number):
                id_ = there.get(number) or (flow and _claimed(exchange, line.body.code, number))
                if id_:
                    ids[number] = id_
                if id_ and flow:
                    exchange.ask("associate_phone_number_contact_flow", PhoneNumberId=id_, ContactFlowId=id_of(flow))
    return ids


def silence(exchange: Exchange, lines: Sequence[Line]) -> None:
    """Let nothing answer the numbers that no switchboard has; they are kept, for nobody gets a released one back."""
    wanted = {number for line in lines for number in line.switchboard.numbers}
    for number, id_ in numbers_there(exchange).items():
        if number not in wanted:
            with exchange.trying((), "number", number):
                exchange.ask("disassociate_phone_number_contact_flow", PhoneNumberId=id_)


def numbers_there(exchange: Exchange) -> dict[str, str]:
    """Return the ids of the instance's numbers, by number."""
    found = exchange.connect.get_paginator("list_phone_numbers_v2").paginate(TargetArn=exchange.arn)
    return {
        told["PhoneNumber"]: told["PhoneNumberId"] for page in found for told in page["ListPhoneNumbersSummaryList"]
    }


def _claimed(exchange: Exchange, body: str, number: str) -> str | None:
    id_ = str(exchange.connect.claim_phone_number(TargetArn=exchange.arn, PhoneNumber=number)["PhoneNumberId"])
    status = _status(exchange, id_)
    deadline = time.monotonic() + PATIENCE
    while status["Status"] == "IN_PROGRESS" and time.monotonic() < deadline:
        time.sleep(1)
        status = _status(exchange, id_)
    if status["Status"] != "CLAIMED":
        exchange.say(f"number {number} is not claimed: {status.get('Message', status['Status'])}")
        exchange.refuse((body,), ExchangeProblem(part="number", name=number, reason="refused"))
        return None
    exchange.say(f"number {number}")
    return id_


def _status(exchange: Exchange, id_: str) -> dict[str, Any]:
    exchange.beat()
    told = exchange.connect.describe_phone_number(PhoneNumberId=id_)["ClaimedPhoneNumberSummary"]
    status: dict[str, Any] = told.get("PhoneNumberStatus", {"Status": "CLAIMED"})
    return status
