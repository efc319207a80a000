"""Moto's answers of DynamoDB without a search for each value's name.

Moto looks for each of the ten kinds that a value may have under half a dozen names: two fifths of the time of a test of
a store. A plain text, number, flag or nothing is answered as it is kept.
"""

from typing import Any

from moto.core.serialize import BaseJSONSerializer

PLAIN = ({"S"}, {"N"}, {"BOOL"}, {"NULL"})

_serialize = BaseJSONSerializer._serialize_type_structure


def answer_plain_values_as_they_are() -> None:
    """Let moto take the short way for plain values; sets, lists, maps and bytes go the long one, down to what is in."""
    BaseJSONSerializer._serialize_type_structure = _plainly


def _plainly(self: BaseJSONSerializer, serialized: Any, value: Any, shape: Any, key: str) -> None:
    if key and shape.name == "AttributeValue" and isinstance(value, dict) and value.keys() in PLAIN:
        self._default_serialize(serialized, dict(value), shape, key)
    else:
        _serialize(self, serialized, value, shape, key)
