"""What a paper is about and what it adds up: the change that waits, the year, points and money without a false total."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from edudesk.base.contents import texts_of
from edudesk.base.document import Break, Document
from edudesk.base.masking import Audience
from edudesk.projects.forms.papers import paper_form, passages
from edudesk.projects.forms.reading import shipped_kinds
from edudesk.projects.reports.catalogue import sheet
from edudesk.projects.reports.facts import ProjectFacts
from edudesk.projects.reports.papers import choices, suits
from edudesk.projects.reports.tables import body_of
from edudesk.projects.rows.course import ChangeRow
from edudesk.projects.rows.dossiers import Dossier
from edudesk.projects.rows.evidence import EvidenceRow
from edudesk.projects.rows.money import BudgetRow, SpendingRow
from edudesk.projects.rows.people import MemberRow, StudioScoreRow
from edudesk.projects.rows.pool import ReviewRow
from edudesk.projects.rows.projects import ProjectRow, StepRow
from edudesk.projects.rows.results import MeasureRow, YearlyRow
from edudesk.projects.rules.money import short_yuan
from edudesk.school.rows import SchoolDraft

TODAY = date(2026, 11, 20)


def dossier(kind: str = "KT", **parts: Any) -> Dossier:
    """A project with just these records. Of the project itself: stage, start, end."""
    own = {key: parts.pop(key) for key in ("stage", "start", "end") if key in parts}
    row = ProjectRow(
        id="p", version=1, title="智慧教室", kind=kind, level="市级", pinyin="", initials="", **own
    )
    return Dossier(project=row, on=TODAY.isoformat(), kind=shipped_kinds()[kind], **parts)


def facts(about: Dossier, **more: Any) -> ProjectFacts:
    return ProjectFacts(school=SchoolDraft(name="龙城实验小学"), on=TODAY, today=TODAY, dossier=about, **more)


def paper(key: str, about: Dossier, **more: Any) -> Document:
    made = sheet(key).build(facts(about, **more), Audience.INTERNAL)
    assert isinstance(made, Document)
    return made


def told(made: Document) -> str:
    return "\n".join(texts_of(made))


def change(key: str, item: str, on: str, decision: str = "待批") -> ChangeRow:
    return ChangeRow(
        id=key, version=1, project_id="p", item=item, on=on, reason=f"{item}的理由", decision=decision
    )


LATER = change("c", "研究内容", "2026-11-01", "同意")
WAITS, WAITS_TOO = change("a", "延期", "2026-09-01"), change("b", "成员", "2026-10-20")


def test_the_change_that_waits_is_printed_not_the_last_one() -> None:
    text = told(paper("change", dossier(changes=(WAITS, LATER))))
    assert "√延期" in text
    assert "延期的理由" in text
    assert "√研究内容" not in text
    assert "√研究内容" in told(paper("change", dossier(changes=(LATER,))))  # none waits


def test_of_several_changes_each_has_its_page_and_one_can_be_chosen() -> None:
    about = dossier(changes=(WAITS, WAITS_TOO, LATER))
    both = paper("change", about)
    assert ("√延期" in told(both), "√成员" in told(both), "√研究内容" in told(both)) == (True, True, False)
    assert both.body.count(Break.PAGE) == 1
    one = paper("change", about, record="c")
    assert ("√延期" in told(one), "√研究内容" in told(one)) == (False, True)
    assert choices(paper_form("change"), about, TODAY) == (
        ("", "全部待批（2 项）"), ("a", "延期 2026-09-01"), ("b", "成员 2026-10-20"),
        ("c", "研究内容 2026-11-01 同意"),
    )  # fmt: skip
    assert choices(paper_form("change"), dossier(changes=(WAITS,)), TODAY) == ()


def measure(full: float, points: float | None, group: str = "产出") -> MeasureRow:
    return MeasureRow(
        id=f"m{full}", version=1, project_id="p", year="2026", group=group, title=f"指标{full:g}", full=full,
        points=points,
    )  # fmt: skip


def budget(yuan: float, year: str) -> BudgetRow:
    return BudgetRow(id=f"b{yuan}", version=1, project_id="p", line="设备费", year=year, yuan=yuan)


PAID = SpendingRow(id="s", version=1, project_id="p", line="设备费", on="2026-05-01", yuan=800.0)
MONEY = {"budgets": (budget(1000.0, "2026"),), "spendings": (PAID,)}


@pytest.mark.parametrize(("fulls", "sum_told"), [((50, 30, 47.4), "137.4"), ((20, 10), "40")])
def test_measures_that_do_not_come_to_a_hundred_have_no_total(
    fulls: tuple[float, ...], sum_told: str
) -> None:
    made = paper("performance", dossier(measures=tuple(measure(one, one) for one in fulls), **MONEY))
    about = dossier(measures=tuple(measure(one, one) for one in fulls), **MONEY)
    body = body_of("measures", about, facts(about))
    assert tuple(body.total[2:7]) == ("", "", "", sum_told, "")
    assert "等级：" not in told(made)
    assert made.doubts == (f"分值合计 {sum_told} 分（含执行率 10 分），应为 100 分，没有计总分和等级。",)


def test_a_measure_without_points_is_told_in_the_paper() -> None:
    about = dossier(measures=(measure(50, 50), measure(40, None, "效益")), **MONEY)
    assert paper("performance", about).doubts == ("“指标40”没有得分，没有计总分。",)
    whole = dossier(measures=(measure(50, 50), measure(40, 40, "效益")), **MONEY)
    assert tuple(body_of("measures", whole, facts(whole)).total[5:7]) == ("100", "98.00")


def test_a_budget_of_no_year_leaves_the_execution_open() -> None:
    about = dossier(
        budgets=(budget(1000.0, "2026"), budget(9000.0, "")), spendings=(PAID,), start="2025-01-01", end="2027-12-31",
        measures=(measure(50, 50), measure(40, 40, "效益")),
    )  # fmt: skip
    whole = body_of("funds", about, facts(about)).rows[0]
    assert whole == ("年度资金总额", "", "", "800", "10", "", "")
    made = paper("performance", about)
    assert "有预算 9,000 元没有写明年度，执行率不能算，没有计总分。" in made.doubts
    assert body_of("year_account", about, facts(about)).rows == [("2026", "", "800", "", "")]
    one_year = replace(about, project=replace(about.project, start="2026-01-01", end="2026-12-31"))
    assert body_of("funds", one_year, facts(one_year)).rows[0][2:] == ("10,000", "800", "10", "8%", "0.80")


def test_channels_without_points_are_told() -> None:
    row = YearlyRow(
        id="y", version=1, project_id="p", year="2026", scores=json.dumps({"实绩展示": 95, "专家论证": 90, "网络投票": 90})
    )  # fmt: skip
    made = paper("yearly", dossier(yearly=(row,)))
    assert made.doubts == ("群众评议、结果公示没有评分，总分由其余渠道按权重折算。",)


def studio(year: str) -> Dossier:
    score = StudioScoreRow(id="t", version=1, project_id="p", member_id="m", year=year, counts="{}")
    member = MemberRow(id="m", version=1, project_id="p", name="许莉", role="主持人")
    return dossier("GZ", scores=(score,), members=(member,))


def test_heading_and_points_of_a_yearly_paper_are_of_one_year() -> None:
    later = YearlyRow(id="y", version=1, project_id="p", year="2026", goals="辐射引领")
    about = replace(studio("2025"), yearly=(later,))
    text = told(paper("studio", about))
    assert "2025年度" in text
    assert "2026年度" not in text
    assert "许莉" in text
    earlier = replace(studio("2026"), yearly=(replace(later, year="2025"),))
    assert "辐射引领" in told(paper("yearly", earlier))  # not an empty 2026
    assert "2026年度" in told(paper("yearly", earlier, year="2026"))
    assert choices(paper_form("yearly"), earlier, TODAY) == (("2025", "2025 年度"), ("2026", "2026 年度"))


def test_who_appraised_is_on_the_list_and_not_the_adviser() -> None:
    def review(expert: str, occasion: str) -> ReviewRow:
        return ReviewRow(
            id=expert, version=1, project_id="p", expert=expert, expert_unit="省教科院", occasion=occasion
        )

    adviser = MemberRow(id="m", version=1, project_id="p", name="张老师", role="指导专家")
    about = dossier(members=(adviser,), reviews=(review("评委甲", "鉴定"), review("评委乙", "开题")))
    for key in ("ending", "appraisal"):
        text = told(paper(key, about))
        assert "评委甲" in text
        assert "张老师" not in text
    request = told(paper("opening_request", about))
    assert "评委乙" in request
    assert "评委甲" not in request
    assert "张老师" in told(paper("opening_request", replace(about, reviews=())))  # nobody else is known yet
    both = replace(about, reviews=(review("张老师", "鉴定"),))
    assert "张老师是项目的指导专家，不宜担任鉴定专家。" in paper("ending", both).doubts


def test_the_archive_says_missing_once_and_what_lies_beside_it() -> None:
    def proof(title: str, document: str, form: str = "") -> EvidenceRow:
        return EvidenceRow(
            id=title, version=1, project_id="p", title=title, number="06-02", document=document, form=form
        )

    step = StepRow(id="s", version=1, project_id="p", on="2026-10-20", from_stage="鉴定", to_stage="结题")
    about = dossier(
        stage="结题", steps=(step,), evidence=(proof("结项证书", "结题证书", "证书"), proof("专家意见", "鉴定意见", "纸质"))
    )  # fmt: skip
    rows = [tuple(row[1:4]) for row in body_of("archive", about, facts(about)).rows]
    assert ("06-02", "结项证书", "缺") in rows
    assert ("", "结题证书", "缺") not in rows
    assert ("06-02", "专家意见", "纸质") in rows
    assert ("", "开题报告", "缺") in rows
    kit = {"开题报告": "附件2", "经费决算": "附件6"}
    beside = paper("archive", about, kit=kit)
    rows = [tuple(row[1:4]) for row in body_of("archive", about, facts(about, kit=kit)).rows]
    assert ("附件2", "开题报告", "本袋") in rows
    assert ("", "经费决算", "缺") not in rows
    assert "缺材料：开题报告" not in beside.blanks
    assert "缺材料：结题证书" in beside.blanks


def test_a_paper_is_asked_of_kinds_that_have_what_it_is_about() -> None:
    kinds = shipped_kinds()

    def having(key: str) -> set[str]:
        return {kind.key for kind in kinds.values() if suits(paper_form(key), kind)}

    assert {"KT", "KB", "QZ", "GZ"} <= having("mid") == having("mid_brief")
    assert not {"WK", "CJ", "CG", "JS"} & having("mid")
    assert not {"WK", "CG", "JS"} & having("yearly")
    assert {"KT", "CJ"} <= having("yearly")


def test_what_is_too_short_is_told_and_may_lie_beside() -> None:
    about = dossier(texts={"work_report": "太短。", "final_report": "太短。"})
    assert paper("ending", about).doubts == (
        "研究工作报告应不少于 2000 字，现在 3 字。",
        "研究总报告应不少于 15000 字，现在 3 字。",
    )
    assert "研究总报告（不少于 15000 字，可另附）" in told(paper("ending", about))
    report = EvidenceRow(
        id="e",
        version=1,
        project_id="p",
        title="研究总报告",
        number="07-01",
        document="研究总报告",
        form="纸质",
    )
    apart = paper("ending", replace(about, texts={}, evidence=(report,)))
    assert "另附：07-01 研究总报告。" in told(apart)
    assert ("研究总报告" in apart.blanks, "研究工作报告" in apart.blanks) == (False, True)
    small = paper("ending", replace(about, kind=shipped_kinds()["WK"]))
    assert small.doubts == ()
    assert "15000" not in told(small)
    assert passages("课题")["final_report"].least == 15000


def test_a_paper_calls_a_project_what_it_is() -> None:
    assert "课题名称" in told(paper("ending", dossier()))
    building = paper("ending", dossier("QZ"))
    assert "项目名称" in told(building)
    assert "课题" not in told(building)
    assert not suits(paper_form("ending"), shipped_kinds()["CJ"])
    award = paper("award", dossier("CG"))
    assert award.title == "市级教学成果奖申报表"


def test_little_money_is_told_in_yuan() -> None:
    assert short_yuan(Decimal(300), Decimal(800)) == "300/800 元"
    assert short_yuan(Decimal(32000), Decimal(50000)) == "3.2/5.0 万"
