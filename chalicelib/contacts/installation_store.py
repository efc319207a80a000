"""Where the telephony is, in the contacts' table: written by who configures it (exchange), read by all functions.

pk            sk         holds
INSTALLATION  TELEPHONY  the installation as JSON in `doc`
"""

import msgspec
from pynamodb.attributes import UnicodeAttribute
from pynamodb.exceptions import DoesNotExist

from chalicelib.contacts.telephony import Installation
from chalicelib.shared.dynamo import Model

_installation = msgspec.json.Decoder(Installation)


class InstallationRow(Model):
    """The installation, and what stands beside it (exchange/store.py)."""

    class Meta:
        table_name = "contacts"
        connect_timeout_seconds = 2
        read_timeout_seconds = 5

    pk = UnicodeAttribute(hash_key=True, default="INSTALLATION")
    sk = UnicodeAttribute(range_key=True, default="TELEPHONY")
    doc = UnicodeAttribute()
    holder = UnicodeAttribute(null=True)
    until = UnicodeAttribute(null=True)


class DynamoInstallation:
    """The deployment's telephony, if it has one."""

    def get(self) -> Installation | None:
        """Return where the telephony is; None if there is none."""
        try:
            return _installation.decode(InstallationRow.get("INSTALLATION", "TELEPHONY").doc)
        except DoesNotExist:
            return None

    def put(self, installation: Installation) -> None:
        InstallationRow("INSTALLATION", "TELEPHONY", doc=msgspec.json.encode(installation).decode()).save()
