"""What a school types or puts in wrongly, at the window: each with its sentence, and nothing is lost or half done."""

import sys
from pathlib import Path

import pytest

from edudesk.desk import open_desk
from edudesk.projects.pages.page import ProjectsPage
from edudesk.projects.rows.people import LEADER, MemberDraft
from edudesk.projects.rows.projects import ProjectDraft
from edudesk.projects.rows.whole import Whole
from edudesk.submissions import making
from tests.gui import Said
from tests.projects.test_drawer import files_below, opened
from tests.projects.test_file_check import place_of
from tests.projects.test_page import choose, typed
from tests.seat import Seat


def told(seat: Seat, **values: str) -> str:
    """What the form that is open says when this is to be saved; it is given up then."""
    form = typed(seat, **values)
    assert form.isVisible()
    words = seat.words(form)
    form._is_saved = True
    form.reject()
    seat.wait()
    return words


def test_wrong_days_people_and_stages_are_told_in_their_form(page: ProjectsPage, seat: Seat) -> None:
    row = choose(page, seat)
    before = seat.desk.timeline.head().seq
    page.edit(row)
    assert f"结束日期 2020-01-01 早于开始日期 {row.project.start}。" in told(seat, end="2020-01-01")
    members = opened(page, seat, "成员")
    members.edit(members.rows[1])
    words = told(seat, joined="2026-03-01", left="2026-02-01")
    assert "退出日期 2026-02-01 早于加入日期 2026-03-01。" in words
    members.edit(members.rows[1])
    assert "“教育科学规划课题”只能有 1 名主持人，现在有 2 名：王建国、周敏华。" in told(seat, role="主持人")
    page.move_on(row.project, "结题")
    assert "按这个类别的阶段顺序，现在不能进入“结题”，先要“中期检查”。" in told(seat)
    assert seat.desk.timeline.head().seq == before  # nothing of it was stored


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_programs_and_huge_videos_stay_out_of_the_proofs(
    page: ProjectsPage, seat: Seat, said: Said, tmp_path: Path
) -> None:
    proofs = opened(page, seat, "材料")
    proofs.list.setCurrentRow(0)
    strip = files_below(proofs).strip
    (program := tmp_path / "课件.exe").write_bytes(b"MZ")
    with (video := tmp_path / "展示课.mp4").open("wb") as file:
        file.truncate(300_000_000)  # it is not read
    (odd := tmp_path / '通知\\第1号:"立项"?<*>|.pdf').write_bytes(b"%PDF-1.7")
    strip.take([program, video, odd])
    seat.wait()
    assert said.heard() == [
        "tell: “课件.exe”是程序，没有放入：这里只能放照片、视频、PDF、OFD、压缩包和 Office 文件。"
    ]
    row = proofs.rows[0]
    assert [one.name for one in seat.desk.attachments.of([row.id])[row.id]][-1] == "通知_第1号_立项_.pdf"
    strip.take([video])
    seat.wait()
    assert said.heard() == ["tell: “展示课.mp4”有 300 MB，超过 50 MB，没有放入。"]
    # a proof that vanished is told when it is opened
    shown = strip.files[-1]
    place_of(seat.desk, shown).unlink()
    strip.open(shown)
    seat.wait()
    assert said.heard() == ["fail: 这个附件的文件不见了或已损坏。"]


def test_a_title_with_signs_that_no_file_name_has_makes_names_all_the_same(five: Path) -> None:
    title = '“双减”\\作业/设计:1*2?"<3>|'
    with open_desk(five) as desk:
        draft = ProjectDraft(title=title, kind="WK", stage="实施", start="2026-01-10", end="2027-01-10")
        leader = MemberDraft(project_id="", name="王建国", role=LEADER)
        one = desk.projects.begin(Whole(draft, (leader,))).id
        made = making.make(desk, making.of_project(desk, one)[0])
        names = [
            made.folder_name,
            *(file.name for file in made.files),
            *(file.paper.file_name for file in made.files if file.paper is not None),
        ]
        assert not {sign for name in names for sign in name} & set('\\/:*?"<>|')
        assert "作业" in made.folder_name
        assert desk.projects.get(one).title == title  # the title itself stays as it was typed


def test_who_was_deleted_stays_by_name(page: ProjectsPage, seat: Seat) -> None:
    members = opened(page, seat, "成员")
    gone = members.rows[1]
    seat.desk.teachers.put_away([gone.teacher_id])
    seat.wait()
    assert gone.name in members.list.lines[1].text
    row = choose(page, seat)
    assert gone.name in seat.words(page.drawer.summary)
    assert gone.name in [one.name for one in seat.desk.project_dossiers.of(row.id).members]
