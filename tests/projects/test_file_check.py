"""材料核对: files that vanished or became others are found beside the window, and lead to their place."""

from pathlib import Path

import pytest

from edudesk.base import paths
from edudesk.base.errors import Cancelled
from edudesk.desk import Desk
from edudesk.projects.pages.file_check import FileCheckPage
from edudesk.projects.pages.page import ProjectsPage
from edudesk.projects.rows.evidence import EvidenceDraft
from edudesk.projects.service.evidence import EvidenceService
from edudesk.projects.service.file_faults import FileCheck
from edudesk.projects.tables import ProjectStep
from edudesk.store.attachments import Attachments, FileDraft
from edudesk.store.context import Context
from tests.gui import Said
from tests.projects.test_drawer import files_below
from tests.projects.test_records import put
from tests.seat import Seat

TITLE = "小学数学结构化学习的实践研究"


def place_of(desk: Desk, file: FileDraft) -> Path:
    """Where the bytes of a kept file lie."""
    return paths.kept_folder(desk.path) / file.sha256[:2] / file.sha256[2:]


def put_files(desk: Desk) -> tuple[str, dict[str, FileDraft]]:
    """The project, and four files of it: of two proofs, of an activity, of its first step."""
    row = next(one for one in desk.projects.rows() if one.title == TITLE)
    names = ("证书.pdf", "问卷.pdf", "合影.txt", "立项通知.pdf")
    files = {name: desk.attachments.keep(name, f"{name} as it was".encode()) for name in names}
    for name in names[:2]:
        desk.evidence.put(EvidenceDraft(project_id=row.id, title=name[:2]), [files[name]])
    activity = desk.project_activities.of(row.id)[0]
    desk.project_activities.keep_files(activity.id, [files["合影.txt"]])
    desk.attachments.add(ProjectStep, desk.projects.steps(row.id)[0].id, [files["立项通知.pdf"]])
    return row.id, files


def test_every_file_is_read_and_what_is_wrong_leads_to_its_place(seat: Seat, said: Said) -> None:
    desk = seat.desk
    project, files = put_files(desk)
    page = seat.window.show_page("project_files")
    assert isinstance(page, FileCheckPage)
    seat.wait()
    assert "还没有核对。" in seat.words(page)
    page.check_button.click()
    seat.wait()
    before = len(page.model.rows)
    assert {row.what for row in page.model.rows} <= {"没有材料"}
    place_of(desk, files["证书.pdf"]).unlink()
    place_of(desk, files["合影.txt"]).unlink()
    place_of(desk, files["立项通知.pdf"]).write_bytes(b"another")
    page.check_button.click()
    seat.wait()
    bad = {row.file: (row.project, row.place, row.what) for row in page.model.rows if row.file}
    assert bad == {
        "证书.pdf": (TITLE, "材料", "文件不见了"),
        "合影.txt": (TITLE, "活动", "文件不见了"),
        "立项通知.pdf": (TITLE, "阶段", "内容已改变"),
    }
    assert f"{before + 3} 处要处理" in page.head.note.text()
    # to the proof: its files stand below, a fresh one goes in, and it is no fault any more
    wrong = next(row for row in page.model.rows if row.file == "证书.pdf")
    page.table.opened.emit(wrong)
    seat.wait()
    shown = seat.window.stack.currentWidget()
    assert isinstance(shown, ProjectsPage)
    part = shown.drawer.part("材料")
    assert part.rows[part.list.currentRow()].id == wrong.record_id
    strip = files_below(part).strip
    strip.show_files([desk.attachments.keep("证书.pdf", b"the same again")])
    strip.changed.emit()
    seat.window.show_page("project_files")
    seat.wait()
    assert "证书.pdf" not in [row.file for row in page.model.rows]
    desk.attachments.keep("合影.txt", "合影.txt as it was".encode())  # the same bytes again
    page.check_button.click()
    seat.wait()
    assert [row.file for row in page.model.rows if row.file] == ["立项通知.pdf"]
    page.table.opened.emit(next(row for row in page.model.rows if row.place == "阶段"))
    seat.wait()
    events = shown.drawer.summary.course.list
    assert events.currentRow() == len(events.lines) - 1
    assert said.heard() == []
    # a project in the recycle bin is not looked at
    desk.projects.put_away([project])
    seat.window.show_page("project_files")
    seat.wait()
    assert not [row for row in page.model.rows if row.file]


def test_a_check_can_be_cancelled_between_two_files(context: Context) -> None:
    """Each file may have 50 MB: nobody waits for fifty of them."""
    proofs, files = EvidenceService(context), Attachments(context)
    one = put(context)
    for name in ("甲.pdf", "乙.pdf", "丙.pdf"):
        proofs.put(EvidenceDraft(project_id=one, title=name), [files.keep(name, name.encode())])
    told = []

    def step(done: int, total: int, text: str) -> None:
        told.append((done, total, text))
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        proofs.faults(step=step)
    assert told == [(done, 3, "正在核对附件") for done in range(3)]
    assert proofs.faults() == FileCheck(3, ())
