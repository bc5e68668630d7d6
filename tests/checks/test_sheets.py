"""The sheets of checks.md 3.2 that are more than a list: what stands in their columns."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pypdfium2
import pytest
from PIL import Image

from edudesk.base.document import Document, Heading, Paragraph
from edudesk.base.errors import UserError
from edudesk.base.form import FormBook
from edudesk.base.manuscript import read_manuscript
from edudesk.base.manuscript_text import manuscript_text
from edudesk.base.masking import Audience
from edudesk.base.paper_kinds import paper_kind
from edudesk.base.report import Report
from edudesk.checks.forms.scoring import Answer
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.reports.announcement import announcement
from edudesk.checks.reports.catalogue import sheet
from edudesk.checks.reports.facts import CheckFacts
from edudesk.checks.reports.ledger import notices
from edudesk.checks.reports.notice import notice
from edudesk.checks.rows.campaigns import Arranged
from edudesk.checks.rows.patrols import VERIFIED, PatrolDraft
from edudesk.checks.rules.campaigns import inspectors_text
from edudesk.checks.rules.ledger import ledger_lines
from edudesk.checks.rules.sampling import Inspector
from edudesk.checks.rules.sheets import Filled, Finding
from edudesk.checks.rules.summary import TermSummary
from edudesk.checks.rules.units import class_order
from edudesk.checks.service.forms import FormService
from edudesk.checks.service.patrols import PatrolService
from edudesk.checks.service.photos import photos_of
from edudesk.checks.service.planning import proposed_together
from edudesk.checks.service.problems import ProblemService
from edudesk.checks.service.reading import term_facts
from edudesk.papers import form_writer, pdf
from edudesk.papers.official import write_document
from edudesk.papers.word.writing import write_word
from edudesk.roster.reports.lists import SEQUENCE
from edudesk.school.rows.departments import DepartmentDraft
from edudesk.school.service import SchoolService
from edudesk.school.service.departments import DepartmentService
from edudesk.sheets import writer
from edudesk.store import kept_files
from edudesk.store.attachments import Attachments
from edudesk.store.context import Context
from tests.checks.checking import CHECK, FORMS, TERM, YEAR, Office, filled


@pytest.fixture
def office(context: Context) -> Office:
    return Office(context)


def facts_of(office: Office, **more: object) -> CheckFacts:
    """The term on paper."""
    school = SchoolService(office.context).get()
    assert school is not None
    summary = TermSummary(term_facts(office.context, YEAR, TERM))
    told = {"offered": FormService(office.context).offered, **more}
    return CheckFacts(school=school, summary=summary, today=date(2026, 11, 20), **told)


def made(office: Office, key: str, audience: Audience = Audience.INTERNAL, **more: object) -> Report:
    report = sheet(key).build(facts_of(office, **more), audience)
    assert isinstance(report, Report)
    return report


def lines(report: Report) -> list[dict[str, object]]:
    """Rows by title, without the running number and what is empty."""
    return [
        {
            column.title: value
            for column, value in zip(report.columns, row, strict=True)
            if column is not SEQUENCE and value not in (None, "")
        }
        for row in report.rows
    ]


def titles(report: Report) -> list[str]:
    return [column.title for column in report.columns]


def submitted(
    office: Office, kind: str, form: CheckForm, *sheets: tuple[str, Filled], **more: object
) -> None:
    """A check of a kind with a sheet for each (class of the unit, what was found)."""
    campaign = office.publish(replace(CHECK, kind=kind, title=f"{kind}检查", **more))
    units = office.campaigns.units(campaign.id)
    for classes, found in sheets:
        office.sheets.submit(next(unit.id for unit in units if unit.classes == classes), found)


def test_the_arrangement_says_how_and_when_was_drawn_and_which_pupils(office: Office, stopped_clock):
    drawn = {"sampling": "随机抽取", "count": 2, "seed": "20261012", "pupils": "3、12、25"}
    submitted(office, "ZY", FORMS["ZY01"], **drawn)
    office.campaigns.add(replace(CHECK, title="12月备课检查", sampling="每隔几人", every=3))
    content = {
        line["检查类型"]: str(line["检查内容与抽查数量"]) for line in lines(made(office, "arrangement"))
    }
    assert "随机抽取 2 人，抽取编号 20261012，2026-11-20 08:30 抽取；抽查学号 3、12、25" in content["作业"]


def test_the_arrangement_says_what_is_looked_at_in_one_pass(office: Office):
    team = inspectors_text([Inspector("", "许莉"), Inspector("", "王老师")])
    first = replace(CHECK, notes="是", per_unit=2, inspectors=team)
    drafts = [first, replace(first, kind="ZY", title="11月作业检查")]
    queues = proposed_together(office.context, drafts)
    rows = office.campaigns.arrange(
        [Arranged(draft=one, units=units) for one, units in zip(drafts, queues, strict=True)]
    )
    for line in lines(made(office, "arrangement")):
        assert str(line["检查内容与抽查数量"]).endswith("；同时抽查备课、作业、听课笔记")
        assert line["检查组"] == "许莉、王老师；每份由 2 人分别检查"
    told = announcement(facts_of(office, campaign_id=rows[0].id), Audience.INTERNAL)
    texts = [block.text for block in told.body if isinstance(block, Paragraph)]
    assert "对同一批教师的备课、作业、听课笔记同时抽查，请一并备齐。" in texts
    assert "每份材料由 2 人分别检查打分，取平均分。" in texts


def test_patrols_by_class_and_weekday(office: Office):
    def event(day: str, class_name: str, code: str, tenths: int, status: str = VERIFIED) -> PatrolDraft:
        return PatrolDraft(
            day=day, class_name=class_name, code=code, tenths=tenths, inspector="许莉", status=status,
            verifier="单国平" if status == VERIFIED else "",
        )  # fmt: skip

    PatrolService(office.context).add_many(
        "巡课",
        [
            event("2026-11-16", "五（10）班", "K0", 0),
            event("2026-11-16", "五（3）班", "K1", 5),
            event("2026-11-09", "五（3）班", "K2", 10),
            event("2026-11-18", "五（3）班", "K0", 0),
            event("2026-11-21", "五（3）班", "K2", 10),  # a Saturday on which lessons are made up
            event("2026-11-19", "一（1）班", "K2", 10, "待核实"),
        ],
    )
    report = made(office, "patrol_weekdays", Audience.SCHOOL_NOTICE)
    assert lines(made(office, "patrol_weekdays")) == [
        {"班级": "五（3）班", "星期一": "问题 2 −1.5", "星期三": "正常 1", "星期六": "问题 1 −1", "巡课次数": 4, "扣分合计": Decimal("2.5")},
        {"班级": "五（10）班", "星期一": "正常 1", "巡课次数": 1},
    ]  # fmt: skip
    assert [line["班级"] for line in lines(report)] == ["五（3）班", "五（10）班"]


def test_classes_stand_in_the_order_of_grades():
    mixed = ["九（1）班", "五（10）班", "五（3）班", "社团走班", "一（2）班"]
    assert sorted(mixed, key=class_order) == ["一（2）班", "五（3）班", "五（10）班", "九（1）班", "社团走班"]


def test_the_means_of_a_test_stand_beside_those_of_the_grade(office: Office, tmp_path):
    def told(mean: float) -> Filled:
        counts = {"test_name": "期中", "examinees_due": 40, "examinees": 39, "mean": mean, "pass_rate": 95}
        return filled(FORMS["ZL01"], counts=counts, problems="应用题审题", advice="每周一题")

    submitted(
        office,
        "ZL",
        FORMS["ZL01"],
        ("五（3）班", told(86.5)),
        ("五（4）班", told(81.0)),
        ("六（1）班", told(90)),
    )
    report = made(office, "tests")
    assert titles(report)[:8] == ["序号", "年级", "班级", "学科", "教师", "检测名称", "应考", "实考"]
    found = {line["班级"]: line for line in lines(report)}
    assert (found["五（3）班"]["年级"], found["五（3）班"]["与年级均值差"]) == ("五年级", Decimal("2.7"))
    assert found["五（4）班"]["与年级均值差"] == Decimal("-2.8")
    assert "与年级均值差" not in found["六（1）班"]
    assert (found["五（3）班"]["主要失分点"], found["五（3）班"]["措施"]) == ("应用题审题", "每周一题")
    pages = BytesIO()
    pdf.write_report(report, pages)
    with pypdfium2.PdfDocument(pages.getvalue()) as document:
        text = document[0].get_textpage().get_text_range()
    assert "校内使用 · 不得公开" in text.replace("\r\n", "")
    writer.write_report(report, tmp_path / "表.xlsx")
    page = openpyxl.load_workbook(tmp_path / "表.xlsx").worksheets[0]
    assert page.oddHeader.center.text == "校内使用 · 不得公开"


def test_lessons_heard_name_the_period_the_teacher_and_every_score(office: Office):
    found = filled(FORMS["TK01"], counts={"period": "第3节", "topic": "分数的意义", "pupils_present": 44})
    campaign = office.publish(replace(CHECK, kind="TK", title="听课"))
    unit = office.unit(campaign, "李静")
    office.sheets.submit(unit.id, found)
    office.sheets.submit(
        unit.id, replace(found, inspector="单国平", answers=filled(FORMS["TK01"], 0).answers)
    )
    report = made(office, "lessons_heard")
    assert titles(report)[1:11] == [
        "日期", "节次", "班级", "学科", "课题", "授课教师", "听课人", "人数", "评分", "平均分",
    ]  # fmt: skip
    (line,) = lines(report)
    assert (line["节次"], line["听课人"], line["评分"], line["平均分"]) == (
        "第3节", "许莉、单国平", "85.5、100.0", Decimal("92.8"),
    )  # fmt: skip


def test_a_group_has_its_head_and_what_several_have_to_mend(office: Office):
    DepartmentService(office.context).add(DepartmentDraft(kind="教研组", name="综合组", head="许莉"))
    vague = filled(findings=(Finding("反思笼统"),))
    campaign = office.publish()
    for name in ("李静", "沈婷"):
        office.sheets.submit(office.unit(campaign, name).id, vague)
    found = {line["教研组"]: line for line in lines(made(office, "groups", leaders={"综合组": "许莉"}))}
    assert (found["综合组"]["共性问题"], found["综合组"]["组长"]) == ("反思笼统（2 人）", "许莉")
    assert "共性问题" not in found["数学组"]


def test_the_result_of_a_term_tells_each_check(office: Office):
    submitted(office, "BK", FORMS["BK01"], begins="2026-11-16")
    first = office.publish(replace(CHECK, title="9月备课检查", begins="2026-09-21", ends="2026-09-25"))
    second = next(row for row in office.campaigns.rows() if row.title == "BK检查")
    unit = office.unit(first, "李静")
    office.campaigns.set_unit(unit.id, "请假", reason="产假", on="2026-11-30")
    office.sheets.submit(office.unit(second, "李静").id, filled(place=0))
    report = made(office, "result")
    assert titles(report)[4:8] == ["备课 9月", "备课 11月", "备课", "课堂"]
    (line,) = [line for line in lines(report) if line["教师"] == "李静"]
    assert (line["备课 9月"], line["备课 11月"], line["备课"]) == ("请假", Decimal("100.0"), Decimal("100.0"))


def reported(office: Office, **more: object) -> Document:
    """The 通报 of a check in which 李静 and 沈婷 wrote vague reflections."""
    campaign = office.publish()
    for name in ("李静", "沈婷"):
        office.sheets.submit(office.unit(campaign, name).id, filled(findings=(Finding("反思笼统"),)))
    return notice(facts_of(office), Audience.INTERNAL, **more)


def text_of(document: Document) -> str:
    return "\n".join(block.text for block in document.body if isinstance(block, Heading | Paragraph))


def attached(document: Document) -> list[dict[object, tuple[object, ...]]]:
    """The 附表 by their first column."""
    tables = [block for one in document.attachments for block in one.body if isinstance(block, Report)]
    return [{row[0]: row[1:] for row in table.rows} for table in tables]


def test_a_report_tells_problems_by_group_until_names_are_asked_for(office: Office):
    plain = text_of(reported(office))
    assert "1.反思笼统（2 处，综合组）。" in plain
    assert "李静" not in plain
    (group_rows,) = attached(notice(facts_of(office), Audience.SCHOOL_NOTICE))
    assert group_rows == {
        "综合组": (2, 2, 0, "85.5", 0, 2, 0, 0, "100.0"),  # 应检, 实检, 缺检, 均分, 优秀 … 不合格, 优良率
        "数学组": (1, 0, 1, "—", 0, 0, 0, 0, "—"),
    }
    named = notice(facts_of(office), Audience.INTERNAL, is_named=True)
    assert "1.反思笼统（2 处，综合组李静、沈婷）。" in text_of(named)
    assert named.file_name.startswith("龙城实验小学_教学常规检查通报（点名）")
    assert attached(named) == [group_rows, {"数学组": ("周敏华", "—"), "综合组": ("沈婷", "85.5")}]
    with pytest.raises(UserError, match="不能用于校内公示"):
        notice(facts_of(office), Audience.SCHOOL_NOTICE, is_named=True)


def test_a_report_is_drafted_as_a_manuscript(office: Office):
    text = manuscript_text(reported(office, has_chart=False))
    assert "（见表1）" in text
    assert "图1" not in text
    again = read_manuscript(
        text, paper_kind("通报"), today=date(2026, 11, 20), is_line_paragraph=True
    ).document
    assert [block.text for block in again.body if isinstance(block, Heading)][:2] == [
        "一、检查概况",
        "二、检查结果",
    ]
    (table,) = [block for block in again.body if isinstance(block, Report)]
    assert [row[0] for row in table.rows] == ["综合组"]


# photos


def jpeg(colour: str, width: int = 1600, height: int = 1200) -> bytes:
    made = BytesIO()
    Image.new("RGB", (width, height), colour).save(made, "JPEG")
    return made.getvalue()


def with_photos(office: Office) -> Attachments:
    """李静's sheet with a photo of its own and one of a problem."""
    files = Attachments(office.context)
    board, book = files.keep("板书.jpg", jpeg("green")), files.keep("教案.jpg", jpeg("white", 900, 1600))
    report = files.keep("说明.pdf", b"%PDF-1.7")
    found = filled(
        findings=(Finding("反思笼统", photos=(book, report)),),
        photos=(replace(board, caption="11月18日板书"),),
    )
    office.sheets.submit(office.unit(office.publish(), "李静").id, found)
    return files


def pictures_on(pages: bytes) -> int:
    with pypdfium2.PdfDocument(pages) as document:
        return sum(
            one.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE for page in document for one in page.get_objects()
        )


def test_photos_stand_on_the_record_sheet_small_and_with_their_words(office: Office):
    photos = partial(photos_of, with_photos(office))
    book = sheet("records").build(facts_of(office, photos=photos), Audience.INTERNAL)
    assert isinstance(book, FormBook)
    first, second = BytesIO(), BytesIO()
    for made_into in (first, second):
        form_writer.write_forms(book, made_into)
    assert first.getvalue() == second.getvalue()
    assert pictures_on(first.getvalue()) == 2
    assert len(first.getvalue()) < 200_000
    with pypdfium2.PdfDocument(first.getvalue()) as document:
        text = document[0].get_textpage().get_text_range()
        assert len(document) == 1
    assert "佐证照片" in text
    assert "11月18日板书" in text
    plain = sheet("records").build(facts_of(office), Audience.INTERNAL)
    assert "佐证照片" not in str(plain.rows)


def test_photos_of_a_problem_stand_on_its_notice(office: Office, tmp_path):
    photos = partial(photos_of, with_photos(office))
    (line,) = ProblemService(office.context).rows()
    told = ledger_lines(
        [line], numbers={line.id: "2026-1-001"}, name_of=lambda word: word, checks={}, files={}, stage="小学",
        today=date(2026, 11, 20),
    )  # fmt: skip
    school = SchoolService(office.context).get()
    assert school is not None
    made = notices(told, school, on=date(2026, 11, 20), photos=photos)
    pages = BytesIO()
    write_document(made, pages)
    assert pictures_on(pages.getvalue()) == 1
    write_word(made, tmp_path / "单.docx")
    with ZipFile(tmp_path / "单.docx") as parts:
        assert len([name for name in parts.namelist() if name.startswith("word/media/")]) == 1


def test_a_photo_that_is_gone_keeps_no_paper_from_being_printed(office: Office, monkeypatch):
    files = with_photos(office)
    monkeypatch.setattr(kept_files, "kept", lambda *_args: None)
    book = sheet("records").build(facts_of(office, photos=partial(photos_of, files)), Audience.INTERNAL)
    assert "佐证照片" not in str(book.rows)


def test_a_check_is_announced_with_its_team_and_who_was_drawn(office: Office, stopped_clock):
    campaign = office.publish(
        replace(
            CHECK, sampling="随机抽取", count=2, seed="7", weeks="第12—13周", materials="教案本", place="教务处",
            hand_in_by="2026-11-13", pupils="3、12",
        )
    )  # fmt: skip
    made = announcement(facts_of(office, campaign_id=campaign.id), Audience.SCHOOL_NOTICE)
    text = text_of(made)
    assert made.title == "龙城实验小学\n关于开展11月备课检查的通知"
    assert "定于11月16日至11月27日（第12—13周）开展11月备课检查" in text
    assert (
        "全校任课教师，应检 2 份（随机抽取 2 人，抽取编号 7，2026-11-20 08:30 抽取）。被抽到的教师见附表。"
        in text
    )
    assert "请于11月13日前将教案本交教务处。" in text
    assert "使用《备课（教案）检查表》，主要检查数量进度、计划、设计质量" in text
    team, drawn = [block for block in made.body if isinstance(block, Report)]
    assert [row[0] for row in team.rows] == ["许莉"]
    assert [row[0] for row in drawn.rows] == [unit.name for unit in office.campaigns.units(campaign.id)]


def test_nothing_published_is_nothing_to_announce(office: Office):
    office.campaigns.add(CHECK)
    with pytest.raises(UserError, match="还没有发布的检查"):
        announcement(facts_of(office), Audience.INTERNAL)


def test_a_record_sheet_shows_what_each_point_comes_from(office: Office):
    answers = {**filled().answers, "BK01-1": Answer(), "BK01-3": Answer(causes={"no_schedule": 1})}
    counts = {"lessons_due": 44, "lessons_done": 40}
    office.sheets.submit(office.unit(office.publish(), "李静").id, filled(answers=answers, counts=counts))
    book = sheet("records").build(facts_of(office), Audience.INTERNAL)
    assert isinstance(book, FormBook)
    cells = [[cell.text for cell in row.cells] for row in book.forms[0].rows]
    head = cells.index(["指标", "检查要点", "满分", "得分", "数据（实/应）", "评分办法、扣分理由"])
    first, third = cells[head + 1], cells[head + 3]
    assert first[4] == "40/44"
    assert third[3:] == ["6", "", "没有进度表 −2"]
