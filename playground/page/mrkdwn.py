"""Slack's mrkdwn as safe HTML.

Slack's text has two layers: `&amp; &lt; &gt;` for the characters themselves, and `<…>` for links, mentions and
dates. The text is first cut into code, entities and plain pieces; each plain piece is unescaped once and escaped
for HTML, so that nothing a person typed can become markup of ours.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from markupsafe import Markup, escape

from .emoji import with_emoji


@dataclass(frozen=True)
class Names:
    """How ids are said: a person's and a channel's name (None when unknown), who reads, and in which zone."""

    user: Callable[[str], str | None]
    channel: Callable[[str], str | None]
    me: str = ""
    zone: tzinfo = UTC


_BLOCK = re.compile(r"```\n?(.*?)\n?```", re.S)
_PIECE = re.compile(r"`([^`\n]+)`|<([^<>\n]+)>")
_EDGE_L, _EDGE_R = r"(?<![\w*~_])", r"(?![\w*~_])"
_STYLES = (
    (re.compile(_EDGE_L + r"\*(?=\S)([^*\n]+?)(?<=\S)\*" + _EDGE_R), "strong"),
    (re.compile(_EDGE_L + r"_(?=\S)([^_\n]+?)(?<=\S)_" + _EDGE_R), "em"),
    (re.compile(_EDGE_L + r"~(?=\S)([^~\n]+?)(?<=\S)~" + _EDGE_R), "s"),
)
_ITEM = re.compile(r"^(?:[•◦▪]|[-*](?= )) ?(.*)$")
_SAFE = ("https://", "http://", "mailto:")
_MARK = "\x00{}\x00"  # stands for a finished piece of HTML while styles are looked for around it
_MARKED = re.compile("\x00(\\d+)\x00")


def unescaped(text: str) -> str:
    """Slack's three escapes undone: once, ampersand last."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def mrkdwn(text: str, names: Names) -> Markup:
    """Slack's mrkdwn as HTML with paragraphs, lists, quotes and code."""
    parts: list[str] = []
    kept: list[Markup] = []
    for i, piece in enumerate(_BLOCK.split(text.replace("\x00", ""))):
        if i % 2:
            parts.append(_MARK.format(len(kept)))
            kept.append(Markup("<pre>{}</pre>").format(unescaped(piece)))
        else:
            parts.append(_PIECE.sub(lambda found: _keep(found, kept, names), piece))
    html = _lines("".join(parts))
    # A kept piece never holds another one's mark, so one pass is enough.
    return Markup(_MARKED.sub(lambda found: str(kept[int(found[1])]), html))  # noqa: S704  # every part is escaped


def _keep(found: re.Match[str], kept: list[Markup], names: Names) -> str:
    code, entity = found[1], found[2]
    kept.append(Markup("<code>{}</code>").format(unescaped(code)) if code is not None else _entity(entity, names))
    return _MARK.format(len(kept) - 1)


def _lines(text: str) -> str:
    """Lines gathered into lists and quotes; what is neither keeps its line breaks."""
    out: list[str] = []
    group: list[str] = []
    kind = ""

    def close() -> None:
        nonlocal kind
        if kind in ("ul", "ol"):
            out.append(f"<{kind}>" + "".join(f"<li>{line}</li>" for line in group) + f"</{kind}>")
        elif kind == "quote":
            out.append("<blockquote>" + "<br>".join(group) + "</blockquote>")
        elif group:
            out.append("<br>".join(group))
        group.clear()
        kind = ""

    for line in text.split("\n"):
        now, body = _line_kind(line)
        if now != kind:
            close()
            kind = now
        group.append(_styled(body))
    close()
    return "".join(out)


def _line_kind(line: str) -> tuple[str, str]:
    if line.startswith(("&gt;", ">")):
        return "quote", line.removeprefix("&gt;").removeprefix(">").lstrip()
    if item := _ITEM.match(line):
        return "ul", item[1]
    return "text", line


def _styled(line: str) -> str:
    html = str(escape(with_emoji(unescaped(line))))
    for pattern, tag in _STYLES:
        html = pattern.sub(rf"<{tag}>\1</{tag}>", html)
    return html


def _entity(entity: str, names: Names) -> Markup:
    target, _, label = entity.partition("|")
    if target[:1] == "@":
        return mention(target[1:], names, label)
    if target[:1] == "#":
        name = names.channel(target[1:]) or label or target[1:]
        return Markup('<span class="mention">#{}</span>').format(unescaped(name))
    if target.startswith("!date^"):
        return date(target, label, names)
    if target in ("!here", "!channel", "!everyone"):
        return Markup('<span class="mention loud">@{}</span>').format(target[1:])
    if target.startswith("!"):
        return Markup('<span class="mention">{}</span>').format(unescaped(label or target))
    if target.startswith(_SAFE):
        return link(unescaped(target), unescaped(label))
    return Markup("&lt;{}&gt;").format(unescaped(entity))  # neither link nor mention: what was typed


def mention(user: str, names: Names, label: str = "") -> Markup:
    """`@name`, marked when it is the reader."""
    kind = "mention me" if user == names.me else "mention"
    return Markup('<span class="{}">@{}</span>').format(kind, names.user(user) or unescaped(label) or user)


def link(url: str, label: str = "") -> Markup:
    """A link that opens beside the page; an address that is none of http, https or mailto stays text."""
    if not url.lower().startswith(_SAFE):
        return escape(label or url)
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(url, label or url)


_DATE_FORMS: dict[str, Callable[[datetime], str]] = {
    "{date_num}": lambda d: d.strftime("%Y-%m-%d"),
    "{date_slash}": lambda d: d.strftime("%d/%m/%Y"),
    "{date_short_pretty}": lambda d: f"{d:%b} {d.day}, {d.year}",
    "{date_long_pretty}": lambda d: f"{d:%A}, {d:%B} {d.day}, {d.year}",
    "{date_pretty}": lambda d: f"{d:%B} {d.day}, {d.year}",
    "{date_short}": lambda d: f"{d:%b} {d.day}, {d.year}",
    "{date_long}": lambda d: f"{d:%A}, {d:%B} {d.day}, {d.year}",
    "{date}": lambda d: f"{d:%B} {d.day}, {d.year}",
    "{time_secs}": lambda d: d.strftime("%H:%M:%S"),
    "{time}": lambda d: d.strftime("%H:%M"),
    "{ago}": lambda d: f"{d:%b} {d.day}, {d:%H:%M}",
}


def date(target: str, fallback: str, names: Names) -> Markup:
    """`!date^1392734382^{date} at {time}^link|fallback` in the reader's zone; the fallback when it cannot be read."""
    parts = target.split("^")
    try:
        moment = datetime.fromtimestamp(int(parts[1]), names.zone)
        form = unescaped(parts[2])
    except (IndexError, ValueError, OverflowError, OSError):
        return escape(unescaped(fallback or target))
    for token, said in _DATE_FORMS.items():
        form = form.replace(token, said(moment))
    text = Markup('<time datetime="{}">{}</time>').format(moment.isoformat(), form)
    if len(parts) > 3 and parts[3].startswith(("https://", "http://")):
        return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(parts[3], text)
    return text
