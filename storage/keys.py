"""Keys that stand for a person where nobody may know who: ratings, votes and their entries in the log.

The same person has the same key throughout one journey and another in the next. Without the secret a key
leads to nobody.
"""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from struct import pack, unpack


class Keys:
    def __init__(self, secret: bytes) -> None:
        if not secret:
            raise ValueError("an empty secret hides nobody")
        self._secret = secret

    def person(self, workspace: str, journey_id: str, person: str) -> str:
        return self._sign(f"{workspace}|{journey_id}|{person}")

    def request(self, workspace: str, request: str) -> str:
        """Stands for a request in an anonymous entry, so that Slack's own logs do not lead from it to a person."""
        return self._sign(f"request|{workspace}|{request}")

    def token(self, secret: str) -> str:
        """What is kept of a token."""
        return self._sign(f"token|{secret}")

    def seal(self, after: int, count: int) -> str:
        """Two numbers that only the secret reads again; the same ones look different each time."""
        nonce = secrets.token_bytes(12)
        return (nonce + _mixed(pack(">QQ", after, count), self._pad(nonce))).hex()

    def unseal(self, sealed: str) -> tuple[int, int]:
        """What was sealed; (0, 0) for what was kept before anything was."""
        if not sealed:
            return 0, 0
        kept = bytes.fromhex(sealed)
        after, count = unpack(">QQ", _mixed(kept[12:], self._pad(kept[:12])))
        return int(after), int(count)

    def _pad(self, nonce: bytes) -> bytes:
        return hmac.new(self._secret, b"place|" + nonce, sha256).digest()

    def _sign(self, text: str) -> str:
        return hmac.new(self._secret, text.encode(), sha256).hexdigest()


def _mixed(text: bytes, pad: bytes) -> bytes:
    return bytes(letter ^ with_ for letter, with_ in zip(text, pad, strict=False))
