"""What a stack leaves on the disk between two starts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from local.settings import ACCOUNT, REGION, TELEPHONY_REGION, Settings

API_STAGE = "api"


@dataclass(frozen=True)
class Deployed:
    """What stands in the cloud: the artefact's hash, the parameters, and the stack's outputs."""

    content: str = ""
    outputs: Mapping[str, str] = field(default_factory=dict)
    seeded: bool = False

    @property
    def api_path(self) -> str:
        return f"/_aws/execute-api/{self.outputs.get('RestAPIId', '')}/{API_STAGE}"

    @property
    def live_path(self) -> str:
        """The WebSocket API's path, or nothing where the template has none."""
        api = self.outputs.get("WebSocketApiId", "")
        return f"/_aws/execute-api/{api}/{API_STAGE}" if api else ""

    @property
    def telephony_region(self) -> str:
        """Where the telephony stands; nothing as long as there is none."""
        return str(self.outputs.get("InstanceArn", ":::")).split(":")[3]


def read_deployed(settings: Settings) -> Deployed:
    """Return what was deployed last, or nothing."""
    file = settings.state / "deployed.json"
    return Deployed(**json.loads(file.read_text())) if file.exists() else Deployed()


def write_deployed(settings: Settings, deployed: Deployed) -> None:
    text = {"content": deployed.content, "outputs": dict(deployed.outputs), "seeded": deployed.seeded}
    (settings.state / "deployed.json").write_text(json.dumps(text, indent=1))


def telephony_region(settings: Settings) -> str:
    """Return where the telephony stands, or is to stand: what was made once does not move."""
    return read_deployed(settings).telephony_region or settings.telephony_region or TELEPHONY_REGION


def function_arn(settings: Settings, name: str) -> str:
    """Return the ARN of one of our functions, such as `notifications-receipts`."""
    return f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{settings.stack_name}-{name}"


def read_accounts(settings: Settings) -> list[dict[str, Any]]:
    """Return the demo accounts that the seed made."""
    file = settings.state / "accounts.json"
    return list(json.loads(file.read_text())) if file.exists() else []
