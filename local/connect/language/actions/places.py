"""In which types of flow an action may stand: the groups that the documentation names.

A module runs in whatever calls it, so that it may hold all that some flow may hold.
"""

from local.connect.language.model import (
    AGENT_HOLD,
    AGENT_TRANSFER,
    AGENT_WHISPER,
    CONTACT_FLOW,
    CUSTOMER_HOLD,
    CUSTOMER_QUEUE,
    CUSTOMER_WHISPER,
    MODULE,
    OUTBOUND_WHISPER,
    QUEUE_TRANSFER,
)

INBOUND = (CONTACT_FLOW,)
TRANSFER = (AGENT_TRANSFER, QUEUE_TRANSFER)
WHISPER = (AGENT_WHISPER, CUSTOMER_WHISPER, OUTBOUND_WHISPER)
HOLD = (CUSTOMER_HOLD, AGENT_HOLD)

TALKING = (*INBOUND, *TRANSFER, CUSTOMER_QUEUE, MODULE)
NOT_HOLD = (*TALKING, *WHISPER)
EVERYWHERE = (*NOT_HOLD, *HOLD)
ROUTING = (*INBOUND, *TRANSFER, MODULE)
RECORDABLE = (*TALKING, OUTBOUND_WHISPER)

__all__ = [
    "AGENT_HOLD",
    "AGENT_TRANSFER",
    "CUSTOMER_HOLD",
    "CUSTOMER_QUEUE",
    "EVERYWHERE",
    "HOLD",
    "INBOUND",
    "MODULE",
    "NOT_HOLD",
    "OUTBOUND_WHISPER",
    "RECORDABLE",
    "ROUTING",
    "TALKING",
    "TRANSFER",
    "WHISPER",
]
