"""Quick connects, prompts and telephone numbers."""

from typing import Any

from local.connect.api.account import Account
from local.connect.api.errors import InvalidRequest, ResourceNotFound
from local.connect.api.listing import page
from local.connect.api.nouns import Noun
from local.connect.api.operations.flows import flow_of
from local.connect.api.operations.queues import QUEUES
from local.connect.api.operations.users import USERS
from local.connect.api.registry import Asked, operation
from local.connect.engine import Instance
from local.connect.resources import Number, Prompt, QuickConnect

_CONFIGS = {
    "USER": ("UserConfig", "UserId"),
    "QUEUE": ("QueueConfig", "QueueId"),
    "PHONE_NUMBER": ("PhoneConfig", "PhoneNumber"),
}


def _quick_connect(instance: Instance, id_: str, arn: str, asked: Asked) -> QuickConnect:
    _leads_somewhere(instance, asked)
    made = QuickConnect(id=id_, arn=arn, name=asked["Name"], kind="", target="")
    _set_config(made, asked)
    return made


def _set_config(one: QuickConnect, asked: Asked) -> None:
    """Set where a quick connect leads. :raises InvalidRequest: if that is not told"""
    config = asked["QuickConnectConfig"]
    one.kind = config["QuickConnectType"]
    member, target = _CONFIGS.get(one.kind, ("", ""))
    if member not in config:
        raise InvalidRequest(
            f"A quick connect of type {one.kind} needs its {member or 'place, which the engine lacks'}"
        )
    one.target, one.flow = config[member][target], config[member].get("ContactFlowId")


def _leads_somewhere(instance: Instance, asked: Asked) -> None:
    """Look for where a quick connect leads. :raises ResourceNotFound: if it, or the flow to it, is not there"""
    config = asked["QuickConnectConfig"]
    for member, (kind, target) in ((USERS, _CONFIGS["USER"]), (QUEUES, _CONFIGS["QUEUE"])):
        if kind in config:
            member.find(instance, config[kind][target])
            flow_of(instance, config[kind]["ContactFlowId"])


QUICK_CONNECTS = Noun(
    name="QuickConnect", arn_type="transfer-destination", arn_suffix="ARN", quota="quick_connects",
    shelf=lambda directory: directory.quick_connects, make=_quick_connect,
    told=lambda one: {"QuickConnectType": one.kind},
    leaves_out=lambda one, asked: one.kind not in (asked.get("QuickConnectTypes") or [one.kind]),
).register()  # fmt: skip
QUICK_CONNECTS.changes("UpdateQuickConnectConfig", _set_config, needs=_leads_somewhere)
QUICK_CONNECTS.changes("UpdateQuickConnectName", lambda one, asked: setattr(one, "name", asked.get("Name", one.name)))


def _prompt(_instance: Instance, id_: str, arn: str, asked: Asked) -> Prompt:
    return Prompt(id=id_, arn=arn, name=asked["Name"], text=asked.get("Description", ""))


PROMPTS = Noun(
    name="Prompt", arn_type="prompt", arn_suffix="ARN", quota="prompts", shelf=lambda directory: directory.prompts,
    make=_prompt,
).register()  # fmt: skip


@operation("ClaimPhoneNumber")
def claim(account: Account, asked: Asked) -> dict[str, Any]:
    """Give an instance a number: any in E.164, for here none is anybody's yet."""
    instance = account.instance(asked.get("InstanceId") or asked.get("TargetArn", ""))
    number = asked["PhoneNumber"]

    def claimed() -> dict[str, Any]:
        if any(one.directory.numbers.find(number) for one in account):
            raise InvalidRequest(f"{number} is claimed already")
        account.quotas.admit("numbers", len(instance.directory.numbers))
        id_ = instance.new_id()
        made = Number(id=id_, arn=instance.directory.name_of("phone-number", id_), name=number, more=asked)
        instance.directory.numbers.put(made)
        return {"PhoneNumberId": id_, "PhoneNumberArn": made.arn}

    return account.once("ClaimPhoneNumber", asked, claimed)


def _number(account: Account, reference: str) -> tuple[Instance, Number]:
    for instance in account.here():
        if found := instance.directory.numbers.find(reference):
            return instance, found
    raise ResourceNotFound(f"Phone number not found: {reference}")


def _told(instance: Instance, number: Number) -> dict[str, Any]:
    return {
        "PhoneNumberId": number.id, "PhoneNumberArn": number.arn, "PhoneNumber": number.name,
        "TargetArn": instance.directory.arn, "InstanceId": instance.directory.id,
    }  # fmt: skip


@operation("DescribePhoneNumber")
def describe(account: Account, asked: Asked) -> dict[str, Any]:
    told = _told(*_number(account, asked["PhoneNumberId"]))
    return {"ClaimedPhoneNumberSummary": {**told, "PhoneNumberStatus": {"Status": "CLAIMED"}}}


@operation("ListPhoneNumbersV2")
def numbers(account: Account, asked: Asked) -> dict[str, Any]:
    wanted = asked.get("InstanceId") or asked.get("TargetArn")
    instances = [account.instance(wanted)] if wanted else account.here()
    found = [(instance, number) for instance in instances for number in instance.directory.numbers]
    prefix = asked.get("PhoneNumberPrefix", "")
    shown, token = page([pair for pair in found if pair[1].name.startswith(prefix)], asked)
    return {"ListPhoneNumbersSummaryList": [_told(*pair) for pair in shown], "NextToken": token}


@operation("AssociatePhoneNumberContactFlow")
def answered_by(account: Account, asked: Asked) -> None:
    """Let a flow answer a number."""
    instance, number = _number(account, asked["PhoneNumberId"])
    number.flow = flow_of(instance, asked["ContactFlowId"]).id


@operation("DisassociatePhoneNumberContactFlow")
def answered_by_none(account: Account, asked: Asked) -> None:
    _number(account, asked["PhoneNumberId"])[1].flow = None


@operation("ReleasePhoneNumber")
def release(account: Account, asked: Asked) -> None:
    instance, number = _number(account, asked["PhoneNumberId"])
    instance.directory.numbers.remove(number.id)
