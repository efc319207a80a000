"""Configure the telephony of a stage: `python -m infra.telephony --stage dev`; a second run changes nothing.

It reads bodies, calendars and switchboards where the deployed API reads them, and ends by writing down for it where the
telephony is.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import boto3
import msgspec
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import wiring
from chalicelib.contacts.exchange.following import noted
from chalicelib.contacts.exchange.instance import Exchange, id_of
from chalicelib.contacts.exchange.lease import Lease, LeaseLost
from chalicelib.contacts.exchange.marks import marks
from chalicelib.contacts.telephony import Installation
from chalicelib.shared.aws import patient_client
from infra.stack import Stack
from infra.telephony.checking import FlowsRefused
from infra.telephony.configuring import NothingToConfigure, configure, where

SCRIPT = "/console/amazon-connect-streams.js"
PATIENCE = 180.0
"""Seconds after which the lease is taken from a run of the service that still goes on."""


class NoTelephony(Exception):
    """The stage was deployed without telephony."""


def take_environment(outputs: Mapping[str, str]) -> None:
    """Take on the settings of the deployed API, so that the same data are read."""
    told = boto3.client("lambda").get_function_configuration(FunctionName=outputs["APIHandlerName"])
    os.environ.update(told["Environment"]["Variables"])


def configure_stage(stage: str, softphone: str, script: str) -> Installation:
    """Configure a stage's telephony and write down where it is.

    :raises NoTelephony: if the stage has none
    :raises NothingToConfigure, FlowsRefused: as `configure`
    """
    take_environment(Stack(f"nidaa-{stage}", print, 60).outputs())
    region = wiring.settings().telephony_region
    if region == "none":
        raise NoTelephony(f"nidaa-{stage} was deployed without telephony (--telephony-region)")
    there = Stack(f"nidaa-{stage}-contacts", print, 60, boto3.client("cloudformation", region_name=region)).outputs()
    with leased(wiring.lease()) as lease:
        here = _here(there, region, softphone, script)
        exchange = Exchange(patient_client("connect", region), there["InstanceArn"], print, lease.beat)
        return _configured(exchange, here, {"contacts-flow": there["FlowFunction"]})


def _here(there: Mapping[str, str], region: str, softphone: str, script: str) -> Installation:
    """Return what is known of the installation before it is configured; what is not given stays as before."""
    before = wiring.exchange().get() or Installation(
        instance="", region="", script=SCRIPT, softphone=f"https://{there['InstanceAlias']}.my.connect.aws/ccp-v2/"
    )
    return msgspec.structs.replace(
        before,
        instance=id_of(there["InstanceArn"]),
        region=region,
        recordings=there["RecordingsBucket"],
        softphone=softphone or before.softphone,
        script=script or before.script,
    )


def _configured(exchange: Exchange, here: Installation, functions: Mapping[str, str]) -> Installation:
    """Configure all bodies, and write down for the service where everything is and what it need not do again.

    :raises NothingToConfigure: if there is no body yet; the service takes the first one
    """
    lines, now, kept = wiring.lines(), wiring.clock()(), wiring.exchange()
    if not lines:
        kept.put(msgspec.structs.replace(here, **where(exchange)))
    made = configure(exchange, lines, functions, now.date(), here)
    kept.put(made)
    for line in lines:
        kept.keep(noted(line, marks(line, now.date()), now, exchange))
    return made


@contextmanager
def leased(lease: Lease, sleep: Callable[[float], None] = time.sleep) -> Iterator[Lease]:
    """Wait until the service is not at it, then hold the lease."""
    for _ in range(int(PATIENCE)):
        if lease.take():
            break
        sleep(1)
    else:
        lease.take(force=True)
    try:
        yield lease
    finally:
        lease.give_back()


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m infra.telephony", description="Configure Amazon Connect")
    parser.add_argument("--stage", required=True)
    parser.add_argument(
        "--softphone", default="", help="the contact control panel: at first Connect's own, then as before"
    )
    parser.add_argument(
        "--script", default="", help="Amazon Connect Streams: at first beside the console, then as before"
    )
    given = parser.parse_args(arguments)
    try:
        made = configure_stage(given.stage, given.softphone, given.script)
    except (NothingToConfigure, NoTelephony) as nothing:
        print(nothing)
        return 0
    except (FlowsRefused, LeaseLost, BotoCoreError, ClientError) as failure:
        print(f"not configured: {failure}", file=sys.stderr)
        return 1
    print(f"telephony: {len(made.queues)} queues, {len(made.users)} users, {len(made.flows)} flows in {made.region}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
