"""经过: stages that are noted afterwards, put right and taken away, each as one entry that can be undone."""

import pytest

from edudesk.base.errors import UserError
from edudesk.projects.forms.reading import shipped_kinds
from edudesk.projects.rows.people import CORE, LEADER, MemberDraft
from edudesk.projects.rows.projects import LevelDraft, ProjectDraft, StepDraft
from edudesk.projects.rules.steps import step_doubts
from edudesk.projects.service.course import LevelService
from edudesk.projects.service.people import MemberService
from edudesk.projects.service.projects import ProjectService, Whole
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline
from tests.tables import each

pytestmark = pytest.mark.usefixtures("stopped_clock")
OLD = {
    "title": "小学语文单元整体教学的实践研究", "kind": "KT", "level": "市级", "stage": "实施", "start": "2024-03-01",
    "end": "2027-03-01", "approved_on": "2024-03-01", "doc_no": "常教科规〔2024〕3号",
}  # fmt: skip


def imported(context: Context, **more: str) -> tuple[ProjectService, str]:
    service = ProjectService(context)
    return service, service.begin(Whole(ProjectDraft(**{**OLD, **more}))).id  # type: ignore[arg-type]


def note(service: ProjectService, project_id: str, stage: str, on: str, **more: str) -> None:
    service.note_step(StepDraft(project_id=project_id, on=on, from_stage="", to_stage=stage, **more))


def course(service: ProjectService, project_id: str) -> list[tuple[str, str, str]]:
    return [(step.from_stage, step.to_stage, step.on) for step in service.steps(project_id)]


def test_the_stages_of_an_imported_project_are_dated_afterwards(context: Context) -> None:
    service, one = imported(context)
    assert course(service, one) == [("", "立项", "2024-03-01")]
    note(service, one, "开题", "2024-05-20", decided_by="区教科室")
    note(service, one, "申报", "2023-10-11")
    note(service, one, "实施", "2024-05-21")
    assert course(service, one) == [
        ("", "申报", "2023-10-11"), ("申报", "立项", "2024-03-01"), ("立项", "开题", "2024-05-20"), ("开题", "实施", "2024-05-21"),
    ]  # fmt: skip
    assert service.steps(one)[2].decided_by == "区教科室"
    assert service.get(one).stage == "实施"
    assert service.move(one, "中期检查", on="2025-09-01", reason="旧档").stage == "中期检查"
    timeline = Timeline(context)
    assert [entry.title for entry in timeline.entries()[:2]] == [
        "小学语文单元整体教学的实践研究 进入中期检查", "小学语文单元整体教学的实践研究 补记实施",
    ]  # fmt: skip
    timeline.undo()
    timeline.undo()
    assert course(service, one)[-1] == ("立项", "开题", "2024-05-20")


@pytest.mark.parametrize(
    ("stage", "on", "said"),
    [
        ("中期检查", "2025-09-01", "项目还没有到“中期检查”，请用“进入下一阶段”办理。"),
        ("立项", "2024-04-01", "“立项”已经登记在 2024-03-01，日期不对的请在“经过”里更正。"),
        ("申报", "2024-03-01", "“申报”应早于“立项”的 2024-03-01。"),
        ("开题", "2024-02-01", "“开题”应晚于“立项”的 2024-03-01。"),
        ("开题", "2027-01-01", "日期 2027-01-01 还没有到。"),
        ("开题", "", "请填写日期。"),
        ("验收", "2024-05-01", "“教育科学规划课题”没有“验收”这个阶段。"),
    ],
)
def test_what_cannot_have_been_is_not_noted(context: Context, stage: str, on: str, said: str) -> None:
    service, one = imported(context)
    with pytest.raises(UserError) as caught:
        note(service, one, stage, on)
    assert caught.value.text == said
    assert "数据没有改动" in caught.value.hint
    assert course(service, one) == [("", "立项", "2024-03-01")]


def test_a_stage_is_not_noted_behind_the_one_the_project_is_in(context: Context) -> None:
    service, one = imported(context)
    note(service, one, "实施", "2024-05-21")
    with pytest.raises(UserError) as caught:
        note(service, one, "开题", "2024-06-01")
    assert caught.value.text == "日期不早于“实施”的 2024-05-21；“实施”的日期不对的，请先在“经过”里更正。"


def test_a_day_before_the_last_step_says_where_that_one_is_put_right(context: Context) -> None:
    service, one = imported(context, stage="酝酿", approved_on="", doc_no="", start="2026-01-01")
    with pytest.raises(UserError) as caught:
        service.move(one, "申报", on="2025-10-11", reason="旧档")
    assert caught.value.text == "日期早于上一步“酝酿”的 2026-01-01。"
    assert caught.value.hint == (
        "上一步的日期不对的，请先在概况的“经过”里打开“酝酿”改正；更早的阶段用“补记阶段”登记。数据没有改动。"
    )


def test_a_side_state_and_the_way_back_are_noted(context: Context) -> None:
    service, one = imported(context)
    note(service, one, "开题", "2024-05-20")
    note(service, one, "实施", "2024-12-01")
    note(service, one, "暂缓", "2024-09-01")
    note(service, one, "开题", "2024-11-01")
    assert course(service, one)[1:] == [
        ("立项", "开题", "2024-05-20"), ("开题", "暂缓", "2024-09-01"), ("暂缓", "开题", "2024-11-01"), ("开题", "实施", "2024-12-01"),
    ]  # fmt: skip


def test_an_approval_that_is_dated_afterwards_is_the_one_of_the_project(context: Context) -> None:
    service, one = imported(context, approved_on="", doc_no="")
    assert (course(service, one), [line.on for line in LevelService(context).of(one)]) == ([], [""])
    note(service, one, "立项", "2024-02-20", doc_no="〔2024〕3号")
    row = service.get(one)
    assert (row.approved_on, row.doc_no, row.level) == ("2024-02-20", "〔2024〕3号", "市级")
    assert [(line.on, line.doc_no) for line in LevelService(context).of(one)] == [
        ("2024-02-20", "〔2024〕3号")
    ]
    Timeline(context).undo()
    assert (service.get(one).approved_on, [line.on for line in LevelService(context).of(one)]) == ("", [""])


def test_another_order_than_the_approved_one_is_told_until_it_is_put_right(context: Context) -> None:
    members, names = MemberService(context), ("许莉", "查世荣", "李静")
    service, one = imported(context, stage="公示", approved_on="", doc_no="", level="区级")
    roles = (LEADER, CORE, CORE)
    team = [
        MemberDraft(project_id=one, name=name, role=role) for name, role in zip(names, roles, strict=True)
    ]
    members.add_many("成员", team)
    service.move(one, "立项", on="2026-02-01", reason="通知在区里", doc_no="3号")
    service.move(one, "开题", on="2026-04-01", reason="报告在区里")

    def told() -> list[str]:
        return [text for text in service.warnings(one) if text.startswith("成员排序")]

    first, second, third = (row.id for row in members.of(one))
    assert told() == []
    members.arrange(one, [first, third, second])
    assert "立项时是许莉、查世荣、李静，现在是许莉、李静、查世荣。" in told()[0]
    members.arrange(one, [first, second, third])
    assert told() == []
    members.arrange(one, [first, third, second])
    approval = next(step for step in service.steps(one) if step.to_stage == "立项")
    service.correct_step(approval.id, {"doc_no": "3号"})
    assert told() == []


def test_the_last_step_taken_away_leads_back(context: Context) -> None:
    service, one = imported(context, stage="公示", approved_on="", doc_no="", level="区级")
    note(service, one, "公示", "2026-01-05")
    service.move(one, "立项", on="2026-02-01", reason="通知在区里", level="市级", number="B-1", doc_no="3号")
    service.drop_step(service.steps(one)[-1].id)
    row = service.get(one)
    assert (row.stage, row.level, row.number, row.doc_no, row.approved_on) == ("公示", "市级", "", "", "")
    assert LevelService(context).of(one) == []
    Timeline(context).undo()
    assert (service.get(one).stage, service.get(one).approved_on) == ("立项", "2026-02-01")
    assert [line.level for line in LevelService(context).of(one)] == ["市级"]


def test_an_earlier_level_stays_when_an_approval_is_taken_away(context: Context) -> None:
    service, one = imported(context, stage="公示", approved_on="", doc_no="", level="")
    LevelService(context).add(LevelDraft(project_id=one, level="区级", on="2025-03-01", doc_no="1号"))
    service.move(one, "立项", on="2026-02-01", reason="通知在区里", level="市级", doc_no="3号")
    service.drop_step(service.steps(one)[-1].id)
    row = service.get(one)
    assert (row.level, row.doc_no, row.approved_on) == ("区级", "1号", "2025-03-01")


def test_a_step_nobody_knows_what_came_before_only_loses_its_day(context: Context) -> None:
    """As the import of an earlier version left it: one step, of the wrong stage."""
    service = ProjectService(context)
    false = StepDraft(project_id="", on="2024-03-01", from_stage="", to_stage="实施", doc_no="3号")
    one = service.begin(Whole(ProjectDraft(**OLD), steps=(false,))).id  # type: ignore[arg-type]
    service.drop_step(service.steps(one)[0].id)
    assert (service.get(one).stage, course(service, one)) == ("实施", [])
    note(service, one, "立项", "2024-03-01", doc_no="常教科规〔2024〕3号")
    assert course(service, one) == [("", "立项", "2024-03-01")]
    assert service.get(one).approved_on == "2024-03-01"


def test_a_step_in_the_middle_taken_away_closes_the_line(context: Context) -> None:
    service, one = imported(context)
    for stage, on in (("开题", "2024-05-20"), ("实施", "2024-05-21")):
        note(service, one, stage, on)
    service.drop_step(service.steps(one)[1].id)
    assert course(service, one)[1:] == [("立项", "实施", "2024-05-21")]
    assert service.get(one).stage == "实施"


@each(
    ("stage", "told", "said"),
    [
        ("中期检查", {}, ["“中期检查”要评等第，还没有填。"]),
        ("中期检查", {"result": "合格"}, ["“中期检查”一般不评“合格”，请核对。"]),
        ("结题", {"result": "基本合格"}, ["“结题”一般不评“基本合格”，请核对。"]),
        ("结题", {"result": "优秀"}, []),
        ("立项", {"level": "市级", "doc_no": "3号"}, ["“立项”还没有填编号。"]),
        ("立项", {"level": "市级", "doc_no": "3号", "number": "B-1"}, []),
        ("暂缓", {}, []),
    ],
)
def test_what_is_not_told_of_a_step_is_asked_for(stage: str, told: dict[str, str], said: list[str]) -> None:
    assert step_doubts(shipped_kinds()["KT"], stage, told) == said
