"""The versions of a map that can be compared: as it is now, as it was kept, and the channel's other journeys."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from commands.call import Call
from journey.model import JourneyMap
from journey.refusal import Refusal
from journey.typed import plain
from journey.words import Voice, mark
from storage.store import Store
from storage.values import JourneyHead, Snapshot, SnapshotKind

NOW = "now"
NOW_WORDS = (NOW, "nu")
_OTHER = "journey:"
_BETWEEN = re.compile(r"^(?:[\s,|/\"'“”‘’→]|->|(?:and|en|with|met|against|tegen|vs|to|tot)\b)+", re.IGNORECASE)


class Version(NamedTuple):
    """`ref` is what menus, buttons and letters bear; `words` are what people may type for it."""

    ref: str
    label: str
    words: tuple[str, ...]


def versions(call: Call) -> list[Version]:
    """Now first, then what was kept, the latest first, then other journeys."""
    workspace, journey = call.visit.workspace, call.journey
    kept = call.store.snapshots_of(workspace, journey.id)
    others = [head for head in call.store.journeys_in(workspace, journey.channel) if head.id != journey.id]
    now = Version(NOW, call.say(mark("now")), NOW_WORDS)
    return [now, *(of_snapshot(call.say, each) for each in reversed(kept)), *map(_of_journey, others)]


def of_snapshot(say: Voice, kept: Snapshot) -> Version:
    day = say.day(kept.taken_at.date(), "medium")
    numbers = (str(kept.number), f"#{kept.number}", f"snapshot {kept.number}", f"momentopname {kept.number}")
    if kept.kind is SnapshotKind.REVIEW:
        label = say(mark("review {number}, {day}"), number=kept.review, day=day)
        return Version(str(kept.number), label, (f"review {kept.review}", f"herziening {kept.review}", *numbers))
    if kept.kind is SnapshotKind.CLOSING:
        return Version(str(kept.number), say(mark("closing, {day}"), day=day), ("closing", "sluiting", *numbers))
    return Version(str(kept.number), f"{kept.name}, {day}", (kept.name.casefold(), *numbers))


def _of_journey(head: JourneyHead) -> Version:
    return Version(_OTHER + head.id, head.name, (_OTHER + head.id, head.name.casefold(), head.id))


def is_reserved(name: str) -> bool:
    """What means something else where versions are named."""
    low = name.casefold()
    return (
        low in {*NOW_WORDS, "closing", "sluiting"}
        or re.fullmatch(r"#?\d+|(review|herziening|snapshot|momentopname) #?\d+", low) is not None
    )


def read_versions(typed: str, there: Sequence[Version]) -> list[Version]:
    """Those that are named, at most two; the longest name that fits wins. Refused when a word names none."""
    rest = plain(typed).casefold()  # folded as a whole: letters may become two
    found: list[Version] = []
    while rest := rest.strip(" ,|/\"'“”‘’"):
        version, length = _first(rest, there)
        if version is None and (between := _BETWEEN.match(rest)):
            rest = rest[between.end() :]
            continue
        if version is None or len(found) == 2:
            raise unknown(rest, there)
        found.append(version)
        rest = rest[length:]
    return found


def _first(text: str, there: Sequence[Version]) -> tuple[Version | None, int]:
    fitting = [
        (len(word), version)
        for version in there
        for word in version.words
        if text.startswith(word) and not text[len(word) : len(word) + 1].isalnum()
    ]
    length, version = max(fitting, key=lambda each: each[0], default=(0, None))
    return version, length


def unknown(text: str, there: Sequence[Version], field: str = "") -> Refusal:
    return Refusal(
        mark("There is no version “{text}” of this map. There are: {known}."),
        text=text[:80],
        known=tuple(version.label for version in there[:12]),
        field=field,
        example=mark("compare review 1 now"),
    )


def load_version(store: Store, workspace: str, journey: JourneyMap | JourneyHead, ref: str) -> JourneyMap | None:
    """The map that a ref stands for; None when it is gone, or belongs to another channel."""
    if ref == NOW:
        return store.load_map(journey.id, workspace)
    if ref.startswith(_OTHER):
        other = store.load_map(ref.removeprefix(_OTHER), workspace)
        return other if other is not None and other.channel == journey.channel else None
    return store.snapshot(workspace, journey.id, int(ref)) if ref.isdigit() else None


def label_of(store: Store, workspace: str, journey: JourneyMap, ref: str, say: Voice) -> str:
    if ref == NOW:
        return say(mark("now"))
    if ref.startswith(_OTHER):
        head = store.head(ref.removeprefix(_OTHER), workspace)
        return head.name if head else ref
    kept = store.snapshots_of(workspace, journey.id)
    return next((of_snapshot(say, each).label for each in kept if str(each.number) == ref), ref)
