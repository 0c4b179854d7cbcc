"""What one look at something found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`says` names what is wrong and what to do about it."""

    what: str
    fine: bool
    says: str
