"""The database, and whether what is due in it gets done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.doctor.finding import Finding
from bot.retention import days_for
from storage.refusals import StorageUnavailable
from storage.store import Store

SLOW_BACKLOG_SECONDS = 300
MOST_LOOKED_THROUGH = 25
"""Workspaces: each of their journeys is looked at."""
TWO_DAYS = timedelta(days=2)
LATE = timedelta(minutes=30)
"""What fell due so long ago should have been told: the clock ticks every 20 seconds."""


def look_at_database(store: Store) -> Iterator[Finding]:
    wrong = store.check() or store.is_newer()
    if "cannot be used" in wrong:
        wrong += (
            "; is DATABASE_URL right, the file or server there, and ours to use? If it is damaged, restore a backup"
        )
    yield Finding("database", not wrong, wrong or "reached, its schema is current")
    if wrong:
        return
    try:
        damaged = store.damage()
        yield Finding("data", not damaged, damaged or "sound")
        locked = store.cannot_write()
        yield Finding("writing", not locked, locked or "possible")
    except StorageUnavailable as error:
        yield Finding("data", False, f"{error}; restore a backup, and look at the disk")


def look_at_work(store: Store, now: datetime) -> Iterator[Finding]:
    """What waits to be sent, what can never be, and what should have been done by now."""
    backlog = store.backlog(now)
    if backlog.set_aside:
        reasons = ", ".join(f"{count} × {reason}" for reason, count in backlog.reasons.items())
        says = f"{backlog.set_aside} can never be sent ({reasons}); invite the bot to the channels it was removed from"
        yield Finding("messages", False, says)
    elif backlog.oldest > SLOW_BACKLOG_SECONDS:
        says = f"{backlog.waiting} wait, the oldest for {backlog.oldest:.0f} s; is the bot running, does Slack answer?"
        yield Finding("messages", False, says)
    else:
        yield Finding("messages", True, f"{backlog.waiting} wait to be sent")
    late = len(store.due_reviews(now - LATE)) + len(store.due_nudges(now - LATE))
    says = f"{late} reviews and reminders should have been told by now; is the bot running, and is its clock right?"
    yield Finding("due on time", not late, says if late else "no review or reminder is late")
    yield _paused(store)
    strangers = store.rated_under_another_secret()
    says = (
        "is not the one that this database was begun with: people cannot change what they rated before. Set it back; "
        "it was kept beside the SQLite file, or in WAYMARK_SECRET"
    )
    yield Finding("WAYMARK_SECRET", not strangers, says if strangers else "is the one that this database knows")


def _paused(store: Store) -> Finding:
    paused = store.paused_reviews()
    if not paused:
        return Finding("paused reviews", True, "none: every planned review has its date and its channel")
    names = ", ".join(f"{head.name} ({head.id}) in {head.channel}" for head in paused[:5])
    says = f"{len(paused)} cannot be shown: {names}; unarchive the channel, invite the bot, plan the review anew"
    return Finding("paused reviews", False, says)


def look_at_retention(store: Store, setting: str, now: datetime) -> Finding:
    """Whether what is kept no longer does go: the clock looks once a day."""
    if not setting:
        return Finding("retention", True, "closed journeys are kept for ever (WAYMARK_RETENTION_DAYS is not set)")
    over = 0
    for workspace in sorted(store.workspaces_known())[:MOST_LOOKED_THROUGH]:
        days = days_for(setting, workspace)
        if days is not None:
            found = store.purge(workspace, now - timedelta(days=days) - TWO_DAYS, dry_run=True)
            over += len(found.journeys) + found.items
    says = f"{over} closed journeys and removed items should have been deleted by now; is the bot running?"
    return Finding("retention", not over, says if over else f"WAYMARK_RETENTION_DAYS={setting}: nothing is overdue")
