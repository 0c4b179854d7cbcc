"""One table of words: every command, with its words in English and Dutch, its form and what it does.

A new command is one Command in the module of its step (or beside the steps), and its module's name in `catalogue.py`;
help, modals, the manifest's hint, docs and the playground's hub follow from it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from commands.call import Answer, Call, Values
from journey.details import read_form
from journey.fields import Form

Reader = Callable[[Call, str], dict[str, Any]]
Runner = Callable[[Call, Values], Answer]


class Command(NamedTuple):
    """`words[0]` is the name in English, `dutch` the one in Dutch. `opens` says whether a modal comes when nothing
    is typed behind the word; `read` reads what is typed, and defaults to reading the form."""

    words: tuple[str, ...]
    dutch: str
    summary: str
    run: Runner
    usage: str = ""
    form: Form | None = None
    read: Reader | None = None
    opens: bool = False
    needs_journey: bool = True
    facilitators: bool = False
    ideas: Callable[[Call], list[str]] | None = None
    """Lines that help to fill it in: above its form, and in its help."""
    shows_first: bool = False
    """Pressed, it shows what there is, with a button for its form."""
    or_orphaned: bool = False
    """Anybody may while no facilitator is in the channel any more."""

    @property
    def name(self) -> str:
        return self.words[0]

    def values(self, call: Call, typed: str) -> dict[str, Any]:
        if self.read is not None:
            return self.read(call, typed)
        return read_form(self.form, typed, call.asking) if self.form is not None else {}
