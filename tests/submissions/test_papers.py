"""公文写作: papers are kept under numbers of their own, written with the real pages in sight, exported, copied."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from edudesk.base import clock
from edudesk.base.document import Heading, Layout, Paragraph
from edudesk.base.errors import UserError
from edudesk.base.manuscript import read_manuscript
from edudesk.base.markdown_table import markdown_of
from edudesk.base.masking import Audience
from edudesk.base.paper_kinds import paper_kind
from edudesk.base.report import Report
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline
from edudesk.submissions import making
from edudesk.submissions.checking import check
from edudesk.submissions.pages.packs import PacksPage
from edudesk.submissions.pages.paper import PaperPage
from edudesk.submissions.pages.writing import WritingPage
from edudesk.submissions.registry import offers
from edudesk.submissions.rows.papers import PaperDraft
from edudesk.submissions.rules.papers import copy_of, manuscript_of, new_paper, next_serial
from edudesk.submissions.service.papers import PaperService
from tests.seat import Seat
from tests.submissions.bare import bare

DAY = date(2026, 11, 22)


@pytest.fixture
def sample(complete: Path) -> Path:
    """Whoever sits here has the school of five."""
    return complete


def test_numbers_go_on_within_a_year() -> None:
    assert next_serial([], 2026) == "2026-GW-001"
    assert next_serial(["2026-GW-009", "2025-GW-044", "旧号"], 2026) == "2026-GW-010"


def test_a_paper_becomes_a_document_with_its_facts() -> None:
    paper = PaperDraft(
        kind="函",
        title="关于交通疏导的函",
        text="第一段。\n一、事项\n第二段。\n附件：1.方案\n2.地图",
        addressee="龙城区交警大队",
        issuer="龙城实验小学",
        on="2026-11-22",
        copies="区教育局，区督导室",
        style="常用",
        is_sealed="否",
        serial="2026-GW-003",
    )
    document = manuscript_of(paper, DAY, "校务通生成").document
    assert document.body == (Paragraph("第一段。"), Heading("一、事项", 1), Paragraph("第二段。"))
    assert (document.layout, document.masthead) == (Layout.LETTER, "龙城实验小学")
    assert (document.style, document.is_sealed) == ("common", False)
    assert (document.issuer, document.on) == (("龙城实验小学",), DAY)
    assert document.imprint is not None
    assert document.imprint.copies_to == ("区教育局", "区督导室")
    assert [one.title for one in document.attachments] == ["方案", "地图"]
    assert (document.serial, document.footer) == ("2026-GW-003", "校务通生成")
    assert document.file_name == "关于交通疏导的函_20261122"
    assert document.audience is Audience.BUREAU


def test_a_title_in_the_text_that_the_field_does_not_have_is_told() -> None:
    pasted = PaperDraft(kind="报告", title="关于××的报告", text="\n# 关于教师队伍的报告\n正文。")
    found = manuscript_of(pasted, DAY)
    assert found.document.title == "关于教师队伍的报告"
    assert [remark.line for remark in found.remarks] == [2]
    assert found.remarks[0].text.startswith("第 2 行的标题与“标题”一栏不同")
    assert manuscript_of(replace(pasted, title="关于教师队伍的报告"), DAY).remarks == ()
    assert manuscript_of(replace(pasted, text="正文。"), DAY).remarks == ()


def test_a_copy_is_a_paper_of_its_own() -> None:
    old = PaperDraft(
        kind="报告",
        title="报告",
        text="甲。",
        number="龙实小〔2025〕8号",
        on="2025-11-03",
        serial="2025-GW-001",
    )
    made = copy_of(old, DAY)
    assert (made.text, made.number, made.on, made.serial) == ("甲。", "", "2026-11-22", "")


def test_serials_are_not_given_twice(context: Context) -> None:
    papers = PaperService(context)
    first = papers.begin(new_paper("报告", "龙城实验小学", DAY))
    papers.put_away([first.id])
    second = papers.begin(new_paper("请示", "龙城实验小学", DAY))
    year = clock.today().year
    assert [first.serial, second.serial] == [f"{year}-GW-001", f"{year}-GW-002"]
    # each save is a version, which stands at the foot beside the serial
    saved = papers.change(second.id, {"text": "改过。"}, second.version)
    assert manuscript_of(saved, DAY).document.serial == f"{year}-GW-002 v{second.version + 1}"
    with pytest.raises(UserError) as caught:
        papers.change(second.id, {"title": " ", "on": "下周"})
    assert [problem.key for problem in caught.value.problems] == ["title", "on"]


def test_journal_shortens_a_long_title(context: Context) -> None:
    papers = PaperService(context)
    row = papers.begin(new_paper("报告", "龙城实验小学", DAY))
    papers.change(row.id, {"title": "关于教师队伍建设情况的" * 20 + "报告"})
    papers.put_away([row.id])
    titles = [entry.title for entry in Timeline(context).entries()][:1]
    assert titles[0].startswith("删除公文 关于教师队伍建设情况的")
    assert all(len(title) < 60 and title.endswith("…") for title in titles)


def test_a_table_of_figures_is_text_and_a_table_again(seat: Seat) -> None:
    offer = next(one for one in offers() if one.key == "roster_age_statistics")
    report = offer.build(seat.desk, Audience.BUREAU)
    assert isinstance(report, Report)
    text = f"# 报告\n\n{markdown_of(report)}\n\n完。"
    found = read_manuscript(text, paper_kind("报告"), today=DAY, is_line_paragraph=True)
    table, end = found.document.body
    assert isinstance(table, Report)
    assert found.remarks == ()
    assert end == Paragraph("完。")
    assert [len(row) for row in table.rows] == [len(report.columns)] * len(report.rows)
    assert report.title in table.title


@pytest.fixture
def page(seat: Seat) -> PaperPage:
    """A new request in the editor, the first the school writes."""
    bare(seat.desk)
    writing = seat.window.show_page("writing")
    assert isinstance(writing, WritingPage)
    writing.begin("请示")
    seat.wait()
    editor = seat.window.show_page("paper")
    assert isinstance(editor, PaperPage)
    seat.qtbot.waitUntil(lambda: editor.preview.page_count > 0)
    return editor


def _look(seat: Seat, page: PaperPage) -> None:
    page._soon_look.stop()
    page._look()
    seat.wait()
    seat.qtbot.waitUntil(lambda: page.preview.page_count > 0)


def test_papers_are_reached_from_what_is_handed_in(seat: Seat) -> None:
    seat.window.show_page("submissions")
    seat.wait()
    bare(seat.desk)
    seat.click("公文写作")
    writing = seat.window.show_page("writing")
    assert isinstance(writing, WritingPage)
    assert "还没有写公文。" in seat.words(writing)
    seat.click("写报告", writing)
    assert [row.kind for row in seat.desk.papers.rows()] == ["报告"]


def test_a_new_paper_begins_with_the_usual_text_and_its_pages(seat: Seat, page: PaperPage) -> None:
    assert "妥否，请批示。" in page.text.toPlainText()
    assert page.head.note.text().startswith("请示 · ")
    assert "已保存" in page.head.note.text()
    told = seat.words(page.doubts)
    assert "请示没有主送机关" in told
    assert "还有没写完的“××”" in told
    assert page.preview.page_count == 1


def test_what_is_typed_is_shown_and_saved(seat: Seat, page: PaperPage) -> None:
    page.text.setPlainText("\n".join(["为改善条件，特此请示。" * 40] * 8) + "\n**重点**\n妥否，请批示。")
    assert "未保存" in page.head.note.text()
    _look(seat, page)
    seat.qtbot.waitUntil(lambda: page.preview.page_count > 2)  # until then the pages before stay in sight
    assert "第 9 行有“**”记号" in seat.words(page.doubts)
    seat.click("去改", page.doubts)
    assert page.text.textCursor().selectedText() == "**重点**"
    page.fields.fields["title"].editor.setText("关于改善条件的请示")
    page.fields.fields["addressee"].editor.setText("龙城区教育局")
    assert page.save()
    (row,) = seat.desk.papers.rows()
    assert (row.title, row.addressee, row.version) == ("关于改善条件的请示", "龙城区教育局", 2)
    assert "第 2 版 · 已保存" in page.head.note.text()
    # taken back like everything else
    seat.window.undo()
    seat.wait()
    seat.said.heard()
    assert page.fields.fields["addressee"].editor.typed() == ""


def test_leaving_saves_and_a_wrong_day_keeps_the_user_here(seat: Seat, page: PaperPage) -> None:
    page.text.setPlainText("正文。")
    page.fields.fields["on"].editor.setText("下周三")
    assert not page.may_leave()
    assert page.fields.fields["on"].said == "请写成 2026-12-05 这样的日期。"
    assert page.text.toPlainText() == "正文。"
    page.fields.fields["on"].editor.setText("2026-11-22")
    seat.window.show_page("writing")
    seat.wait()
    assert seat.desk.papers.rows()[0].text == "正文。"


def test_a_paper_is_exported_as_word_and_as_pdf(seat: Seat, page: PaperPage, tmp_path: Path) -> None:
    page.text.setPlainText("一、请求事项\n请拨款。\n妥否，请批示。")
    for suffix in ("docx", "pdf"):
        seat.said.choose(tmp_path / f"请示.{suffix}")
        page.export(suffix)
        seat.wait()
        seat.said.heard()
    word = docx.Document(str(tmp_path / "请示.docx"))
    assert [one.text for one in word.paragraphs if one.style and one.style.name == "Heading 1"] == [
        "一、请求事项"
    ]
    assert (tmp_path / "请示.pdf").read_bytes().startswith(b"%PDF")
    title = seat.desk.timeline.entries()[0].title
    assert title.startswith("导出 关于××的请示")


def test_numbers_typed_whole_leave_the_house_only_when_asked_for(
    seat: Seat, page: PaperPage, tmp_path: Path
) -> None:
    page.text.setPlainText("一、请求事项\n请为李静（990199198403120020）办理。")
    out = tmp_path / "请示.docx"
    seat.said.answer(False)
    page.export("docx")
    seat.heard("ask: 这次会带出 1 人的 1 个完整身份证号，要导出吗？")
    assert not out.exists()
    seat.said.answer(True)
    seat.said.choose(out)
    page.export("docx")
    seat.wait()
    seat.said.heard()
    assert out.exists()
    assert seat.desk.timeline.entries()[0].title.endswith(Audience.INTERNAL.word)


def test_a_paper_is_handed_in_as_a_pack(seat: Seat, page: PaperPage) -> None:
    page.fields.fields["title"].editor.setText("关于添置图书的请示")
    page.hand_in()
    seat.wait()
    packs = seat.window.show_page("submissions")
    assert isinstance(packs, PacksPage)
    seat.wait()
    (chosen,) = packs.table.selected()
    assert chosen.line.pack.title.endswith("关于添置图书的请示")
    seat.qtbot.waitUntil(lambda: packs.preview.page_count > 0)
    # gone with the paper
    seat.desk.papers.put_away([seat.desk.papers.rows()[0].id])
    seat.window.show_page("submissions")
    seat.wait()
    assert not [item for item in packs.model.rows if "添置图书" in item.line.pack.title]


def test_a_paper_of_another_school_year_is_no_pack_of_this_one(seat: Seat, page: PaperPage) -> None:
    page.fields.fields["on"].editor.setText("2020-07-01")
    page.hand_in()
    seat.wait()
    seat.heard("tell: 本学年的材料包里没有这一份，没有打开。")


def test_a_paper_without_a_day_is_a_pack_of_this_year_and_is_doubted(seat: Seat) -> None:
    paper = seat.desk.papers.begin(PaperDraft(kind="函", title="关于借用场地的函", text="请予支持。"))
    assert paper.on == ""
    (pack,) = [one for one in making.packs(seat.desk) if one.subject == paper.id]
    texts = [one.text for one in check(seat.desk, making.make(seat.desk, pack))]
    assert any(text.endswith("没有成文日期") for text in texts)
    assert not [one for one in making.packs(seat.desk, "2020-2021") if one.subject == paper.id]


def test_a_table_is_put_in_at_the_cursor(seat: Seat, page: PaperPage) -> None:
    page.insert("roster_age_statistics")
    seat.wait()
    assert "|" in page.text.toPlainText()
    _look(seat, page)
    assert "像是表格" not in seat.words(page.doubts)
    seat.window.close()  # what is typed is saved, and nothing is asked
    assert "|" in seat.desk.papers.rows()[0].text


def test_the_list_opens_copies_and_removes(seat: Seat, page: PaperPage) -> None:
    page.text.setPlainText("去年的正文。")
    page.save()
    writing = seat.window.show_page("writing")
    assert isinstance(writing, WritingPage)
    (row,) = writing.rows()
    writing.copy(row)
    seat.wait()
    assert page.text.toPlainText() == "去年的正文。"
    assert len(seat.desk.papers.rows()) == 2
    seat.window.show_page("writing")
    writing.put_away(writing.rows())
    seat.wait()
    seat.said.heard()
    assert seat.desk.papers.rows() == []
    seat.window.show_page("paper")
    seat.wait()
    assert not page._save.isEnabled()
