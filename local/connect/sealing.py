"""Encrypts what a caller typed, for an action with `InputEncryption`: only the holder of the private key reads it."""

import base64
import json
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from cryptography.x509 import load_pem_x509_certificate

from local.connect.outcomes import Malformed


def sealed(value: str, encryption: dict[str, Any]) -> str:
    """Return a value encrypted for a public key (RSA-OAEP, SHA-512) as base64 of {keyId, ciphertext}.

    AWS wraps it in the envelope of its Encryption SDK instead; the laptop's envelope is this JSON.

    :raises Malformed: if the key is no RSA key or certificate in PEM
    """
    pem = str(encryption.get("Key", "")).replace("\\n", "\n").encode()
    try:
        key = load_pem_x509_certificate(pem).public_key() if b"CERTIFICATE" in pem else load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise Malformed("InputEncryption.Key is no public key in PEM") from error
    if not isinstance(key, rsa.RSAPublicKey):
        raise Malformed("InputEncryption.Key is no RSA key")
    cipher = key.encrypt(value.encode(), padding.OAEP(padding.MGF1(SHA512()), SHA512(), None))
    envelope = {"keyId": encryption.get("EncryptionKeyId"), "ciphertext": base64.b64encode(cipher).decode()}
    return base64.b64encode(json.dumps(envelope).encode()).decode()
