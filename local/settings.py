"""Where a stack keeps its things and listens; every value may be set, so that several stacks run side by side."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REGION = "me-central-1"
"""Where the data are."""
TELEPHONY_REGION = "eu-central-1"
"""Where a new stack's telephony stands: in another region than the data, as in countries without Amazon Connect."""
ACCOUNT = "000000000000"


@dataclass(frozen=True)
class Settings:
    """One stack on this machine."""

    state: Path = ROOT / ".nidaa"
    port: int = 8000
    cloud_port: int = 4566
    connect_port: int = 4567
    """Where Amazon Connect's engine listens, with the telephones' outside world."""
    workers: int = 4
    """Worker processes a function at most; a further call waits for a free one."""
    auth: bool = False
    """Enforce the template's IAM policies on every call."""
    stage: str = "local"
    throttled: bool = False
    """Let as few requests a second through to Amazon Connect's engine as AWS does."""
    telephony_region: str = ""
    """Where the telephony is asked to stand; a stack that has one keeps its region."""

    @classmethod
    def from_env(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        return cls(
            state=Path(environment.get("NIDAA_STATE", ROOT / ".nidaa")).resolve(),
            port=int(environment.get("NIDAA_PORT", "8000")),
            cloud_port=int(environment.get("NIDAA_CLOUD_PORT", "4566")),
            connect_port=int(environment.get("NIDAA_CONNECT_PORT", "4567")),
            workers=int(environment.get("NIDAA_WORKERS", "4")),
            auth=environment.get("NIDAA_AUTH", "") == "on",
            throttled=environment.get("NIDAA_CONNECT_THROTTLED", "") == "on",
            telephony_region=environment.get("NIDAA_TELEPHONY_REGION", ""),
        )

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.cloud_port}"

    @property
    def connect_endpoint(self) -> str:
        return f"http://127.0.0.1:{self.connect_port}"

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def clock_file(self) -> Path:
        return self.state / "clock.offset"

    @property
    def connect_state(self) -> Path:
        """What the engine keeps: what it is configured with, its log, and how much of it was told."""
        return self.state / "connect"

    @property
    def cloud_state(self) -> Path:
        return self.state / "cloud"

    @property
    def clean_stop(self) -> Path:
        """A file that stands here only if the cloud wrote all its state down when it stopped."""
        return self.state / "clean-stop"

    @property
    def temporary(self) -> Path:
        return self.state / "tmp"

    @property
    def logs(self) -> Path:
        return self.state / "logs"

    @property
    def stack_name(self) -> str:
        return f"nidaa-{self.stage}"

    def as_environment(self) -> dict[str, str]:
        """Return this stack's settings as variables, for processes that read them with `from_env`."""
        return {
            "NIDAA_STATE": str(self.state),
            "NIDAA_PORT": str(self.port),
            "NIDAA_CLOUD_PORT": str(self.cloud_port),
            "NIDAA_CONNECT_PORT": str(self.connect_port),
            "NIDAA_WORKERS": str(self.workers),
            "NIDAA_AUTH": "on" if self.auth else "off",
            "NIDAA_CONNECT_THROTTLED": "on" if self.throttled else "off",
            "NIDAA_TELEPHONY_REGION": self.telephony_region,
        }

    def client_environment(self) -> dict[str, str]:
        """Return what an AWS client needs to speak to this stack's cloud, and to its Amazon Connect."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            **self.connect_environment(),
            "AWS_DEFAULT_REGION": REGION,
            "AWS_REGION": REGION,
            "AWS_ACCESS_KEY_ID": ACCOUNT,
            "AWS_SECRET_ACCESS_KEY": "local",
        }

    def connect_environment(self) -> dict[str, str]:
        """Return where the clients of Amazon Connect's three services find the engine."""
        names = ("CONNECT", "CONNECTPARTICIPANT", "CONNECTCAMPAIGNSV2")
        return {f"AWS_ENDPOINT_URL_{name}": self.connect_endpoint for name in names}
