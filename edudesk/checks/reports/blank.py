"""Empty sheets for what is no form of points: 巡课 by event, 听课笔记 by role (教学常规检查 XK01, TB01)."""

from collections.abc import Sequence
from dataclasses import replace

from edudesk.base.form import Form, FormCell, FormRow, Look
from edudesk.checks.forms.points import plain
from edudesk.checks.forms.reading import shipped_list
from edudesk.checks.reports.facts import CheckFacts
from edudesk.roster.reports.persons import pair, table

_EVENT = (
    ("日期", 3), ("节次", 2), ("班级", 3), ("任课教师", 3), ("情况代码", 2), ("情况描述", 6), ("扣分", 2), ("教师说明", 3),
)  # fmt: skip
_NOTES = (
    ("教师", 3),
    ("职务", 3),
    ("应听", 2),
    ("实听", 2),
    ("有效", 2),
    ("得分", 2),
    ("存在问题", 7),
    ("备注", 3),
)
_EVENTS, _TEACHERS = 16, 19  # lines that fill a page of A4
_LINE = 11.0  # mm, for words by hand
_WHO = (("巡课人", 5), ("周次", 5), ("核实人", 5))


def blank_lists(facts: CheckFacts) -> list[Form]:
    """巡课登记表 with its codes below, 听课笔记检查表 with what each role is to listen to."""
    who = FormRow(tuple(cell for title, share in _WHO for cell in pair(title, "", share)))
    codes = "；".join(
        f"{case.code} {case.text}（{'一票否决，' if case.is_veto else ''}{plain(case.points)}）"
        for case in facts.lists.cases.values()
    )
    roles = "；".join(f"{one.role} {one.due} 节" for one in facts.lists.quotas)
    return [
        _form("patrol", facts, [who, *_lines(_EVENT, _EVENTS), _legend("代码与扣分", codes)], ("巡课人（签字）：", "日期：")),
        _form("listening", facts, [*_lines(_NOTES, _TEACHERS), _legend("应听节数", roles)], ("检查人（签字）：", "日期：")),
    ]  # fmt: skip


def _form(key: str, facts: CheckFacts, rows: Sequence[FormRow], foot: tuple[str, ...]) -> Form:
    title = str(shipped_list(key)["title"])
    left = f"学校：{facts.school.name}"
    return Form(title, title, tuple(rows), left=left, right=facts.term_words, foot=foot)


def _lines(heads: Sequence[tuple[str, int]], count: int) -> list[FormRow]:
    head, *empty = table(heads, [[""] * len(heads)] * count)
    return [head, *(replace(row, height=_LINE) for row in empty)]


def _legend(title: str, text: str) -> FormRow:
    return FormRow((FormCell(title, 3, Look.LABEL), FormCell(text, 21, Look.TEXT)))
