"""What the roster's papers say: who is on them, in which order, under which title."""

from datetime import date

import pytest

from edudesk.base.masking import Audience
from edudesk.roster.reports import RosterSheet, list_report, roster_report, roster_sheets
from edudesk.roster.rows import COLUMN
from edudesk.school.rows import SchoolDraft
from tests.roster.people import teacher
from tests.tables import each

SCHOOL = SchoolDraft(name="龙城实验小学", stage="小学", school_year="2026-2027")
DAY = date(2026, 11, 20)
ZHOU = teacher("周敏华", gender="女", phone="19901995571", subject="数学", status="在岗")
LI = teacher("李红", gender="女", status="退休")
LENT = teacher("单国平", gender="男", status="借出")


def sheet(key: str) -> RosterSheet:
    return next(one for one in roster_sheets() if one.key == key)


def printed(key: str = "full", audience: Audience = Audience.INTERNAL):
    return roster_report(sheet(key), [LENT, LI, ZHOU], SCHOOL, on=DAY, audience=audience)


def column(report, key):
    place = [one.key for one in report.columns].index(key)
    return [row[place] for row in report.rows]


def test_roster_numbers_those_present_and_leaves_out_who_has_gone() -> None:
    report = printed()
    assert column(report, "sequence") == [1, 2]
    assert column(report, "name") == ["单国平", "周敏华"]
    assert report.notes == ("合计 2 人，其中女 1 人。",)


def test_paper_is_headed_by_school_sheet_and_year() -> None:
    report = printed()
    assert report.title == "龙城实验小学教职工花名册（2026—2027学年）"
    assert (report.unit, report.on, report.paper.name) == ("龙城实验小学", DAY, "A3")
    assert printed("brief").paper.name == "A4"


@each(
    ("audience", "mark"),
    [
        (Audience.INTERNAL, "含个人信息"),
        (Audience.BUREAU, "报教育局"),
        (Audience.SCHOOL_NOTICE, "校内公示"),
        (Audience.WEB_NOTICE, "网上公示"),
    ],
)
def test_file_name_tells_for_whom_it_is(audience: Audience, mark: str) -> None:
    assert printed(audience=audience).file_name == f"龙城实验小学_教职工花名册_20261120_{mark}"


def test_long_name_of_a_school_is_cut_and_the_rest_of_the_file_name_stays() -> None:
    long = SchoolDraft(name="𬭎" * 90, school_year="2026-2027")
    name = roster_report(sheet("full"), [ZHOU], long, on=DAY, audience=Audience.BUREAU).file_name
    assert name.startswith("𬭎" * 40)
    assert name.endswith("𬭎_教职工花名册_20261120_报教育局")
    assert len(f"{name}（2）.xlsx".encode()) < 255


@pytest.mark.parametrize("audience", [one for one in Audience if one is not Audience.INTERNAL])
def test_masked_paper_says_for_whom_it_is(audience: Audience) -> None:
    assert f"输出级别：{audience.word}。" in printed(audience=audience).notes


def test_list_on_screen_keeps_its_rows_columns_and_scope() -> None:
    report = list_report(
        "教师名单", [LI, ZHOU], [COLUMN["subject"], COLUMN["name"]], SCHOOL, on=DAY, audience=Audience.INTERNAL,
        scope="学科：数学",
    )  # fmt: skip
    assert [one.title for one in report.columns] == ["序号", "任教学科", "姓名"]
    assert report.rows == ((1, "", "李红"), (2, "数学", "周敏华"))
    assert "范围：学科：数学。" in report.notes


def test_name_of_a_school_that_no_disk_takes_makes_a_file_name_that_it_does() -> None:
    odd = SchoolDraft(name="城东/城西 小学:本部", school_year="2026-2027")
    report = roster_report(sheet("full"), [ZHOU], odd, on=DAY, audience=Audience.BUREAU)
    assert report.file_name == "城东_城西 小学_本部_教职工花名册_20261120_报教育局"


def test_empty_school_gives_an_empty_paper() -> None:
    report = roster_report(sheet("full"), [], SCHOOL, on=DAY, audience=Audience.BUREAU)
    assert (report.rows, report.notes[0]) == ((), "合计 0 人，其中女 0 人。")
