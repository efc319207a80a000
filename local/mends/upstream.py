"""Reach MiniStack's modules by name: they carry no types, and importing them starts threads, so it is done late."""

import importlib
from typing import Any


class Changed(Exception):
    """MiniStack no longer has what a mend replaces; look whether the mend is still needed."""


def service(name: str) -> Any:
    return importlib.import_module(f"ministack.services.{name}")


def core(name: str) -> Any:
    return importlib.import_module(f"ministack.core.{name}")


def replace(module: Any, name: str, new: Any) -> Any:
    """Put `new` in a module's place `name` and return what stood there.

    :raises Changed: if the module has no such name
    """
    if not hasattr(module, name):
        raise Changed(f"{module.__name__}.{name}")
    original = getattr(module, name)
    setattr(module, name, new)
    return original


def replace_text(text: str, old: str, new: str) -> str:
    """Replace a passage that must stand in `text` exactly once.

    :raises Changed: if it does not
    """
    if text.count(old) != 1:
        raise Changed(old)
    return text.replace(old, new)
