"""A comparison in the channel: a picture with alt text, and what changed in words."""

from __future__ import annotations

from commands.compare import comparison_lines, is_wished_for
from commands.deliveries.desk import Desk
from commands.slack_text import FILE_ALT_TEXT, clipped, clipped_lines, mention
from commands.versions import label_of, load_version
from drawing.beside import Beside
from drawing.words_of import alt_text
from journey.compare import compare
from journey.words import mark, voice
from storage.values import Letter


def deliver(desk: Desk, letter: Letter) -> None:
    journey = desk.journey(letter)
    if journey is None:
        return
    refs = str(letter.payload["before"]), str(letter.payload["after"])
    with desk.turn:
        before, after = (load_version(desk.store, letter.workspace, journey, ref) for ref in refs)
    if before is None or after is None:
        return  # the other journey went elsewhere meanwhile: there is nothing left to say
    say = voice(journey.language)
    names = [label_of(desk.store, letter.workspace, journey, ref, say) for ref in refs]
    title = say(mark("Comparison: {name}"), name=journey.name)
    told = [
        *comparison_lines(say, compare(before, after), *names, wished=is_wished_for(before, after)),
        say(mark("_Asked for by {person}._"), person=mention(str(letter.payload["person"]))),
    ]
    desk.slack.files_upload_v2(
        channel=journey.channel,
        content=desk.draw(after, "comparison", "png", journey.language, "light", others=(before,), today=None),
        filename="comparison.png",
        title=clipped(title, 200),
        alt_txt=alt_text(after, journey.language, "comparison", Beside((before,)), most=FILE_ALT_TEXT),
        initial_comment=clipped_lines(told, 3000),
    )
