"""The preview of a timetable to be imported. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from edudesk.roster.intake.values import Preview, RowState
from edudesk.timetable.rows import LessonDraft


@dataclass(frozen=True, slots=True)
class LessonLine:
    """One lesson of the file, or a stored one that the file has no more (is_gone). row: as Excel counts; draft: as
    importing would leave it; lesson_id: of the stored one; told: what would change, in words."""

    row: int
    state: RowState
    draft: LessonDraft
    lesson_id: str = ""
    is_gone: bool = False
    told: str = ""
    sheet: str = ""

    @property
    def name(self) -> str:
        """The class."""
        return self.draft.class_name

    @property
    def words(self) -> str:
        """周一第1节 语文, and what would change."""
        draft = self.draft
        when = f"{draft.weekday}{draft.period}{draft.weeks and f'（{draft.weeks}）'}"
        return " ".join(filter(None, (when, draft.subject, self.told)))


@dataclass(frozen=True)
class TimetablePreview(Preview[LessonLine]):
    """The preview of a timetable. school_year, term: whose it is; how: 总课表, 班级课表, 教师课表 or 清单, of the first sheet;
    layout: where what stands, in words; own_fields: key -> title of what a column of a list may be taken for."""

    school_year: str = ""
    term: str = ""
    how: str = ""
    layout: str = ""
    own_fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> Mapping[str, str]:
        return self.own_fields

    def row_json(self, row: LessonLine) -> dict[str, object]:
        draft = row.draft
        return {
            "班级": draft.class_name, "星期": draft.weekday, "节次": draft.period, "单双周": draft.weeks,
            "学科": draft.subject, "教师": draft.teacher, "结果": row.state.word,
        }  # fmt: skip
