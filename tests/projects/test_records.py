"""The records of a project as a school keeps them: members, changes, proofs, points, recommendation."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from edudesk.base import paths
from edudesk.base.errors import UserError
from edudesk.projects.forms.lists import section_of
from edudesk.projects.rows.course import ChangeDraft
from edudesk.projects.rows.evidence import EvidenceDraft
from edudesk.projects.rows.money import BudgetDraft, SpendingDraft
from edudesk.projects.rows.people import CORE, EXPERT, LEADER, MemberDraft, StudioScoreDraft
from edudesk.projects.rows.projects import LevelDraft, ProjectDraft
from edudesk.projects.rows.results import MeasureDraft, YearlyDraft, as_text
from edudesk.projects.rows.whole import Part, Whole
from edudesk.projects.service.changes import ChangeService
from edudesk.projects.service.course import LevelService
from edudesk.projects.service.evidence import EvidenceService
from edudesk.projects.service.money import SpendingService
from edudesk.projects.service.people import MemberService, StudioService
from edudesk.projects.service.projects import ProjectService
from edudesk.projects.service.results import MeasureService, YearlyService
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.service import TeacherService
from edudesk.store.attachments import Attachments
from edudesk.store.context import Context
from edudesk.store.taking import take
from edudesk.store.timeline import Timeline
from tests.projects.ledgers import CHANGED, PARTS

MATHS = ProjectDraft(
    title="小学数学结构化学习的实践研究",
    kind="KT",
    level="校级",
    stage="实施",
    start="2025-01-10",
    end="2027-01-10",
)
LEADS = MemberDraft(project_id="", name="王建国", role=LEADER, place=1)


def put(context: Context, draft: ProjectDraft = MATHS, *parts: Part) -> str:
    return ProjectService(context).begin(Whole(draft, parts or (LEADS,))).id


@pytest.mark.parametrize("noun", PARTS)
def test_a_record_is_kept_changed_binned_and_brought_back(context: Context, noun: str) -> None:
    service_of, draft, other = PARTS[noun]
    service, key = service_of(context), CHANGED.get(noun, "remark")
    row = service.change(service.add(draft).id, {key: "新"})
    service.add_many("另一条", [other])
    assert [getattr(one, key) for one in service.of("p1")] in (["新", ""], ["", "新"])
    service.put_away([row.id])
    assert row.id not in [one.id for one in service.of()]
    Timeline(context).undo()
    assert row.id in [one.id for one in service.of("p1")]


def refused(does: Callable[[], Any]) -> list[str]:
    with pytest.raises(UserError) as caught:
        does()
    assert (
        "数据没有改动" in caught.value.hint
        or "都还在" in caught.value.hint
        or "没有保存" in caught.value.hint
    )
    return [one.text for one in caught.value.problems]


@pytest.mark.parametrize(
    ("noun", "values", "said"),
    [
        ("member", {"joined": "2026-03-01", "left": "2026-02-01"}, "退出日期 2026-02-01 早于加入日期 2026-03-01。"),
        ("member", {"name": ""}, "请选择教师，或填写校外人员的姓名。"),
        ("member", {"hours": -1.0}, "学时不能小于 0。"),
        ("change", {"after": "明年"}, "延期请写新的结束日期，如 2027-12-31。"),
        ("change", {"before": "2028-01-01"}, "新的结束日期应晚于原来的 2028-01-01。"),
        ("change", {"reason": " "}, "请写明变更理由。"),
        ("milestone", {"due": ""}, "请填写计划日期。"),
        ("activity", {"on": "春天"}, "请填写活动日期。"),
        ("budget", {"yuan": None}, "请填写预算金额。"),
        ("budget", {"yuan": ""}, "请填写预算金额。"),
        ("spending", {"yuan": ""}, "请填写金额，退款写负数。"),
        ("budget", {"yuan": -1.0}, "预算金额应在 0 到 10 亿元之间，按元填写。"),
        ("budget", {"year": "26年"}, "年度请写成四位数，如 2026。"),
        ("spending", {"yuan": 0.0}, "请填写金额，退款写负数。"),
        ("spending", {"on": ""}, "请填写支出日期。"),
        ("deliverable", {"title": ""}, "请填写成果名称。"),
        ("yearly", {"scores": as_text({"网络投票": 101})}, "“网络投票”的评分应在 0 到 100 之间。"),
        ("yearly", {"notice_from": "2026-12-20", "notice_to": "2026-12-10"}, "公示结束日期早于开始日期。"),
        ("measure", {"points": 11.0}, "得分应在 0 到 10 之间。"),
        ("evidence", {"link": "网盘"}, "链接应以 http:// 或 https:// 开头。"),
        ("evidence", {"form": "链接"}, "请填写链接地址。"),
        ("review", {"needed": 120.0}, "针对性的评分应在 0 到 100 之间。"),
        ("recommendation", {"batch": " "}, "请填写推荐批次。"),
        ("level", {"level": ""}, "请选择级别。"),
        ("studio", {"member_id": ""}, "请选择成员。"),
    ],
)  # fmt: skip
def test_bad_input_is_told_beside_its_field(
    context: Context, noun: str, values: dict[str, object], said: str
) -> None:
    service_of, draft, _ = PARTS[noun]
    service = service_of(context)
    assert said in refused(lambda: service.add(replace(draft, **values)))
    assert said in [one.text for one in service.problems(replace(draft, **values))]
    assert service.of() == []


# --- people ---------------------------------------------------------------------------------------------------


def test_a_second_leader_is_refused_and_nothing_is_kept(context: Context) -> None:
    one = put(context)
    members = MemberService(context)
    second = MemberDraft(project_id=one, name="周敏华", role=LEADER)
    assert refused(lambda: members.add(second)) == [
        "“教育科学规划课题”只能有 1 名主持人，现在有 2 名：王建国、周敏华。要换主持人的，请先填原主持人的退出日期。"
    ]
    assert [row.name for row in members.of(one)] == ["王建国"]
    core = members.add(replace(second, role=CORE))
    assert refused(lambda: members.change(core.id, {"role": LEADER})) == [
        "“教育科学规划课题”只能有 1 名主持人，现在有 2 名：王建国、周敏华。要换主持人的，请先填原主持人的退出日期。"
    ]
    members.change(members.of(one)[0].id, {"left": "2026-06-30"})
    assert members.change(core.id, {"role": LEADER}).role == LEADER


def test_a_leader_does_not_come_back_beside_another(context: Context) -> None:
    one, members, timeline = put(context), MemberService(context), Timeline(context)
    members.put_away([members.of(one)[0].id])
    members.add(MemberDraft(project_id=one, name="周敏华", role=LEADER))
    with pytest.raises(UserError, match="只能有 1 名主持人，现在有 2 名"):
        timeline.take_back(timeline.bin())
    assert [row.name for row in members.of(one)] == ["周敏华"]


def test_nobody_is_in_the_team_twice(context: Context) -> None:
    one, members = (
        put(context, MATHS, LEADS, MemberDraft(project_id="", name="周敏华", unit="市教科院")),
        MemberService(context),
    )
    for name, unit in (("周敏华", "市教科院"), ("周敏华 ", " 市教科院"), ("王建国", "")):
        again = MemberDraft(project_id=one, name=name, unit=unit, role=CORE)
        assert refused(partial(members.add, again)) == [f"{name.strip()}已经是这个项目的成员。"]
    members.add(MemberDraft(project_id=one, name="周敏华", unit="市教科院", role=EXPERT))
    members.add(MemberDraft(project_id=one, name="周敏华", unit="师范大学"))
    assert [row.unit for row in members.of(one)] == ["", "市教科院", "师范大学", "市教科院"]


def test_a_deleted_teacher_stays_a_member_by_name(context: Context) -> None:
    teachers = TeacherService(context)
    zhou = teachers.add(TeacherDraft(name="周敏华")).id
    one = put(context, MATHS, LEADS, MemberDraft(project_id="", teacher_id=zhou, name="周敏华", role=CORE))
    teachers.put_away([zhou])
    assert [(row.name, row.role) for row in MemberService(context).of(one)][1] == ("周敏华", CORE)


def test_members_are_put_in_order(context: Context) -> None:
    one = put(
        context,
        MATHS,
        LEADS,
        *(MemberDraft(project_id="", name=name) for name in ("周敏华", "李静", "查世荣")),
    )
    members = MemberService(context)
    ids = {row.name: row.id for row in members.of(one)}
    members.arrange(one, [ids["王建国"], ids["查世荣"], "another"])
    assert [(row.place, row.name) for row in members.of(one)] == [
        (1, "王建国"), (2, "查世荣"), (3, "周敏华"), (4, "李静"),
    ]  # fmt: skip


def test_a_studio_member_is_assessed_once_a_year(context: Context) -> None:
    studio = StudioService(context)
    draft = StudioScoreDraft(project_id="p1", member_id="m1", year="2026")
    row = studio.add(draft)
    assert refused(lambda: studio.add(draft)) == ["这名成员 2026 年度的考核已经登记过了。"]
    studio.add(replace(draft, member_id="m2"))
    other = studio.add(replace(draft, year="2025"))
    assert refused(lambda: studio.change(other.id, {"year": "2026"})) == [
        "这名成员 2026 年度的考核已经登记过了。"
    ]
    studio.put_away([row.id])
    assert studio.change(other.id, {"year": "2026"}).year == "2026"


def test_points_that_were_taken_out_leave_no_total(context: Context) -> None:
    yearly = YearlyService(context)
    row = yearly.add(YearlyDraft(project_id="p1", year="2025", scores=as_text({"网络投票": 95})))
    assert (row.tenths, row.grade) == (950, "优秀")
    row = yearly.change(row.id, {"scores": ""})
    assert (row.tenths, row.grade) == (None, "")
    assert yearly.change(row.id, {"grade": "良好"}).grade == "良好"  # judged without points
    assert yearly.change(row.id, {"remark": "复核"}).grade == "良好"


# --- level, change --------------------------------------------------------------------------------------------


def test_the_project_shows_its_last_level(context: Context) -> None:
    one = put(context)
    levels, projects = LevelService(context), ProjectService(context)
    high = levels.add(LevelDraft(project_id=one, level="市级", on="2026-03-01", number="B-12", doc_no="3号"))
    row = projects.get(one)
    assert (row.level, row.number, row.doc_no, row.approved_on) == ("市级", "B-12", "3号", "2026-03-01")
    levels.add(LevelDraft(project_id=one, level="区级", on="2025-09"))  # written down later, but earlier
    assert projects.get(one).level == "市级"
    levels.put_away([high.id])
    assert projects.get(one).level == "区级"
    Timeline(context).undo()
    assert projects.get(one).level == "市级"


def shown(context: Context, project_id: str) -> tuple[str, str, str, str]:
    row = ProjectService(context).get(project_id)
    return row.level, row.number, row.doc_no, row.approved_on


def test_a_remark_on_a_level_leaves_the_project_alone(context: Context) -> None:
    one, levels = put(context, replace(MATHS, stage="酝酿")), LevelService(context)
    level = levels.add(LevelDraft(project_id=one, level="校级"))
    levels.change(level.id, {"remark": "校内立项"})
    assert shown(context, one) == ("校级", "", "", "")


def test_an_older_level_is_no_change_of_the_project(context: Context) -> None:
    one, levels = put(context, replace(MATHS, level="市级")), LevelService(context)
    levels.add(LevelDraft(project_id=one, level="校级", on="2020-01-01", number="X-1"))
    assert shown(context, one) == ("市级", "", "", "")
    levels.add(LevelDraft(project_id=one, level="省级"))
    assert shown(context, one) == ("省级", "", "", "")


def test_a_project_without_levels_shows_none(context: Context) -> None:
    one = put(context, replace(MATHS, number="B-12", doc_no="3号", approved_on="2025-03-01"))
    levels = LevelService(context)
    assert shown(context, one) == ("校级", "B-12", "3号", "2025-03-01")
    levels.put_away([levels.of(one)[0].id])
    assert shown(context, one) == ("", "", "", "")
    Timeline(context).take_back(Timeline(context).bin())
    assert shown(context, one) == ("校级", "B-12", "3号", "2025-03-01")


def test_a_new_level_takes_no_number_of_the_old_one(context: Context) -> None:
    one = put(context, replace(MATHS, number="B-12", doc_no="3号", approved_on="2025-03-01"))
    LevelService(context).add(LevelDraft(project_id=one, level="市级", on="2026-09"))
    assert shown(context, one) == ("市级", "", "", "")


def test_a_level_written_down_afterwards_keeps_what_the_approval_said(context: Context) -> None:
    one = put(context, replace(MATHS, level="", number="B-12", doc_no="3号", approved_on="2025-03-01"))
    LevelService(context).add(LevelDraft(project_id=one, level="区级"))
    assert shown(context, one) == ("区级", "B-12", "3号", "2025-03-01")


def test_a_granted_extension_moves_the_end(context: Context) -> None:
    one = put(context)
    changes = ChangeService(context)
    row = changes.add(
        ChangeDraft(
            project_id=one,
            item="延期",
            on="2026-11-01",
            before="2027-01-10",
            after="2027-12-31",
            reason="样本不足",
        )
    )
    assert refused(lambda: changes.decide(row.id, granted=True, on="")) == ["请填写批复日期。"]
    assert (
        changes.decide(row.id, granted=True, on="2026-11-18", by="区教科室", doc_no="8号").decision == "同意"
    )
    assert ProjectService(context).get(one).end == "2027-12-31"
    with pytest.raises(UserError, match="这项变更已经批复为“同意”。"):
        changes.decide(row.id, granted=False, on="2026-11-19")
    Timeline(context).undo()
    assert (ProjectService(context).get(one).end, changes.of(one)[0].decision) == ("2027-01-10", "待批")


def test_a_period_cannot_be_made_to_end_before_it_begins(context: Context) -> None:
    one, changes = put(context), ChangeService(context)
    row = changes.add(ChangeDraft(project_id=one, item="延期", after="2024-06-30", reason="样本不足"))
    assert refused(lambda: changes.decide(row.id, granted=True, on="2026-11-18")) == [
        "结束日期 2024-06-30 早于开始日期 2025-01-10。"
    ]
    assert (ProjectService(context).get(one).end, changes.of(one)[0].decision) == ("2027-01-10", "待批")
    assert changes.decide(row.id, granted=False, on="2026-11-18").decision == "不同意"


def test_a_refused_change_changes_nothing_and_a_new_name_is_found(context: Context) -> None:
    one = put(context)
    changes, projects = ChangeService(context), ProjectService(context)
    draft = ChangeDraft(project_id=one, item="名称", after="结构化学习", reason="聚焦")
    changes.decide(changes.add(draft).id, granted=False, on="2026-11-18")
    assert projects.get(one).title == MATHS.title
    changes.decide(changes.add(draft).id, granted=True, on="2026-11-18")
    assert (projects.get(one).title, projects.get(one).initials) == ("结构化学习", "jghxx")


# --- what is warned of ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("stopped_clock")
def test_a_project_tells_everything_that_deserves_a_look(context: Context) -> None:
    wang = TeacherService(context).add(TeacherDraft(name="王建国", title="一级教师")).id
    lead = replace(LEADS, teacher_id=wang)
    put(context, replace(MATHS, title="另一课题"), lead)
    one = put(
        context,
        replace(MATHS, level="市级"),
        lead,
        BudgetDraft(project_id="", line="会议费", yuan=1000.0),
        SpendingDraft(project_id="", line="会议费", on="2026-05-01", yuan=1200.0),
    )
    said = (
        "王建国已主持在研的同族项目“另一课题”，同时只能主持一项。",
        "王建国职称是“一级教师”，规定为 高级教师、正高级教师；不具备的需要 2 名推荐人，现有 0 名。",
    )
    projects = ProjectService(context)
    assert projects.warnings(one) == (
        *said,
        "“会议费”超支 200 元：预算 1,000 元，已支 1,200 元。",
        "经费已用 120%，以财务部门数据为准。",
    )
    new = Whole(replace(MATHS, title="第三个", level="市级", stage=""), (lead,))
    assert projects.conflicts(new)[0] == said[0]


def test_an_overspent_line_can_still_be_written_down(context: Context) -> None:
    """EduDesk is no accounting: what was paid was paid, and the page says that the line is overspent."""
    row = SpendingService(context).add(
        SpendingDraft(project_id="p1", line="会议费", on="2026-05-01", yuan=99.999)
    )
    assert row.yuan == 100.0


# --- evidence -------------------------------------------------------------------------------------------------


def test_proofs_are_numbered_in_the_order_of_the_archive_and_keep_their_number(context: Context) -> None:
    proofs = EvidenceService(context)
    one = put(context)
    numbers = [
        proofs.put(EvidenceDraft(project_id=one, title=title, document=document)).number
        for title, document in (
            ("报告", "中期报告"),
            ("照片", ""),
            ("简明表", "中期检查简明表"),
            ("通知", "立项通知书"),
        )
    ]
    assert numbers == ["04-01", "11-01", "04-02", "01-01"]
    first = proofs.of(one)[1]
    proofs.put_away([first.id])
    assert proofs.put(EvidenceDraft(project_id=one, title="新报告", document="中期报告")).number == "04-03"
    Timeline(context).undo()
    Timeline(context).undo()
    assert [row.number for row in proofs.of(one)] == ["01-01", "04-01", "04-02", "11-01"]


def test_a_proof_of_another_document_takes_a_number_of_its_section(context: Context) -> None:
    one, proofs, timeline = put(context), EvidenceService(context), Timeline(context)
    wrong = proofs.put(EvidenceDraft(project_id=one, title="报告", document="中期报告"))
    other = proofs.put(EvidenceDraft(project_id=one, title="旧编号", document="中期报告", number="99-07"))
    assert wrong.number[:2] == f"{section_of('中期报告').number:02}"
    proofs.change(wrong.id, {"document": "结题申请书"})
    fresh = proofs.get(wrong.id).number
    assert fresh == f"{section_of('结题申请书').number:02}-01" != wrong.number
    timeline.undo()
    assert proofs.get(wrong.id).number == wrong.number
    timeline.redo()
    assert proofs.get(wrong.id).number == fresh
    proofs.change(other.id, {"title": "另一个名称"})
    assert proofs.get(other.id).number == "99-07"


def test_missing_vanished_and_changed_files_are_told(context: Context, tmp_path: Path) -> None:
    one, proofs, files = put(context), EvidenceService(context), Attachments(context)
    kept = []
    for name in ("立项通知.pdf", "中期报告.pdf", "会议记录.pdf"):
        (tmp_path / name).write_bytes(f"%PDF-1.7 {name}".encode())
        kept.append(take(files, tmp_path / name).file)
    proofs.put(EvidenceDraft(project_id=one, title="立项通知", document="立项通知书"), kept[:1])
    proofs.put(EvidenceDraft(project_id=one, title="中期报告", document="中期报告"), kept[1:2])
    proofs.put(EvidenceDraft(project_id=one, title="会议记录"), kept[2:])
    proofs.put(EvidenceDraft(project_id=one, title="展示课录像", link="https://pan.example.cn/1"))
    proofs.put(EvidenceDraft(project_id=one, title="问卷"))
    proofs.put(EvidenceDraft(project_id=one, title="聘书", form="纸质"))
    assert [row.title for row in proofs.missing(one)] == ["问卷"]
    assert proofs.documents(one) == {"立项通知书", "中期报告"}
    assert context.store.path is not None
    folder = paths.kept_folder(context.store.path)
    (folder / kept[1].sha256[:2] / kept[1].sha256[2:]).unlink()
    (folder / kept[2].sha256[:2] / kept[2].sha256[2:]).write_bytes(b"%PDF-1.7 another")
    found = proofs.faults(one)
    assert found.files == 3
    assert [fault.text for fault in found.faults] == [
        "“04-01 中期报告”的文件“中期报告.pdf”不见了，请重新放入或从备份恢复。",
        "“11-01 会议记录”的文件“会议记录.pdf”已改变或损坏，不能作为佐证，请重新放入或从备份恢复。",
        "“11-03 问卷”还没有文件或链接。",
    ]
    assert proofs.still(found.faults) == list(found.faults)
    proofs.change(found.faults[2].id, {"form": "纸质"})
    proofs.keep_files(found.faults[0].record_id, kept[:1])
    assert proofs.still(found.faults) == [found.faults[1]]


# --- points ---------------------------------------------------------------------------------------------------


def test_a_year_is_assessed_once_with_the_weights_of_its_time(context: Context) -> None:
    yearly = YearlyService(context)
    scores = {"实绩展示": 92, "专家论证": 90, "网络投票": 85, "群众评议": 88, "结果公示": 100}
    row = yearly.add(YearlyDraft(project_id="p1", year="2025", scores=as_text(scores)))
    assert (row.tenths, row.grade, row.shares["实绩展示"]) == (907, "优秀", 30)
    assert yearly.change(row.id, {"grade": "良好"}).grade == "良好"
    assert yearly.change(row.id, {"remark": "复核"}).grade == "良好"
    assert yearly.change(row.id, {"scores": as_text(scores | {"实绩展示": 40})}).grade == "合格"
    assert refused(lambda: yearly.add(YearlyDraft(project_id="p1", year="2025"))) == [
        "2025 年度的考核已经登记过了。"
    ]


def test_the_performance_sheet_of_a_year_takes_what_was_spent_in_it(context: Context) -> None:
    one = put(
        context,
        replace(MATHS, kind="JS"),
        BudgetDraft(project_id="", line="设备费", year="2026", yuan=1000.0),
        BudgetDraft(project_id="", line="设备费", year="2027", yuan=500.0),
        SpendingDraft(project_id="", line="设备费", on="2026-05-01", yuan=800.0),
        SpendingDraft(project_id="", line="设备费", on="2027-05-01", yuan=100.0),
        MeasureDraft(project_id="", year="2026", group="产出", title="教室", full=90.0, points=50.0),
        MeasureDraft(project_id="", year="2027", group="产出", title="教室", full=50.0, points=10.0),
    )
    sheet = MeasureService(context).sheet(one, "2026")
    assert (sheet.budget, sheet.spent, sheet.execution, sheet.total) == (
        Decimal(1000), Decimal(800), Decimal("8.00"), Decimal("58.00"),
    )  # fmt: skip
