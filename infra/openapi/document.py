"""What the parts of the contract are made of, and why a route cannot be described."""

from typing import Any

JSON, PROBLEM = "application/json", "application/problem+json"
Document = dict[str, Any]


class Undocumented(Exception):
    """A route that cannot be described: no docstring, an unknown path parameter or an unknown access."""
