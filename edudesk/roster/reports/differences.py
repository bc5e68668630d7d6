"""差异单: our roster beside somebody else's, to be settled with them and signed."""

from collections.abc import Sequence
from datetime import date

from edudesk.base import files
from edudesk.base.columns import Column, Kind
from edudesk.base.masking import Audience, mask_numbers
from edudesk.base.report import Report, mask_for
from edudesk.roster.intake import comparing
from edudesk.roster.intake.comparing import Comparison, Difference
from edudesk.roster.reports.lists import SEQUENCE
from edudesk.roster.rows import COLUMN
from edudesk.school.rows import SchoolDraft

COLUMNS = (
    SEQUENCE,
    Column("name", "姓名", Kind.NAME, 20, is_shown=True),
    Column("kind", "种类", Kind.TAG, 24, is_shown=True),
    Column("field", "项目", width=30, is_shown=True),
    Column("ours", "本校", width=44, is_shown=True),
    Column("theirs", "对方", width=44, is_shown=True),
    Column("remark", "说明", width=50, is_shown=True),
    Column("place", "对方表中位置", width=24, is_shown=True),
)


def difference_report(
    comparison: Comparison, school: SchoolDraft, *, on: date, audience: Audience, footer: str = ""
) -> Report:
    """Every difference this audience may see, masked for it; those left out are counted."""
    shown = [one for one in comparison.differences if audience.shows(_column_of(one).privacy)]
    return Report(
        key="roster_difference",
        title=f"{school.name}教师花名册差异单",
        unit=school.name,
        on=on,
        columns=COLUMNS,
        rows=tuple((number, *_line(one, audience)) for number, one in enumerate(shown, 1)),
        notes=tuple(_notes(comparison, len(comparison.differences) - len(shown), audience)),
        footer=footer,
        file_name=files.safe_name(school.name, f"_花名册差异单_{on:%Y%m%d}_{audience.mark}"),
        audience=audience,
    )


def _line(one: Difference, audience: Audience) -> tuple[str, ...]:
    mask = mask_for(_column_of(one), audience) or str
    said = one.remark if audience is Audience.INTERNAL else mask_numbers(one.remark)
    return one.name, one.kind.value, one.field, mask(one.ours), mask(one.theirs), said, one.place


def _column_of(one: Difference) -> Column:
    """Of a whole person the name and the work are shown."""
    return COLUMN[one.key or "name"]


def _notes(comparison: Comparison, left_out: int, audience: Audience) -> list[str]:
    count, of = comparison.count, comparing.Kind
    notes = [
        f"比对的文件：{comparison.file}，工作表“{comparison.sheet}”。",
        f"双方都有 {comparison.matched} 人，其中各项相同 {comparison.same} 人；"
        f"只在本校 {count(of.OURS)} 人，只在对方 {count(of.THEIRS)} 人；"
        f"内容不同 {count(of.DIFFERENT)} 处，一方空缺 {count(of.BLANK)} 处，无法比对 {count(of.UNCLEAR)} 处。",
        f"已比对的项目：{_titles(comparison.compared)}。",
    ]
    if comparison.absent:
        notes.append(f"对方文件里没有、未比对的项目：{_titles(comparison.absent)}。")
    if left_out:
        notes.append(f"另有 {left_out} 处差异涉及不对外的项目，没有列出。")
    if audience is not Audience.INTERNAL:
        notes.append(f"输出级别：{audience.word}。")
    return notes


def _titles(keys: Sequence[str]) -> str:
    return "、".join(COLUMN[key].full_title for key in keys)
