"""What changed between two versions of the map: kept by name, told to who asks, posted in the channel."""

from __future__ import annotations

from typing import Any

from commands.blocks import actions, button
from commands.call import Answer, Call, Values
from commands.posts import comparison
from commands.registry import Command
from commands.slack_text import escaped
from commands.versions import NOW, Version, is_reserved, load_version, read_versions, unknown, versions
from journey.changes import told as in_words
from journey.compare import Comparison
from journey.compare import compare as compared
from journey.fields import SHORT, TITLE, Field, Form, Input, text_of
from journey.model import JourneyMap, Perspective
from journey.refusal import Refusal
from journey.words import Said, Voice, mark, said_many

SHOWN = 6
"""Lines under one heading; the picture and the maps themselves show the rest."""

SNAPSHOT = Form(
    "snapshot",
    Field(
        "name",
        ("name", "naam"),
        mark("Name"),
        text_of(SHORT),
        Input.LINE,
        mark("For example: before the new website"),
        required=True,
        most=SHORT,
    ),
    example=mark("snapshot Before the new website"),
)
_VERSION = text_of(TITLE)
COMPARE = Form(
    "compare",
    None,
    (
        Field("before", ("before", "eerst"), mark("Before"), _VERSION, Input.VERSION),
        Field("after", ("after", "daarna"), mark("After"), _VERSION, Input.VERSION),
    ),
    example=mark("compare review 1 now"),
)


def keep(call: Call, values: Values) -> Answer:
    name = str(values["name"])
    if is_reserved(name):
        raise Refusal(
            mark("“{name}” means something else when maps are compared. Choose a name of your own."),
            name=name,
            field="name",
            example=SNAPSHOT.example,
        )
    kept = call.store.keep_snapshot(call.visit, call.journey.id, name)
    return Answer(
        [
            call.line(
                mark("The map is kept as it is now: snapshot {number}, “{name}”."), number=kept.number, name=name
            ),
            call.line(mark("See later what changed: `{command} compare {name}`"), command=call.spoken, name=name),
        ]
    )


def read_compare(call: Call, typed: str) -> dict[str, Any]:
    found = read_versions(typed, versions(call))
    return {name: version.ref for name, version in zip(("before", "after"), found, strict=False)}


def compare(call: Call, values: Values) -> Answer:
    there = versions(call)
    before, after = _chosen(call, values, there)
    if before.ref == after.ref:
        raise Refusal(
            mark("Choose two different versions; both are “{name}”."),
            name=before.label,
            field="after",
            example=COMPARE.example,
        )
    then, now = _load(call, before), _load(call, after)
    lines = comparison_lines(call.say, compared(then, now), before.label, after.label, wished=is_wished_for(then, now))
    return Answer(lines, [actions(_buttons(call, before, after))])


def _buttons(call: Call, before: Version, after: Version) -> list[dict[str, Any]]:
    value = f"{call.journey.id}:{before.ref}|{after.ref}"
    return [
        button(
            call.say(mark("Post in the channel")),
            "compare_post",
            value,
            style="primary",
            hears=call.say(mark("Post this in the channel, with a picture")),
        ),
        button(call.say(mark("Compare others")), "form:compare", call.journey.id),
    ]


def _chosen(call: Call, values: Values, there: list[Version]) -> tuple[Version, Version]:
    """What was left out: the last that was kept, and now. A to-be map comes after the map as it is."""
    named = {name: _named(str(values[name]), there, name) for name in ("before", "after") if values.get(name)}
    now = there[0]
    before, after = named.get("before"), named.get("after")
    if before is not None and after is None and _is_wished_for(call, before):
        return now, before
    return before or _last_kept(call, there, but=after), after or now


def _named(text: str, there: list[Version], field: str) -> Version:
    """A ref from a menu or a button, or what somebody typed into the field."""
    if chosen := next((each for each in there if each.ref == text), None):
        return chosen
    try:
        found = read_versions(text, there)
    except Refusal as refused:
        raise refused.at(field) from None
    if len(found) != 1:
        raise unknown(text, there, field)
    return found[0]


def _is_wished_for(call: Call, version: Version) -> bool:
    head = call.store.head(version.ref.partition(":")[2], call.visit.workspace) if ":" in version.ref else None
    return head is not None and Perspective.TO_BE is head.perspective is not call.journey.perspective


def _last_kept(call: Call, there: list[Version], but: Version | None) -> Version:
    kept = next((each for each in there if each.ref.isdigit() and each is not but), None)
    if kept is not None:
        return kept
    raise Refusal(
        mark(
            "There is no earlier version to compare with yet. Keep the map as it is now with a name; "
            "each review and each closing keeps it too."
        ),
        field="before",
        example=SNAPSHOT.example,
    )


def _load(call: Call, version: Version) -> JourneyMap:
    found = load_version(call.store, call.visit.workspace, call.journey, version.ref)
    if found is None:
        raise Refusal(mark("That journey is not there any more."))
    return found


def is_wished_for(before: JourneyMap, after: JourneyMap) -> bool:
    return Perspective.TO_BE is after.perspective is not before.perspective


def comparison_lines(say: Voice, found: Comparison, before: str, after: str, *, wished: bool = False) -> list[str]:
    """Mrkdwn; `before` and `after` are how the two versions are called. `wished`: the later one is not so yet."""
    told = mark("*What is to change: {before} → {after}*") if wished else mark("*What changed: {before} → {after}*")
    title = say(told, before=escaped(before), after=escaped(after))
    if found.empty:
        return [title, say(mark("Nothing that stands out."))]
    lines = [title]
    for heading, changes in in_words(found):
        lines.append(f"*{say(heading)}*")
        lines += [f"• {each.by(say, escaped)}" for each in changes[:SHOWN]]
        if len(changes) > SHOWN:
            lines.append(f"• {_more(len(changes) - SHOWN).by(say)}")
    return lines


def _more(count: int) -> Said:
    return said_many(mark("and {count} more"), mark("and {count} more"), count)


def post(call: Call, value: str) -> Answer:
    before, _, after = value.partition("|")
    call.store.post(
        call.visit.workspace, [comparison(call.journey, before, after or NOW, call.visit.person)], call.visit.now
    )
    return Answer([call.say(mark("The comparison appears in the channel in a moment."))])


COMMANDS = (
    Command(
        ("snapshot",),
        "momentopname",
        mark("keeps the map as it is now, by a name"),
        keep,
        mark("NAME"),
        SNAPSHOT,
        opens=True,
    ),
    Command(
        ("compare",),
        "vergelijk",
        mark("what changed since then, or between two maps"),
        compare,
        mark("[A] [B]"),
        COMPARE,
        read_compare,
    ),
)
ACTIONS = {"compare": lambda call, _value: compare(call, {}), "compare_post": post}
