"""The contacts table in moto, in process, made from the template that is deployed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
import yaml
from moto import mock_aws

from chalicelib.contacts import switchboard_store

TEMPLATE = Path(__file__).parents[2] / "infra" / "contacts_data.yaml"


class _Loader(yaml.SafeLoader):
    """YAML with CloudFormation's tags, which name nothing that a table is made of."""


_Loader.add_multi_constructor("!", lambda _loader, _tag, _node: None)


def make_contacts_table(name: str = "contacts") -> None:
    """Make the table with its indexes, as the template has it, and forget connections to an earlier test's."""
    wanted: dict[str, Any] = yaml.load(TEMPLATE.read_text("utf-8"), _Loader)["Resources"]["ContactsTable"]["Properties"]  # noqa: S506 - a safe loader
    taken = ("BillingMode", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")
    boto3.client("dynamodb").create_table(TableName=name, **{key: wanted[key] for key in taken})
    for row in ROWS:
        row.Meta.table_name = name
        row._connection = None


ROWS: tuple[Any, ...] = (switchboard_store.Row,)
"""The models of what stands in the table."""


@contextmanager
def contacts_table() -> Iterator[None]:
    """Make the table for a while."""
    with mock_aws():
        make_contacts_table()
        yield
        for row in ROWS:
            row._connection = None
