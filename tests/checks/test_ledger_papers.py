"""What the 整改台账 hands out: 表10 with its heads, a 整改通知单 for each person that fits on a page."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from edudesk.base.document import Break
from edudesk.base.errors import UserError
from edudesk.base.form import Form
from edudesk.base.masking import Audience
from edudesk.checks.reports.ledger import ledger_report, notices, printed_columns
from edudesk.checks.rows.problems import ProblemRow
from edudesk.checks.rules.ledger import LedgerLine, ledger_lines
from edudesk.kit.writing import write
from edudesk.school.rows import SchoolDraft

SCHOOL = SchoolDraft(name="龙城实验小学", stage="小学", school_year="2026-2027")
ON = date(2026, 11, 22)
ROW = ProblemRow(
    id="1", version=1, text="反思笼统，联系电话19901990001", teacher_id="t1", owner_id="t1", subject="语文", kind="BK",
    classes="六（1）班", group="语文组", school_year="2026-2027", term="第一学期", found_on="2026-11-09",
    due="2026-11-16", status="待整改", again="许莉", demand="补写三篇",
)  # fmt: skip
NAMES = {"t1": "李静", "t2": "周敏华"}


def lines(*rows: ProblemRow) -> list[LedgerLine]:
    return ledger_lines(
        rows,
        numbers={"1": "2026-1-001", "2": "2026-1-002"},
        name_of=lambda word: NAMES.get(word, word),
        checks={},
        files={"1": 2},
        stage="小学",
        today=ON,
    )


def test_a_line_says_how_late_it_is_and_whose() -> None:
    (line,) = lines(ROW)
    assert (line.state, line.state_words, line.late) == ("逾期", "逾期 6 天", 6)
    assert (line.owner, line.looks_again, line.source, line.grades) == ("李静", "许莉", "备课", ("六年级",))
    assert line.proofs == "附件 2 个"


def test_late_lines_come_first_then_by_day_and_proposals_last() -> None:
    rows = [
        replace(ROW, id="a", due="2026-12-01"), replace(ROW, id="b", status="待确认", due="2026-11-23"),
        replace(ROW, id="c", due="2026-11-10"), replace(ROW, id="d", due=""), replace(ROW, id="e", due="2026-11-24"),
    ]  # fmt: skip
    assert [line.id for line in lines(*rows)] == ["c", "e", "a", "d", "b"]


def test_the_sheet_has_the_heads_of_its_form() -> None:
    report = ledger_report(lines(ROW), printed_columns(), SCHOOL, on=ON, audience=Audience.BUREAU)
    assert [column.title for column in report.columns[1:]] == [
        "编号", "来源", "教研组", "教师", "学科班级", "问题描述", "问题类别", "严重程度", "整改要求", "责任人", "协助人",
        "整改期限", "整改措施与完成情况", "完成日期", "复查人", "复查日期", "复查结果", "状态", "佐证材料",
    ]  # fmt: skip
    assert "19901990001" not in str(report.rows)
    assert report.notes[0] == "共 1 个问题，已销号 0 / 1，期限已到的按期销号 0 / 1。"
    with pytest.raises(UserError, match="不能用于校内公示"):
        ledger_report(lines(ROW), printed_columns(), SCHOOL, on=ON, audience=Audience.SCHOOL_NOTICE)


def test_everybody_gets_a_notice_of_their_own() -> None:
    other = replace(
        ROW, id="2", owner_id="t2", teacher_id="t2", text="未见二次备课", due="2026-12-01", severity="较重"
    )
    settled = replace(ROW, id="3", status="销号")
    made = notices(lines(ROW, other, settled), SCHOOL, on=ON, audience=Audience.BUREAU)
    forms = [block for block in made.body if isinstance(block, Form)]
    assert [form.name for form in forms] == ["周敏华", "李静"]
    assert made.body.count(Break.PAGE) == 1
    words = " ".join(block.text for block in made.body if hasattr(block, "text"))
    assert "周敏华老师：\n在备课中发现下列问题。请按要求整改，并在2026年12月1日前" in words
    assert "整改期限已过，请尽快整改" in words
    cells = " ".join(cell.text for form in forms for row in form.rows for cell in row.cells)
    assert "未见二次备课，语文 六（1）班（较重）" in cells
    assert "19901990001" not in cells
    assert set(made.records) == {"1", "2"}
    with pytest.raises(UserError, match="都不用通知整改"):
        notices(lines(settled), SCHOOL, on=ON)


def test_a_group_is_addressed_as_a_group() -> None:
    made = notices(lines(replace(ROW, owner_id="", teacher_id="")), SCHOOL, on=ON)
    assert made.body[0].text.startswith("语文组：\n")  # type: ignore[union-attr]


def test_five_problems_still_fit_on_one_page_and_word_takes_them_too(tmp_path: Path) -> None:
    many = lines(
        *(replace(ROW, id=str(number), demand="补写三篇课例分析，下周一交备课组长") for number in range(5))
    )
    made = notices(many, SCHOOL, on=ON)
    assert write(made, tmp_path / "通知单.pdf").pages == 1
    write(made, tmp_path / "通知单.docx")
    assert (tmp_path / "通知单.docx").stat().st_size > 5000
