"""A pack to its place: whole or not at all, with its manifest, kept in the history, the second one v2."""

import errno
import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from edudesk.base import archive, paths
from edudesk.base.errors import Cancelled, UserError
from edudesk.base.jobs import silent
from edudesk.base.masking import Audience
from edudesk.desk import Desk, open_desk
from edudesk.roster.rules import is_present
from edudesk.school.rows.departments import DepartmentDraft
from edudesk.store.context import Context
from edudesk.store.rights import LOCAL_USER, Actor, Right
from edudesk.submissions import making, sending
from edudesk.submissions import sent as sent_pack
from edudesk.submissions.enclosing import MANIFEST
from edudesk.submissions.filling import seen_in
from edudesk.submissions.rows.asked import AskedDraft, TextDraft
from edudesk.submissions.rows.findings import Finding, Level
from edudesk.submissions.rows.packs import PackDraft
from edudesk.submissions.rows.papers import PaperDraft
from edudesk.submissions.rows.sendings import CONTENTS
from edudesk.submissions.rules.packs import draft_of, pack_of, pack_of_form, shipped_pack
from edudesk.submissions.sending import Sent
from tests.pdf import pdf_text
from tests.store.test_disks import own_mounts
from tests.thorough import in_turn

P6 = shipped_pack("P6")
SMALL = replace(P6, key="校1", title="教师名单", files=(replace(P6.files[0], report="roster_brief"),))


@pytest.fixture
def desk(
    complete: Path, stopped_clock: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    monkeypatch.setenv("EDUDESK_FONTS", "bundled")
    stopped_clock("2026-09-18 09:00")
    with open_desk(complete) as desk:
        yield desk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "报送 材料（2026）"
    made.mkdir()
    return made


def send(desk: Desk, folder: Path, pack: Any = SMALL, **wishes: Any) -> Sent:
    return sending.send(desk, making.make(desk, pack), folder, **wishes)


def everything(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*")}


# what lies there


def test_a_folder_holds_every_file_its_list_and_what_proves_them(desk: Desk, folder: Path) -> None:
    head = desk.timeline.head()
    sent = send(desk, folder, P6)
    assert sent.place == folder / "龙城实小_教师花名册与队伍分析_2026-2027学年_20260918_v1"
    names = {path.name for path in sent.place.iterdir()}
    assert names == {
        CONTENTS,
        MANIFEST,
        "龙城实小_附件1_教职工花名册_2026-2027学年_20260918.xlsx",
        "龙城实小_附件2_师资队伍结构统计表_2026-2027学年_20260918.xlsx",
        *(f"龙城实小_师资队伍分析报告_2026-2027学年_20260918.{file.format}" for file in P6.files[2:]),
    }
    told = json.loads((sent.place / MANIFEST).read_text("utf-8"))
    assert (told["serial"], told["version"], told["audience"]) == ("2026-P6-001", 1, "bureau")
    assert told["journal"] == {"seq": head.seq, "mac": head.mac}
    assert {one["name"] for one in told["files"]} == names - {MANIFEST}
    for one in told["files"]:
        content = (sent.place / one["name"]).read_bytes()
        assert (one["sha256"], one["bytes"]) == (hashlib.sha256(content).hexdigest(), len(content))
    assert sent_pack.state_of(sent.row) == ()
    (entry,) = [entry for entry in desk.timeline.entries() if entry.seq > head.seq]
    words = "材料 4 个，另有目录和清单，报教育局（证件号、电话打码）（2026-P6-001 v1）"
    assert entry.title == f"导出 材料包 教师花名册与队伍分析，{words}"


def test_the_same_number_stands_on_paper_in_the_sheet_and_in_the_manifest(desk: Desk, folder: Path) -> None:
    send(desk, folder, P6)
    place = send(desk, folder, P6).place
    assert place.name.endswith("_v2")
    assert json.loads((place / MANIFEST).read_text("utf-8"))["version"] == 2
    sheet = openpyxl.load_workbook(next(place.glob("*花名册*.xlsx"))).active
    assert sheet is not None
    assert "编号 2026-P6-001 v2" in sheet.oddFooter.left.text
    assert "2026-P6-001 v2" in pdf_text(next(place.glob("*.pdf")))


def test_the_list_counts_what_is_in_the_files(desk: Desk, folder: Path) -> None:
    place = send(desk, folder).place
    sheet = openpyxl.load_workbook(place / CONTENTS).active
    assert sheet is not None
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] == 1]
    count = sum(map(is_present, desk.teachers.rows()))
    assert (rows[0][1], rows[0][3]) == ("教职工花名册", count)


def test_nothing_names_the_person_or_the_computer(desk: Desk, folder: Path) -> None:
    import getpass
    import platform

    send(desk, folder, P6, as_zip=True)
    assert everything(paths.data_folder()) == set()  # where it was put together
    (packed,) = folder.glob("*.zip")
    told = "".join(
        content.decode("utf-8", "ignore")
        for name, content in archive.unpack(packed).items()
        if name == MANIFEST
    )
    assert [name for name in (getpass.getuser(), platform.node(), "本机用户") if name in told] == []


# zip and password


def test_a_zip_is_read_by_the_standard_library(desk: Desk, folder: Path) -> None:
    sent = send(desk, folder, as_zip=True)
    with zipfile.ZipFile(sent.place) as packed:
        assert packed.testzip() is None
        assert CONTENTS in packed.namelist()
        assert "龙城实小_附件1_教职工花名册_2026-2027学年_20260918.xlsx" in packed.namelist()


def test_a_password_locks_the_content_and_one_flipped_bit_is_seen(desk: Desk, folder: Path) -> None:
    sent = send(desk, folder, password="龙城2026年报送")
    assert sent.row.is_locked == "是"
    name = next(name for name in zipfile.ZipFile(sent.place).namelist() if name.endswith(".xlsx"))
    with pytest.raises((RuntimeError, NotImplementedError)):
        zipfile.ZipFile(sent.place).read(name)
    assert archive.unpack(sent.place, "龙城2026年报送")[name][:2] == b"PK"
    for wrong in ("", "龙城2025年报送"):
        with pytest.raises(UserError, match="密码不对"):
            archive.unpack(sent.place, wrong)
    whole = bytearray(sent.place.read_bytes())
    whole[len(whole) // 3] ^= 1
    sent.place.write_bytes(whole)
    with pytest.raises(UserError, match=r"已损坏或被改动过|密码不对"):
        archive.unpack(sent.place, "龙城2026年报送")
    assert sent_pack.state_of(sent.row) == (f"“{sent.place.name}”报送后被改动过。",)


def test_a_password_is_kept_nowhere(desk: Desk, folder: Path) -> None:
    sent = send(desk, folder, password="QuiteSecret2026")
    assert b"QuiteSecret2026" not in desk.path.read_bytes()
    assert b"QuiteSecret2026" not in sent.place.read_bytes()


def test_a_short_password_is_refused(desk: Desk, folder: Path) -> None:
    with pytest.raises(UserError, match=r"只有 4 个字，没有导出。请至少用 8 个字。"):
        send(desk, folder, password="1234")
    assert everything(folder) == set()


# the history


def test_what_was_sent_is_kept_and_said_to_be_handed_over(desk: Desk, folder: Path) -> None:
    row = send(desk, folder, remark="电子版").row
    assert desk.sendings.rows() == [row]
    assert (row.made_by, row.made_at[:16], row.as_of, row.remark) == (
        "本机用户", "2026-09-18T09:00", "2026-09-18", "电子版",
    )  # fmt: skip
    marked = desk.sendings.report(row.id, "2026-09-19", "周老师", "已盖章", row.version)
    assert (marked.reported_on, marked.received_by, marked.remark) == ("2026-09-19", "周老师", "已盖章")
    desk.timeline.undo()
    assert desk.sendings.get(row.id).reported_on == ""
    assert desk.timeline.next_steps().undo is None  # an export is out of the house
    with pytest.raises(UserError, match="报送日期不对"):
        desk.sendings.report(row.id, "昨天")


def test_what_has_changed_since_is_told_in_words_and_counted(desk: Desk, folder: Path) -> None:
    row = send(desk, folder).row
    assert sent_pack.change_words(sent_pack.changed_since(desk, row)) == "报送后所用的数据没有改动。"
    desk.packs.add(replace(draft_of(P6), key="校1"))  # the pack has to be known
    teacher = next(row for row in desk.teachers.rows() if is_present(row))
    desk.teachers.change(teacher.id, {"phone": "19901990001"})
    desk.departments.add(DepartmentDraft(kind="科室", name="总务处"))  # not what the pack is made from
    entries = sent_pack.changed_since(desk, row)
    assert [entry.title for entry in entries] == [f"修改 {teacher.name} 联系电话"]
    words = sent_pack.change_words(entries)
    assert words.startswith("报送后有 1 次改动，涉及 1 条记录；最近一次：")
    assert words.endswith("（2026-09-18）。")


def test_of_a_pack_that_says_not_what_it_is_made_from_every_change_counts(desk: Desk, folder: Path) -> None:
    own = desk.packs.add(PackDraft(key="校1", title="教师名单", files="名单 | roster_brief | xlsx"))
    row = send(desk, folder, pack_of(own)).row
    assert sent_pack.changed_since(desk, row) == ()
    teacher = next(row for row in desk.teachers.rows() if is_present(row))
    desk.teachers.change(teacher.id, {"phone": "19901990001"})
    assert [entry.title for entry in sent_pack.changed_since(desk, row)] == [f"修改 {teacher.name} 联系电话"]
    desk.packs.put_away([own.id])
    assert len(sent_pack.changed_since(desk, row)) == 1


def test_of_a_form_its_own_changes_count_and_not_those_of_others(
    desk: Desk, folder: Path, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["序号", "姓名", "性别"])
    book.save(tmp_path / "教师名册.xlsx")
    form, other = (
        desk.asked.add(AskedDraft(school_year="2026-2027", title=title)) for title in ("教师名册", "别的报表")
    )
    making.keep_template(desk, form.id, tmp_path / "教师名册.xlsx")
    row = send(desk, folder, pack_of_form(desk.asked.get(form.id))).row
    desk.asked.change(other.id, {"due": "2026-12-05"})
    assert sent_pack.changed_since(desk, row) == ()
    desk.asked.change(form.id, {"due": "2026-12-05"})
    teacher = next(row for row in desk.teachers.rows() if is_present(row))
    desk.teachers.change(teacher.id, {"phone": "19901990001"})
    entries = sent_pack.changed_since(desk, row)
    assert [entry.title for entry in entries] == [
        f"修改 {teacher.name} 联系电话", f"修改报表 {form.title} 截止",
    ]  # fmt: skip


def test_files_gone_or_changed_since_are_told(desk: Desk, folder: Path) -> None:
    sent = send(desk, folder)
    roster = next(sent.place.glob("*花名册*.xlsx"))
    roster.write_bytes(b"another")
    (sent.place / CONTENTS).unlink()
    assert sent_pack.state_of(sent.row) == (f"“{roster.name}”报送后被改动过。", f"“{CONTENTS}”已不在。")
    sent.place.rename(folder / "搬走")
    assert sent_pack.state_of(sent.row) == (f"“{sent.place.name}”已不在原来的位置。",)


# packs about one form, one paper


def test_a_form_of_the_bureau_is_refilled_in_one_call(desk: Desk, folder: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "骨干"
    sheet.append(["骨干教师名册"])
    sheet.append(["填报单位：____"])
    sheet.append(["序号", "姓名", "性别", "任教学科", "职称"])
    for _ in range(5):
        sheet.append([None] * 5)
    book.save(tmp_path / "骨干教师名册.xlsx")
    form = desk.asked.add(AskedDraft(school_year="2026-2027", title="骨干教师名册", issuer="市教科院"))
    making.keep_template(desk, form.id, tmp_path / "骨干教师名册.xlsx")
    (tmp_path / "骨干教师名册.xlsx").unlink()  # it is kept in the school file
    pack = pack_of_form(desk.asked.get(form.id))
    first, second = send(desk, folder, pack), send(desk, folder, pack)
    assert (first.row.edition, second.row.edition) == ("2026-BB-001 v1", "2026-BB-001 v2")
    assert [entry.title[:6] for entry in desk.timeline.entries()[:2]] == ["导出 材料包"] * 2  # and no third
    filled = openpyxl.load_workbook(next(second.place.glob("*骨干*.xlsx")))["骨干"]
    names = [row[1] for row in filled.iter_rows(min_row=4, values_only=True) if row[1]]
    assert names == [row.name for row in desk.teachers.rows() if is_present(row)]
    assert second.row.sent_files[0].count == len(names)
    # what changes between making and writing is not in it: the number and the journal's end say as of when
    made = making.make(desk, pack)
    desk.teachers.put_away([next(row.id for row in desk.teachers.rows() if is_present(row))])
    third = sending.send(desk, made, folder)
    filled = openpyxl.load_workbook(next(third.place.glob("*骨干*.xlsx")))["骨干"]
    assert [row[1] for row in filled.iter_rows(min_row=4, values_only=True) if row[1]] == names


def test_a_filled_form_is_seen_on_the_sheet_of_its_list(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["填表说明：请如实填写"])
    sheet = book.create_sheet("名册")
    sheet.append(["序号", "姓名", "性别", "任教学科"])
    book.save(tmp_path / "名册.xlsx")
    form = desk.asked.add(AskedDraft(school_year="2026-2027", title="名册"))
    making.keep_template(desk, form.id, tmp_path / "名册.xlsx")
    (file,) = making.make(desk, pack_of_form(desk.asked.get(form.id))).files
    seen = seen_in(file.write(tmp_path / "填好.xlsx", silent), file.sheet)
    assert [column.title for column in seen.columns] == ["A", "B", "C", "D"]
    assert seen.rows[0] == ("序号", "姓名", "性别", "任教学科")
    assert [row[1] for row in seen.rows[1:]] == [row.name for row in desk.teachers.rows() if is_present(row)]
    assert seen.notes[0].startswith("工作表“名册”填好后的内容")


def test_a_template_file_of_the_bureau_goes_out_as_a_workbook(
    desk: Desk, folder: Path, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.template = True
    book.active.append(["序号", "姓名", "性别"])
    book.save(tmp_path / "教师名册.xltx")
    form = desk.asked.add(AskedDraft(school_year="2026-2027", title="教师名册"))
    making.keep_template(desk, form.id, tmp_path / "教师名册.xltx")
    (file,) = send(desk, folder, pack_of_form(desk.asked.get(form.id))).row.materials
    assert file.name == "龙城实小_教师名册_2026-2027学年_20260918.xlsx"


def test_a_paper_of_the_school_goes_as_pdf_and_as_word(desk: Desk, folder: Path) -> None:
    paper = desk.papers.begin(
        PaperDraft(
            kind="请示", title="关于补充体育教师的请示", text="请予批准。", addressee="区教育局", on="2026-09-18",
            issuer="龙城实验小学",
        )
    )  # fmt: skip
    (pack,) = [one for one in making.packs(desk) if one.subject == paper.id]
    assert (pack.key, pack.addressee) == ("P12", "区教育局")
    sent = send(desk, folder, pack)
    assert {path.suffix for path in sent.place.iterdir()} == {".pdf", ".docx", ".xlsx", ".json"}
    text = pdf_text(next(sent.place.glob("*.pdf")))
    assert "关于补充体育教师的请示" in text
    assert sent.row.edition in text
    (line,) = [one for one in making.lines(desk) if one.pack.subject == paper.id]
    assert line.last == sent.row
    desk.papers.begin(PaperDraft(kind="函", title="关于借用场地的函"))  # another one
    assert sent_pack.changed_since(desk, sent.row) == ()
    desk.papers.change(paper.id, {"text": "请予批准为盼。"})
    (entry,) = sent_pack.changed_since(desk, sent.row)
    assert "关于补充体育教师的请示" in entry.title


# what must not happen

MISSING = (Finding(Level.MISSING, "学校信息没有填写“联系人”"), Finding(Level.DOUBT, "2 人的资料有疑点"))


def test_with_facts_missing_a_reason_is_asked_for_and_kept(desk: Desk, folder: Path) -> None:
    before = desk.timeline.head()
    with pytest.raises(UserError, match=r"还有 1 处缺项，没有导出。请先补齐"):
        send(desk, folder, findings=MISSING, reason=" ")
    assert (everything(folder), desk.timeline.head()) == (set(), before)
    sent = send(desk, folder, findings=MISSING, reason="联系人下周确定")
    assert sent.row.reason == "联系人下周确定"
    assert json.loads((sent.place / MANIFEST).read_text("utf-8"))["incomplete"] == "联系人下周确定"


@pytest.mark.parametrize("number", in_turn(["ENOSPC", "EACCES", "EROFS", "EIO", "EBUSY"]))
def test_a_disk_that_fails_halfway_leaves_nothing(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    """The n-th file opened for writing fails: the disk is full in the middle of the pack."""
    (folder / "去年的.txt").write_text("keep", "utf-8")
    head, made = desk.timeline.head(), making.make(desk, P6)
    for as_zip, at in product((False, True), (1, 3, 6)):
        with monkeypatch.context() as patched:
            patched.setattr(Path, "open", _failing(at, number, folder))
            with pytest.raises(UserError) as told:
                sending.send(desk, made, folder, as_zip=as_zip)
        for sentence in (told.value.text, told.value.hint):
            assert re.search(r"[\u4e00-\u9fff].*。$", sentence), sentence
            assert "Errno" not in sentence
        assert everything(folder) == {"去年的.txt"}, (as_zip, at)
        assert desk.timeline.head() == head
        assert everything(paths.data_folder()) == set()
        assert desk.sendings.rows() == []
    assert send(desk, folder).row.number == 1  # and then it works


def _failing(at: int, number: str, folder: Path) -> Callable[..., Any]:
    """Path.open of a disk that fails as the at-th file of the folder or of our own is written."""
    real, opened = Path.open, []

    def open_broken(self: Path, mode: str = "r", *args: Any, **wishes: Any) -> Any:
        if ("w" in mode or "+" in mode) and not {folder, paths.data_folder()}.isdisjoint(self.parents):
            opened.append(self.name)
            if len(opened) == at:
                raise OSError(getattr(errno, number), os.strerror(getattr(errno, number)))
        return real(self, mode, *args, **wishes)

    return open_broken


def test_a_disk_that_really_fills_up_at_every_place(complete: Path, folder: Path) -> None:
    if not own_mounts():
        pytest.skip("no mount namespace here: only a disk that is said to be full was tested")
    command = [
        "unshare",
        "-m",
        sys.executable,
        "-m",
        "tests.submissions.full_disk",
        str(complete),
        str(folder),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    outcome = json.loads(done.stdout)
    assert outcome["wrong"] == []
    assert set(outcome["seen"]) == {"folder refused", "folder done", "zip refused", "zip done"}, outcome[
        "seen"
    ]


def test_a_place_where_no_folder_can_be_made_is_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("a file, no folder", "utf-8")
    with pytest.raises(UserError, match="请重新选择保存位置"):
        send(desk, tmp_path / "文件")
    assert (tmp_path / "文件").read_text("utf-8") == "a file, no folder"


def test_a_target_that_is_open_elsewhere_is_told_and_nothing_stays(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "sharing violation")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", refuse)
        with pytest.raises(UserError, match=r"没有写成|没有权限"):
            send(desk, folder)
    assert (everything(folder), desk.sendings.rows()) == (set(), [])


def test_the_same_pack_is_not_written_twice_under_one_number(desk: Desk, folder: Path) -> None:
    made = making.make(desk, SMALL)
    sending.send(desk, made, folder)
    with pytest.raises(UserError, match=r"2026-校1-001 v1 刚才已经导出过，没有再导出。请重新打开"):
        sending.send(desk, made, folder)
    assert len(list(folder.iterdir())) == 1


def test_what_is_there_is_never_written_over(desk: Desk, folder: Path) -> None:
    there = folder / "龙城实小_教师名单_2026-2027学年_20260918_v1"
    there.mkdir()
    (there / "手写的.txt").write_text("keep", "utf-8")
    sent = send(desk, folder)
    assert sent.place.name == f"{there.name}（2）"
    assert (there / "手写的.txt").read_text("utf-8") == "keep"


@pytest.mark.parametrize("at", [0, 2, 5])
def test_a_cancelled_export_leaves_nothing_not_even_a_trace(desk: Desk, folder: Path, at: int) -> None:
    calls = []

    def step(done: int, total: int, text: str) -> None:
        calls.append(text)
        if len(calls) > at:
            raise Cancelled

    made, head = making.make(desk, P6), desk.timeline.head()
    with pytest.raises(Cancelled):
        sending.send(desk, made, folder, as_zip=True, step=step)
    assert (everything(folder), desk.sendings.rows(), desk.timeline.head()) == (set(), [], head)


def test_when_it_cannot_be_kept_in_the_history_it_is_taken_away_again(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object) -> None:
        raise UserError("磁盘空间不足，没有保存。", "请清理磁盘后再试。")

    monkeypatch.setattr(desk.sendings, "keep", refuse)
    for as_zip in (False, True):
        with pytest.raises(UserError, match="磁盘空间不足"):
            send(desk, folder, as_zip=as_zip)
    assert everything(folder) == set()


def test_what_a_killed_export_left_is_swept(desk: Desk, folder: Path) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    left = folder / f".{gone.pid}.abc.pack.part"
    left.mkdir()
    (left / "教职工花名册.xlsx").write_bytes(b"names and numbers")
    alive = folder / f".{os.getppid()}.abc.pack.part"
    alive.mkdir()
    send(desk, folder)
    assert not left.exists()
    assert alive.exists()


@pytest.mark.parametrize(
    ("audience", "missing"), [(Audience.BUREAU, Right.EXPORT), (Audience.INTERNAL, Right.EXPORT_PERSONAL)]
)
def test_who_may_not_hand_out_writes_no_file(
    desk: Desk, folder: Path, audience: Audience, missing: Right
) -> None:
    made = making.make(desk, SMALL, audience=audience)
    desk.exports.context = Context(desk.store, Actor("教研组长", LOCAL_USER.rights - {missing}))
    with pytest.raises(UserError, match="您没有做这件事的权限"):
        sending.send(desk, made, folder)
    assert everything(folder) == set()


def test_control_and_rare_characters_neither_break_nor_vanish(desk: Desk, folder: Path) -> None:
    desk.school.save({"short_name": "龙城\x07实小/东校区"})
    teacher = next(row for row in desk.teachers.rows() if is_present(row))
    desk.teachers.change(teacher.id, {"name": "万俟㛃\U0002b7a9"})
    desk.texts.add(TextDraft(key="team.measures", school_year="2026-2027", text="加强\x07培训。"))
    sent = send(desk, folder, P6)
    assert "\x07" not in sent.place.name
    assert "/" not in sent.place.name
    assert any("控制字符" in remark for remark in sent.remarks)
    sheet = openpyxl.load_workbook(next(sent.place.glob("*花名册*.xlsx"))).active
    assert sheet is not None
    assert "万俟㛃\U0002b7a9" in [cell for row in sheet.iter_rows(values_only=True) for cell in row]


def test_an_unmasked_pack_says_so_in_its_name(desk: Desk, folder: Path) -> None:
    made = making.make(desk, SMALL, audience=Audience.INTERNAL)
    place = sending.send(desk, made, folder).place
    assert place.name.endswith("_v1_含个人信息")
    assert next(place.glob("*花名册*")).stem.endswith("_含个人信息")
