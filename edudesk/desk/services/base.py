"""What the services of every feature are made of."""

from edudesk.store.context import Context


class Services:
    """Services over one open file. context: who acts, and on which file."""

    context: Context
