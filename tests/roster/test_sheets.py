"""The sheets of forms/roster/ledgers.toml and the papers about one person: which lines, in which order, what they say."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from edudesk.base import paths
from edudesk.base.errors import UserError
from edudesk.base.form import Form
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.roster.histories import KIND
from edudesk.roster.histories.ledger import LedgerLine
from edudesk.roster.reports import catalogue
from edudesk.roster.reports.facts import Facts
from edudesk.roster.reports.ledgers import ledger_columns, ledger_sheets
from edudesk.school.rows import SchoolDraft
from tests.roster.people import teacher
from tests.tables import each

SCHOOL = SchoolDraft(name="龙城实验小学", stage="小学", school_year="2026-2027")
ON = date(2026, 11, 20)
ZHOU = teacher(
    "周敏华", gender="女", birth="1991-07-26", id_no="990199199107262228", phone="19901995571", subject="数学",
    title="一级教师", classes="五（3）班", weekly_periods="14", work_start="2013-08",
)  # fmt: skip
LI = teacher("李静", gender="女", birth="1984-03", subject="语文", title="高级教师", work_start="2006-08")
GONE = teacher("查世荣", gender="男", birth="1964-02", subject="体育与健康", status="退休")
PEOPLE = {row.name: row for row in (LI, ZHOU, GONE)}

Held = Sequence[tuple[str, str, dict[str, object]]]


def facts(*held: tuple[str, str, dict[str, object]], on: date = ON, **changes) -> Facts:
    """The three with these dated facts: kind, name, fields."""
    lines: dict[str, list[LedgerLine]] = {}
    for key, name, fields in held:
        row = KIND[key].made(PEOPLE[name].id, fields)
        lines.setdefault(key, []).append(LedgerLine(PEOPLE[name], row))
    whole = Facts(SCHOOL, on, date(2026, 11, 21), (LI, ZHOU, GONE), lambda key: lines.get(key, ()))
    return replace(whole, **changes)


def made(key: str, source: Facts, audience: Audience = Audience.INTERNAL) -> Report:
    report = catalogue.sheet(key).build(source, audience)
    assert isinstance(report, Report)
    return report


def column(report: Report, title: str) -> list[object]:
    place = [one.full_title for one in report.columns].index(title)
    return [row[place] for row in report.rows]


# the forms themselves


@each("sheet", ledger_sheets(), ids=lambda sheet: sheet.key)
def test_every_word_of_the_form_is_known(sheet) -> None:
    """A column, filter, order or figure that nobody knows would show first in somebody's export."""
    full = facts(
        *((kind.key, "周敏华", {"begins": "2026-09"}) for kind in KIND.values()),
    )
    assert ledger_columns(sheet, full)
    report = catalogue.sheet(sheet.key).build(full, Audience.INTERNAL)
    assert "{" not in str(report.notes)  # type: ignore[union-attr]


def test_sheets_of_the_bureau_are_all_there() -> None:
    """教师花名册 5 without number 6, which belongs to the indicators."""
    with paths.shipped("forms", "roster", "ledgers.toml").open("rb") as file:
        numbers = {table["number"] for table in tomllib.load(file).values()}
    from edudesk.roster.reports.statistics import COUNTED_SHEETS

    numbers |= {sheet.number for sheet in COUNTED_SHEETS} | {"1"}  # 1: roster_sheets()
    assert numbers - {""} == {str(number) for number in range(1, 17)} - {"6"}  # "": a sheet of our own


# which lines


def test_health_and_marriage_are_in_no_ready_made_paper() -> None:
    frail = replace(LI, health="有慢性病", marital="丧偶")
    source = facts(teachers=(frail,))
    papers = [one.build(source, audience) for one in catalogue.sheets() for audience in one.audiences]
    assert [paper.title for paper in papers if "有慢性病" in repr(paper) or "丧偶" in repr(paper)] == []
    assert len(papers) > 50


def test_backbone_are_those_present_whose_honour_is_valid_that_day() -> None:
    held = (
        ("honour", "周敏华", {"name": "教坛新秀", "awarded": "2020-06", "ends": "2025-06"}),
        ("honour", "李静", {"name": "区骨干教师", "awarded": "2023-06"}),
        ("honour", "李静", {"name": "市学科带头人", "awarded": "2025-06"}),
        ("honour", "李静", {"name": "青年班主任", "awarded": "2025-06"}),  # counts for no county
        ("honour", "查世荣", {"name": "特级教师", "awarded": "2010-06"}),
    )
    now = made("backbone", facts(*held))
    assert column(now, "姓名") == ["李静", "李静"]
    assert column(now, "称号") == ["市学科带头人", "区骨干教师"]  # the higher first
    assert "合计 1 人，其中女 1 人；称号 2 项" in now.notes[1]
    then = made("backbone", facts(*held, on=date(2024, 9, 1)))
    assert column(then, "称号") == ["区骨干教师", "教坛新秀"]
    assert "（2024—2025学年）" in then.title
    assert "统计时点：2024年9月1日" in then.middle_line
    assert then.on == date(2026, 11, 21)


def test_review_of_the_latest_year_tells_who_is_missing() -> None:
    source = facts(
        ("annual_review", "周敏华", {"year": "2024", "result": "优秀"}),
        ("annual_review", "周敏华", {"year": "2025", "result": "优秀"}),
    )
    report = made("annual_review", source)
    assert (column(report, "姓名"), column(report, "年度")) == (["周敏华"], ["2025"])
    assert report.notes[1:] == (
        "应参加 2 人，实参加 1 人；优秀 1 人，占实参加人数的 100.0%。", "没有登记考核结果的 1 人：李静。",
    )  # fmt: skip


def test_reviews_are_for_no_notice() -> None:
    with pytest.raises(UserError) as refused:
        made("annual_review", facts(), Audience.SCHOOL_NOTICE)
    assert "不能用于校内公示" in refused.value.text
    assert "报教育局" in refused.value.hint


def test_events_of_the_year_name_nobody() -> None:
    source = facts(
        ("ethics_event", "李静", {
            "begins": "2026-03-05", "clause": "十 规范从教行为", "finding": "查实", "measure": "警告", "doc_no": "龙教〔2026〕2号",
            "description": "李静有偿补课",
        }),
        ("ethics_event", "周敏华", {"begins": "2025-03-05", "finding": "查实"}),
    )  # fmt: skip
    report = made("ethics_events", source)
    assert len(report.rows) == 1
    assert "李静" not in str((report.rows, report.notes, report.title))
    assert column(report, "文号") == ["龙教〔2026〕2号"]


def test_lessons_of_the_term_add_up() -> None:
    term = {"school_year": "2026-2027", "term": "第一学期"}
    report = made("teaching", facts(
        ("assignment", "周敏华", {**term, "subject": "数学", "classes": "五（3）班", "weekly_periods": "14", "is_main": "是", "other_load": "社团 2"}),
        ("assignment", "周敏华", {**term, "subject": "劳动", "classes": "五（3）班", "weekly_periods": "1"}),
        ("head_teacher", "周敏华", {**term, "class_name": "五（3）班"}),
        ("head_teacher", "周敏华", {"school_year": "2025-2026", "term": "第一学期", "class_name": "四（3）班"}),
    ))  # fmt: skip
    (row,) = (row for row in report.rows if "周敏华" in row)
    told = dict(zip((one.title for one in report.columns), row, strict=True))
    assert (told["周课时"], told["兼课学科"], told["兼课课时"]) == (14, "劳动", 1)
    assert (told["班主任"], told["行政、其他工作"]) == ("五（3）班", "社团 2")
    # the roster's own 周课时 is kept in step by the service; here it knows the main lessons only
    assert told["合计课时"] == 16


def test_credits_stand_by_year_and_kind_after_the_caps() -> None:
    source = facts(
        (
            "training",
            "周敏华",
            {"project": "研修班", "kind": "集中", "layer": "中级", "begins": "2024-07", "hours": 90.0},
        ),
        ("training", "周敏华", {"project": "校本研修", "kind": "校本", "begins": "2025-09", "hours": 60.0}),
        ("training", "周敏华", {"project": "上一周期", "kind": "集中", "begins": "2022-09", "hours": 99.0}),
    )
    report = made("credits", source)
    (row,) = (row for row in report.rows if "周敏华" in row)
    told = dict(zip((one.full_title for one in report.columns), row, strict=True))
    assert [told[f"各年学分·{year}"] for year in range(2023, 2028)] == [0, 90, 24, 0, 0]
    assert (told["合计"], told["其中·集中"], told["其中·校本"], told["其中·网络"]) == (114, 90, 24, 0)
    assert (told["90学分集中培训·项目名称"], told["90学分集中培训·层次"]) == ("研修班", "中级")


def test_five_years_of_a_candidate_are_whole_school_years() -> None:
    held = [
        ("honour", "周敏华", {"name": "教坛新秀", "awarded": "2022-06"}),
        ("achievement", "周敏华", {"kind": "论文", "title": "旧", "begins": "2021-08"}),
        ("achievement", "周敏华", {"kind": "论文", "title": "第一天", "begins": "2021-09-01"}),
        ("achievement", "周敏华", {"kind": "公开课", "title": "最后一月", "begins": "2026-08"}),
        ("achievement", "周敏华", {"kind": "论文", "title": "太新", "begins": "2026-10"}),
        ("annual_review", "周敏华", {"year": "2025", "result": "优秀"}),
    ]  # fmt: skip
    report = made("candidates", facts(*held))
    assert column(report, "近五年·论文著作") == [1]
    assert column(report, "近五年·公开课、讲座") == [1]
    assert column(report, "近五年·考核优秀") == [1]
    assert "2021年9月至2026年8月" in report.notes[1]
    chosen = made("candidates", facts(*held, chosen=frozenset({LI.id})))
    assert column(chosen, "姓名") == ["李静"]


def test_pairs_name_subject_and_title_of_the_mentor() -> None:
    source = facts(
        (
            "mentoring",
            "周敏华",
            {"mentor": "李静", "mentor_id": LI.id, "track": "教学", "begins": "2025-09", "ends": "2027-07"},
        ),
        ("mentoring", "周敏华", {"mentor": "外校名师", "begins": "2020-09", "ends": "2021-07"}),
    )
    report = made("mentoring", source)
    assert column(report, "师傅·姓名") == ["李静"]
    assert (column(report, "师傅·学科"), column(report, "师傅·职称")) == (["语文"], ["高级教师"])


def test_retirement_is_told_by_month_the_next_first() -> None:
    old = teacher("单国平", gender="男", birth="1966-09", title="正高级教师")
    older = teacher("陆志强", gender="男", birth="1965-06", title="高级教师")
    report = made("retiring", facts(teachers=(LI, ZHOU, old, older)))
    assert column(report, "姓名") == ["陆志强", "单国平"]
    assert column(report, "预计退休时间") == ["2025-08", "2027-03"]  # delayed by 2 and by 6 months


# papers about one person


def words(form: Form) -> str:
    return "\n".join(cell.text for row in form.rows for cell in row.cells)


def forms(key: str, source: Facts, audience: Audience = Audience.INTERNAL) -> tuple[Form, ...]:
    made = catalogue.sheet(key).build(source, audience)
    assert not isinstance(made, Report)
    return made.forms


def test_file_of_a_teacher_holds_the_whole_path() -> None:
    held: Held = (
        ("education", "周敏华", {"level": "本科", "school": "江南师范大学", "graduated": "2013-06"}),
        ("honour", "周敏华", {"name": "教坛新秀", "awarded": "2022-06"}),
        ("annual_review", "周敏华", {"year": "2025", "result": "优秀"}),
        ("training", "周敏华", {"project": "骨干研修班", "kind": "集中", "begins": "2024-07", "hours": 90.0}),
        ("achievement", "周敏华", {"kind": "论文", "title": "单元整体教学", "begins": "2024-05"}),
        ("mentoring", "周敏华", {"mentor": "李静", "mentor_id": LI.id, "begins": "2025-09"}),
        (
            "exchange",
            "周敏华",
            {"direction": "派出", "other_school": "第二小学", "begins": "2020-09", "ends": "2021-07"},
        ),
        ("honour", "周敏华", {"name": "以后的称号", "awarded": "2027-06"}),
    )
    li, zhou = forms("portfolio", facts(*held))
    text = words(zhou)
    for part in (
        "990199199107262228",
        "江南师范大学",
        "教坛新秀",
        "优秀",
        "骨干研修班",
        "单元整体教学",
        "李静",
        "第二小学",
    ):
        assert part in text
    assert "以后的称号" not in text
    assert "计入学分 90 / 360" in text
    assert "周敏华" in words(li)  # as the mentor
    headings = [row.cells[0].text[:2] for row in zhou.rows if row.is_head and len(row.cells) == 1]
    assert headings == [f"{mark}、" for mark in "一二三四五六七八九"]


def test_file_for_the_bureau_has_stars_and_there_is_none_for_a_notice() -> None:
    (form,) = forms("portfolio", facts(chosen=frozenset({ZHOU.id})), Audience.BUREAU)
    assert "990199199107262228" not in words(form)
    assert "199****5571" in words(form)
    with pytest.raises(UserError, match="不能用于网上公示"):
        forms("portfolio", facts(), Audience.WEB_NOTICE)


def test_check_form_has_room_to_correct_and_sign() -> None:
    li, _zhou = forms("check", facts())
    assert li.name == "李静"
    last = [cell.text for cell in li.rows[-1].cells]
    assert last == ["更正内容", "", "本人签字", "", "日期", ""]


@pytest.mark.parametrize("key", ["portfolio", "check"])
def test_rows_of_a_form_fill_its_width(key: str) -> None:
    for form in forms(
        key, facts(("training", "周敏华", {"project": "班", "begins": "2024-07", "hours": 9.0}))
    ):
        reaching: list[tuple[int, int]] = []
        for row in form.rows:
            width = sum(cell.share for cell in row.cells) + sum(share for share, _ in reaching)
            assert width == 24, [cell.text for cell in row.cells]
            reaching = [(share, left - 1) for share, left in reaching if left > 1]
            reaching += [(cell.share, cell.rows - 1) for cell in row.cells if cell.rows > 1]


def test_a_teacher_who_has_gone_still_has_a_file_when_asked_for() -> None:
    (form,) = forms("portfolio", facts(chosen=frozenset({GONE.id})))
    assert form.name == "查世荣"
