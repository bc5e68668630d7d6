"""A 台账 that was there: read, told with its cells, written as one entry and taken back as one."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.base.readings import Level
from edudesk.desk import Desk
from edudesk.kit.writing import write
from edudesk.projects.forms.reading import shipped_kinds
from edudesk.projects.intake.columns import level_in, stage_named, state_told
from edudesk.projects.intake.names import names_of
from edudesk.projects.intake.values import LedgerPreview
from edudesk.projects.reports.catalogue import sheet
from edudesk.projects.rows.course import ChangeDraft
from edudesk.projects.rows.money import BudgetDraft
from edudesk.projects.rows.people import LEADER, MemberDraft
from edudesk.projects.rows.projects import ProjectDraft
from edudesk.projects.rows.whole import Whole
from edudesk.roster.rows import TeacherDraft
from edudesk.sheets.reader import read_workbook
from edudesk.store.engine import Store
from edudesk.store.work import Conflict
from edudesk.submissions import registry
from tests.tables import each

HEAD = (
    "序号",
    "课题名称",
    "课题类别",
    "立项编号",
    "负责人",
    "课题组成员",
    "起止时间",
    "经费（万元）",
    "状态",
    "备注",
)
ROWS = (
    (
        1,
        "小学低年级说话训练的研究",
        "市级规划课题",
        "CZ-1",
        "王建国",
        "周敏华、外校人",
        "2025.1-2027.12",
        1.5,
        "在研",
        "",
    ),
    (2, "整本书阅读", "微型课题", "W-9", "王 芳", "", "2024.9—2026.6", None, "已结题", "获奖"),
)


@pytest.fixture
def desk(school: Store, stopped_clock: Callable[[str], None]) -> Desk:
    stopped_clock("2026-11-20 08:30")
    desk = Desk(school)
    people = [TeacherDraft(name=name, status="在岗") for name in ("王建国", "周敏华", "王芳", "王芳")]
    desk.teachers.add_many("建立教师", people)
    return desk


def ledger(tmp_path: Path, *rows: tuple[object, ...], head: tuple[str, ...] = HEAD) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (("课题一览表",), head, *rows):
        book.active.append(row)
    book.save(file := tmp_path / "台账.xlsx")
    return file


def look(desk: Desk, file: Path, **wishes: object) -> LedgerPreview:
    return desk.project_ledger.preview(read_workbook(file), file=file.name, **wishes)  # type: ignore[arg-type]


def told(preview: LedgerPreview, level: Level) -> dict[str, str]:
    return {one.cell: one.text for one in preview.problems if one.level is level}


# read


def test_a_ledger_is_understood_and_doubts_stand_at_their_cells(desk: Desk, tmp_path: Path) -> None:
    preview = look(desk, ledger(tmp_path, *ROWS))
    assert preview.counts == {"new": 2, "changed": 0, "same": 0, "error": 0}
    first, second = (row.whole for row in preview.rows)
    draft = first.draft
    assert (draft.kind, draft.level, draft.stage, draft.number) == ("KT", "市级", "实施", "CZ-1")
    assert (draft.start, draft.end) == ("2025-01-01", "2027-12-31")
    assert [(one.name, one.role, bool(one.teacher_id)) for one in first.parts if isinstance(one, MemberDraft)] == [
        ("王建国", "主持人", True), ("周敏华", "参研人员", True), ("外校人", "参研人员", False),
    ]  # fmt: skip
    assert first.parts[-1].yuan == 15000.0  # 万元
    assert (second.draft.kind, second.draft.stage, second.draft.remark) == ("WK", "结题", "获奖")
    assert told(preview, Level.WARNING) == {
        "F3": "花名册中没有“外校人”，按校外人员登记",
        "E4": "花名册中有 2 位“王芳”，只登记姓名，请导入后选定是哪一位",
    }
    assert told(preview, Level.NOTICE)["G3"] == "只有年月，按 2027-12-31 登记"


MONEY = ("课题名称", "课题类别", "负责人", "经费")


def amounts(
    desk: Desk, tmp_path: Path, head: str, *cells: object
) -> tuple[list[float | None], LedgerPreview]:
    """What the cells of the last column are taken for, in yuan."""
    rows = [(f"课题{number}", "市级规划课题", "王建国", cell) for number, cell in enumerate(cells)]
    preview = look(desk, ledger(tmp_path, *rows, head=(*MONEY[:3], head)))
    return [
        next((one.yuan for one in row.whole.parts if isinstance(one, BudgetDraft)), None)
        for row in preview.rows
    ], preview


def test_the_unit_of_a_cell_wins_over_that_of_the_head(desk: Desk, tmp_path: Path) -> None:
    found, preview = amounts(desk, tmp_path, "经费（万元）", "10,000元", "2.5万", 3, "1.2 万元", "约五万")
    assert found == [10_000.0, 25_000.0, 30_000.0, 12_000.0, None]
    notices = told(preview, Level.NOTICE)
    assert notices["D3"] == "单元格写的是“10,000元”，和表头的单位不同，按 10,000 元登记"
    assert "D4" not in notices
    found, preview = amounts(desk, tmp_path, "经费（元）", "5万元", "2.5万", "￥8,000.50", 6000, "3千元")
    assert found == [50_000.0, 25_000.0, 8_000.5, 6_000.0, 3_000.0]
    assert {"D3", "D4"} <= told(preview, Level.NOTICE).keys()


def test_an_amount_of_no_unit_is_never_made_greater_in_silence(desk: Desk, tmp_path: Path) -> None:
    found, preview = amounts(desk, tmp_path, "经费", 5, 5000, "5万", "大约10万")
    assert found == [5.0, 5000.0, 50_000.0, None]
    doubts = told(preview, Level.WARNING)
    assert doubts["D3"].startswith("没有写单位，按 5 元登记；如果是万元")
    assert doubts["D6"] == "“大约10万”看不懂是多少钱，预算留空"
    assert not {"D4", "D5"} & doubts.keys()
    found, preview = amounts(desk, tmp_path, "经费（万元）", 20000, 500000)
    assert found == [200_000_000.0, None]
    doubts = told(preview, Level.WARNING)
    assert doubts["D3"] == "按 200,000,000 元登记，请核对单位是不是元"
    assert "请核对单位；预算留空" in doubts["D4"]


def test_the_unit_may_stand_above_the_table(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (("课题一览表", "", "", "单位：万元"), MONEY, ("课题", "市级规划课题", "王建国", 1.5)):
        book.active.append(row)
    book.save(file := tmp_path / "上方.xlsx")
    (row,) = look(desk, file).rows
    assert row.whole.parts[-1].yuan == 15_000.0


def test_a_total_over_several_years_is_of_none_of_them(desk: Desk, tmp_path: Path) -> None:
    head = (*MONEY[:3], "起止时间", "经费（元）")
    preview = look(desk, ledger(tmp_path, ("甲", "市级规划课题", "王建国", "2025.1-2027.12", 9000),
                                ("乙", "市级规划课题", "王建国", "2026.1-2026.12", 8000), head=head))  # fmt: skip
    assert [row.whole.parts[-1].year for row in preview.rows] == ["", "2026"]


def test_rows_that_cannot_be_are_told_and_left_out(desk: Desk, tmp_path: Path) -> None:
    backwards = (3, "体育大单元教学", "课题", "", "王建国", "", "2026年3月至2025年2月", None, "在研", "")
    again = (4, "“整本书”阅读", "微型课题", "W-9", "", "", "", None, "", "")
    preview = look(desk, ledger(tmp_path, *ROWS, backwards, again))
    assert preview.counts == {"new": 2, "changed": 0, "same": 0, "error": 2}
    assert told(preview, Level.ERROR) == {
        "G5": "结束日期 2025-02-28 早于开始日期 2026-03-01",
        "B6": "与第 4 行是同一个项目，没有导入",
    }


def test_two_leaders_of_a_kind_with_one(desk: Desk, tmp_path: Path) -> None:
    both = (1, "双负责人课题", "课题", "", "王建国、周敏华", "", "", None, "", "")
    preview = look(desk, ledger(tmp_path, both))
    assert told(preview, Level.WARNING)["E3"] == "“教育科学规划课题”只能有 1 名主持人，其余登记为核心成员"
    assert [one.role for one in preview.rows[0].whole.parts] == ["主持人", "核心成员"]
    desk.project_ledger.import_rows(preview)


def test_a_kind_nobody_knows_is_asked_once(desk: Desk, tmp_path: Path) -> None:
    rows = [(number, f"课题{number}号研究", "神秘项目", "", "", "", "", None, "", "") for number in (1, 2)]
    preview = look(desk, ledger(tmp_path, *rows))
    (question,) = preview.questions
    assert (question.text, question.cells) == ("“神秘项目”是哪一类项目？", ("C3", "C4"))
    assert preview.counts == {"new": 0, "changed": 0, "same": 0, "error": 2}  # nothing is guessed
    assert set(told(preview, Level.ERROR).values()) == {"“神秘项目”是哪一类项目还没有选，没有导入"}
    preview = look(desk, tmp_path / "台账.xlsx", answers={question.key: "PZ"})
    assert {row.whole.draft.kind for row in preview.rows} == {"PZ"}


def test_nobody_waits_for_the_school_while_a_long_list_is_read(desk: Desk, tmp_path: Path) -> None:
    seen: list[int] = []
    look(desk, ledger(tmp_path, *ROWS), step=lambda *_: seen.append(len(desk.projects.rows())))
    assert seen


def test_what_is_no_ledger_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有找到项目台账"):
        look(desk, ledger(tmp_path, ("王建国", "男"), head=("姓名", "性别")))
    with pytest.raises(UserError, match="工作表“去年”不是项目台账"):
        look(desk, ledger(tmp_path, *ROWS), sheets=["去年"])


COURSE = (
    "课题名称", "课题类别", "负责人", "课题组成员", "状态", "立项日期", "开题时间", "预计结题", "结题时间", "等第", "证书号", "经费（元）", "已拨付",
)  # fmt: skip


def test_the_course_of_a_project_is_read_with_grade_and_certificate(desk: Desk, tmp_path: Path) -> None:
    rows = (
        ("甲研究", "市级规划课题", "", "王建国（组长）、周敏华（数据）、外校人（市教科院）", "已结题(优秀)",
         "2022-09-01", "2022-11-05", "2025-08-31", "2025-10-12", "", "JT-9", 8000, 5000),
        ("乙研究", "市级规划课题", "王建国", "", "中期", "2025-03-01", "2025-05", "2027-12", "", "良好", "", None, 3000),
        ("丙研究", "微型课题", "王建国", "", "开题中", "2026-03-01", "2026-02-01", "", "2027-06-30", "", "", None, None),
    )  # fmt: skip
    preview = look(desk, ledger(tmp_path, *rows, head=COURSE))
    assert preview.counts["new"] == 3
    first, second, third = (row.whole for row in preview.rows)
    people = [one for one in first.parts if isinstance(one, MemberDraft)]
    assert [(one.name, one.role, one.duty, one.unit) for one in people] == [
        ("王建国", "主持人", "", ""), ("周敏华", "参研人员", "数据", ""), ("外校人", "参研人员", "", "市教科院"),
    ]  # fmt: skip
    assert [(one.on, one.from_stage, one.to_stage, one.result, one.note) for one in first.steps] == [
        ("2022-09-01", "", "立项", "", ""),
        ("2022-11-05", "立项", "开题", "", ""),
        ("2025-10-12", "开题", "结题", "优秀", "结题证书号 JT-9"),
    ]
    assert first.draft.end == "2025-08-31"
    assert first.parts[-1].remark.endswith("；已拨付 5,000 元")
    assert (second.draft.stage, second.draft.end) == ("中期检查", "2027-12-31")
    assert (third.draft.stage, third.draft.end, third.steps) == ("开题", "2027-06-30", ())
    doubts = told(preview, Level.WARNING)
    assert doubts["J4"] == "项目还没有结题，“良好”没有登记"
    assert doubts["G4"] == "“2025-05”没有写到日，没有登记，请导入后在“经过”里补记"
    assert doubts["M4"].startswith("没有写预算，已拨付的没有登记")
    assert doubts["G5"].startswith("开题、结题的日期和立项日期先后不符")
    desk.project_ledger.import_rows(preview)
    again = look(desk, tmp_path / "台账.xlsx")
    assert again.counts == {"new": 0, "changed": 0, "same": 3, "error": 0}
    assert "G3" not in told(again, Level.WARNING)
    assert told(again, Level.WARNING)["G5"].startswith("“开题”的日期已登记为“空”")


def test_an_old_list_sets_no_granted_extension_back_unasked(desk: Desk, tmp_path: Path) -> None:
    begun = ProjectDraft(title="整本书阅读", kind="WK", stage="实施", start="2024-09-01", end="2026-12-31")
    one = desk.projects.begin(Whole(begun)).id
    asked = ChangeDraft(project_id=one, item="延期", on="2026-01-05", after="2027-12-31", reason="样本不足")
    desk.project_changes.decide(desk.project_changes.add(asked).id, granted=True, on="2026-02-01")
    file = ledger(
        tmp_path, ("整本书阅读", "2024-09-01", "2026-12-31"), head=("课题名称", "开始日期", "结束日期")
    )
    preview = look(desk, file, answers={"kind:": "WK"})
    question = next(one for one in preview.questions if one.key.startswith("end:"))
    assert question.text.startswith("“整本书阅读”已批准延期到 2027-12-31，台账里的结束日期是 2026-12-31")
    assert (question.cells, [row.changes for row in preview.rows]) == (("C3",), [()])
    preview = look(desk, file, answers={"kind:": "WK", question.key: "file"})
    assert [(one.key, one.after) for one in preview.rows[0].changes] == [("end", "2026-12-31")]


def test_who_leads_a_live_project_already_is_told_before_the_import(desk: Desk, tmp_path: Path) -> None:
    lead = MemberDraft(project_id="", name="王建国", role=LEADER)
    desk.projects.begin(Whole(ProjectDraft(title="旧课题", kind="KT", stage="实施"), (lead,)))
    head = ("课题名称", "课题类别", "负责人", "状态", "级别")
    rows = (
        ("新课题", "规划课题", "王建国", "在研", "市级"),
        ("又一课题", "规划课题", "周敏华", "在研", "市级"),
        ("第三课题", "规划课题", "周敏华", "已结题", "市级"),
        ("重名一", "规划课题", "王芳", "在研", "市级"),
        ("重名二", "规划课题", "王芳", "在研", "市级"),
    )
    doubts = told(look(desk, ledger(tmp_path, *rows, head=head)), Level.WARNING)
    assert doubts.pop("C3") == "王建国已主持在研的同族项目“旧课题”，同时只能主持一项"
    assert set(doubts) == {"C6", "C7"}  # two teachers are called 王芳: who leads is not known


# written


def test_the_same_file_again_brings_nothing_and_all_of_it_is_taken_back(desk: Desk, tmp_path: Path) -> None:
    file = ledger(tmp_path, *ROWS)
    result = desk.project_ledger.import_rows(look(desk, file))
    assert (result.new, result.changed) == (2, 0)
    assert {row.title for row in desk.projects.rows()} == {"小学低年级说话训练的研究", "整本书阅读"}
    again = look(desk, file)
    assert again.counts == {"new": 0, "changed": 0, "same": 2, "error": 0}
    assert told(again, Level.WARNING) == {}
    assert desk.timeline.undo().title.startswith("导入 台账.xlsx：新增 2 个项目")
    assert desk.projects.rows() == []
    assert desk.project_members.of() == []


def test_how_a_column_was_matched_holds_for_the_next_list_with_these_headers(
    desk: Desk, tmp_path: Path
) -> None:
    odd = tuple("说明事项" if title == "备注" else title for title in HEAD)
    first = look(desk, ledger(tmp_path, *ROWS, head=odd))
    fields = {one.header: one.field for one in first.columns}
    assert (fields["说明事项"], fields["经费（万元）"]) == (None, "budget")
    chosen = {(first.fingerprint, one.name): None for one in first.columns if one.header == "经费（万元）"}
    chosen |= {(first.fingerprint, one.name): "remark" for one in first.columns if one.header == "说明事项"}
    desk.project_ledger.import_rows(look(desk, ledger(tmp_path, *ROWS, head=odd), choices=chosen))
    assert {row.title: row.remark for row in desk.projects.rows()}["整本书阅读"] == "获奖"

    newer = (3, "劳动课程", "微型课题", "W-10", "王建国", "", "2026.9—2027.6", 2, "在研", "延期一次")
    again = look(desk, ledger(tmp_path, newer, head=odd))
    fields = {one.header: one.field for one in again.columns}
    assert (fields["说明事项"], fields["经费（万元）"]) == ("remark", None)
    now = {(again.fingerprint, one.name): "budget" for one in again.columns if one.header == "经费（万元）"}
    fields = {
        one.header: one.field for one in look(desk, ledger(tmp_path, newer, head=odd), choices=now).columns
    }
    assert (fields["说明事项"], fields["经费（万元）"]) == ("remark", "budget")
    assert {one.field for one in look(desk, ledger(tmp_path, *ROWS)).columns} >= {"remark", "budget"}


def test_a_project_that_is_there_keeps_its_stage(desk: Desk, tmp_path: Path) -> None:
    desk.projects.begin(Whole(ProjectDraft(title="整本书阅读", kind="WK", stage="实施", number="W-9")))
    preview = look(desk, ledger(tmp_path, ROWS[1]))
    assert preview.counts["changed"] == 1
    assert told(preview, Level.WARNING)["I3"] == "阶段已登记为“实施”，不随导入改动；要改请在项目里办理"
    desk.project_ledger.import_rows(preview)
    (row,) = desk.projects.rows()
    assert (row.stage, row.remark, row.start) == ("实施", "获奖", "2024-09-01")


def test_what_is_not_taken_over_of_a_project_that_is_there_is_told_at_its_cell(
    desk: Desk, tmp_path: Path
) -> None:
    begun = ProjectDraft(title="小学整本书阅读", kind="WK", stage="实施", number="W-9", doc_no="〔2024〕1号")
    parts = (
        MemberDraft(project_id="", name="李静", role=LEADER),
        MemberDraft(project_id="", name="周敏华"),
        BudgetDraft(project_id="", line="资料费", yuan=3000.0),
    )
    desk.projects.begin(Whole(begun, parts))
    desk.projects.begin(Whole(ProjectDraft(title="作业设计", kind="WK", stage="实施")))
    head = ("课题名称", "课题类别", "立项编号", "立项文号", "立项日期", "负责人", "课题组成员", "经费")
    rows = (
        ("整本书阅读", "课题", "W-9", "〔2024〕2号", "2024-09-01", "王建国", "周敏华、许莉、外校人", 5000),
        ("作业设计", "微型课题", "W-10", "", "", "", "", None),
    )
    preview = look(desk, ledger(tmp_path, *rows, head=head))
    assert preview.counts == {"new": 0, "changed": 0, "same": 2, "error": 0}
    deeds, own = "不随导入改动；要改请在项目里办理", "不随导入改动；要改请在项目里登记"
    assert told(preview, Level.WARNING) == {
        "A3": f"项目名称已登记为“小学整本书阅读”，{deeds}",
        "B3": f"类别已登记为“{shipped_kinds()['WK'].title}”，{deeds}",
        "D3": f"立项文号已登记为“〔2024〕1号”，{deeds}",
        "E3": f"立项日期已登记为“空”，{deeds}",
        "F3": f"主持人已登记为“李静”，{own}",
        "G3": f"许莉、外校人不在登记的成员里，{own}",
        "H3": f"预算已登记 3000 元，{own}",
        "C4": f"编号已登记为“空”，{deeds}",
    }


def test_two_lines_of_one_stored_project_are_not_both_taken(desk: Desk, tmp_path: Path) -> None:
    desk.projects.begin(Whole(ProjectDraft(title="整本书阅读", kind="WK", stage="实施", number="W-9")))
    by_title = (3, "整本书阅读", "微型课题", "", "", "", "", None, "", "另一个备注")
    preview = look(desk, ledger(tmp_path, ROWS[1], by_title))
    assert preview.counts == {"new": 0, "changed": 1, "same": 0, "error": 1}
    assert told(preview, Level.ERROR) == {"B4": "与第 3 行是同一个项目，没有导入"}
    desk.project_ledger.import_rows(preview)
    assert [row.remark for row in desk.projects.rows()] == ["获奖"]


def test_a_change_after_the_preview_refuses_it(desk: Desk, tmp_path: Path) -> None:
    preview = look(desk, ledger(tmp_path, *ROWS))
    desk.projects.begin(Whole(ProjectDraft(title="新来的", kind="KT")))
    with pytest.raises(Conflict, match="没有导入"):
        desk.project_ledger.import_rows(preview)
    assert len(desk.projects.rows()) == 1


def test_our_own_ledger_read_again_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.project_ledger.import_rows(look(desk, ledger(tmp_path, *ROWS)))
    clock.stop_at(datetime.fromisoformat("2026-11-20 09:00+08:00"))
    report = sheet("ledger").build(registry.project_facts(desk, clock.today()), Audience.INTERNAL)
    file = write(report, tmp_path / "导出.xlsx").path
    preview = look(desk, file)
    assert [row.changes for row in preview.rows] == [(), ()]
    assert preview.counts == {"new": 0, "changed": 0, "same": 2, "error": 0}
    assert [one for one in preview.problems if one.level is not Level.NOTICE] == []


# words


@each("kind", shipped_kinds().values(), ids=lambda kind: kind.key)
def test_every_kind_knows_what_goes_on_and_what_is_over(kind: object) -> None:
    from edudesk.projects.forms.value import ENDED, ProjectKind

    assert isinstance(kind, ProjectKind)
    assert kind.phase(stage_named(kind, "已结题")) == ENDED
    assert kind.phase(stage_named(kind, "在研")) == "实施"
    assert all(stage_named(kind, name) == name for name in kind.names())
    assert stage_named(kind, "天晓得") == ""


def test_states_are_read_as_schools_write_them() -> None:
    kind = shipped_kinds()["KT"]
    for word, stage in (("中期", "中期检查"), ("开题中", "开题"), ("已开题", "实施"), ("鉴定中", "鉴定")):
        assert stage_named(kind, word) == stage, word
    assert state_told("已结题(优秀)") == ("已结题", "优秀")
    assert state_told("结题 （基本合格）") == ("结题", "基本合格")
    assert state_told("验收合格") == ("验收合格", "")
    assert state_told("在研") == ("在研", "")


def test_a_level_stands_before_the_kind() -> None:
    assert level_in("市规划课题") == ("市级", "规划课题")
    assert level_in("校级微课题") == ("校级", "微课题")
    assert level_in("规划课题") == ("", "规划课题")


@given(
    st.lists(st.sampled_from(["王建国", "周敏华", "李明", "欧阳明月"]), unique=True),
    st.sampled_from("、，,;；/ "),
)
def test_names_are_parted_whatever_stands_between(names: list[str], mark: str) -> None:
    assert [one.name for one in names_of(mark.join(names))] == names
