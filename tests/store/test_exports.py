"""Whatever is handed out leaves a trace, and whoever may not hand it out writes no file."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from edudesk.base.columns import Column
from edudesk.base.errors import Cancelled, UserError
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.store.context import Context
from edudesk.store.exports import Exports
from edudesk.store.rights import LOCAL_USER, Actor, Right
from edudesk.store.timeline import Timeline
from tests.office import Office

ROSTER = Report(
    "roster_full", "龙城实验小学教师花名册", "龙城实验小学", date(2026, 11, 20), (Column("name", "姓名"),),
    (("李静",), ("周敏华",)), audience=Audience.BUREAU,
)  # fmt: skip


def without(context: Context, *missing: Right) -> Exports:
    return Exports(Context(context.store, Actor("教研组长", LOCAL_USER.rights - set(missing))))


def test_an_export_is_kept_in_the_journal_and_undo_steps_over_it(context: Context, office: Office) -> None:
    office.enter("李静")
    with Exports(context).leaving(ROSTER, Path("花名册.xlsx")):
        pass
    timeline = Timeline(context)
    entry = timeline.entries()[0]
    assert entry.title == "导出 龙城实验小学教师花名册，2 行，报教育局（证件号、电话打码）"
    assert (entry.kind, entry.rows, entry.actor) == ("note", 0, "本机用户")
    assert timeline.undo().title == "登记 李静"
    assert timeline.verify().is_whole


@pytest.mark.parametrize("error", [Cancelled(), UserError("磁盘空间不足。", "请清理磁盘。")])
def test_what_was_not_written_does_not_look_like_an_export(context: Context, error: Exception) -> None:
    with pytest.raises(type(error)), Exports(context).leaving(ROSTER, Path("花名册.xlsx")):
        raise error
    assert Timeline(context).entries() == []


def test_a_file_whose_entry_cannot_be_kept_is_taken_away_again(
    context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **wishes: object) -> None:
        raise UserError("磁盘空间不足，没有保存。", "请清理磁盘后再试。")

    monkeypatch.setattr("edudesk.store.journal.append", fail)
    file = tmp_path / "花名册.xlsx"
    with pytest.raises(UserError, match="磁盘空间不足"), Exports(context).leaving(ROSTER, file):
        file.write_bytes(b"names")
    assert not file.exists()
    with pytest.raises(UserError), Exports(context).leaving(ROSTER, "HP LaserJet", "打印"):
        pass  # paper cannot be taken back


def test_from_a_school_file_that_may_not_be_written_nothing_is_handed_out_and_it_is_said_why(
    context: Context, tmp_path: Path
) -> None:
    with context.store.raw() as raw:
        raw.execute("PRAGMA query_only = ON")  # as on a read-only disk
    for to, way in ((tmp_path / "新文件夹" / "花名册.xlsx", "导出"), ("HP LaserJet", "打印")):
        with pytest.raises(UserError) as refused, Exports(context).leaving(ROSTER, to, way):
            raise AssertionError("nothing may be written")
        assert refused.value.text == f"学校文件是只读的，{way}要记进它的操作记录，没有{way}。"
        assert refused.value.hint == "请把学校文件复制到可以写入的文件夹（例如“文档”），再从那里打开。"
    assert not (tmp_path / "新文件夹").exists()


def test_a_print_says_so_and_which_printer(context: Context) -> None:
    with Exports(context).leaving(ROSTER, "HP LaserJet", "打印"):
        assert context.head().seq == 0
    entry = Timeline(context).entries()[0]
    assert entry.title == "打印 龙城实验小学教师花名册，2 行，报教育局（证件号、电话打码）"


@pytest.mark.parametrize(
    ("audience", "missing"), [(Audience.BUREAU, Right.EXPORT), (Audience.INTERNAL, Right.EXPORT_PERSONAL)]
)
def test_who_may_not_export_is_told_and_leaves_no_trace(
    context: Context, audience: Audience, missing: Right
) -> None:
    reached = False
    with (
        pytest.raises(UserError, match="您没有做这件事的权限。"),
        without(context, missing).leaving(replace(ROSTER, audience=audience), Path("花名册.xlsx")),
    ):
        reached = True
    assert not reached
    assert context.head().seq == 0


def test_a_masked_list_needs_no_right_to_personal_data(context: Context) -> None:
    without(context, Right.EXPORT_PERSONAL).exported(ROSTER, "花名册.xlsx")
    assert context.head().seq == 1


def test_a_report_that_names_no_audience_counts_as_unmasked() -> None:
    assert Report("list", "名单", "", date(2026, 11, 20), (), ()).audience is Audience.INTERNAL
