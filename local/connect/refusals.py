"""Why the engine does not do what it was asked.

Refused              what was asked cannot be done now
└── Unknown          there is no such contact, agent, queue or flow
"""


class Refused(Exception):
    """What was asked cannot be done as things stand; the message says why."""


class Unknown(Refused):
    """There is no such thing."""
