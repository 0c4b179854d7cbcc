"""What the page shows, as HTML: a message, a modal, the Home tab, the whole page.

Everything is rendered for one person (`Onlooker`): their names, their zone, what they chose. Autoescape is on;
only `mrkdwn` and `richtext` make markup, from escaped pieces.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from playground.model import SLACKBOT, Channel, Message, Notice, View
from playground.page import elements
from playground.page.emoji import with_emoji
from playground.page.mrkdwn import mrkdwn, unescaped
from playground.page.onlooker import Onlooker
from playground.page.richtext import rich_text
from playground.page.words import shortcuts

Payload = dict[str, Any]

FOLDER = Path(__file__).parent
BLOCKS = frozenset(path.stem for path in (FOLDER / "templates" / "blocks").glob("*.html"))


class Renderer:
    """Turns what is in the workspace into HTML."""

    def __init__(self) -> None:
        self._jinja = Environment(
            loader=FileSystemLoader(FOLDER / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        self._jinja.filters |= {
            "mrkdwn": _mrkdwn,
            "plain": _plain,
            "rich_text": _rich_text,
            "block_template": _block_template,
            "element_template": elements.template,
            "input_type": elements.input_type,
            "choices": _choices,
            "chosen": _chosen,
            "field_id": _field_id,
            "image_source": _image_source,
        }

    def page(self, me: Onlooker, **what: Any) -> str:
        return self._render("page.html", me, **what)

    def message(self, me: Onlooker, message: Message) -> str:
        return self._render(
            "message.html",
            me,
            message=message,
            author=me.author(message),
            at=me.moment(float(message.ts)),
            values=message.values.get(me.id, {}),
            files=[me.world.files[id] for id in message.files if id in me.world.files],
            shortcuts=shortcuts(me.language),
            surface=f"message:{message.channel}:{message.ts}",
        )

    def entry(self, me: Onlooker, message: Message, html: str, day: str, mark: str) -> str:
        """A rendered message as one entry of the channel, with what the page needs to place it."""
        inside = Markup(html)  # noqa: S704  # rendered by `message` above, which escapes
        return self._render("entry.html", me, message=message, html=inside, day=day, mark=mark)

    def notice(self, me: Onlooker, notice: Notice) -> str:
        """What Slack itself says when the bot failed somebody."""
        channel = notice.channel or ""
        return self.message(me, Message(f"{notice.at:.6f}", channel, SLACKBOT, notice.text, ephemeral_to=me.id))

    def modal(self, me: Onlooker, view: View, depth: int) -> str:
        return self._render("modal.html", me, view=view, depth=depth, values=view.values, surface=f"view:{view.id}")

    def home(self, me: Onlooker, view: View | None) -> str:
        surface = f"view:{view.id}" if view else ""
        return self._render("home.html", me, view=view, values=view.values if view else {}, surface=surface)

    def side(self, me: Onlooker, here: Channel | None, cast: list[Onlooker], at_home: bool) -> str:
        return self._render("side.html", me, here=here, cast=cast, at_home=at_home)

    @staticmethod
    def safe(html: str) -> Markup:
        """HTML that one of the methods here has made, to be put into a page."""
        return Markup(html)  # noqa: S704  # made by our own templates, which escape

    def _render(self, template: str, me: Onlooker, **what: Any) -> str:
        return self._jinja.get_template(template).render(me=me, say=me.say, **what)


def _me(context: Context) -> Onlooker:
    me: Onlooker = context["me"]
    return me


@pass_context
def _mrkdwn(context: Context, text: str) -> Markup:
    return mrkdwn(text, _me(context).names)


def _plain(text: str | None) -> str:
    """Plain text: Slack's escapes undone and shortcodes shown; the template escapes it for HTML."""
    return with_emoji(unescaped(text or ""))


@pass_context
def _rich_text(context: Context, block: Payload) -> Markup:
    return rich_text(block, _me(context).names)


def _block_template(block: Payload) -> str:
    kind = block.get("type", "")
    return f"blocks/{kind if kind in BLOCKS else 'unknown'}.html"


@pass_context
def _choices(context: Context, element: Payload) -> list[elements.Group]:
    return elements.choices(element, _me(context).directory())


@pass_context
def _chosen(context: Context, element: Payload, block: Payload) -> list[str]:
    picked = elements.chosen(element, block.get("block_id", ""), context["values"])
    if element.get("type") == "datetimepicker" and picked:
        return [datetime.fromtimestamp(int(picked[0]), _me(context).zone).strftime("%Y-%m-%dT%H:%M")]
    return picked


@pass_context
def _field_id(context: Context, block: Payload, element: Payload | None = None) -> str:
    """An id for the element that no other block on the page has."""
    inside = element or block.get("element") or {}
    return f"f-{context['surface']}-{block.get('block_id', '')}-{inside.get('action_id', '')}".replace(" ", "_")


@pass_context
def _image_source(context: Context, image: Payload) -> str:
    return _me(context).image_source(image)
