"""What was configured of each body, and who is at it, beside the installation in the contacts' table.

pk            sk            holds
INSTALLATION  TELEPHONY     the installation (installation_store.py)
INSTALLATION  BODY#<body>   what was last configured of a body, as JSON in `doc`
INSTALLATION  LEASE         who configures: `holder`, `until`
"""

import msgspec
from pynamodb.exceptions import DeleteError, PutError

from chalicelib.contacts.exchange.problems import Followed
from chalicelib.contacts.installation_store import DynamoInstallation, InstallationRow
from chalicelib.shared.dynamo import is_refused

_PK, _BODY, _LEASE = "INSTALLATION", "BODY#", "LEASE"
_followed = msgspec.json.Decoder(Followed)


class DynamoExchange(DynamoInstallation):
    """The installation, and beside it what was configured of each body."""

    def followed(self) -> dict[str, Followed]:
        """Return what was last configured, by body."""
        rows = InstallationRow.query(_PK, InstallationRow.sk.startswith(_BODY), consistent_read=True)
        found = (_followed.decode(row.doc) for row in rows)
        return {each.body: each for each in found}

    def followed_of(self, body: str) -> Followed | None:
        """Return what was last configured of a body; None if nothing was."""
        try:
            return _followed.decode(InstallationRow.get(_PK, f"{_BODY}{body}", consistent_read=True).doc)
        except InstallationRow.DoesNotExist:
            return None

    def keep(self, followed: Followed) -> None:
        InstallationRow(_PK, f"{_BODY}{followed.body}", doc=msgspec.json.encode(followed).decode()).save()

    def take(self, holder: str, now: str, until: str, *, force: bool = False) -> bool:
        """Take or renew the lease; return False if another has it and works."""
        free = InstallationRow.pk.does_not_exist() | (InstallationRow.until < now) | (InstallationRow.holder == holder)
        try:
            InstallationRow(_PK, _LEASE, doc="", holder=holder, until=until).save(condition=None if force else free)
        except PutError as error:
            if is_refused(error):
                return False
            raise
        return True

    def give_back(self, holder: str) -> None:
        """Let another take the lease at once; nothing if it is another's already."""
        try:
            InstallationRow(_PK, _LEASE).delete(condition=InstallationRow.holder == holder)
        except DeleteError as error:
            if not is_refused(error):
                raise
