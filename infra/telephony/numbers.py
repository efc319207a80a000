"""Numbers: claimed for the instance, and answered by the flow that a body's tree begins with."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from botocore.exceptions import ClientError

from infra.flows import Sources
from infra.telephony.exchange import Exchange, id_of
from infra.telephony.house import Line

PATIENCE = 30.0
"""Seconds within which a number that is claimed must be ours."""


def keep_numbers(
    exchange: Exchange, lines: Sequence[Line], flows: Mapping[str, str], sources: Sources
) -> dict[str, str]:
    """Claim numbers that are missing and let the right flow answer each; return their ids by number.

    A number that nobody can claim is told of and left out: everything else works without it. Numbers that no
    switchboard has are answered by nothing; they are not released, for nobody gets a released one back.
    """
    found = exchange.connect.get_paginator("list_phone_numbers_v2").paginate(TargetArn=exchange.arn)
    there = {
        told["PhoneNumber"]: told["PhoneNumberId"] for page in found for told in page["ListPhoneNumbersSummaryList"]
    }
    ids = {}
    for line in lines:
        flow = flows[sources.entry(line.body.code, line.switchboard.flow)]
        for number in line.switchboard.numbers:
            if id_ := there.get(number) or _claimed(exchange, number):
                ids[number] = id_
                exchange.ask("associate_phone_number_contact_flow", PhoneNumberId=id_, ContactFlowId=id_of(flow))
    for number in there.keys() - ids.keys():
        exchange.ask("disassociate_phone_number_contact_flow", PhoneNumberId=there[number])
    return ids


def _claimed(exchange: Exchange, number: str) -> str | None:
    try:
        made = exchange.connect.claim_phone_number(TargetArn=exchange.arn, PhoneNumber=number)
    except ClientError as refusal:
        exchange.say(f"number {number} is not claimed: {refusal.response['Error'].get('Message', refusal)}")
        return None
    id_ = str(made["PhoneNumberId"])
    status = _status(exchange, id_)
    deadline = time.monotonic() + PATIENCE
    while status["Status"] == "IN_PROGRESS" and time.monotonic() < deadline:
        time.sleep(1)
        status = _status(exchange, id_)
    if status["Status"] != "CLAIMED":
        exchange.say(f"number {number} is not claimed: {status.get('Message', status['Status'])}")
        return None
    exchange.say(f"number {number}")
    return id_


def _status(exchange: Exchange, id_: str) -> dict[str, Any]:
    told = exchange.connect.describe_phone_number(PhoneNumberId=id_)["ClaimedPhoneNumberSummary"]
    status: dict[str, Any] = told.get("PhoneNumberStatus", {"Status": "CLAIMED"})
    return status
