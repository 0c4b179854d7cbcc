"""Where a touchpoint happens. A new channel is one entry here (and may get a symbol in drawing)."""

from __future__ import annotations

from typing import NamedTuple

from journey.words import mark, voice


class ContactChannel(NamedTuple):
    name: str
    online: bool | None
    also: tuple[str, ...] = ()


CONTACT_CHANNELS = (
    ContactChannel(mark("website"), True, ("web", "site", "webpage", "landing page")),
    ContactChannel(mark("e-mail"), True, ("email", "mail", "newsletter", "nieuwsbrief")),
    ContactChannel(mark("phone"), False, ("telephone", "call", "tel", "bellen", "telefonisch")),
    ContactChannel(mark("shop"), False, ("store",)),
    ContactChannel(mark("chat"), True, ("live chat", "chatbot")),
    ContactChannel(mark("WhatsApp"), True, ()),
    ContactChannel(mark("Instagram"), True, ("insta",)),
    ContactChannel(mark("social media"), True, ("social", "twitter", "x", "facebook", "linkedin", "tiktok", "youtube")),
    ContactChannel(mark("app"), True, ("mobile app",)),
    ContactChannel(mark("post"), False, ("letter", "mail (paper)", "brief")),
    ContactChannel(mark("in person"), False, ("face to face", "meeting", "visit", "gesprek")),
    ContactChannel(mark("advertisement"), None, ("ad", "advert", "ads", "advertentie")),
    ContactChannel(mark("review site"), True, ("reviews",)),
)


def read_channel(text: str) -> str:
    """The known name for what was typed, in any language and case; what nobody knows stays as it is."""
    low = text.strip().lower()
    dutch = voice("nl")
    for channel in CONTACT_CHANNELS:
        if low in {channel.name.lower(), dutch(channel.name).lower(), *channel.also}:
            return channel.name
    return text.strip()


def is_online(channel: str) -> bool | None:
    return next((c.online for c in CONTACT_CHANNELS if c.name == channel), None)
