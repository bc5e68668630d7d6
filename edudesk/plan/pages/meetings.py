"""Meetings of 治理与督导 to choose from in the forms of the plan."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind, printed
from edudesk.governance.rows.meetings import MeetingRow
from edudesk.kit.form_dialog import FormDialog
from edudesk.plan.pages.sources import PlanSources
from edudesk.plan.rules.meetings import facts_of, resolution_on

HELP = "在“治理与督导”里登记过的会议"


class Meetings:
    """Those held by now, as words: 2025-06-20 三届二次教职工代表大会."""

    def __init__(self, sources: PlanSources) -> None:
        self._sources = sources
        self._rows = {f"{row.on} {row.title}".strip(): row for row in sources.meetings.rows()}

    def column(self, column: Column, *, is_open: bool) -> Column:
        """A column in which one is chosen. is_open: others may be typed too."""
        codes = CodeList("会议", tuple(map(Code, self._rows)), is_open=is_open)
        return replace(column, kind=Kind.CHOICE, codes=codes, help=HELP)

    def word(self, meeting_id: str) -> str:
        """How one is called here; "" for none, and for one that is gone."""
        return next((word for word, row in self._rows.items() if row.id == meeting_id), "")

    def named(self, word: object) -> MeetingRow | None:
        """Which one is meant."""
        return self._rows.get(str(word or ""))

    def facts(self, word: object, plan: str) -> dict[str, object]:
        """What a stage of a plan takes from it."""
        row = self.named(word)
        if row is None:
            return {}
        body = next((one.title for one in self._sources.bodies.rows() if one.id == row.body_id), "")
        return facts_of(row, resolution_on(plan, self._sources.resolutions.of(row.id)), body)


def fill_from(
    dialog: FormDialog, key: str, begun: Mapping[str, object], facts: Callable[[str], Mapping[str, object]]
) -> None:
    """As one is chosen in the field `key`, what it knows comes along; what somebody typed stays.

    begun: what the form itself began with, which may be replaced.
    """
    put = {name: printed(value) for name, value in begun.items()}
    editor = dialog.fields[key].editor

    def fill() -> None:
        for name, value in facts(editor.typed()).items():
            field = dialog.fields.get(name)
            if field is not None and field.editor.typed() in ("", put.get(name, "")):
                put[name] = printed(value)
                field.editor.show_text(put[name])

    editor.edited.connect(fill)
