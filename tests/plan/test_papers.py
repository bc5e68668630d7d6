"""Papers of a plan: the columns that the specification names, what lacks, for whom, and that each can be made and written."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from edudesk.base import clock
from edudesk.base.contents import texts_of
from edudesk.base.document import Document, Paragraph
from edudesk.base.errors import UserError
from edudesk.base.form import Form
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.desk import Desk, open_desk
from edudesk.kit.writing import write
from edudesk.plan.reports.catalogue import Sheet, sheet, sheets
from edudesk.plan.reports.working import tasks_of_term
from edudesk.plan.rows.course import ARGUED_OF
from edudesk.plan.rules.meant import plan_on
from edudesk.submissions.plan_papers import plan_facts
from tests.pdf import pdf_text

TODAY = date(2026, 11, 20)
FIRST = "2025-2026学年"


@pytest.fixture(scope="module")
def desk(five_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The school of the five with its plan; nothing is changed in it."""
    file = Path(shutil.copy(five_made, tmp_path_factory.mktemp("papers") / five_made.name))
    clock.stop_at(datetime.fromisoformat("2026-11-20 08:30+08:00"))
    with open_desk(file) as opened:
        yield opened
    clock.stop_at(None)


def made(desk: Desk, key: str, audience: Audience = Audience.BUREAU, **asked: str) -> Report | Document:
    return sheet(key).build(plan_facts(desk, TODAY, **asked), audience)


def table(desk: Desk, key: str, **asked: str) -> Report:
    found = made(desk, key, **asked)
    assert isinstance(found, Report)
    return found


def document(desk: Desk, key: str, **asked: str) -> Document:
    found = made(desk, key, **asked)
    assert isinstance(found, Document)
    return found


def said(found: Document) -> str:
    return "\n".join(texts_of(found))


@pytest.mark.parametrize("one", sheets(), ids=lambda one: one.key)
def test_every_paper_can_be_made_for_those_it_is_for(desk: Desk, one: Sheet) -> None:
    facts = plan_facts(desk, TODAY)
    for audience in Audience:
        if audience in one.audiences:
            paper = one.build(facts, audience)
            assert (paper.audience, paper.footer) == (audience, facts.footer)
            assert "xlsx" not in one.formats or isinstance(paper, Report)
            assert paper.file_name.startswith("龙城实验小学_")
        else:
            with pytest.raises(UserError):
                one.build(facts, audience)


# 规划与项目调研 2.5; the running number stands before them
HEADS = {
    "targets": (
        "领域 三年目标 第一年目标\n（2025-2026学年） 第二年目标\n（2026-2027学年） 第三年目标\n（2027-2028学年） "
        "达成标志（观测点） 责任部门 责任人"
    ),
    "tasks": "重点工作任务 具体措施 责任领导 牵头（责任）部门 配合部门 完成时限 进展情况 备注",
    "self_table": (
        "目标 观测点 权重（分值） 目标值 实际值 达成度 自评等级 自评得分 主要举措与成效 问题与改进 佐证材料编号"
    ),
    "adjustments": "原目标 调整后 理由 审议会议 日期",
    "duty_scores": "成员 分管 规划目标项 年度指标 完成 得分",
}


@pytest.mark.parametrize("key", list(HEADS))
def test_columns_are_those_of_the_specification(desk: Desk, key: str) -> None:
    assert [one.title for one in table(desk, key).columns] == ["序号", *HEADS[key].split(" ")]


def test_targets_are_those_of_each_year(desk: Desk) -> None:
    rows = table(desk, "targets").rows
    assert rows[0][1:7] == (
        "教师队伍", "骨干教师逐年增加。", "区级以上骨干教师占比 36%", "区级以上骨干教师占比 43%", "",
        "区级以上骨干教师占比",
    )  # fmt: skip
    assert rows[1][4] == "生均借阅 不适用"
    assert [row[7] for row in rows] == ["教科室", ""]  # of the domain above


def test_the_self_evaluation_is_that_of_the_last_year_evaluated(desk: Desk) -> None:
    found = table(desk, "self_table")
    assert found.title == f"{FIRST}年度自评表"
    assert [str(row[8]) for row in found.rows] == ["28.00", "18.00", "0.00", "46.0", "+1.5", "47.5", "70.0"]
    assert found.rows[0][9:] == ("建立梯队名单。", "进度偏慢。\n按月提醒。", "1.1-01")
    assert "缺数据的指标：生均借阅。" in "".join(found.notes)
    other = table(desk, "self_table", year="2026-2027学年")
    assert other.title == "2026-2027学年年度自评表"
    assert [row[6] for row in other.rows][-2:] == ["20.0% 未达成", ""]
    assert {row[-1] for row in other.rows} == {""}  # its proof is of the year before, as 佐证材料目录 has it


def test_the_report_has_its_five_parts_and_says_what_lacks(desk: Desk) -> None:
    found = document(desk, "self_report")
    text = said(found)
    parts = [
        "一、自评工作组织",
        "二、目标达成情况",
        "三、主要成效与特色",
        "四、存在问题",
        "五、整改措施与下年目标",
    ]
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)
    assert "自评得分 47.5 分（计算得分 46.0 分，加减 +1.5 分：教代会同意），等级为不合格" in text
    assert "区教育督导室评估得分 70.0 分，学校自评比外部评估低 22.5 分" in text
    assert "2026-2027学年的主要指标：区级以上骨干教师占比 43%" in text
    assert found.doubts == ("1 项指标缺实际值，按 0 计。",)
    assert [one.title for one in found.attachments] == ["年度自评表", "佐证材料目录"]
    (proofs,) = found.attachments[1].body
    assert isinstance(proofs, Report)
    assert [row[1] for row in proofs.rows] == ["1.1-01"]
    fresh = document(desk, "self_report", year="2026-2027学年")
    assert fresh.blanks == ("自评工作组织", "主要成效与特色", "整改措施与下年目标")
    assert "评估还没有冻结，数据变动后报告会随之改变。" in fresh.doubts
    assert [one.title for one in fresh.attachments] == ["年度自评表"]


def test_the_final_report_lays_the_years_beside_each_other(desk: Desk) -> None:
    found = table(desk, "years_table")
    assert [one.parent for one in found.columns[4:10]] == [
        word for word in (FIRST, "2026-2027学年", "2027-2028学年") for _ in range(2)
    ]
    assert found.rows[0][1:] == (
        "区级以上骨干教师占比", "%", Decimal(33), Decimal(36), Decimal(35), Decimal(43), Decimal("38.5"), "", "",
        "＋5.5＊", "55.0%",
    )  # fmt: skip
    report = document(desk, "final_report")
    assert "三年数据对比" in said(report)
    assert any("下一轮规划质量：还没有评分" in doubt for doubt in report.doubts)


def test_the_sheet_of_an_expert_has_the_six_things_that_are_judged(desk: Desk) -> None:
    (form,) = document(desk, "argument").body
    assert isinstance(form, Form)
    cells = [cell.text for row in form.rows for cell in row.cells]
    assert [cell for cell in cells if cell in ARGUED_OF] == list(ARGUED_OF)
    assert [cells[cells.index(word) + 1] for word in ("背景分析", "保障", "平均分")] == ["92", "91", "91.5"]
    assert "2025年5月23日　本校会议室" in cells


def test_the_resolution_says_the_votes(desk: Desk) -> None:
    found = document(desk, "resolution")
    text = said(found)
    assert "教职工代表大会（七届二次）于2025年6月20日召开，到会 58 人。" in text
    assert "同意 56 票，反对 0 票，弃权 2 票" in text
    assert found.issuer == ("龙城实验小学教职工代表大会",)
    assert found.on == date(2025, 6, 20)


def test_leaders_have_their_sheets_from_the_plan(desk: Desk) -> None:
    rows = table(desk, "duty_scores").rows
    assert rows[0][1:4] == ("万俟㛃", "教师队伍", "1.1 梯队培养")
    with pytest.raises(UserError, match=r"没有由“查世荣”负责.*有责任的：万俟㛃"):
        made(desk, "duties", leader="查世荣")


def test_the_term_and_its_months_follow_from_the_tasks(desk: Desk) -> None:
    rows = table(desk, "months").rows
    assert [(row[1], row[2], row[3], row[4]) for row in rows] == [
        ("10月", "读书节", date(2026, 10, 30), 9),
        ("12月", "名师工作室开放", date(2026, 12, 10), 15),
    ]
    text = said(document(desk, "term_plan"))
    assert "共安排任务 2 项" in text
    assert "〔教科室" not in text  # only what a task itself says


def test_what_goes_on_all_the_time_is_work_of_each_term(desk: Desk) -> None:
    facts = plan_facts(desk, TODAY)
    term = facts.term()
    assert term is not None
    always = replace(
        facts.whole.tasks[0], id="1", year="", starts="", due="", due_words="长期", percent=0, status=""
    )
    with_it = replace(facts, whole=replace(facts.whole, tasks=(*facts.whole.tasks, always)))
    assert [row for row in tasks_of_term(with_it, term) if row not in tasks_of_term(facts, term)] == [always]


def test_the_bulletin_is_one_page(desk: Desk, tmp_path: Path) -> None:
    found = document(desk, "bulletin")
    first = next(one.text for one in found.body if isinstance(one, Paragraph))
    assert first.startswith("2026-2027学年共安排任务 2 项")
    written = write(found, tmp_path / "简报.pdf", lambda *_told: None)
    assert written.pages <= 2
    assert "读书节（逾期 21 天，进度 20%" in pdf_text(tmp_path / "简报.pdf").replace("\n", "")


def test_which_plan_a_day_belongs_to(desk: Desk) -> None:
    plans = desk.plans.rows()  # the newest round first
    for day, place in ((date(2020, 1, 1), 1), (date(2024, 1, 1), 1), (TODAY, 0), (date(2033, 1, 1), 0)):
        assert plan_on(plans, day.isoformat()) == plans[place]
    assert plan_on([], TODAY.isoformat()) is None
    with pytest.raises(UserError, match="没有2020年这个年度"):
        made(desk, "tasks", year="2020年")
