"""Which cell of a form takes what, as somebody of this school settled it; kept by the headers of the form."""

from sqlalchemy import Connection

from edudesk.store import settings
from edudesk.store.context import Context
from edudesk.store.rights import Right
from edudesk.store.verbs import deed, view

_KEY = "mapping."


class MappingService:
    """Texts of sheets.filling.mapping in the school file, so that they are in its backups and on every PC.

    Like the headers remembered by imports they are no facts: no journal, no undo; who wants it otherwise
    settles it anew.
    """

    def __init__(self, context: Context) -> None:
        self.context = context

    @view(Right.SEE_SCHOOL)
    def find(self, connection: Connection, list_key: str, fingerprint: str) -> str:
        """What was kept last for a list and the headers of a form; "" when nothing was."""
        return str(settings.get(connection, f"{_KEY}{list_key}.{fingerprint}", ""))

    @deed("保存表格对照", right=Right.EXPORT, is_read=True)
    def keep(self, list_key: str, fingerprint: str, text: str) -> None:
        """Keep a mapping for a list and the headers of a form."""
        with self.context.store.transaction() as connection:
            settings.put(connection, f"{_KEY}{list_key}.{fingerprint}", text)
