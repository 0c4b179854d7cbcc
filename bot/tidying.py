"""What `waymark purge` and `waymark forget` do, and the lines that say it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from commands.privacy import letters_about
from storage.store import Store
from storage.values import Visit


def purge_everything(store: Store, workspace: str, *, dry_run: bool) -> str:
    gone = store.purge_workspace(workspace, dry_run=dry_run)
    rows = ", ".join(f"{count} of {name}" for name, count in sorted(gone.items()))
    return f"{_verb(dry_run)}: {rows or 'nothing'}"


def purge_old(store: Store, workspace: str, days: int, *, dry_run: bool) -> list[str]:
    done = store.purge(workspace, datetime.now(UTC) - timedelta(days=days), dry_run=dry_run)
    journeys, items = _count(len(done.journeys), "journey"), _count(done.items, "removed item")
    return [*(f"{head.id}  {head.name}" for head in done.journeys), f"{_verb(dry_run)}: {journeys}, {items}"]


def forget_person(store: Store, workspace: str, person: str, spoken: str, *, erase: bool) -> str:
    visit = Visit(workspace, "", person, datetime.now(UTC))
    done = store.forget_person(visit, erase=erase, posts=lambda left: letters_about(left, spoken))
    where = _count(len(done.journeys), "journey")
    return f"{person} is forgotten in {where}; {done.gone} deleted, {done.kept} kept"


def _verb(dry_run: bool) -> str:
    return "would be deleted" if dry_run else "deleted"


def _count(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
