"""How each kind of post in the outbox is told to Slack. A new kind is one function and one line here."""

from __future__ import annotations

from commands.deliveries import (
    card,
    comparison,
    dashboard,
    files,
    home,
    learning,
    living,
    messages,
    nudge,
    own_data,
    pictures,
    review,
    telling,
)
from commands.deliveries.desk import Delivered, Delivery, Desk, Later

DELIVERIES: dict[str, Delivery] = {
    "card": card.deliver,
    "introduction": messages.deliver_introduction,
    "announcement": messages.deliver_announcement,
    "whisper": messages.deliver_whisper,
    "direct": messages.deliver_direct,
    "picture": pictures.deliver,
    "living_picture": living.deliver,
    "superseded": living.deliver_superseded,
    "comparison": comparison.deliver,
    "export": files.deliver_export,
    "home": home.deliver,
    "dashboard": dashboard.deliver,
    "review": review.deliver,
    "my_data": own_data.deliver,
    "review_summary": review.deliver_summary,
    "nudges": nudge.deliver,
    "tell_proposal": telling.deliver,
    "learn_person": learning.deliver_person,
    "learn_members": learning.deliver_members,
}

__all__ = ["DELIVERIES", "Delivered", "Delivery", "Desk", "Later"]
