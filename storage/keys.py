"""Keys that stand for a person where nobody may know who: ratings, votes and their entries in the log.

The same person has the same key throughout one journey and another in the next. Without the secret a key
leads to nobody.
"""

from __future__ import annotations

import hmac
from hashlib import sha256


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

    def _sign(self, text: str) -> str:
        return hmac.new(self._secret, text.encode(), sha256).hexdigest()
