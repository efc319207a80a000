"""Instances, and the functions that belong to them."""

from typing import Any

from local.connect.api.account import Account
from local.connect.api.errors import ResourceNotFound
from local.connect.api.listing import page
from local.connect.api.registry import Asked, operation
from local.connect.engine import Instance
from local.connect.resources import Function


def _described(instance: Instance) -> dict[str, Any]:
    directory = instance.directory
    return {
        "Id": directory.id, "Arn": directory.arn, "IdentityManagementType": "CONNECT_MANAGED",
        "InstanceAlias": directory.alias, "InstanceStatus": "ACTIVE",
        "InboundCallsEnabled": True, "OutboundCallsEnabled": True,
    }  # fmt: skip


@operation("CreateInstance")
def create(account: Account, asked: Asked) -> dict[str, Any]:
    """Make an instance. :raises InvalidRequest: if its alias is taken"""

    def made() -> dict[str, Any]:
        directory = account.create(asked.get("InstanceAlias", "nidaa")).directory
        return {"Id": directory.id, "Arn": directory.arn}

    return account.once("CreateInstance", asked, made)


@operation("DescribeInstance")
def describe(account: Account, asked: Asked) -> dict[str, Any]:
    return {"Instance": _described(account.instance(asked["InstanceId"]))}


@operation("ListInstances")
def instances(account: Account, asked: Asked) -> dict[str, Any]:
    shown, token = page(account.here(), asked)
    return {"InstanceSummaryList": [_described(one) for one in shown], "NextToken": token}


@operation("DeleteInstance")
def delete(account: Account, asked: Asked) -> None:
    account.remove(asked["InstanceId"])


@operation("AssociateLambdaFunction")
def associate(account: Account, asked: Asked) -> None:
    arn = asked["FunctionArn"]
    functions = account.instance(asked["InstanceId"]).directory.functions
    if functions.find(arn) is None:
        account.quotas.admit("functions", len(functions))
    functions.put(Function(id=arn, arn=arn, name=arn.rpartition(":")[2]))


@operation("DisassociateLambdaFunction")
def dissociate(account: Account, asked: Asked) -> None:
    """Let an instance call a function no more. :raises ResourceNotFound: if it could not before"""
    functions = account.instance(asked["InstanceId"]).directory.functions
    if functions.find(asked["FunctionArn"]) is None:
        raise ResourceNotFound("The function does not belong to the instance")
    functions.remove(asked["FunctionArn"])


@operation("ListLambdaFunctions")
def functions(account: Account, asked: Asked) -> dict[str, Any]:
    shown, token = page(account.instance(asked["InstanceId"]).directory.functions, asked)
    return {"LambdaFunctions": [one.arn for one in shown], "NextToken": token}
