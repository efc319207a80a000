"""Deploy an artefact of `infra.package`: one way for AWS and for the laptop (`AWS_ENDPOINT_URL` decides which).

    python -m infra.deploy --stage dev --artifact build/dev --parameter PortalUrl=https://portal.example.om
"""

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError

Progress = Callable[[str], None]
_CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
_SAYS_NOTHING_NEW = ("didn't contain changes", "No updates are to be performed")


class DeploymentFailed(Exception):
    """The stack did not come to stand; the message names the resource and the reason."""


@dataclass(frozen=True)
class Outputs:
    """What a stack is reached by."""

    stack: str
    changed: bool
    values: Mapping[str, str]

    @property
    def api_url(self) -> str:
        """The API's address, without a slash at the end."""
        endpoint = boto3.client("apigateway").meta.endpoint_url
        if endpoint.endswith(".amazonaws.com"):
            return self.values["EndpointURL"].rstrip("/")
        return f"{endpoint}/_aws/execute-api/{self.values['RestAPIId']}/api"

    @property
    def user_pool(self) -> str:
        """The id of the pool that staff sign in to."""
        return self.values["UserPoolId"]

    @property
    def client(self) -> str:
        """The id of the console's client of that pool."""
        return self.values["UserPoolClientId"]

    @property
    def files_bucket(self) -> str:
        """The bucket of attachments."""
        return self.values["FilesBucket"]


def deploy(
    stage: str, artifact: Path, parameters: Mapping[str, str] | None = None, say: Progress = print, patience: float = 1800
) -> Outputs:
    """Create or update the stack `nidaa-<stage>` and wait until it stands.

    :raises DeploymentFailed: with the failing resource and the reason, or if it takes longer than `patience` seconds
    """
    stack = _Stack(f"nidaa-{stage}", say, time.monotonic() + patience)
    bucket = ensure_bucket()
    template = with_code(json.loads((artifact / "sam.json").read_text("utf-8")), bucket, upload(artifact, bucket))
    address = upload_template(template, bucket)
    changed = stack.bring_to(address, {"Stage": stage, **(parameters or {})}, template)
    outputs = stack.outputs()
    log_texts(outputs, stack.parameters())
    return Outputs(stack.name, changed, outputs)


def ensure_bucket() -> str:
    """Return the bucket of artefacts, made at the first deployment; private, as new buckets are."""
    s3 = boto3.client("s3")
    account, region = boto3.client("sts").get_caller_identity()["Account"], s3.meta.region_name
    bucket = f"nidaa-artefacts-{account}-{region}"
    try:
        s3.head_bucket(Bucket=bucket)
    except ClientError as refusal:
        if refusal.response["Error"]["Code"] not in {"404", "NoSuchBucket"}:
            raise
        # The oldest region is the one that must not be named.
        where = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        s3.create_bucket(Bucket=bucket, **where)
    return bucket


def upload(artifact: Path, bucket: str) -> str:
    """Upload the code under its hash, unless it is there; return the key."""
    code = (artifact / "deployment.zip").read_bytes()
    key = f"code/{hashlib.sha256(code).hexdigest()}.zip"
    _put_once(bucket, key, code)
    return key


def upload_template(template: Mapping[str, Any], bucket: str) -> str:
    """Upload the template under its hash; return its address."""
    body = json.dumps(template, sort_keys=True, separators=(",", ":")).encode()
    key = f"templates/{hashlib.sha256(body).hexdigest()}.json"
    _put_once(bucket, key, body)
    return f"{boto3.client('s3').meta.endpoint_url}/{bucket}/{key}"


def _put_once(bucket: str, key: str, body: bytes) -> None:
    s3 = boto3.client("s3")
    if s3.list_objects_v2(Bucket=bucket, Prefix=key, MaxKeys=1)["KeyCount"] == 0:
        s3.put_object(Bucket=bucket, Key=key, Body=body)


def with_code(template: dict[str, Any], bucket: str, key: str) -> dict[str, Any]:
    """Return the template with every function pointed at the uploaded code."""
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = {"Bucket": bucket, "Key": key}
    return template


def log_texts(outputs: Mapping[str, str], parameters: Mapping[str, str]) -> None:
    """Have SNS log each text's receipt and stop at the month's limit: settings of the account that no template can hold."""
    if role := outputs.get("SmsLogsRoleArn"):
        wanted = {
            "DeliveryStatusIAMRole": role,
            "DeliveryStatusSuccessSamplingRate": "100",
            "DefaultSMSType": "Transactional",
            "MonthlySpendLimit": parameters["SmsMonthlyLimit"],
        }
        boto3.client("sns").set_sms_attributes(attributes=wanted)


class _Stack:
    """One stack, its events told while it moves."""

    def __init__(self, name: str, say: Progress, until: float) -> None:
        self.name, self._say, self._until = name, say, until
        self._cloudformation = boto3.client("cloudformation")
        self._told: set[str] = set()

    def bring_to(self, address: str, parameters: Mapping[str, str], template: Mapping[str, Any]) -> bool:
        """Create or update by a change set; return whether anything changed."""
        exists = self._ready_for_change()
        for event in self._events() if exists else ():
            self._told.add(event["EventId"])
        change = self._propose(address, _known(parameters, template), exists)
        if change is None:
            self._say(f"{self.name}: nothing changed")
            return False
        self._cloudformation.execute_change_set(ChangeSetName=change)
        self._watch()
        return True

    def outputs(self) -> dict[str, str]:
        """Return what the stack gives out."""
        return {o["OutputKey"]: o["OutputValue"] for o in self._description().get("Outputs", [])}

    def parameters(self) -> dict[str, str]:
        """Return what the stack was told, defaults included."""
        return {p["ParameterKey"]: p["ParameterValue"] for p in self._description().get("Parameters", [])}

    def _description(self) -> Any:
        return self._cloudformation.describe_stacks(StackName=self.name)["Stacks"][0]

    def _status(self) -> str:
        """Return the stack's status; one that was never made is deleted."""
        try:
            status: str = self._description()["StackStatus"]
        except ClientError as refusal:
            if "does not exist" in str(refusal):
                return "DELETE_COMPLETE"
            raise
        return status

    def _ready_for_change(self) -> bool:
        """Wait for others' work, clear away a stack whose creation failed; return whether a stack stands."""
        while (status := self._status()).endswith("IN_PROGRESS") and status != "REVIEW_IN_PROGRESS":
            self._pause(f"is still at work ({status})")
        if status in {"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED"}:
            self._say(f"{self.name}: its creation failed before; it is cleared away")
            self._cloudformation.delete_stack(StackName=self.name)
            while (status := self._status()) != "DELETE_COMPLETE":
                self._pause(f"cannot be cleared away ({status})")
        return status not in {"DELETE_COMPLETE", "REVIEW_IN_PROGRESS"}

    def _propose(self, address: str, parameters: list[dict[str, str]], exists: bool) -> str | None:
        """Make a change set; return its id, or None if it would change nothing."""
        made = self._cloudformation.create_change_set(
            StackName=self.name,
            ChangeSetName=f"deploy-{time.time_ns()}",
            ChangeSetType="UPDATE" if exists else "CREATE",
            TemplateURL=address,
            Parameters=parameters,
            Capabilities=_CAPABILITIES,
        )
        while True:
            change = self._cloudformation.describe_change_set(ChangeSetName=made["Id"], StackName=self.name)
            if change["Status"] == "CREATE_COMPLETE":
                return str(made["Id"])
            if change["Status"] == "FAILED":
                return self._refused(made["Id"], change.get("StatusReason", ""))
            self._pause("has no change set yet")

    def _refused(self, change: str, reason: str) -> None:
        self._cloudformation.delete_change_set(ChangeSetName=change, StackName=self.name)
        if not any(words in reason for words in _SAYS_NOTHING_NEW):
            raise DeploymentFailed(f"{self.name}: the template is refused: {reason}")

    def _watch(self) -> None:
        """Tell the events until the stack stands.

        :raises DeploymentFailed: with the first resource that failed, and why
        """
        failures: list[str] = []
        while True:
            status = self._status()
            failures += [line for line, failed in self._news() if failed]
            if not status.endswith("IN_PROGRESS"):
                break
            self._pause(f"does not come to stand ({status})")
        if status not in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}:
            raise DeploymentFailed(f"{self.name}: {status}: {failures[0] if failures else 'no reason was given'}")

    def _news(self) -> Iterator[tuple[str, bool]]:
        for event in reversed([e for e in self._events() if e["EventId"] not in self._told]):
            self._told.add(event["EventId"])
            reason = event.get("ResourceStatusReason", "")
            line = f"{event['LogicalResourceId']} {event['ResourceStatus']}{f': {reason}' if reason else ''}"
            if event["ResourceStatus"].endswith(("_COMPLETE", "_FAILED")):
                self._say(f"  {line}")
            yield line, event["ResourceStatus"].endswith("_FAILED") and "cancelled" not in reason

    def _events(self) -> list[Any]:
        return list(self._cloudformation.describe_stack_events(StackName=self.name)["StackEvents"])

    def _pause(self, trouble: str) -> None:
        if time.monotonic() > self._until:
            raise DeploymentFailed(f"{self.name} {trouble}")
        time.sleep(0.2 if "127.0.0.1" in self._cloudformation.meta.endpoint_url else 2)


def _known(parameters: Mapping[str, str], template: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return parameters as CloudFormation takes them.

    :raises DeploymentFailed: if the template has no such parameter
    """
    if unknown := sorted(parameters.keys() - template["Parameters"].keys()):
        raise DeploymentFailed(f"no such parameter: {', '.join(unknown)}")
    return [{"ParameterKey": k, "ParameterValue": v} for k, v in sorted(parameters.items())]


def main(arguments: list[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m infra.deploy", description="Deploy what infra.package made")
    parser.add_argument("--stage", required=True)
    parser.add_argument("--artifact", type=Path, required=True)
    parser.add_argument("--parameter", action="append", default=[], metavar="NAME=VALUE")
    given = parser.parse_args(arguments)
    parameters = dict(pair.split("=", 1) for pair in given.parameter)
    try:
        outputs = deploy(given.stage, given.artifact, parameters)
    except DeploymentFailed as failure:
        sys.exit(str(failure))
    for name, value in {"ApiUrl": outputs.api_url, **outputs.values}.items():
        print(f"{name}={value}")


if __name__ == "__main__":
    main()
