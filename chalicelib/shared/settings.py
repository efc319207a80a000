"""The environment, read once, checked, frozen (docs/settings.md explains each)."""

from collections.abc import Mapping

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a deployment may set; a name in capitals is the environment variable."""

    stage: str
    tickets_table: str
    people_table: str
    organisations_table: str
    notifications_table: str
    bus_name: str
    codes_queue_url: str
    checks_queue_url: str
    recalculate_arn: str
    files_bucket: str
    user_pool_id: str
    secret_arn: str
    sender_email: str
    sms_sender_id: str = "Nidaa"
    sms_countries: str = "OM"
    portal_url: str
    worklist_shards: int = 1
    malware_protection: bool = False
    clock_offset_file: str = ""
    contacts_table: str = ""
    live_table: str = ""
    live_url: str = ""
    telephony_region: str = "none"
    data_region: str = ""

    @classmethod
    def from_env(cls, environment: Mapping[str, str]) -> "Settings":
        """Read the settings.

        :raises MissingSettings: naming every missing variable at once
        """
        fields = msgspec.structs.fields(cls)
        if missing := [f.name.upper() for f in fields if f.required and f.name.upper() not in environment]:
            raise MissingSettings(missing)
        given = {f.name: environment[f.name.upper()] for f in fields if f.name.upper() in environment}
        return msgspec.convert(given, cls, strict=False)


class MissingSettings(Exception):
    """Variables that the deployment should have set."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(f"not set: {', '.join(names)}")
        self.names = names
