"""Configure the telephony of a stage: `python -m infra.telephony --stage dev`; a second run changes nothing.

It reads bodies, calendars and switchboards where the deployed API reads them, and ends by writing down for it where the
telephony is.
"""

import argparse
import os
import sys
from collections.abc import Mapping

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import wiring
from chalicelib.contacts.installation_store import DynamoInstallation, InstallationRow
from chalicelib.contacts.telephony import Installation
from infra.stack import Stack
from infra.telephony.checking import FlowsRefused
from infra.telephony.configuring import NothingToConfigure, configure
from infra.telephony.exchange import Exchange, id_of
from infra.telephony.house import Line

SCRIPT = "/console/amazon-connect-streams.js"
_PATIENT = Config(retries={"mode": "adaptive", "max_attempts": 12})
"""Connect lets two requests a second through."""


class NoTelephony(Exception):
    """The stage was deployed without telephony."""


def take_environment(outputs: Mapping[str, str]) -> None:
    """Take on the settings of the deployed API, so that the same data are read."""
    told = boto3.client("lambda").get_function_configuration(FunctionName=outputs["APIHandlerName"])
    os.environ.update(told["Environment"]["Variables"])


def lines() -> list[Line]:
    """Return every body that has a switchboard."""
    recent, boards = wiring.organisations().recent, wiring.switchboards().switchboards
    found = ((head.code, boards.get(head.code)) for head in recent.heads())
    return [Line(recent.body(code), kept.switchboard, recent.team(code)) for code, kept in found if kept]


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
    connect = boto3.client("connect", region_name=region, config=_PATIENT)
    InstallationRow.Meta.table_name = wiring.settings().contacts_table
    kept = DynamoInstallation()
    before = kept.get()
    panel = softphone or (before.softphone if before else f"https://{there['InstanceAlias']}.my.connect.aws/ccp-v2/")
    here = Installation(
        instance=id_of(there["InstanceArn"]),
        region=region,
        recordings=there["RecordingsBucket"],
        softphone=panel,
        script=script or (before.script if before else SCRIPT),
        flows=before.flows if before else {},
    )
    functions = {"contacts-flow": there["FlowFunction"]}
    today = wiring.clock()().date()
    made = configure(Exchange(connect, there["InstanceArn"]), lines(), functions, today, here)
    kept.put(made)
    return made


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
    except (FlowsRefused, BotoCoreError, ClientError) as failure:
        print(f"not configured: {failure}", file=sys.stderr)
        return 1
    print(f"telephony: {len(made.queues)} queues, {len(made.users)} users, {len(made.flows)} flows in {made.region}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
