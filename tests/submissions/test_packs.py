"""Packs as data: the shipped ones hold, days follow the school calendar, files are named by the rule, own packs stand in."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.desk import Desk, open_desk
from edudesk.school.rows import SchoolDraft
from edudesk.school.rows.terms import TermDraft
from edudesk.school.rules.years import school_year_of
from edudesk.store.tables import records
from edudesk.submissions import making
from edudesk.submissions.checking import check
from edudesk.submissions.registry import Offer, offers
from edudesk.submissions.rows.asked import AskedDraft
from edudesk.submissions.rows.lines import PackLine, Standing
from edudesk.submissions.rows.packs import PAPER, TEMPLATE, DueDraft, Pack, PackDraft, PackFile
from edudesk.submissions.rules import naming
from edudesk.submissions.rules.contents import contents_of, with_files
from edudesk.submissions.rules.due import due_day, is_due_rule
from edudesk.submissions.rules.packs import (
    draft_of,
    free_key,
    pack_of,
    pack_problems,
    packs_of,
    rule_of,
    shipped_pack,
    shipped_packs,
)
from edudesk.submissions.rules.preflight import is_need
from tests.submissions.bare import bare
from tests.tables import each

YEAR = "2026-2027"
TERMS = (
    TermDraft(school_year=YEAR, term="第一学期", start="2026-08-31", end="2027-01-29"),
    TermDraft(school_year=YEAR, term="第二学期", start="2027-02-22", end="2027-06-30"),
)
SCHOOL = SchoolDraft(name="龙城实验小学", short_name="龙城实小", school_year=YEAR)
P6 = shipped_pack("P6")


@pytest.fixture
def desk(sample: Path, stopped_clock: Callable[[str], None]) -> Iterator[Desk]:
    stopped_clock("2026-09-10 09:00")
    with open_desk(sample) as desk:
        bare(desk)
        yield desk


def test_a_long_title_leaves_room_for_year_and_version() -> None:
    pack = replace(P6, title="关于申请改造操场塑胶跑道经费的" * 10 + "请示")
    name = naming.folder_name(pack, SCHOOL, YEAR, date(2026, 9, 10), 3)
    assert name.startswith("龙城实小_关于申请改造操场")
    assert name.endswith("…_2026-2027学年_20260910_v3")
    file = replace(P6.files[0], title=pack.title)
    assert "20260910" in naming.file_name(
        replace(pack, naming="学校简称_表名_学年_YYYYMMDD"), file, SCHOOL, YEAR, date(2026, 9, 10)
    )


# the shipped packs


@each("pack", shipped_packs(), ids=lambda pack: pack.key)
def test_a_shipped_pack_says_what_the_program_knows(pack: Pack) -> None:
    known = {offer.key: offer.formats for offer in offers()}
    for file in pack.files:
        assert file.report in (PAPER, TEMPLATE) or file.format in known[file.report]
    assert pack.due == "" or is_due_rule(pack.due)
    assert [need for need in pack.needs if not is_need(need)] == []
    assert pack_problems(draft_of(pack)) == ()
    assert replace(pack_of(draft_of(pack)), is_own=False) == pack  # a copy is the same


def test_keys_are_each_used_once() -> None:
    keys = [pack.key for pack in shipped_packs()]
    assert sorted(set(keys)) == sorted(keys)


def test_a_pack_is_listed_when_all_its_reports_are_there(desk: Desk) -> None:
    assert [pack.key for pack in packs_of((), {file.report for file in P6.files})] == ["P6"]
    assert packs_of((), {"roster_full"}) == ()
    of_plan = ["P1", "P2", "P3", "P4", "P5"]
    shipped = [*of_plan, "P6", "P7", "P8", "P9", "P10", "P11", "P13", "R1", "R2", "R3", "R4", "R5"]
    assert [pack.key for pack in making.packs(desk)] == [
        *shipped,
        "P9J",
    ]  # of the project that is about to end


def test_the_inspection_pack_holds_the_sheets_the_specification_names() -> None:
    """教学常规检查调研 3.2: 表1, 表2 filled and blank, 表3–表9, 表10, in this order of numbers."""
    (pack,) = [pack for pack in shipped_packs() if pack.title == "教学常规迎检资料包"]
    assert [file.report.removeprefix("checks_") for file in pack.files] == [
        "blank", "arrangement", "records", "summary", "lessons", "homework", "lessons_heard", "listening", "groups",
        "slips", "notice", "ledger",
    ]  # fmt: skip
    assert [file.number for file in pack.files] == [str(number) for number in range(1, 13)]


# what the files of an own pack bring along


@each("offer", offers(), ids=lambda offer: offer.key)
def test_of_everything_that_can_be_exported_is_known_what_it_is_made_from(offer: Offer) -> None:
    found = contents_of((PackFile(offer.key, offer.formats[0], offer.title),))
    assert set(found["concerns"]) > {"school"}
    assert set(found["concerns"]) <= {table.concern for table in records().values()}
    assert [need for need in found["needs"] if not is_need(need)] == []


def test_a_pack_needs_what_its_files_need() -> None:
    calendar, team = "校历 | school_calendar | pdf | 1", "分析 | team_analysis | docx"
    pack = with_files(PackDraft(key="校1", title="上报"), calendar)
    assert pack.needs.split()[-2:] == ["calendar.term", "calendar.days"]
    assert (pack.concerns, pack.doubts, pack.texts) == ("school calendar", "", "")
    both = with_files(pack, f"{calendar}\n{team}")
    assert both.texts == "team.gaps team.measures"
    assert both.needs.split()[-1] == "text.team.measures"
    assert "teachers" in both.concerns.split()
    assert with_files(both, calendar) == pack  # what only the report needed goes with it


def test_a_copied_pack_keeps_its_own_needs() -> None:
    draft = draft_of(P6)
    assert with_files(draft, draft.files) == draft
    small = with_files(draft, "花名册 | roster_full | xlsx")
    assert "teacher.birth" in small.needs.split()
    assert "text.team.measures" not in small.needs.split()
    assert small.texts == ""
    typed = PackDraft(
        key="校1", title="名单", files="名单 | roster_brief | xlsx"
    )  # says not what it is made from
    assert with_files(typed, "校历 | school_calendar | pdf").concerns == ""


# by when


@each(
    ("words", "day"),
    [
        ("9月20日", "2026-09-20"),
        ("1月15日", "2027-01-15"),
        ("7月31日", "2027-07-31"),
        ("8月1日", "2026-08-01"),
        ("2月29日", "2027-02-28"),
        ("第一学期第1周周一", "2026-08-31"),
        ("第一学期第12周", "2026-11-20"),  # the Friday
        ("第一学期第十二周（周三）", "2026-11-18"),
        ("第二学期末", "2027-06-30"),
        ("第二学期末前5天", "2027-06-25"),
        ("第一学期末后3天", "2027-02-01"),
        ("2026-12-05", "2026-12-05"),
    ],
)
def test_the_day_a_rule_means(words: str, day: str) -> None:
    assert is_due_rule(words)
    assert due_day(words, YEAR, TERMS) == date.fromisoformat(day)


@each("words", ["", "9月31日", "13月1日", "九月底", "第三学期第1周", "2026-13-01", "2025-12-05"])
def test_no_rule_and_other_years_mean_no_day(words: str) -> None:
    assert due_day(words, YEAR, TERMS) is None
    assert is_due_rule(words) is (words == "2025-12-05")


def test_a_week_of_a_term_nobody_entered_is_not_known() -> None:
    assert due_day("第一学期第12周", YEAR, ()) is None
    assert due_day("9月20日", YEAR, ()) == date(2026, 9, 20)


@given(st.dates(date(2020, 8, 1), date(2040, 7, 31)))
def test_a_day_of_the_year_lies_in_its_school_year(day: date) -> None:
    found = due_day(f"{day.month}月{day.day}日", school_year_of(day), ())
    assert found == day


@given(st.integers(1, 21), st.integers(0, 6))
def test_a_weekday_of_a_week_is_one(week: int, weekday: int) -> None:
    found = due_day(f"第一学期第{week}周周{'一二三四五六日'[weekday]}", YEAR, TERMS)
    assert found == date(2026, 8, 31) + timedelta(weeks=week - 1, days=weekday)


def test_a_school_shifts_the_day_for_ever_or_for_one_year() -> None:
    always, once = DueDraft(pack="P6", due="9月25日"), DueDraft(pack="P6", due="9月28日", school_year=YEAR)
    assert rule_of(P6, YEAR, ()) == "9月20日"
    assert rule_of(P6, YEAR, (always,)) == "9月25日"
    assert rule_of(P6, YEAR, (always, once)) == "9月28日"
    assert rule_of(P6, "2027-2028", (always, once)) == "9月25日"
    assert rule_of(shipped_pack("P12"), YEAR, (always, once)) == ""


# names


def test_files_are_named_by_the_rule() -> None:
    first = P6.files[0]
    assert (
        naming.file_name(P6, first, SCHOOL, YEAR, date(2026, 9, 18))
        == "龙城实小_附件1_教职工花名册_2026-2027学年_20260918.xlsx"
    )
    bare = replace(P6, naming="表名_校务通", audience=Audience.INTERNAL)
    assert (
        naming.file_name(bare, first, SCHOOL, YEAR, date(2026, 9, 18))
        == "教职工花名册_校务通_含个人信息.xlsx"
    )
    nameless = replace(SCHOOL, short_name="")
    assert naming.file_name(P6, replace(first, number=""), nameless, YEAR, date(2026, 9, 18)).startswith(
        "龙城实验小学_教职工花名册_"
    )


@given(st.text(max_size=60), st.text(max_size=300))
def test_any_title_makes_a_name_a_disk_takes(short: str, title: str) -> None:
    school = replace(SCHOOL, short_name=short)
    name = naming.file_name(P6, PackFile("roster_full", "xlsx", title, "1"), school, YEAR, date(2026, 9, 18))
    assert len(name.encode("utf-8", "surrogatepass")) <= 255
    assert name.endswith(".xlsx")
    assert not set(name) & set('\\/:*?"<>|\n\r\t\0')


def test_numbers_run_through_the_school_year_and_versions_through_a_pack() -> None:
    other = replace(P6, key="P7")
    assert naming.serial(P6, YEAR, ()) == ("2026-P6-001", 1)
    taken = [("P6", "", "2026-P6-001")]
    assert naming.serial(P6, YEAR, taken) == ("2026-P6-001", 2)
    assert naming.serial(other, YEAR, taken) == ("2026-P7-002", 1)
    assert naming.serial(replace(P6, subject="a"), YEAR, taken) == ("2026-P6-002", 1)


# a school's own


def listed(desk: Desk, key: str) -> Pack:
    """The pack with this key, as the list has it."""
    return next(one for one in making.packs(desk) if one.key == key)


def line_of(desk: Desk, key: str) -> PackLine:
    """How it stands."""
    return next(one for one in making.lines(desk) if one.pack.key == key)


def test_an_own_pack_stands_in_the_place_of_the_shipped_one_until_it_is_deleted(desk: Desk) -> None:
    own = replace(draft_of(P6), title="教师队伍年报", addressee="市教育局", due="10月15日")
    row = desk.packs.add(own)
    pack = listed(desk, "P6")
    assert (pack.title, pack.addressee, pack.is_own, pack.files) == (
        "教师队伍年报",
        "市教育局",
        True,
        P6.files,
    )
    desk.packs.put_away([row.id])
    assert listed(desk, "P6").title == "教师花名册与队伍分析"
    desk.timeline.undo()
    assert listed(desk, "P6").title == "教师队伍年报"


def test_a_copy_is_one_more_pack(desk: Desk) -> None:
    key = free_key(desk.packs.rows())
    desk.packs.add(
        replace(draft_of(P6), key=key, title="街道要的花名册", files="花名册 | roster_brief | xlsx")
    )
    packs = [(one.key, one.title) for one in making.packs(desk)]
    assert ("P6", "教师花名册与队伍分析") in packs
    assert packs[-2:] == [("校1", "街道要的花名册"), ("P9J", "项目结题：课堂观察量表校本化研究")]
    assert free_key(desk.packs.rows()) == "校2"


def test_an_own_pack_with_a_report_nobody_knows_is_listed_and_says_so(desk: Desk) -> None:
    own = draft_of(P6)
    desk.packs.add(replace(own, files=own.files.replace("roster_full", "教职工花名册")))
    pack = listed(desk, "P6")
    assert (pack.key, pack.is_own) == ("P6", True)  # else neither it nor the shipped one could be had again
    first, *others = making.make(desk, pack).files
    assert first.problem is not None
    assert first.problem.text == "没有能存成 xlsx 的“教职工花名册”。"
    assert not any(one.problem for one in others)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("title", " ", "请填写材料包的名称"),
        ("due", "年底", "请写成 9月20日"),
        ("files", "", "请至少写一个文件"),
        ("files", "花名册 roster_full xlsx", "看不懂“花名册 roster_full xlsx”"),
        ("files", "花名册 | roster_full | doc", "格式为 xlsx、pdf 或 docx"),
        ("needs", "school.contact teacher.shoe_size", "没有“teacher.shoe_size”这项信息"),
        ("needs", "text.", "没有“text.”这项信息"),
        ("audience", "everybody", "请选择输出级别"),
    ],
)
def test_an_own_pack_that_says_nothing_sensible_is_refused(
    desk: Desk, field: str, value: str, told: str
) -> None:
    with pytest.raises(UserError) as refused:
        desk.packs.add(replace(draft_of(P6), **{field: value}))
    assert told in "".join(problem.text for problem in refused.value.problems)
    assert desk.packs.rows() == []


# the list


def test_the_list_says_how_each_pack_stands(desk: Desk, stopped_clock: Callable[[str], None]) -> None:
    line = line_of(desk, "P6")
    assert (line.due, line.standing, line.words) == (date(2026, 9, 20), Standing.SOON, "还有 10 天")
    stopped_clock("2026-08-20 09:00")
    assert {line.words for line in making.lines(desk)} == {"未到期", "无固定日期"}
    stopped_clock("2026-09-20 09:00")
    assert line_of(desk, "P6").words == "今天截止"
    stopped_clock("2026-09-23 09:00")
    assert line_of(desk, "P6").words == "过期 3 天"
    desk.pack_days.add(DueDraft(pack="P6", due="9月25日"))
    assert line_of(desk, "P6").words == "还有 2 天"


def test_forms_that_were_asked_for_are_packs_of_their_own(desk: Desk) -> None:
    form = AskedDraft(school_year=YEAR, title="骨干教师名册", issuer="市教科院", due="2026-09-12")
    row = desk.asked.add(form)
    desk.asked.add(replace(form, school_year="2025-2026", due="2025-09-12"))
    lines = [one for one in making.lines(desk) if one.pack.subject or one.pack.key == "P6"][:2]
    assert [(line.pack.title, line.pack.addressee, line.words) for line in lines] == [
        ("骨干教师名册", "市教科院", "还有 2 天"),
        ("教师花名册与队伍分析", "区教育局", "还有 10 天"),
    ]
    (missing,) = [one for one in check(desk, making.make(desk, lines[0].pack)) if "模板" in one.text]
    assert missing.text.endswith("“骨干教师名册”还没有登记模板。")
    assert missing.action is not None
    assert (missing.action.page, missing.action.record) == ("asked", row.id)


def test_the_list_of_forms_is_carried_into_the_next_year(desk: Desk) -> None:
    form = desk.asked.add(
        AskedDraft(school_year=YEAR, title="骨干教师名册", due="2026-10-15", remark="今年要盖章")
    )
    desk.asked.keep_template(form.id, "骨干.xlsx", b"PK the form", "[map]")
    desk.asked.add(AskedDraft(school_year=YEAR, title="体育教师情况"))
    assert desk.asked.carry_over(YEAR) == 2
    assert desk.asked.carry_over(YEAR) == 0  # a second time adds nothing
    new = {row.title: row for row in desk.asked.rows() if row.school_year == "2027-2028"}
    assert (new["骨干教师名册"].due, new["骨干教师名册"].remark) == ("2027-10-15", "")
    assert desk.asked.template(new["骨干教师名册"].id) == b"PK the form"
    assert new["体育教师情况"].due == ""
    assert desk.timeline.entries()[0].title == "报表清单沿用到 2027-2028学年：2 张"


def test_a_form_without_a_template_says_what_to_do(desk: Desk) -> None:
    form = desk.asked.add(AskedDraft(school_year=YEAR, title="骨干教师名册"))
    with pytest.raises(UserError, match=r"还没有登记模板。请先选择"):
        desk.asked.template(form.id)


def test_a_template_that_is_too_large_is_refused_and_nothing_changes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from edudesk.store import kept_files

    monkeypatch.setattr(kept_files, "MOST", 10)
    form = desk.asked.add(AskedDraft(school_year=YEAR, title="骨干教师名册"))
    before = desk.timeline.head()
    with pytest.raises(UserError, match="没有存入。请删去其中的图片"):
        desk.asked.keep_template(form.id, "大.xlsx", b"PK" * 6)
    assert desk.timeline.head() == before
