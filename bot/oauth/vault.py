"""Encrypts what must not be read in the database: workspaces' tokens, and the state an installation begins with."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class Locked(Exception):
    """None of our secrets opens it: it was sealed with another one, or is not ours, or is too old."""


class Vault:
    """`secrets`: newest first. The first seals, all of them open. `purpose` keeps what is sealed for one thing from
    being taken for another."""

    def __init__(self, secrets: Sequence[bytes], purpose: str) -> None:
        self._ferns = [Fernet(key_of(secret, purpose)) for secret in secrets]
        self._all = MultiFernet(self._ferns)

    def seal(self, text: str) -> str:
        return self._all.encrypt(text.encode()).decode()

    def open(self, sealed: str, seconds: int | None = None) -> str:
        """`seconds`: how old it may be. Raises Locked."""
        try:
            return self._all.decrypt(sealed.encode(), ttl=seconds).decode()
        except InvalidToken:
            raise Locked("sealed with a secret that WAYMARK_SECRET does not name") from None

    def is_newest(self, sealed: str) -> bool:
        """Whether the newest secret opens it: then the older ones are not needed for it."""
        try:
            self._ferns[0].decrypt(sealed.encode())
        except InvalidToken:
            return False
        return True


def key_of(secret: bytes, purpose: str) -> bytes:
    """The secret signs raters' keys too: what encrypts is derived from it, and tells nothing of it."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"waymark {purpose}".encode()).derive(secret)
    return base64.urlsafe_b64encode(derived)
