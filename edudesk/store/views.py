"""Named views of lists, as the people of this school have put them together; they travel with the school file."""

from typing import Any

from sqlalchemy import Connection

from edudesk.store import settings
from edudesk.store.context import Context
from edudesk.store.rights import Right
from edudesk.store.verbs import deed, view

_KEY = "views."


class Views:
    """What each page keeps of its views, as JSON. How somebody looks at a list is no fact: no entry, no undo."""

    def __init__(self, context: Context) -> None:
        self.context = context

    @view(Right.SEE_SCHOOL)
    def read(self, connection: Connection, page: str) -> Any:
        """What was kept last under the name of a page; None before."""
        return settings.get(connection, _KEY + page)

    @deed("保存视图", right=Right.SEE_SCHOOL, is_read=True)
    def write(self, page: str, document: Any) -> None:
        """Keep a JSON value under the name of a page."""
        with self.context.store.transaction() as connection:
            settings.put(connection, _KEY + page, document)
