"""A contact as the bytes of its item: JSON, deflated with words that every contact has, so that it stays below 1 KB."""

import zlib

import msgspec

from chalicelib.contacts.contact import Contact

_LEVEL, _WINDOW, _MEMORY = 6, -12, 8
_contact = msgspec.json.Decoder(Contact)
# By the first byte of what they packed. A dictionary that contacts were packed with never changes: a better one gets
# the next number. What comes often stands at the end (zlib manual, deflate).
_DICTIONARIES = {
    1: (
        b'"outcome":"not_reached","monitored","transferred","voicemail","callback","in_ivr","abandoned","method":'
        b'"QUEUE_TRANSFER","EXTERNAL_OUTBOUND","CALLBACK","DISCONNECT","MONITOR","API","OUTBOUND","TRANSFER",'
        b'"direction":"outbound","disconnected_by":"TELECOM_PROBLEM","CONTACT_FLOW_DISCONNECT","AGENT_DISCONNECT",'
        b'"CUSTOMER_DISCONNECT","transcriber":"none","channel":"task","chat","language":"en","deleted":true,'
        b'"recordings":[{"key":"connect/","started_at":"2026-","ended_at":"2026-","kind":"voicemail"}],"initial":"'
        b'"previous":"","hold_seconds":,"holds":1,"attempts":1,'
        b'{"id":"","body":"","dialled":"+968","person":"","told_at":"2026-01-01T00:00:00.000Z","told":{"queue":"",'
        b'"agent":"","started_at":"2026-01-01T00:00:00.000Z","queued_at":"2026-01-01T00:00:00.000Z","left_queue_at":'
        b'"2026-01-01T00:00:00.000Z","answered_at":"2026-01-01T00:00:00.000Z","ended_at":"2026-01-01T00:00:00.000Z",'
        b'"completed_at":"2026-01-01T00:00:00.000Z","wait_seconds":1,"talk_seconds":1,"after_seconds":1,"outcome":'
        b'"answered"},"handled":{"disposition":"","wrapped_up_at":"2026-01-01T00:00:00.000Z","wrapped_up_by":"",'
        b'"tickets":["26"],"keys":[["",""]]},"version":1}'
    ),
}
_LATEST = max(_DICTIONARIES)


def packed(contact: Contact) -> bytes:
    """Return a contact as bytes; the first says which dictionary they need."""
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, _MEMORY, zlib.Z_DEFAULT_STRATEGY, _DICTIONARIES[_LATEST])
    return bytes((_LATEST,)) + deflate.compress(msgspec.json.encode(contact)) + deflate.flush()


def unpacked(raw: bytes) -> Contact:
    """Return the contact in bytes that `packed` made, with this dictionary or an earlier one."""
    return _contact.decode(zlib.decompressobj(_WINDOW, _DICTIONARIES[raw[0]]).decompress(raw[1:]))
