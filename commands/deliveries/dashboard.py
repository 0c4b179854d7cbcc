"""The dashboard over all journeys of one person, as a picture in a direct message: nobody else sees it."""

from __future__ import annotations

from commands.deliveries.desk import Desk
from commands.deliveries.home import channels_of
from commands.deliveries.portfolio import lines_of, portfolio_of, today
from commands.slack_text import FILE_ALT_TEXT, clipped, clipped_lines
from drawing.beside import Beside
from drawing.words_of import alt_text
from journey.portfolio import glances
from journey.words import mark
from storage.values import Letter

IN_WORDS = 5
"""Journeys told beside the picture; its alt text and the Home tab tell more."""


def deliver(desk: Desk, letter: Letter) -> None:
    person = str(letter.payload["person"])
    say = desk.voice_of(letter.workspace, person)
    journeys = portfolio_of(desk, letter.workspace, channels_of(desk, letter.workspace, person))
    channel = desk.slack.conversations_open(users=person)["channel"]["id"]
    if not journeys:
        none = say(mark("There is no open journey in the channels that you and I are both in."))
        desk.slack.chat_postMessage(channel=channel, text=none)
        return
    first, *others = journeys
    drawn = desk.draw(first, "portfolio", "png", say.language, "light", others=others, today=today(desk))
    title = say(mark("Journeys at a glance"))
    told = [line for each in glances(journeys, today(desk))[:IN_WORDS] for line in (*lines_of(each, say), "")]
    said = alt_text(first, say.language, "portfolio", Beside(tuple(others), today(desk)))
    desk.slack.files_upload_v2(
        channel=channel,
        content=drawn,
        filename="waymark-dashboard.png",
        title=title,
        alt_txt=clipped(said, FILE_ALT_TEXT),
        initial_comment=clipped_lines([f"*{title}*", *told], 3000),
    )
