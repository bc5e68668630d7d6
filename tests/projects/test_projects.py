"""Projects begin, go on from stage to stage, and leave a trace that can be undone."""

import pytest

from edudesk.base.errors import UserError
from edudesk.projects.rows.people import LEADER, MemberDraft
from edudesk.projects.rows.projects import LevelDraft, ProjectDraft, StepDraft
from edudesk.projects.service.course import LevelService
from edudesk.projects.service.people import MemberService
from edudesk.projects.service.projects import ProjectService, Whole
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline

RESEARCH = ProjectDraft(
    title="小学数学结构化学习的实践研究", kind="KT", level="校级", start="2025-01-10", end="2027-01-10"
)
LEADS = MemberDraft(project_id="", name="王建国", role=LEADER, place=1)


def begun(context: Context, stage: str = "", **more: object) -> tuple[ProjectService, str]:
    service = ProjectService(context)
    draft = ProjectDraft(
        **{
            **{key: getattr(RESEARCH, key) for key in ("title", "kind", "level", "start", "end")},
            "stage": stage,
            **more,
        }
    )
    return service, service.begin(Whole(draft, (LEADS,))).id


@pytest.mark.usefixtures("stopped_clock")
def test_a_project_begins_in_the_pool_with_its_step_and_level(context: Context) -> None:
    service, one = begun(context)
    row = service.get(one)
    assert (row.stage, row.level, row.initials) == ("酝酿", "校级", "xxsxjghxxdsjyj")
    assert [(step.on, step.from_stage, step.to_stage) for step in service.steps(one)] == [
        ("2025-01-10", "", "酝酿")
    ]
    assert LevelService(context).of(one) == []  # not approved yet
    assert [member.name for member in MemberService(context).of(one)] == ["王建国"]
    Timeline(context).undo()
    assert service.rows() == []
    assert MemberService(context).of(one) == []


@pytest.mark.usefixtures("stopped_clock")
@pytest.mark.parametrize("more", [{"start": "2027-01-01"}, {"approved_on": "2026-12-01", "stage": "酝酿"}])
def test_a_project_whose_period_is_still_to_come_goes_on_today(
    context: Context, more: dict[str, str]
) -> None:
    service, one = begun(context, end="2029-12-31", **more)
    assert [step.on for step in service.steps(one)] == ["2026-11-20"]
    assert service.move(one, "申报", on="2026-11-20", reason="申报书后补").stage == "申报"


@pytest.mark.usefixtures("stopped_clock")
def test_a_project_that_was_taken_back_and_done_again_has_everything_once(context: Context) -> None:
    service, one = begun(context, "实施", approved_on="2024-12-20")
    timeline = Timeline(context)
    timeline.undo()
    timeline.redo()
    assert service.get(one).stage == "实施"
    assert [(step.to_stage, step.on) for step in service.steps(one)] == [("立项", "2024-12-20")]
    assert [line.level for line in LevelService(context).of(one)] == ["校级"]
    assert timeline.verify().is_whole


@pytest.mark.usefixtures("stopped_clock")
def test_a_stage_that_lacks_its_documents_says_so_and_can_be_forced(context: Context) -> None:
    service, one = begun(context)
    with pytest.raises(UserError) as caught:
        service.move(one, "申报", on="2026-11-10")
    assert caught.value.text == "“申报”还缺 1 份材料：申报书。"
    assert caught.value.hint == "请补齐后再办；确需提前办理的，请写明理由。数据没有改动。"
    assert service.get(one).stage == "酝酿"
    service.move(one, "申报", on="2026-11-10", reason="申报书已交区里")
    assert service.get(one).stage == "申报"
    assert [(step.to_stage, step.forced) for step in service.steps(one)] == [
        ("酝酿", ""),
        ("申报", "申报书已交区里"),
    ]
    Timeline(context).undo()
    assert service.get(one).stage == "酝酿"


@pytest.mark.usefixtures("stopped_clock")
def test_approval_gives_level_number_and_document(context: Context) -> None:
    service, one = begun(context, "公示")
    service.move(
        one,
        "立项",
        on="2026-11-12",
        reason="通知书在区里",
        level="市级",
        number="常教科规〔2026〕B-12",
        doc_no="常教科规〔2026〕3号",
    )
    row = service.get(one)
    assert (row.level, row.number, row.doc_no, row.approved_on) == (
        "市级", "常教科规〔2026〕B-12", "常教科规〔2026〕3号", "2026-11-12",
    )  # fmt: skip
    assert [line.level for line in LevelService(context).of(one)] == ["市级"]
    Timeline(context).undo()
    assert (service.get(one).level, service.get(one).number) == ("校级", "")


@pytest.mark.usefixtures("stopped_clock")
@pytest.mark.parametrize("level", ["市级", "校级"])
def test_an_approval_before_the_period_begins_is_what_the_project_shows(context: Context, level: str) -> None:
    service, one = begun(context, "公示", level="区级", start="2027-01-01", end="2029-12-31")
    service.move(one, "立项", on="2026-11-20", reason="通知在区里", level=level, number="B-12", doc_no="3号")
    row = service.get(one)
    assert (row.level, row.number, row.doc_no, row.approved_on) == (level, "B-12", "3号", "2026-11-20")
    approval = LevelService(context).of(one)[-1]
    LevelService(context).change(approval.id, {"number": "B-13"})
    assert (service.get(one).level, service.get(one).number) == (level, "B-13")


@pytest.mark.usefixtures("stopped_clock")
def test_a_project_that_rested_is_not_approved_again(context: Context) -> None:
    service, one = begun(context, "公示", start="2025-03-01")
    service.move(
        one, "立项", on="2025-03-01", reason="旧档", level="市级", number="B-1", doc_no="〔2025〕1号"
    )
    service.move(one, "暂缓", on="2025-09-01")
    service.move(one, "立项", on="2026-09-01", doc_no="恢〔2026〕5号", reason="通知书在区里")
    row = service.get(one)
    assert (row.approved_on, row.doc_no, row.number) == ("2025-03-01", "〔2025〕1号", "B-1")
    assert [(line.level, line.on) for line in LevelService(context).of(one)] == [("市级", "2025-03-01")]
    assert [(step.to_stage, step.doc_no) for step in service.steps(one)][-1] == ("立项", "恢〔2026〕5号")


@pytest.mark.usefixtures("stopped_clock")
def test_a_project_applied_for_anew_is_approved(context: Context) -> None:
    service, one = begun(context, "申报")
    service.move(one, "未立项", on="2025-06-01")
    service.move(one, "申报", on="2026-03-01", reason="重报")
    service.move(one, "立项", on="2026-09-01", reason="通知在区里", level="市级", doc_no="〔2026〕5号")
    assert (service.get(one).approved_on, service.get(one).doc_no) == ("2026-09-01", "〔2026〕5号")


@pytest.mark.usefixtures("stopped_clock")
@pytest.mark.parametrize(
    ("stage", "steps"),
    [
        ("结题", [("立项", "2022-08-25", "25号"), ("结题", "2025-08-31", "")]),
        ("成果推广", [("立项", "2022-08-25", "25号"), ("结题", "2025-08-31", "")]),
        ("终止", [("立项", "2022-08-25", "25号")]),
        ("中期检查", [("立项", "2022-08-25", "25号")]),
        ("立项", [("立项", "2022-08-25", "25号")]),
        ("", [("立项", "2022-08-25", "25号")]),
        ("未立项", []),
    ],
)
def test_a_project_begun_in_the_middle_has_the_steps_whose_days_are_known(
    context: Context, stage: str, steps: list[tuple[str, str, str]]
) -> None:
    service, one = begun(
        context, stage, start="2022-09-01", end="2025-08-31", approved_on="2022-08-25", doc_no="25号"
    )
    assert service.get(one).stage == stage or "实施"
    assert [(step.to_stage, step.on, step.doc_no) for step in service.steps(one)] == steps


@pytest.mark.usefixtures("stopped_clock")
def test_a_project_without_any_day_has_no_step(context: Context) -> None:
    service, one = begun(context, "实施", start="", end="")
    assert service.steps(one) == []
    service.move(one, "中期检查", on="2026-03-01", reason="旧档")
    assert [(step.from_stage, step.to_stage) for step in service.steps(one)] == [("实施", "中期检查")]


@pytest.mark.usefixtures("stopped_clock")
@pytest.mark.parametrize(
    ("kind", "more", "stage"),
    [
        ("KT", {"number": "B-12"}, "实施"),
        ("CJ", {"doc_no": "3号"}, "创建"),
        ("CG", {"approved_on": "2025-03-01"}, "培育"),
        ("KT", {}, "酝酿"),
    ],
)
def test_what_was_approved_and_says_no_stage_is_going_on(
    context: Context, kind: str, more: dict[str, str], stage: str
) -> None:
    service, one = begun(context, kind=kind, **more)
    assert service.get(one).stage == stage


@pytest.mark.usefixtures("stopped_clock")
def test_an_approval_taken_back_leaves_the_project_as_it_was(context: Context) -> None:
    service, one = begun(context, "公示")
    service.move(one, "立项", on="2026-11-12", reason="通知在区里", level="市级", number="B-12", doc_no="3号")
    Timeline(context).undo()
    row = service.get(one)
    assert (row.stage, row.level, row.number, row.doc_no, row.approved_on) == ("公示", "校级", "", "", "")
    Timeline(context).redo()
    assert (service.get(one).level, service.get(one).approved_on) == ("市级", "2026-11-12")


@pytest.mark.usefixtures("stopped_clock")
def test_an_approval_without_a_level_keeps_its_number(context: Context) -> None:
    service, one = begun(context, "公示", level="")
    service.move(one, "立项", on="2026-11-12", reason="级别未定", number="12", doc_no="3号")
    row = service.get(one)
    assert (row.level, row.number, row.doc_no, row.approved_on) == ("", "12", "3号", "2026-11-12")


@pytest.mark.usefixtures("stopped_clock")
def test_a_step_is_put_right_but_not_out_of_order(context: Context) -> None:
    service, one = begun(context)
    service.move(one, "申报", on="2026-11-10", reason="材料后补")
    first, second = service.steps(one)
    service.correct_step(second.id, {"on": "2026-11-08", "doc_no": "8号", "to_stage": "结题"})
    assert [(step.on, step.doc_no, step.to_stage) for step in service.steps(one)][1] == (
        "2026-11-08",
        "8号",
        "申报",
    )
    for step, on, said in (
        (first, "2026-11-09", "日期晚于下一步“申报”的 2026-11-08。"),
        (second, "2025-01-09", "日期早于上一步“酝酿”的 2025-01-10。"),
    ):
        with pytest.raises(UserError) as caught:
            service.correct_step(step.id, {"on": on})
        assert caught.value.text == said


@pytest.mark.usefixtures("stopped_clock")
def test_an_approval_put_right_is_put_right_everywhere(context: Context) -> None:
    service, one = begun(context, "公示")
    service.move(one, "立项", on="2026-11-12", reason="通知在区里", level="市级", number="B-12", doc_no="8号")
    service.correct_step(service.steps(one)[-1].id, {"on": "2026-11-10", "doc_no": "3号"})
    row = service.get(one)
    assert (row.level, row.number, row.doc_no, row.approved_on) == ("市级", "B-12", "3号", "2026-11-10")
    levels = LevelService(context)
    assert [(line.level, line.on, line.doc_no) for line in levels.of(one)] == [
        ("市级", "2026-11-10", "3号"),
    ]
    levels.add(LevelDraft(project_id=one, level="省级", on="2026-11-15", doc_no="1号"))
    service.correct_step(service.steps(one)[-1].id, {"on": "2026-11-09"})
    assert service.get(one).approved_on == "2026-11-15"
    assert [line.on for line in levels.of(one)] == ["2026-11-09", "2026-11-15"]
    Timeline(context).undo()
    assert [line.on for line in levels.of(one)] == ["2026-11-10", "2026-11-15"]


@pytest.mark.usefixtures("stopped_clock")
def test_a_step_that_approves_nothing_leaves_the_approval_alone(context: Context) -> None:
    service, one = begun(context, "公示")
    service.move(one, "立项", on="2026-11-12", reason="通知在区里", doc_no="8号")
    service.move(one, "开题", on="2026-11-12", reason="材料后补", doc_no="8号")
    service.correct_step(service.steps(one)[-1].id, {"on": "2026-11-14", "doc_no": "9号"})
    assert (service.get(one).approved_on, service.get(one).doc_no) == ("2026-11-12", "8号")


@pytest.mark.usefixtures("stopped_clock")
@pytest.mark.parametrize(
    ("to", "on", "said"),
    [
        ("结题", "2026-11-10", "按这个类别的阶段顺序，现在不能进入“结题”，先要“申报”。“结题”还缺 1 份材料：结题证书。"),
        ("验收", "2026-11-10", "“教育科学规划课题”没有“验收”这个阶段。"),
        ("酝酿", "2026-11-10", "项目已经在“酝酿”。"),
        ("申报", "2024-11-10", "日期早于上一步“酝酿”的 2025-01-10。"),
        ("申报", "2026-11-30", "日期 2026-11-30 还没有到。"),
        ("申报", "", "请填写日期。"),
    ],
)  # fmt: skip
def test_steps_out_of_order_are_refused(context: Context, to: str, on: str, said: str) -> None:
    service, one = begun(context)
    with pytest.raises(UserError) as caught:
        service.move(one, to, on=on)
    assert caught.value.text == said
    assert "数据没有改动" in caught.value.hint
    assert service.get(one).stage == "酝酿"


@pytest.mark.usefixtures("stopped_clock")
def test_what_only_a_step_changes_cannot_be_typed(context: Context) -> None:
    service, one = begun(context)
    with pytest.raises(UserError, match="“阶段”不能这样改。"):
        service.change(one, {"stage": "结题"})
    assert service.change(one, {"title": "结构化学习", "stage": "酝酿"}).initials == "jghxx"


def test_the_end_lies_after_the_beginning(context: Context) -> None:
    with pytest.raises(UserError) as caught:
        begun(context, end="2024-12-31")
    assert [one.text for one in caught.value.problems] == ["结束日期 2024-12-31 早于开始日期 2025-01-10。"]


def test_a_project_of_an_old_ledger_comes_with_its_steps(context: Context) -> None:
    service = ProjectService(context)
    (one,) = service.begin_many(
        "登记台账",
        [
            Whole(
                ProjectDraft(title="绘本写话", kind="WK", stage="实施", level="校级"),
                steps=(
                    StepDraft(project_id="", on="2025-09-10", from_stage="", to_stage="申报"),
                    StepDraft(project_id="", on="2025-10-10", from_stage="申报", to_stage="立项"),
                ),
            )
        ],
    )
    assert [step.to_stage for step in service.steps(one)] == ["申报", "立项"]
    assert Timeline(context).entries()[0].title == "登记台账"


def test_texts_are_written_and_taken_away(context: Context) -> None:
    service, one = begun(context)
    service.write(one, {"design.meaning": "意义", "design.goal": "目标"})
    service.write(one, {"design.meaning": "现实意义", "design.goal": ""})
    assert service.texts(one) == {"design.meaning": "现实意义"}
