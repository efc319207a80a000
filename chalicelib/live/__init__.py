"""Live screens (الشاشات الحية): what changes is sent at once to the consoles that look, over WebSocket.

A *ticket for a connection* is used once, within 30 seconds. A *connection* is bound to one member of staff, the bodies
and roles that this person has, and the *topics* that they may follow. A *message* tells of a change by ids and figures.
"""
