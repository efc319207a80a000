"""Flow modules: flows that other flows call."""

from typing import Any

from local.connect.api.account import Account
from local.connect.api.nouns import Noun
from local.connect.api.operations.flows import checked, sha
from local.connect.api.registry import Asked, operation
from local.connect.engine import Instance
from local.connect.language.model import MODULE
from local.connect.resources import FlowResource


def _module(instance: Instance, id_: str, arn: str, asked: Asked) -> FlowResource:
    content = checked(instance, asked["Content"], asked["Name"], MODULE)
    return FlowResource(id=id_, arn=arn, name=asked["Name"], kind=MODULE, content=content)


def _told(module: FlowResource) -> dict[str, Any]:
    state = module.more.get("State", "ACTIVE")
    return {
        "Status": "PUBLISHED", "State": state, "Content": module.content,
        "FlowModuleContentSha256": sha(module.content),
    }  # fmt: skip


MODULES = Noun(
    name="ContactFlowModule",
    arn_type="flow-module",
    quota="modules",
    shelf=lambda directory: directory.modules,
    make=_module,
    told=_told,
).register()
MODULES.changes("UpdateContactFlowModuleMetadata", lambda one, asked: setattr(one, "name", asked.get("Name", one.name)))


@operation("UpdateContactFlowModuleContent")
def update_content(account: Account, asked: Asked) -> None:
    """Publish another content. :raises InvalidFlow: if it cannot be"""
    instance = account.instance(asked["InstanceId"])
    module = MODULES.find(instance, asked["ContactFlowModuleId"])
    module.content = checked(instance, asked["Content"], module.name, MODULE)
    instance.publish(module)
