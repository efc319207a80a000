"""The trees of menus that answer a body's numbers, and the queues that each leads to (R083-R106). Pure.

The menus themselves are connect_flows/, which a function does not have with it: a test holds this page to them.
"""

from collections.abc import Mapping

OPERATOR = ""
"""No keys: who presses none that a menu knows, or is lost, comes to the operator."""
Trees = Mapping[str, Mapping[str, str]]
"""Of each tree, the queues' codes with the keys that lead there, one menu after the other."""
TREES: Trees = {
    "statistics": {
        "operator": OPERATOR, "economy": "1.1", "society": "1.2", "opinion": "2", "geoinformation": "3",
        "general": "4", "hardware": "5.1", "software": "5.2", "media": "7",
    },
    "municipality": {
        "operator": OPERATOR, "emergency": "1", "transactions": "4.1", "services": "4.2", "general": "4.3",
    },
}  # fmt: skip
