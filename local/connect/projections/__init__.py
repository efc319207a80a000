"""What Amazon Connect tells of itself: contact records, contact events, agent events, flow logs and metrics.

All are made of the engine's one log and of the contacts that it makes, so that they always agree.
"""
