"""Seal what people wrote and who they are, so that dropping one key erases it everywhere (AES-256-GCM)."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12


def new_seal() -> bytes:
    """Return a fresh key of 32 bytes."""
    return os.urandom(32)


def sealed(key: bytes, text: bytes, *, about: str) -> bytes:
    """Return `text` encrypted; `about` (which record it stands in) is authenticated, so it cannot be moved."""
    nonce = os.urandom(NONCE)
    return nonce + _cipher(key).encrypt(nonce, text, about.encode())


def opened(key: bytes, box: bytes, *, about: str) -> bytes:
    """Return what `sealed` hid.

    :raises cryptography.exceptions.InvalidTag: if key, text or place are not those of the sealing
    """
    return _cipher(key).decrypt(box[:NONCE], box[NONCE:], about.encode())


def _cipher(key: bytes) -> "AESGCM":
    # Imported late: 20 ms of a start that many calls need not pay.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)
