"""The sample school before the bureau asked for anything and before it wrote anything."""

from edudesk.desk import Desk


def bare(desk: Desk) -> None:
    """Put its forms and papers into the recycle bin."""
    desk.asked.put_away([row.id for row in desk.asked.rows()])
    desk.papers.put_away([row.id for row in desk.papers.rows()])
