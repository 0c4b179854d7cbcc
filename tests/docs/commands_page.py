"""docs/commands.md, made from the table of commands. `python -m tests.docs` writes it anew."""

from __future__ import annotations

from collections.abc import Iterator

from commands import help
from commands.catalogue import COMMANDS, WORDS
from commands.registry import Command
from journey.fields import Field, Input
from journey.steps import GUIDES

TOP = """\
# What people type

This page is made from the table of commands (`commands/catalogue.py`): `python -m tests.docs` writes it anew. Do not
edit it by hand.

One command, `/journey`, then a word, then text, then details as `| key: value`. Where the manifest was made with
`--command klantreis` the command is called `/klantreis`.

- Words and keys are taken in English and Dutch, in any case; details come in any order. An unknown key gets the list of
  known ones, and nothing is kept.
- `/journey` alone says where you are, what to do now and what you still can add.
- Most words without text open a form. Every word has a button too: press *Everything you can do* on the journey's card.
- `N` is an item's number: touchpoint 3, pain point 1. It is given once and never reused.
- `ITEM` is a kind and a number: `touchpoint 3`, `action 2`, `taak 5`.
- People: `@name`, picked from Slack's list; `me` or `ik` is you.
- Dates: `2027-01-31`, `31-01-2027`, `31 jan`, `tomorrow`, `in 2 weeks`, `next Friday`, and the same in Dutch.
- Scores: -2 to 2, or a word (`angry`, `boos`, `happy`, `blij` …), or a face (🙂).
- When you edit, `-` as a value empties a detail: `edit touchpoint 3 | owner: -`.
"""


def everything() -> tuple[Command, ...]:
    return (*COMMANDS, *help.COMMANDS)


def commands_page() -> str:
    return "\n".join(
        [TOP, *_index(), *_steps(), "## Each word", "", *(line for each in everything() for line in _one(each))]
    )


def _index() -> Iterator[str]:
    yield "## All words"
    yield ""
    yield "| English | Dutch | for |"
    yield "|---|---|---|"
    for each in everything():
        who = " (facilitators)" if each.facilitators else ""
        yield f"| [{_ticked(each.words)}](#{each.name}) | `{each.dutch}` | {each.summary}{who} |"
    yield ""


def _steps() -> Iterator[str]:
    yield "## Steps"
    yield ""
    both = [word for guide in GUIDES for word in guide.words if word in WORDS]
    yield "A step's name, standing alone, shows that step with what it holds; after `go` it is where the team goes."
    yield f"({_ticked(tuple(both))} are commands as well, and open their form.)"
    yield ""
    for place, guide in enumerate(GUIDES, 1):
        yield f"{place}. **{guide.title}**: {_ticked(guide.words)}"
    yield ""


def _one(command: Command) -> Iterator[str]:
    yield f"### {command.name}"
    yield ""
    also = f"Also: {_ticked(command.words[1:])}. " if len(command.words) > 1 else ""
    yield f"{command.summary[:1].upper()}{command.summary[1:]}. {also}In Dutch: `{command.dutch}`."
    if command.facilitators:
        yield "Facilitators only."
    yield ""
    yield "```text"
    for usage in command.usage.split(" · "):
        word = "" if usage.strip().startswith(f"{command.name} ") else f"{command.name} "
        yield f"/journey {word}{usage.strip()}".strip()
    yield "```"
    yield ""
    if command.form is not None and command.form.details:
        yield from map(_detail, command.form.details)
        yield ""
    if command.form is not None and command.form.example:
        yield f"For example: `/journey {command.form.example}`"
        yield ""


def _detail(field: Field) -> str:
    hint = f" {field.hint}" if field.hint else ""
    choices = f" One of: {', '.join(field.choices)}." if field.choices else ""
    grade = " 1 to 5." if field.input is Input.GRADE and not field.hint else ""
    return f"- {_ticked(field.keys)}: {field.label}{'' if field.label.endswith('?') else '.'}{hint}{grade}{choices}"


def _ticked(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words)
