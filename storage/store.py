"""The Store: everything that is kept, in the verbs of the method. One public method is one transaction.

It returns values, never live rows. What a person can put right is a StoreRefusal; a database that cannot serve
is a StorageUnavailable, within 2.5 s. The verbs stand in the modules that the class is put together from.
"""

from __future__ import annotations

from storage import migrate
from storage.asking import Asking
from storage.backup import Backups
from storage.contributing import Contributing
from storage.history import History
from storage.importing import Importing
from storage.journeys import Journeys
from storage.loading import Loading
from storage.nudging import Nudging
from storage.outbox import Outbox
from storage.people import People
from storage.reminders import Reminders
from storage.reviewing import Reviewing
from storage.values import StorageUnavailable


class Store(
    Asking, Journeys, Contributing, Loading, History, Importing, People, Outbox, Reminders, Nudging, Reviewing, Backups
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
        """Raises StorageUnavailable."""
        return self._db.read(migrate.version_of) == migrate.newest()

    def check(self) -> str:
        """Empty when the database can be reached and its schema is this version's; else what is wrong."""
        try:
            version = self._db.read(migrate.version_of)
        except StorageUnavailable as error:
            return f"the database cannot be used ({error})"
        if version == migrate.newest():
            return ""
        if version > migrate.newest():
            return f"the database is of a newer Waymark (schema {version}, this one knows {migrate.newest()})"
        return f"the database's schema is {version or 'empty'}, this Waymark needs {migrate.newest()}: waymark migrate"
