"""附件: files that go along with a pack as they are, kept for a paper or for a pack and school year, or given once."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given as every
from hypothesis import strategies as st

from edudesk.base.errors import UserError
from edudesk.desk import Desk, open_desk
from edudesk.store import kept_files
from edudesk.store.attachments import Attachments
from edudesk.submissions import enclosed, making, sending
from edudesk.submissions.checking import check
from edudesk.submissions.enclosing import MANIFEST
from edudesk.submissions.making import MadePack
from edudesk.submissions.rows.enclosed import Enclosed
from edudesk.submissions.rows.findings import Finding, Level
from edudesk.submissions.rows.packs import Pack, PackFile
from edudesk.submissions.rows.papers import PaperDraft
from edudesk.submissions.rows.sendings import CONTENTS
from edudesk.submissions.rules.enclosed import enclosed_files, title_of
from edudesk.submissions.rules.packs import shipped_pack
from tests.tables import each

YEAR = "2026-2027"
REPORT = PaperDraft(
    kind="报告", title="关于补充教师的报告", addressee="区教育局", issuer="龙城实验小学", on="2026-09-18",
    text="现将情况报告如下。\n附件：1.教师花名册\n2.教师缺额表",
)  # fmt: skip


@pytest.fixture
def desk(
    complete: Path, stopped_clock: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    monkeypatch.setenv("EDUDESK_FONTS", "bundled")
    stopped_clock("2026-09-18 09:00")
    with open_desk(complete) as desk:
        yield desk


@pytest.fixture
def pack(desk: Desk) -> Pack:
    paper = desk.papers.begin(REPORT)
    (found,) = [one for one in making.packs(desk) if one.subject == paper.id]
    return found


def file(folder: Path, name: str, content: bytes = b"PK 1") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def lacking(found: tuple[Finding, ...]) -> list[str]:
    """Titles the findings of 缺 ask a file for."""
    actions = [one.action for one in found if one.level is Level.MISSING and "附件" in one.text]
    return [action.record for action in actions if action is not None]


def beside(made: MadePack) -> list[tuple[str, str]]:
    return [(one.file.number, one.file.title) for one in made.files if one.enclosed]


def test_a_paper_asks_for_what_it_lists_until_it_is_there(desk: Desk, pack: Pack, tmp_path: Path) -> None:
    assert lacking(check(desk, making.make(desk, pack))) == ["教师花名册", "教师缺额表"]
    book, scan = file(tmp_path, "2.教师缺额表.xlsx"), file(tmp_path, "扫描件 003.pdf", b"%PDF")
    assert enclosed.keep(desk, pack, YEAR, [book]) == ["2.教师缺额表.xlsx"]
    assert lacking(check(desk, making.make(desk, pack))) == ["教师花名册"]
    enclosed.keep(desk, pack, YEAR, [scan], "教师花名册")
    made = making.make(desk, pack)
    found = check(desk, made)
    assert lacking(found) == []
    assert beside(made) == [("1", "教师花名册"), ("2", "教师缺额表")]
    assert [one.text for one in found if "没有检查" in one.text] == [
        "附件“教师花名册”没有检查，请自己确认里面没有证件号",
        "附件“教师缺额表”没有检查，请自己确认里面没有证件号",
    ]
    assert desk.timeline.entries()[0].title == "添加附件 扫描件 003.pdf"
    desk.timeline.undo()
    assert lacking(check(desk, making.make(desk, pack))) == ["教师花名册"]


def test_they_go_along_as_they_are(desk: Desk, pack: Pack, tmp_path: Path) -> None:
    book = file(tmp_path, "教师缺额表.xlsx", b"PK lacking")
    enclosed.keep(desk, pack, YEAR, [book, file(tmp_path, "README", b"no suffix")])
    book.unlink()  # what was added is in the school file
    made = making.make(desk, pack)
    sent = sending.send(desk, made, tmp_path / "out", findings=check(desk, made), reason="花名册后补")
    head = "龙城实小_关于补充教师的报告_2026-2027学年_20260918"
    assert {one.name for one in sent.place.iterdir()} == {
        CONTENTS, MANIFEST, f"{head}.pdf", f"{head}.docx", "龙城实小_附件2_教师缺额表_2026-2027学年_20260918.xlsx",
        "龙城实小_附件3_README_2026-2027学年_20260918",
    }  # fmt: skip
    assert next(sent.place.glob("*缺额*")).read_bytes() == b"PK lacking"
    told = json.loads((sent.place / MANIFEST).read_text("utf-8"))["files"]
    assert [(one["title"], one["bytes"]) for one in told[2:4]] == [("教师缺额表", 10), ("README", 9)]
    assert [one.title for one in sent.row.materials][2:] == ["教师缺额表", "README"]
    assert making.make(desk, pack).number == 2  # another export has them still
    assert beside(making.make(desk, pack)) == [("2", "教师缺额表"), ("3", "README")]


def test_a_pack_without_a_paper_begins_anew_each_school_year(desk: Desk, tmp_path: Path) -> None:
    pack = shipped_pack("P6")
    enclosed.keep(desk, pack, YEAR, [file(tmp_path, "编制批复.pdf")])
    assert beside(making.make(desk, pack)) == [("3", "编制批复")]  # after 附件1 and 附件2 of the pack
    assert enclosed.kept(desk, pack, "2027-2028") == ()
    assert enclosed.kept(desk, shipped_pack("R1"), YEAR) == ()


def test_the_same_file_is_taken_once(desk: Desk, pack: Pack, tmp_path: Path) -> None:
    one, again = file(tmp_path, "名单.xlsx"), file(tmp_path, "名单 - 副本.xlsx")
    assert enclosed.keep(desk, pack, YEAR, [one, again]) == ["名单 - 副本.xlsx"]
    before = desk.timeline.head()
    assert enclosed.keep(desk, pack, YEAR, [one]) == []
    assert desk.timeline.head() == before
    assert enclosed.keep(desk, pack, YEAR, [one], "教师花名册") == ["名单 - 副本.xlsx"]  # it is that one
    assert beside(making.make(desk, pack)) == [("1", "教师花名册")]


def test_what_is_gone_locked_too_large_or_empty_is_told_and_nothing_added(
    desk: Desk, pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = file(tmp_path, "教师花名册.xlsx")
    large = tmp_path / "录像.mp4"
    with large.open("wb") as stream:
        os.truncate(stream.fileno(), kept_files.MOST + 1_000_000)  # nobody has to write 51 MB for it

    def refused(bad: Path) -> str:
        with pytest.raises(UserError) as error:
            enclosed.keep(desk, pack, YEAR, [good, bad])
        assert error.value.hint.endswith("数据没有改动。")
        assert enclosed.kept(desk, pack, YEAR) == ()
        return error.value.text

    assert refused(large) == "附件“录像.mp4”有 51 MB，超过 50 MB，不能放进材料包。"
    assert refused(file(tmp_path, "空.txt", b"")) == "附件“空.txt”是空的。"
    assert refused(tmp_path / "没有.xlsx") == "找不到附件“没有.xlsx”。"
    assert refused(tmp_path) == f"“{tmp_path.name}”是一个文件夹。"
    locked, opened = file(tmp_path, "占用.xlsx"), Path.open

    def refusing(path: Path, mode: str = "r") -> object:
        if path == locked:
            raise PermissionError(13, "used by another process")
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", refusing)
    assert refused(locked) == "打不开附件“占用.xlsx”。"


def test_a_file_that_vanishes_before_the_export_leaves_no_half_pack(
    desk: Desk, pack: Pack, tmp_path: Path
) -> None:
    path = file(tmp_path, "教师缺额表.xlsx")
    made = making.make(desk, pack, enclosed=[enclosed.given(path)])
    path.unlink()
    with pytest.raises(UserError, match=r"找不到附件“教师缺额表\.xlsx”。"):
        sending.send(desk, made, tmp_path / "out", reason="先报")
    assert list((tmp_path / "out").iterdir()) == []
    assert desk.sendings.rows() == []


def test_a_kept_file_that_was_lost_leaves_no_half_pack(
    desk: Desk, pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enclosed.keep(desk, pack, YEAR, [file(tmp_path, "教师缺额表.xlsx")])
    monkeypatch.setattr(kept_files, "kept", lambda *asked: None)
    with pytest.raises(UserError, match="这个附件的文件不见了或已损坏。"):
        sending.send(desk, making.make(desk, pack), tmp_path / "out", reason="先报")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_file_given_once_goes_in_the_place_of_the_kept_one(desk: Desk, pack: Pack, tmp_path: Path) -> None:
    enclosed.keep(desk, pack, YEAR, [file(tmp_path, "教师缺额表.xlsx"), file(tmp_path, "说明.txt", b"x")])
    newer = enclosed.given(file(tmp_path, "新.xlsx", b"PK 2"), "教师缺额表")
    made = making.make(desk, pack, enclosed=[newer])
    assert beside(made) == [("2", "教师缺额表"), ("3", "说明")]
    assert made.files[-2].enclosed is newer
    assert isinstance(desk.attachments, Attachments)
    assert len(enclosed.kept(desk, pack, YEAR)) == 2


@each(
    ("name", "title"),
    [
        ("教师花名册.xlsx", "教师花名册"),
        ("附件1：教师花名册.xlsx", "教师花名册"),
        ("附件 2 教师花名册.pdf", "教师花名册"),
        ("1.教师花名册.docx", "教师花名册"),
        ("2026.教师花名册（定稿）.docx", "2026.教师花名册（定稿）"),
        ("附件1 别的.pdf", "附件1 别的"),
        ("3.14.pdf", "3.14"),
    ],
)
def test_a_file_is_known_by_its_name(name: str, title: str) -> None:
    assert title_of(name, ["教师花名册"]) == title


def _nothing() -> bytes:
    return b""


@every(
    st.lists(st.sampled_from("甲乙丙丁"), max_size=5),
    st.lists(st.sampled_from("甲乙丙"), max_size=3, unique=True),
    st.lists(st.sampled_from(["", "1", "2", "9", "甲"]), max_size=3),
)
def test_every_file_has_its_own_number(names: list[str], listed: list[str], numbers: list[str]) -> None:
    files = [Enclosed("", f"{name}.pdf", 1, _nothing, f"{place}") for place, name in enumerate(names)]
    held = [PackFile("roster_full", "xlsx", f"表{place}", number) for place, number in enumerate(numbers)]
    found = enclosed_files(files, listed, held)
    assert sorted(one.id for one in found.values()) == [str(place) for place in range(len(files))]
    for title in set(names) & set(listed):
        first = next(one for one in found if one.title == title)
        assert first.number == str(listed.index(title) + 1)
    later = [int(one.number) for one in found if one.title not in listed]
    assert all(number > max([len(listed), *map(int, filter(str.isdecimal, numbers))]) for number in later)
    assert found == enclosed_files([replace(one) for one in files], listed, held)
