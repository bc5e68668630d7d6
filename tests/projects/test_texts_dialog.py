"""编写材料文字: the passages of a project's papers, written once and kept as one step."""

from edudesk.base import clock
from edudesk.base.contents import texts_of
from edudesk.base.masking import Audience
from edudesk.projects.pages.page import ProjectsPage
from edudesk.projects.reports.catalogue import sheet
from edudesk.submissions.pages.project_sheets import write_texts
from edudesk.submissions.project_papers import project_facts
from tests.seat import Seat


def test_passages_are_written_once_and_printed_in_every_paper(seat: Seat) -> None:
    page = seat.window.show_page("projects")
    assert isinstance(page, ProjectsPage)
    seat.wait()
    row = next(one for one in seat.desk.projects.rows() if "结构化" in one.title)
    before = seat.desk.projects.texts(row.id)
    dialog = write_texts(seat.desk, page, row.id)
    texts = [dialog.list.item(place).text() for place in range(dialog.list.count())]
    place = next(at for at, text in enumerate(texts) if "研究目标与内容" in text)
    assert not any("推进步骤" in text for text in texts)
    dialog.list.setCurrentRow(place)
    assert "《申报·评审书》、《论证活页》" in dialog.used.text()
    dialog.text.setPlainText("目标一。\n\n　目标二。")
    assert dialog.count.text() == "8 字"
    assert dialog.list.item(place).text().startswith("✓")
    dialog.save()
    seat.wait()
    assert seat.desk.projects.texts(row.id)["aims"] == "目标一。\n目标二。"
    paper = sheet("opening").build(project_facts(seat.desk, clock.today(), row.id), Audience.INTERNAL)
    assert "目标二。" in list(texts_of(paper))
    seat.desk.timeline.undo()
    assert seat.desk.projects.texts(row.id) == before


def test_what_was_typed_is_not_lost_by_closing(seat: Seat) -> None:
    page = seat.window.show_page("projects")
    assert isinstance(page, ProjectsPage)
    seat.wait()
    dialog = write_texts(seat.desk, page, seat.desk.projects.rows()[0].id)
    before = dialog.text.toPlainText()
    dialog.text.setPlainText("写了一半")
    seat.said.answer(False)
    dialog.reject()
    assert dialog.isVisible()
    seat.said.heard()
    dialog.text.setPlainText(before)
    dialog.reject()
    seat.wait()
