"""Deploy an artefact of `infra.package`: one way for AWS and for the laptop (`AWS_ENDPOINT_URL` decides which).

`python -m infra.deploy --stage dev --artifact build/dev --parameter PortalUrl=https://nidaa.example`

The telephony's stack follows in its own region, if `--telephony-region` names one, or named one before.
"""

import argparse
import json
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra.artefacts import ensure_bucket, upload, upload_template, with_code
from infra.faces import NotBuilt, publish
from infra.stack import DeploymentFailed, Progress, Stack
from infra.telephony.checking import FlowsRefused, check_flows

WITHOUT = "none"
"""The telephony's region where there is no telephony."""


@dataclass(frozen=True)
class Outputs:
    """What a stack is reached by."""

    stack: str
    changed: bool
    values: Mapping[str, str]
    telephony: Mapping[str, str] = field(default_factory=dict)
    """What the telephony's stack gives out, if there is one."""

    @property
    def api_url(self) -> str:
        """The API's address, without a slash at the end."""
        if elsewhere := endpoint_elsewhere():
            return f"{elsewhere}/{self.values['RestAPIId']}/api"
        return self.values["EndpointURL"].rstrip("/")

    @property
    def client(self) -> str:
        """The id of the console's client of that pool."""
        return self.values["UserPoolClientId"]

    @property
    def files_bucket(self) -> str:
        """The bucket of attachments."""
        return self.values["FilesBucket"]


def deploy(
    stage: str,
    artifact: Path,
    parameters: Mapping[str, str] | None = None,
    say: Progress = print,
    patience: float = 1800,
) -> Outputs:
    """Create or update the stack `nidaa-<stage>`, then `nidaa-<stage>-contacts`, and wait until they stand.

    A parameter that is not given keeps the value of the last deployment. The second stack stands in the region
    `TelephonyRegion`, and is left as it is where that is `none`.

    :raises DeploymentFailed: with the failing resource and the reason; or if it takes longer than `patience` seconds;
        or before anything changes, if the telephony stands in another region
    """
    template, second = (read(artifact / name) for name in ("sam.json", "contacts.json"))
    given = {"Stage": stage, **(parameters or {})}
    refuse_unknown(given, {*template["Parameters"], *second.get("Parameters", {})})
    main = {name: value for name, value in given.items() if name in template["Parameters"]}
    if (elsewhere := endpoint_elsewhere()) and "LiveEndpoint" in template["Parameters"]:
        main["LiveEndpoint"] = elsewhere
    stack = Stack(f"nidaa-{stage}", say, patience)
    refuse_to_move(stack, main.get("TelephonyRegion", WITHOUT))
    changed = bring(stack, artifact, template, main)
    outputs, told = stack.outputs(), stack.parameters()
    log_texts(outputs, told)
    region = told.get("TelephonyRegion", WITHOUT)
    if region == WITHOUT or not second:
        return Outputs(stack.name, changed, outputs)
    contacts = beside(stack.name, region, say, patience)
    changed |= bring(contacts, artifact, second, handed_over(second, told, outputs, given), region)
    return Outputs(stack.name, changed, outputs, contacts.outputs())


def beside(name: str, region: str, say: Progress, patience: float) -> Stack:
    """Return the telephony's stack beside a main one, in its region."""
    return Stack(f"{name}-contacts", say, patience, boto3.client("cloudformation", region_name=region))


def refuse_to_move(stack: Stack, wanted: str) -> None:
    """Refuse another region than that in which the telephony stands: an instance keeps its region, and its name.

    :raises DeploymentFailed: naming both
    """
    before = stack.parameters().get("TelephonyRegion", WITHOUT) if stack.stands() else WITHOUT
    if WITHOUT not in (before, wanted) and before != wanted and beside(stack.name, before, print, 60).stands():
        raise DeploymentFailed(
            f"the telephony stands in {before} and does not move to {wanted}: "
            f"delete {stack.name}-contacts and its instance there first (docs/telephony.md)"
        )


def handed_over(second: Mapping[str, Any], *from_main: Mapping[str, str]) -> dict[str, str]:
    """Return the second template's parameters that the main stack has a value for; a later one counts more."""
    known = {name: value for one in from_main for name, value in one.items()}
    return {name: value for name, value in known.items() if name in second["Parameters"]}


def read(path: Path) -> dict[str, Any]:
    """Return a packaged template; nothing if the artefact has none."""
    template: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return template


def bring(
    stack: Stack, artifact: Path, template: dict[str, Any], given: Mapping[str, str], region: str | None = None
) -> bool:
    """Upload a template with its code in a region, and bring a stack to it; return whether anything changed."""
    bucket = ensure_bucket(region)
    address = upload_template(with_code(template, bucket, upload(artifact, bucket)), bucket)
    return stack.bring_to(address, given, template["Parameters"])


def endpoint_elsewhere() -> str:
    """Return where a cloud that is not AWS's own answers for APIs, without an API's id; "" on AWS."""
    endpoint: str = boto3.client("apigateway").meta.endpoint_url
    return "" if endpoint.endswith(".amazonaws.com") else f"{endpoint}/_aws/execute-api"


def log_texts(outputs: Mapping[str, str], parameters: Mapping[str, str]) -> None:
    """Have SNS log receipts and stop at the month's limit: settings of the account, which no template can hold."""
    if role := outputs.get("SmsLogsRoleArn"):
        wanted = {
            "DeliveryStatusIAMRole": role,
            "DeliveryStatusSuccessSamplingRate": "100",
            "DefaultSMSType": "Transactional",
            "MonthlySpendLimit": parameters["SmsMonthlyLimit"],
        }
        boto3.client("sns").set_sms_attributes(attributes=wanted)


def refuse_unknown(parameters: Mapping[str, str], known: Collection[str]) -> None:
    """Refuse a parameter that the template does not have, before anything is made.

    :raises DeploymentFailed: naming it
    """
    if unknown := sorted(parameters.keys() - set(known)):
        raise DeploymentFailed(f"no such parameter: {', '.join(unknown)}; there are {', '.join(sorted(known))}")


def main(arguments: list[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m infra.deploy", description="Deploy what infra.package made")
    parser.add_argument("--stage", required=True)
    parser.add_argument("--artifact", type=Path, required=True)
    parser.add_argument("--faces", type=Path, default=Path("web", "dist"), help="the built portal and console")
    parser.add_argument("--parameter", action="append", default=[], metavar="NAME=VALUE")
    telephony = parser.add_mutually_exclusive_group()
    telephony.add_argument("--telephony-region", default="", help="a region of Amazon Connect; kept for next time")
    telephony.add_argument("--no-telephony", dest="telephony_region", action="store_const", const=WITHOUT)
    given = parser.parse_args(arguments)
    parameters = dict(pair.split("=", 1) for pair in given.parameter)
    if given.telephony_region:
        parameters["TelephonyRegion"] = given.telephony_region
    try:
        check_flows()
        outputs = deploy(given.stage, given.artifact, parameters)
        if bucket := outputs.values.get("FacesBucket"):
            publish(given.faces, bucket, outputs.client)
    except (DeploymentFailed, FlowsRefused, NotBuilt, BotoCoreError, ClientError) as failure:
        sys.exit(f"not deployed: {failure}")
    for name, value in {"ApiUrl": outputs.api_url, **outputs.values, **outputs.telephony}.items():
        if not name.startswith("Variable"):  # what the one stack hands to the other
            print(f"{name}={value}")


if __name__ == "__main__":
    main()
