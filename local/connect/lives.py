"""How long contacts may go on."""

LIVES = {"CHAT": 25 * 3600.0, "TASK": 7 * 86400.0}
"""Seconds before a contact expires; calls end when somebody hangs up."""
CALLBACK = 7 * 86400.0
"""Seconds that a callback waits for an agent."""
