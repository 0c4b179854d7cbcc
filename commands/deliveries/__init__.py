"""How each kind of post in the outbox is told to Slack. A new kind is one function and one line here."""

from __future__ import annotations

from commands.deliveries import card, files, home, learning, messages, nudge, review
from commands.deliveries.desk import Delivered, Delivery, Desk

DELIVERIES: dict[str, Delivery] = {
    "card": card.deliver,
    "introduction": messages.deliver_introduction,
    "announcement": messages.deliver_announcement,
    "whisper": messages.deliver_whisper,
    "replacement": messages.deliver_replacement,
    "direct": messages.deliver_direct,
    "picture": files.deliver_picture,
    "export": files.deliver_export,
    "home": home.deliver,
    "review": review.deliver,
    "review_summary": review.deliver_summary,
    "nudges": nudge.deliver,
    "learn_person": learning.deliver_person,
    "learn_members": learning.deliver_members,
}

__all__ = ["DELIVERIES", "Delivered", "Delivery", "Desk"]
