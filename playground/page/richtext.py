"""Block Kit's rich_text as HTML: sections, lists, quotes and code, with styled pieces inside."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from .emoji import EMOJI
from .mrkdwn import Names, date, link, mention

_STYLES = (("code", "code"), ("strike", "s"), ("italic", "em"), ("bold", "strong"))
_WRAP = {
    "rich_text_section": Markup("<div>{}</div>"),
    "rich_text_preformatted": Markup("<pre>{}</pre>"),
    "rich_text_quote": Markup("<blockquote>{}</blockquote>"),
}

_PIECES: dict[str, Callable[[dict[str, Any], Names], Markup]] = {
    "text": lambda e, _: Markup("<br>").join(escape(line) for line in e.get("text", "").split("\n")),
    "link": lambda e, _: link(e.get("url", ""), e.get("text", "")),
    "user": lambda e, names: mention(e.get("user_id", ""), names),
    "channel": lambda e, names: Markup('<span class="mention">#{}</span>').format(
        names.channel(e.get("channel_id", "")) or e.get("channel_id", "")
    ),
    "broadcast": lambda e, _: Markup('<span class="mention loud">@{}</span>').format(e.get("range", "")),
    "emoji": lambda e, _: escape(EMOJI.get(e.get("name", ""), f":{e.get('name', '')}:")),
    "date": lambda e, names: date(
        f"!date^{e.get('timestamp', '')}^{e.get('format', '')}", e.get("fallback", ""), names
    ),
    "color": lambda e, _: escape(e.get("value", "")),
}


def rich_text(block: dict[str, Any], names: Names) -> Markup:
    """A rich_text block's elements, one after the other."""
    return Markup("").join(_element(element, names) for element in block.get("elements", []))


def _element(element: dict[str, Any], names: Names) -> Markup:
    kind, inside = element.get("type", ""), element.get("elements", [])
    if kind == "rich_text_list":
        tag = "ol" if element.get("style") == "ordered" else "ul"
        items = Markup("").join(Markup("<li>{}</li>").format(_pieces(item, names)) for item in inside)
        opening = Markup('<{} class="indent-{}">').format(Markup(tag), min(int(element.get("indent", 0)), 4))  # noqa: S704
        return opening + items + Markup("</{}>").format(Markup(tag))  # noqa: S704  # tag is one of two of ours
    return _WRAP.get(kind, Markup("{}")).format(_pieces(element, names))


def _pieces(section: dict[str, Any], names: Names) -> Markup:
    return Markup("").join(_piece(piece, names) for piece in section.get("elements", []))


def _piece(piece: dict[str, Any], names: Names) -> Markup:
    html = _PIECES.get(piece.get("type", ""), _text)(piece, names)
    for style, tag in _STYLES:
        if piece.get("style", {}).get(style):
            html = Markup(f"<{tag}>{{}}</{tag}>").format(html)  # noqa: S704  # tag is one of ours
    return html


def _text(piece: dict[str, Any], _names: Names) -> Markup:
    return escape(piece.get("text", ""))
