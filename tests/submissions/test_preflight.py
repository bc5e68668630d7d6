"""报送前检查: what is missing, does not add up, is old or must not go out, each with the place where it is put right."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from edudesk.base import clock
from edudesk.base.document import Document
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.desk import Desk, open_desk
from edudesk.indicators.rules import inputs
from edudesk.shell.navigation import PAGES
from edudesk.submissions import checking, making
from edudesk.submissions.checking import check
from edudesk.submissions.making import MadeFile, MadePack
from edudesk.submissions.rows.asked import TextDraft
from edudesk.submissions.rows.enclosed import Enclosed
from edudesk.submissions.rows.findings import Action, Finding, Level
from edudesk.submissions.rules import preflight
from edudesk.submissions.rules.packs import draft_of, pack_of_paper, shipped_pack
from edudesk.submissions.rules.papers import new_paper
from tests.submissions.bare import bare

YEAR = "2026-2027"
MEASURES = TextDraft(key="team.measures", school_year=YEAR, text="补充体育教师。\n抓好师徒结对。")


@pytest.fixture
def desk(
    complete: Path, stopped_clock: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    monkeypatch.setenv("EDUDESK_FONTS", "bundled")
    stopped_clock("2026-09-10 09:00")
    with open_desk(complete) as desk:
        bare(desk)
        desk.texts.add(MEASURES)
        yield desk


def made(desk: Desk, **wishes: Any) -> MadePack:
    return making.make(desk, shipped_pack("P6"), **wishes)


def with_paper(pack: MadePack, place: int, **changes: Any) -> MadePack:
    """The pack with another content of one file."""
    files = list(pack.files)
    files[place] = replace(files[place], paper=replace(files[place].paper, **changes))  # type: ignore[type-var]
    return replace(pack, files=tuple(files))


def said(found: tuple[Finding, ...], level: Level) -> list[str]:
    return [one.text for one in found if one.level is level]


def only(found: tuple[Finding, ...], words: str) -> Finding:
    (one,) = [one for one in found if words in one.text]
    return one


def present(desk: Desk) -> list[Any]:
    from edudesk.roster.rules import is_present

    return [row for row in desk.teachers.rows() if is_present(row)]


def test_a_pack_in_order_says_so(desk: Desk) -> None:
    found = check(desk, made(desk))
    assert said(found, Level.MISSING) == []
    assert said(found, Level.GOOD) == [
        "必填的信息都已填写",
        "合计与花名册一致",
        "身份证号和电话已按“报教育局”处理",
    ]
    assert [one.level for one in found] == sorted((one.level for one in found), key=list(Level).index)


def test_what_was_not_looked_at_is_not_said_to_be_well(desk: Desk) -> None:
    found = check(desk, making.make(desk, shipped_pack("R1")))
    assert said(found, Level.GOOD) == ["必填的信息都已填写", "身份证号和电话已按“报教育局”处理"]


def test_what_a_pack_asks_the_school_to_add_is_told_until_it_is_there(desk: Desk) -> None:
    pack = shipped_pack("R4")
    few = replace(pack, files=pack.files[:1])
    wanted = only(check(desk, making.make(desk, few)), "教学常规管理制度")
    assert (wanted.level, wanted.action) == (Level.DOUBT, Action("添加附件…", "submissions"))
    rules = Enclosed("", "教学常规管理制度.pdf", 4, lambda: b"%PDF")
    again = check(desk, making.make(desk, few, enclosed=[rules]))
    assert pack.remark not in [one.text for one in again]


def test_a_pack_of_figures_says_what_they_lack_and_that_the_day_is_not_kept(desk: Desk) -> None:
    pack = shipped_pack("R5")
    few = replace(pack, files=pack.files[:1])
    (stats,) = [row for row in desk.stats.rows() if row.school_year == "2026-2027"]
    desk.stats.change(stats.id, {"teaching_area": None})
    found = check(desk, making.make(desk, few))
    assert only(found, "教学及辅助用房").action == Action(
        "去填写", "school_stats", "2026-2027 小学", "teaching_area"
    )
    kept = only(found, "没有存快照")
    assert (kept.level, kept.action) == (Level.DOUBT, Action("去存快照", "indicators"))
    (teacher, *_) = [row for row in desk.teachers.rows() if row.top_edu]
    desk.teachers.change(teacher.id, {"top_edu": ""})
    desk.snapshots.add(desk.indicators.snapshot(clock.today(), "报送"))
    again = check(desk, making.make(desk, few))
    assert all("没有存快照" not in one.text for one in again)
    unknown = only(again, "Q1 ")
    assert (unknown.level, unknown.action) == (Level.DOUBT, Action("查看", "indicators", "Q1"))
    # a class whose size nobody entered
    (row, *_) = [row for row in desk.classes.rows() if row.school_year == "2026-2027"]
    desk.classes.change(row.id, {"size": None})
    assert "C1 标准班额占比：1 个班缺资料，没有计入" in [
        one.text for one in check(desk, making.make(desk, few))
    ]


# missing facts


def test_a_roster_without_anybody_is_missed(desk: Desk) -> None:
    desk.teachers.put_away([row.id for row in desk.teachers.rows()])
    finding = only(check(desk, made(desk)), "花名册里没有教师")
    assert (finding.level, finding.action) == (Level.MISSING, Action("去填写", "roster"))


def test_a_fact_of_the_school_leads_to_its_field(desk: Desk) -> None:
    desk.school.save({"contact_phone": ""})
    one = only(check(desk, made(desk)), "联系人电话")
    assert (one.level, one.text) == (Level.MISSING, "学校信息没有填写“联系人电话”")
    assert one.action is not None
    assert (one.action.word, one.action.page, one.action.field) == ("去填写", "school", "contact_phone")


def test_figures_of_the_year_lead_to_their_row(desk: Desk) -> None:
    row = next(row for row in desk.stats.rows() if row.school_year == YEAR)
    desk.stats.change(row.id, {"students": None})
    one = only(check(desk, made(desk)), "在校生数")
    assert one.text == "2026-2027学年小学的年度数据没有填写“在校生数”"
    assert one.action is not None
    assert (one.action.page, one.action.record, one.action.field) == (
        "school_stats",
        "2026-2027 小学",
        "students",
    )
    desk.stats.put_away([row.id])
    assert only(check(desk, made(desk)), "在校生数").action == one.action  # a year without figures yet


def test_a_teacher_without_title_leads_to_the_ready_question(desk: Desk) -> None:
    first, second = present(desk)[:2]
    desk.teachers.change(first.id, {"birth": "", "id_no": ""})
    one = only(check(desk, made(desk)), "没有登记“出生年月”")
    assert one.text.startswith(first.name)
    assert one.action is not None
    assert (one.action.page, one.action.record, one.action.query) == ("roster", first.id, "缺出生年月")
    desk.teachers.change(second.id, {"birth": "", "id_no": ""})
    assert only(check(desk, made(desk)), "没有登记“出生年月”").action.record == ""  # type: ignore[union-attr]


def test_a_passage_not_written_yet_is_missed_and_last_years_is_doubted(desk: Desk) -> None:
    (row,) = desk.texts.rows()
    desk.texts.change(row.id, {"school_year": "2025-2026"})
    assert only(check(desk, made(desk)), "培养措施").text == "“培养措施”还是 2025-2026学年写的"
    desk.texts.put_away([row.id])
    one = only(check(desk, made(desk)), "培养措施")
    assert (one.level, one.text) == (Level.MISSING, "“培养措施”还没有写，将印参考文字")


def test_a_school_year_without_terms_leads_to_the_calendar(desk: Desk) -> None:
    desk.terms.put_away([row.id for row in desk.terms.rows()])
    one = only(check(desk, making.make(desk, shipped_pack("R1"))), "学期")
    assert (one.level, one.text) == (Level.MISSING, "2026-2027学年还没有填写学期，做不出校历")
    assert one.action == Action("去填写", "school_calendar", field="term")
    own = replace(draft_of(shipped_pack("R2")), key="校1", due="第一学期第12周")
    desk.packs.add(own)
    pack = next(pack for pack in making.packs(desk) if pack.key == "校1")
    one = only(check(desk, making.make(desk, pack)), "截止日期")
    assert (one.level, one.text) == (Level.DOUBT, "还没有填写学期，推不出截止日期“第一学期第12周”")
    assert one.action == Action("去填写", "school_calendar", field="term")


def test_a_calendar_without_holidays_is_missed(desk: Desk) -> None:
    desk.days.put_away([row.id for row in desk.days.rows()])
    one = only(check(desk, making.make(desk, shipped_pack("R1"))), "校历")
    assert (one.level, one.text) == (Level.MISSING, "2026-2027学年的校历没有登记放假和活动")
    assert one.action == Action("去填写", "school_calendar")


# lists without anybody


def test_a_list_without_a_row_is_doubted(desk: Desk) -> None:
    pack = making.make(desk, shipped_pack("R1"))
    place = next(place for place, one in enumerate(pack.files) if one.file.report == "roster_mentoring")
    files = list(pack.files)
    files[place] = replace(files[place], paper=replace(files[place].paper, rows=()), count=0)  # type: ignore[type-var]
    one = only(check(desk, replace(pack, files=tuple(files))), "一行也没有")
    assert (one.level, one.text) == (Level.DOUBT, f"《{files[place].name}》里一行也没有")
    assert one.action == Action("查看", "roster_ledgers")
    assert "一行也没有" not in str(check(desk, pack))


def test_evidence_that_nobody_registered_is_told(desk: Desk) -> None:
    pack = made(desk)
    report = pack.files[2].paper
    assert isinstance(report, Document)
    assert report.evidence is not None
    assert "佐证" not in str(check(desk, pack))
    gone = report.evidence.rows[1][1]
    evidence = replace(report.evidence, rows=(report.evidence.rows[0], *report.evidence.rows[2:]))
    one = only(check(desk, with_paper(pack, 2, evidence=evidence)), "佐证")
    assert (one.level, one.action) == (Level.DOUBT, Action("查看", "roster_ledgers"))
    assert one.text.endswith(f"的佐证材料里没有“{gone}”")
    none = only(check(desk, with_paper(pack, 2, evidence=replace(evidence, rows=()))), "佐证")
    assert (none.level, "没有佐证材料" in none.text) == (Level.MISSING, True)


# sums


def test_a_roster_file_of_other_length_is_found(desk: Desk) -> None:
    pack = made(desk)
    paper = pack.files[0].paper
    assert isinstance(paper, Report)
    one = only(check(desk, with_paper(pack, 0, rows=paper.rows[:-1])), "在岗教职工")
    count = len(present(desk))
    assert one.level is Level.MISSING
    assert one.text.endswith(f"的在岗教职工 {count - 1} 人，花名册 {count} 人")


def test_a_group_that_does_not_add_up_is_found(desk: Desk) -> None:
    pack = made(desk)
    paper = pack.files[1].paper
    assert isinstance(paper, Report)
    rows = [list(row) for row in paper.rows]
    rows[1][2] = 1  # 女
    found = check(desk, with_paper(pack, 1, rows=tuple(map(tuple, rows))))
    assert "按性别分合计" in only(found, "与专任教师").text


def test_tables_of_one_report_that_differ_are_found(desk: Desk) -> None:
    pack = made(desk)
    report = pack.files[2].paper
    assert isinstance(report, Document)
    body = list(report.body)
    place = next(place for place, block in enumerate(body) if isinstance(block, Report))
    table = body[place]
    assert isinstance(table, Report)
    body[place] = replace(table, rows=(*table.rows[:-1], ("合计", 7, "", 0)))
    found = check(desk, with_paper(pack, 2, body=tuple(body)))
    assert "里几张表的专任教师合计不同" in only(found, "合计不同").text


def test_people_in_no_slice_are_told(desk: Desk) -> None:
    someone = next(row for row in present(desk) if row.subject == "语文")
    desk.teachers.change(someone.id, {"gender": "", "id_no": ""})
    found = check(desk, made(desk))
    assert "按性别分：未登记 1 人" in only(found, "未登记 1 人").text


# dates


def test_what_is_older_than_the_period_is_doubted(desk: Desk, stopped_clock: Callable[[str], None]) -> None:
    row = next(row for row in desk.stats.rows() if row.school_year == YEAR)
    desk.stats.change(row.id, {"as_of": "2025-09-01"})
    stopped_clock("2026-09-23 09:00")
    found = check(desk, made(desk))
    assert only(found, "早于本学年").text == "小学年度数据的统计时点是 2025-09-01，早于本学年"
    assert only(found, "截止日期").text == "截止日期 2026-09-20 已过 3 天"
    last_year = check(desk, made(desk, on=date(2026, 6, 30)))
    assert only(last_year, "不是本学年").text == "数据时点 2026-06-30 在 2025-2026学年，不是本学年"


# what is printed


def test_a_character_no_font_has_is_told_before_it_is_printed(desk: Desk) -> None:
    desk.texts.change(desk.texts.rows()[0].id, {"text": "请\U00031350老师牵头。\n补充体育教师。"})
    found = check(desk, made(desk))
    assert "“\U00031350”字库里没有" in only(found, "字库里没有").text
    rare = present(desk)[0]
    desk.teachers.change(rare.id, {"name": "万俟㛃"})  # rare, and in the fonts
    assert len([one for one in check(desk, made(desk)) if "字库" in one.text]) == 1


def test_whole_numbers_in_a_masked_pack_are_found(desk: Desk) -> None:
    pack = made(desk)
    paper = pack.files[0].paper
    assert isinstance(paper, Report)
    whole = (*paper.rows[0][:-1], "99019919910726222X")
    one = only(check(desk, with_paper(pack, 0, rows=(whole, *paper.rows[1:]))), "没有打码")
    assert (one.level, "1 处" in one.text) == (Level.MISSING, True)


def test_more_than_the_pack_asks_for_is_doubted(desk: Desk) -> None:
    found = check(desk, made(desk, audience=Audience.INTERNAL))
    assert "一般按“报教育局”打码" in only(found, "完整的证件号或电话").text
    assert "身份证号和电话已按" not in str(found)


def test_a_paper_of_another_school_year_is_old(desk: Desk) -> None:
    paper = new_paper("请示", "龙城实验小学", date(2025, 9, 1))
    paper = replace(paper, title="关于补充教师的请示", text="请予批准。", addressee="区教育局")
    pack = pack_of_paper(desk.papers.begin(paper).id, paper.title, "区教育局")
    assert "早于本学年" in only(check(desk, making.make(desk, pack)), "成文日期").text


def test_a_paper_with_places_left_open_is_missed(desk: Desk) -> None:
    paper = desk.papers.begin(new_paper("报告", "龙城实验小学", date(2026, 9, 10)))
    (pack,) = [one for one in making.packs(desk) if one.key == "P12"]
    assert (pack.title, pack.subject) == ("关于××的报告", paper.id)
    one = only(check(desk, making.make(desk, pack)), "没有改成实际内容")
    assert one.level is Level.MISSING
    assert one.action is not None
    assert (one.action.page, one.action.record) == ("writing", paper.id)
    desk.papers.change(
        paper.id, {"title": "关于师资队伍建设的报告", "text": "现将情况报告如下。", "addressee": "区教育局"}
    )
    (pack,) = [one for one in making.packs(desk) if one.key == "P12"]
    found = check(desk, making.make(desk, pack))
    assert said(found, Level.MISSING) == []
    desk.papers.change(paper.id, {"on": ""})
    assert "没有成文日期" in only(check(desk, making.make(desk, pack)), "成文日期").text


def test_teachers_with_doubts_in_what_is_printed_are_told(desk: Desk) -> None:
    someone = next(row for row in present(desk) if row.id_no)
    assert [one for one in check(desk, made(desk)) if "有疑点" in one.text] == []
    desk.teachers.change(someone.id, {"birth": "1999-01-01"})  # not that of the ID number
    one = only(check(desk, made(desk)), "有疑点")
    assert one.level is Level.DOUBT
    assert one.action is not None
    assert (one.action.page, one.action.record, one.action.query) == ("roster", someone.id, "资料疑点")


def test_a_report_that_cannot_be_made_is_missed_and_the_rest_is_looked_at(desk: Desk) -> None:
    lines = "校历 | school_calendar | xlsx\n花名册 | roster_full | docx"
    own = replace(draft_of(shipped_pack("P6")), key="校1", files=lines)
    desk.packs.add(own)
    desk.terms.put_away([row.id for row in desk.terms.rows()])
    pack = next(pack for pack in making.packs(desk) if pack.key == "校1")
    found = check(desk, making.make(desk, pack))
    lacking = only(found, "校历")
    assert "还没有填写学期，不能生成校历" in lacking.text
    assert lacking.action == Action("去填写", "school_calendar", field="term")
    assert "没有能存成 docx 的“花名册”" in only(found, "docx").text


def test_a_look_writes_nothing(desk: Desk) -> None:
    before = desk.timeline.head()
    check(desk, made(desk))
    assert desk.timeline.head() == before


def test_the_made_file_knows_how_many_records_are_in_it(desk: Desk) -> None:
    files: tuple[MadeFile, ...] = made(desk).files
    assert files[0].count == len(present(desk))


# where it is put right


def test_every_finding_leads_to_a_page_that_is_there() -> None:
    places = [*Path(preflight.__file__).parent.glob("*.py"), Path(checking.__file__)]
    pages = {
        ast.literal_eval(call.args[1])
        for place in places
        for call in ast.walk(ast.parse(place.read_text("utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Action"
        if isinstance(call.args[1], ast.Constant)
    }
    pages |= {page for name, page in vars(inputs).items() if name.endswith("_PAGE")}  # what figures lack
    assert {"roster", "school", "submissions"} < pages
    assert pages - {spec.card.name for spec in PAGES} == set()
