"""Whatever is handed out leaves a trace, and whoever may not hand it out writes no file."""

from dataclasses import replace
from datetime import date

import pytest

from edudesk.base.columns import Column
from edudesk.base.errors import UserError
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
    Exports(context).exported(ROSTER, "花名册.xlsx")
    timeline = Timeline(context)
    entry = timeline.entries()[0]
    assert entry.title == "导出 龙城实验小学教师花名册，2 行，报教育局（证件号、电话打码）"
    assert (entry.kind, entry.rows, entry.actor) == ("note", 0, "本机用户")
    assert timeline.undo().title == "登记 李静"
    assert timeline.verify().is_whole


def test_a_print_says_so_and_which_printer(context: Context) -> None:
    Exports(context).exported(ROSTER, "HP LaserJet", "打印")
    entry = Timeline(context).entries()[0]
    assert entry.title == "打印 龙城实验小学教师花名册，2 行，报教育局（证件号、电话打码）"


@pytest.mark.parametrize(
    ("audience", "missing"), [(Audience.BUREAU, Right.EXPORT), (Audience.INTERNAL, Right.EXPORT_PERSONAL)]
)
def test_who_may_not_export_is_told_and_leaves_no_trace(
    context: Context, audience: Audience, missing: Right
) -> None:
    with pytest.raises(UserError, match="您没有做这件事的权限。"):
        without(context, missing).exported(replace(ROSTER, audience=audience), "花名册.xlsx")
    assert context.head().seq == 0


def test_a_masked_list_needs_no_right_to_personal_data(context: Context) -> None:
    without(context, Right.EXPORT_PERSONAL).exported(ROSTER, "花名册.xlsx")
    assert context.head().seq == 1


def test_a_report_that_names_no_audience_counts_as_unmasked() -> None:
    assert Report("list", "名单", "", date(2026, 11, 20), (), ()).audience is Audience.INTERNAL
