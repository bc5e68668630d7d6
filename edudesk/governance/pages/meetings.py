"""会议与决议: meetings of every body, with their resolutions and how these were carried out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, ClassVar

from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.governance.pages import MEETINGS
from edudesk.governance.pages.records import RecordsPage
from edudesk.governance.pages.sections import resolutions
from edudesk.governance.rows.inspections import OVERDUE
from edudesk.governance.rows.meetings import MEETING_COLUMN, MeetingRow, ResolutionRow
from edudesk.governance.rules.standing import DONE, OPEN, resolution_standing
from edudesk.governance.service.meetings import MeetingService
from edudesk.governance.service.sources import GovernanceSources
from edudesk.kit.chips import Chip, ChoiceChip, ToggleChip
from edudesk.kit.section import Section
from edudesk.kit.theme import Tone

_BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine(MeetingRow):
    """A meeting as the table shows it. body: its body in a word; resolved: 决议 3，落实 1/2, or 逾期 1，落实 1/2; is_open:
    something is still to be carried out."""

    body: str = ""
    resolved: str = ""
    is_late: bool = False
    is_open: bool = False


class MeetingsPage(RecordsPage):
    """Meetings, the newest first."""

    name, title, icon_name = MEETINGS
    unit = "次会议"
    noun = "会议"
    search_hint = "会议 / 机构 / 主持人…"
    told: ClassVar[tuple[str, ...]] = (
        "on", _BODY, "number", "place", "chair", "recorder", "due", "present", "agenda", "text", "remark",
    )  # fmt: skip
    extra: ClassVar[tuple[Column, ...]] = (
        Column("resolved", "决议落实", Kind.TAG, 36, is_shown=True, value=lambda row: row.resolved),
    )
    empty: ClassVar[tuple[str, str]] = (
        "还没有登记会议。",
        "教代会、校务会、家委会的会议和决议记在这里，规划审议、制度通过时可以直接选用。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._bodies: dict[str, str] = {}  # word -> id
        codes = self._codes = CodeList("机构", ())
        body = replace(MEETING_COLUMN["body_id"], key=_BODY, kind=Kind.CHOICE, codes=codes, is_shown=True)
        self.every = {_BODY if key == "body_id" else key: column for key, column in MEETING_COLUMN.items()}
        self.every[_BODY] = replace(body, help="在“机构与成员”里登记")
        super().__init__(*args, **kwargs)

    def rows_of(self, sources: GovernanceSources) -> MeetingService:
        return sources.meetings

    def section(self) -> Section:
        return resolutions(self.offers)

    def lines(self) -> Sequence[MeetingLine]:
        words = {row.id: row.title for row in self.sources.bodies.rows()}
        self._bodies = {}
        for row_id, word in words.items():
            self._bodies.setdefault(
                word, row_id
            )  # those that exist come first: of two with one name theirs is meant
        self._codes.take_own(map(Code, self._bodies))
        of_meeting: dict[str, list[ResolutionRow]] = defaultdict(list)
        for row in self.sources.resolutions.of():
            of_meeting[row.meeting_id].append(row)
        today = clock.today().isoformat()
        return [
            self._line(row, words.get(row.body_id, ""), of_meeting.get(row.id, ()), today)
            for row in self.sources.meetings.rows()
        ]

    def _line(self, row: MeetingRow, body: str, resolved: Sequence[ResolutionRow], today: str) -> MeetingLine:
        standings = [resolution_standing(one, today) for one in resolved]
        asked = sum(one in (DONE, OPEN, OVERDUE) for one in standings)
        late = standings.count(OVERDUE)
        words = f"决议 {len(resolved)}" if resolved else ""
        if asked:
            words += f"，落实 {standings.count(DONE)}/{asked}"
        if late:
            words = f"逾期 {late}，落实 {standings.count(DONE)}/{asked}"  # short: a narrow column cuts what comes last
        is_open = standings.count(DONE) < asked
        return MeetingLine(**asdict(row), body=body, resolved=words, is_late=bool(late), is_open=is_open)

    def chips(self) -> Sequence[Chip]:
        return (
            ChoiceChip(_BODY, "机构", lambda row: row.body),
            ToggleChip("late", "落实逾期", lambda row: row.is_late),
        )

    def tone(self, row: MeetingLine, column: Column) -> Tone:
        return Tone.BAD if row.is_late else Tone.BRAND if row.is_open else Tone.GOOD

    def note(self, row: MeetingLine) -> str:
        return " · ".join(filter(None, (row.body, row.number, row.resolved)))

    def check(self, typed: Mapping[str, object]) -> Sequence[FieldProblem]:
        word = str(typed.get(_BODY) or "")
        if not word or word in self._bodies:
            return ()
        return (FieldProblem(_BODY, f"“机构与成员”里没有“{word}”，请先登记，或从列表里选。"),)

    def stored(self, typed: dict[str, Any], row: MeetingLine | None = None) -> dict[str, Any]:
        if _BODY not in typed:
            return typed
        word = str(typed.get(_BODY) or "")
        rest = {key: value for key, value in typed.items() if key != _BODY}
        if (
            row is not None and word == row.body
        ):  # also a body that has ended, has a namesake, or lies in the recycle bin
            return rest
        return rest | {"body_id": self._bodies.get(word, "")}

    def begins(self) -> Mapping[str, object]:
        return {_BODY: next(iter(self._bodies), "")}
