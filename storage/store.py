"""The Store: everything that is kept, in the verbs of the method. One public method is one transaction.

It returns values, never live rows. What a person can put right is a StoreRefusal; a database that cannot serve
is a StorageUnavailable, within 2.5 s. The verbs stand in the modules that the class is put together from.
"""

from __future__ import annotations

from storage import migrate
from storage.asking import Asking
from storage.backup import Backups
from storage.contributing import Contributing
from storage.examining import Examining
from storage.feeding import Feeding
from storage.forgetting import Forgetting
from storage.history import History
from storage.importing import Importing
from storage.installations import Installations
from storage.journeys import Journeys
from storage.loading import Loading
from storage.nudging import Nudging
from storage.outbox import Outbox
from storage.own_data import OwnData
from storage.people import People
from storage.pictures import Pictures
from storage.portfolio import Portfolios
from storage.purging import Purging
from storage.refusals import StorageUnavailable
from storage.reminders import Reminders
from storage.reviewing import Reviewing
from storage.snapshots import Snapshots
from storage.tokens import Tokens
from storage.workspaces import Workspaces


class Store(
    Asking,
    Journeys,
    Contributing,
    Loading,
    History,
    Importing,
    Feeding,
    Tokens,
    Portfolios,
    People,
    Outbox,
    Reminders,
    Nudging,
    Reviewing,
    Pictures,
    Snapshots,
    Backups,
    Workspaces,
    Examining,
    Forgetting,
    Purging,
    OwnData,
    Installations,
):
    """`Store(url, secret)`; `open()` before anything else. Threads share one."""

    def open(self) -> None:
        """Makes the database or brings its schema up to date, where needed. Raises StorageUnavailable."""
        file = self._db.file
        if (file is not None and not file.exists()) or not self.schema_is_current():
            migrate.migrate(self._url)

    def close(self) -> None:
        self._db.close()

    def schema_is_current(self) -> bool:
        """Or newer: a version that is rolled out first adds what it needs, and the one before serves on meanwhile.
        Raises StorageUnavailable."""
        return self._db.read(migrate.version_of) >= migrate.newest()

    def check(self) -> str:
        """Empty when the database can be reached and its schema is this version's or newer; else what is wrong."""
        try:
            version = self._db.read(migrate.version_of)
        except StorageUnavailable as error:
            return f"the database cannot be used ({error})"
        if version >= migrate.newest():
            return ""
        return f"the database's schema is {version or 'empty'}, this Waymark needs {migrate.newest()}: waymark migrate"
