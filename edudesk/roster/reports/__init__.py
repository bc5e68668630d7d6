"""The roster's papers as values: lists, ledgers, counted tables, sheets to be checked, files of teachers."""

from edudesk.roster.reports.lists import (
    SEQUENCE,
    RosterSheet,
    list_report,
    roster_report,
    roster_sheets,
    roster_template,
)

__all__ = ["SEQUENCE", "RosterSheet", "list_report", "roster_report", "roster_sheets", "roster_template"]
