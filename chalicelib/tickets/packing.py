"""A ticket as the bytes of its item: JSON, deflated with words that every ticket has.

A closed ticket is 1.4 KB of JSON and DynamoDB charges by the KB begun: packed, a ticket stays below one KB through its
whole life, which saves two write units with each step (tests/tickets/test_write_units.py).
"""

import zlib

import msgspec

from chalicelib.tickets.ticket import Ticket

_LEVEL, _WINDOW, _MEMORY = 6, -12, 8
_ticket = msgspec.json.Decoder(Ticket)
# By the first byte of what they packed. A dictionary that tickets were packed with never changes: a better one gets
# the next number. What comes often stands at the end, and the fields in a ticket's own order (zlib manual, deflate).
_DICTIONARIES = {
    1: (
        '"partner_mode":"third_party","complexity":"critical","importance":"medium","procedure":"first_contact",'
        '"about":{"staff":"","service":"","establishment":"","waiting_from":"in_progress","waiting_since":"2026-'
        '"expected_by":"2026-"reopened":1,"returns":1,"reminders":1,"contacts":2,"files":1,"excluded":["'
        '"merged_into":"2"status_before_merge":"registered","merged_from":["2"old_number":"","imported":true,'
        '"erased":true,"notified":false,"anonymous":true,"not_solvable","proposals","mistreatment","unclear_procedure",'
        '"long_wait","wrong_information","wrong_direction","other","status":"in_progress","waiting","rejected",'
        '"resolved","answered","referred","channel":"walk_in","phone","email","app","kind":"information_request",'
        '"inquiry","observation","suggestion","report","object":"product","operation","conduct",'
        "طلب الشارع المدرسة الحي المياه الكهرباء النظافة الرخصة البلدية الموظف الخدمة أمام بجوار منذ في من على إلى ال"
        '{"number":"26","body":"","kind":"complaint","category":"","channel":"web","registered_at":"2026-01-01T00:00:00'
        '.000Z","due_at":"2026-","reply_by":"2026-","status":"closed","language":"ar","version":1,"subject":"",'
        '"subcategory":"","section":"","partner":"","assignee":"","in_jurisdiction":true,"object":"service","region":"",'
        '"subregion":"","lat":2,"lon":5,"person":"","contactable":true,"self_registered":true,"registered_by":'
        '"requester","classified_at":"2026-","first_reply_at":"2026-","resolved_at":"2026-","closed_at":"2026-",'
        '"changed_at":"2026-","referrals":1,"this_pass":{"informed":true,"tries":["score":4,"outcome":"solved"},'
        '"handlers":["-4"],"root_cause":"below_level","origin":["",1],"keys":[["","",2],["",3]],"seal":"="}'
    ).encode(),
}
_LATEST = max(_DICTIONARIES)


def packed(ticket: Ticket) -> bytes:
    """Return a ticket as bytes; the first says which dictionary they need."""
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, _MEMORY, zlib.Z_DEFAULT_STRATEGY, _DICTIONARIES[_LATEST])
    return bytes((_LATEST,)) + deflate.compress(msgspec.json.encode(ticket)) + deflate.flush()


def unpacked(raw: bytes) -> Ticket:
    """Return the ticket in bytes that `packed` made, with this dictionary or an earlier one."""
    return _ticket.decode(zlib.decompressobj(_WINDOW, _DICTIONARIES[raw[0]]).decompress(raw[1:]))
