"""The items and indexes of the contacts' table; what stands in it is said in store.py."""

from pynamodb.attributes import BinaryAttribute, NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from chalicelib.shared.dynamo import Model


class _Index(GlobalSecondaryIndex["Row"]):
    class Meta:
        projection = KeysOnlyProjection()


class OfBody(_Index):
    class Meta(_Index.Meta):
        index_name = "body"

    bo = UnicodeAttribute(hash_key=True)
    bo_sort = UnicodeAttribute(range_key=True)


class OfAgent(_Index):
    class Meta(_Index.Meta):
        index_name = "agent"

    ag = UnicodeAttribute(hash_key=True)
    at = UnicodeAttribute(range_key=True)


class OfPerson(_Index):
    class Meta(_Index.Meta):
        index_name = "person"

    pn = UnicodeAttribute(hash_key=True)
    at = UnicodeAttribute(range_key=True)


class OfTicket(_Index):
    class Meta(_Index.Meta):
        index_name = "ticket"

    tk = UnicodeAttribute(hash_key=True)
    at = UnicodeAttribute(range_key=True)


class Open(_Index):
    class Meta(_Index.Meta):
        index_name = "open"

    op = UnicodeAttribute(hash_key=True)
    at = UnicodeAttribute(range_key=True)


class Due(_Index):
    class Meta(_Index.Meta):
        index_name = "due"

    due_shard = UnicodeAttribute(hash_key=True)
    due = UnicodeAttribute(range_key=True)


class Row(Model):
    """Every kind of item; `Meta.table_name` is set by wiring."""

    class Meta:
        table_name = "contacts"
        billing_mode = "PAY_PER_REQUEST"
        connect_timeout_seconds = 2
        read_timeout_seconds = 5

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    row = UnicodeAttribute(null=True)
    doc = UnicodeAttribute(null=True)
    packed = BinaryAttribute(legacy_encoding=False, null=True)
    box = BinaryAttribute(legacy_encoding=False, null=True)
    seal = BinaryAttribute(legacy_encoding=False, null=True)
    version = NumberAttribute(null=True)
    told_at = UnicodeAttribute(null=True)
    by = UnicodeAttribute(null=True)
    bo = UnicodeAttribute(null=True)
    bo_sort = UnicodeAttribute(null=True)
    ag = UnicodeAttribute(null=True)
    pn = UnicodeAttribute(null=True)
    tk = UnicodeAttribute(null=True)
    op = UnicodeAttribute(null=True)
    at = UnicodeAttribute(null=True)
    due_shard = UnicodeAttribute(null=True)
    due = UnicodeAttribute(null=True)
    expires = TTLAttribute(null=True)
    of_body = OfBody()
    of_agent = OfAgent()
    of_person = OfPerson()
    of_ticket = OfTicket()
    open = Open()
    of_due = Due()
