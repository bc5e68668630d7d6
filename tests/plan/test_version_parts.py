"""Kept versions hold measures, targets and tasks: what changed of them in words, and how they come back beside the work done."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edudesk.desk import Desk
from edudesk.plan.rows.course import VersionDraft
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.rows.measures import YES_OR_NO, MeasureDraft
from edudesk.plan.rows.plans import PlanDraft, PlanRow
from edudesk.plan.rows.proofs import ProofDraft
from edudesk.plan.rows.reviews import ReviewDraft
from edudesk.plan.rows.tasks import NoteDraft, TaskDraft
from edudesk.plan.rows.text import SectionDraft
from edudesk.plan.rules.compared import Compared, compared
from edudesk.plan.rules.content import content_of, read, written
from edudesk.plan.rules.differences import Fate, Told
from edudesk.plan.service.evaluating import Evaluations

LAST, NOW, NEXT = YEARS = ("2025-2026学年", "2026-2027学年", "2027-2028学年")


@pytest.fixture
def plan(desk: Desk) -> PlanRow:
    """梯队培养 with a measure, its targets of two years and a task; 课堂教学 with nothing."""
    plan = desk.plans.add(PlanDraft(title="三年规划（2025—2028）", starts="2025-09-01", ends="2028-08-31"))
    goal = desk.plan_goals.add(GoalDraft(plan_id=plan.id, title="梯队培养"))
    desk.plan_goals.add(GoalDraft(plan_id=plan.id, title="课堂教学"))
    draft = MeasureDraft(plan_id=plan.id, goal_id=goal.id, title="骨干教师占比", unit="%", base="31.5")
    desk.plan_measures.put(draft, {LAST: "36", NOW: "40"})
    task = TaskDraft(
        plan_id=plan.id, goal_id=goal.id, title="修订梯队培养方案", year=NOW, due="2026-12-31", owner="李静"
    )
    desk.plan_tasks.add(task)
    return plan


def keep(desk: Desk, plan: PlanRow):
    return desk.plan_versions.keep(plan.id, why="教代会审议稿")


def since(desk: Desk, plan: PlanRow, version) -> Compared:
    return compared(read(version.content), desk.plan_versions.current(plan.id))


def told(found: Compared) -> dict[str, list[tuple[str, Fate, tuple[Told, ...]]]]:
    return {word: [(one.heading, one.fate, one.fields) for one in some] for word, some in found.groups}


def measure(desk: Desk, plan: PlanRow):
    return desk.plan_measures.of(plan.id)[0]


def task(desk: Desk, plan: PlanRow):
    return desk.plan_tasks.of(plan.id)[0]


def target(desk: Desk, plan: PlanRow, year: str):
    return next((row for row in desk.plan_targets.of(plan.id) if row.year == year), None)


def test_changes_are_told_in_words(desk: Desk, plan: PlanRow) -> None:
    first = keep(desk, plan)
    desk.plan_targets.fill(measure(desk, plan).id, {NOW: {"target": "43"}})
    desk.plan_targets.fill(measure(desk, plan).id, {NEXT: {"excused": "是", "why": "停评一年"}})
    desk.plan_tasks.change(
        task(desk, plan).id, {"title": "修订骨干培养方案", "due": "2027-01-31", "expected": "印发方案"}
    )
    other = desk.plan_goals.of(plan.id)[1]
    desk.plan_tasks.add(
        TaskDraft(plan_id=plan.id, goal_id=other.id, title="开放课堂", year=NOW, owner="王明")
    )

    found = since(desk, plan, first)
    assert found.counts == "修改 2 处，新增 1 处"
    assert told(found) == {
        "指标": [
            (
                "指标：骨干教师占比",
                Fate.CHANGED,
                (
                    Told(f"目标值 {NOW}", "40%", "43%"),
                    Told(f"目标值 {NEXT}", "", "不适用（停评一年）"),
                ),
            )
        ],
        "任务": [
            (
                "任务：修订骨干培养方案",
                Fate.CHANGED,
                (Told("完成时限", "2026-12-31", "2027-01-31"), Told("预期成果", "", "印发方案")),
            ),
            ("任务：开放课堂", Fate.ADDED, (Told("年度", "", NOW), Told("责任人", "", "王明"))),
        ],
    }
    (renamed, _) = dict(found.groups)["任务"]
    assert (renamed.was, renamed.beside) == ("修订梯队培养方案", "一、梯队培养")


def test_what_came_of_the_work_is_no_change(desk: Desk, plan: PlanRow) -> None:
    first = keep(desk, plan)
    desk.plan_targets.fill(measure(desk, plan).id, {NOW: {"actual": "38.2"}, NEXT: {"actual": "39"}})
    desk.plan_notes.add(
        NoteDraft(plan_id=plan.id, task_id=task(desk, plan).id, on="2026-11-02", text="初稿", percent=60)
    )
    desk.plan_tasks.change(task(desk, plan).id, {"remark": "等编办批复"})
    assert told(since(desk, plan, first)) == {}


def test_goals_and_chapters_that_are_called_otherwise_or_moved_stay_what_they_are(
    desk: Desk, plan: PlanRow
) -> None:
    first = keep(desk, plan)
    goal, other = desk.plan_goals.of(plan.id)
    desk.plan_goals.change(goal.id, {"title": "教师成长", "weight": 8.0})
    desk.plan_goals.shift(other.id, -1)
    found = since(desk, plan, first)
    changed = [told for _, _, fields in told(found)["目标"] for told in fields]
    assert Told("权重（分）", "", "8") in changed
    assert [told.label for told in changed].count("次序") == 1
    assert {one.was for one in dict(found.groups)["目标"]} == {"", "梯队培养"}
    assert "指标" not in told(found)  # that its goal is called otherwise is told once, there


def test_chapters_that_stand_elsewhere_or_are_filled_otherwise_are_told(desk: Desk, plan: PlanRow) -> None:
    same = [SectionDraft(plan_id="", heading="（一）概况", text=text) for text in ("校园", "教师")]
    desk.plan_sections.lay(plan.id, [("", one) for one in same])
    first = keep(desk, plan)
    rows = desk.plan_sections.of(plan.id)
    desk.plan_sections.lay(
        plan.id, [(row.id, replace(one, level=2)) for row, one in zip(rows, same, strict=True)][::-1]
    )
    fields = [told for _, _, some in told(since(desk, plan, first))["正文"] for told in some]
    assert [one.label for one in fields].count("标题级别") == 2
    assert [one.label for one in fields].count("次序") == 1


def test_title_and_days_of_the_plan_stay(desk: Desk, plan: PlanRow) -> None:
    first = keep(desk, plan)
    desk.plans.change(plan.id, {"title": "新三年规划", "ends": "2028-07-31"})
    back = desk.plan_versions.restore(first.id)
    assert [(one.what, one.title) for one in back.stayed] == [("规划", "规划名称"), ("规划", "结束日期")]
    assert desk.plans.get(plan.id).title == "新三年规划"


def test_another_person_of_the_same_name_is_another(desk: Desk, plan: PlanRow) -> None:
    first = keep(desk, plan)
    desk.plan_tasks.change(task(desk, plan).id, {"owner_id": "t2"})
    ((_, _, fields),) = told(since(desk, plan, first))["任务"]
    assert fields == (Told("责任人", "", "换了一个"),)


def old_version(desk: Desk, plan: PlanRow):
    """As it was kept before measures and tasks were."""
    content = json.loads(written(desk.plan_versions.current(plan.id)))
    for key in ("measures", "targets", "tasks"):
        del content[key]
    for one in content["sections"]:
        one.pop("id", None)
    draft = VersionDraft(
        plan_id=plan.id,
        number=1,
        on="2026-01-05",
        why="旧稿",
        content=json.dumps(content, ensure_ascii=False),
    )
    return desk.plan_versions.add(draft)


def test_a_version_kept_before_targets_were_is_compared_by_text_and_goals(desk: Desk, plan: PlanRow) -> None:
    old = old_version(desk, plan)
    desk.plan_goals.change(desk.plan_goals.of(plan.id)[1].id, {"mark": "优质课 30 节"})
    found = since(desk, plan, old)
    assert list(told(found)) == ["目标"]
    assert "还没有存指标、目标值和任务" in found.note


def test_a_version_kept_before_targets_were_leaves_them_as_they_are(desk: Desk, plan: PlanRow) -> None:
    old = old_version(desk, plan)
    desk.plan_targets.fill(measure(desk, plan).id, {NOW: {"target": "43"}})
    extra = desk.plan_goals.add(GoalDraft(plan_id=plan.id, title="作业管理"))
    desk.plan_tasks.add(TaskDraft(plan_id=plan.id, goal_id=extra.id, title="公示作业", year=NOW))
    back = desk.plan_versions.restore(old.id)
    assert target(desk, plan, NOW).target == "43"
    assert [(one.what, one.title) for one in back.stayed] == [("目标", "作业管理")]


def test_measures_targets_and_tasks_come_back_beside_what_was_done(desk: Desk, plan: PlanRow) -> None:
    first = keep(desk, plan)
    kept = desk.plan_versions.current(plan.id)
    own, done = measure(desk, plan), task(desk, plan)
    desk.plan_measures.change(own.id, {"title": "骨干比例", "base": "30"})
    desk.plan_targets.fill(own.id, {NOW: {"target": "43", "actual": "38.2"}, NEXT: {"target": "45"}})
    desk.plan_notes.add(NoteDraft(plan_id=plan.id, task_id=done.id, on="2026-11-02", text="初稿", percent=60))
    desk.plan_tasks.change(done.id, {"owner": "王明", "due": "2027-06-30"})
    goal = desk.plan_goals.of(plan.id)[0]
    desk.plan_goals.remove(goal.id)  # the task with its note, the measure with its targets
    fresh = desk.plan_goals.of(plan.id)[0]
    for title in ("只写了标题", "有佐证"):
        desk.plan_tasks.add(TaskDraft(plan_id=plan.id, goal_id=fresh.id, title=title, year=NOW))
    proved = next(row for row in desk.plan_tasks.of(plan.id) if row.title == "有佐证")
    desk.plan_proofs.add(ProofDraft(plan_id=plan.id, title="签到表", task_ids=proved.id))

    back = desk.plan_versions.restore(first.id)
    assert [(one.what, one.title, one.why) for one in back.stayed] == [("任务", "有佐证", "已有佐证材料")]
    assert {row.title for row in desk.plan_tasks.of(plan.id)} == {"修订梯队培养方案", "有佐证"}
    assert measure(desk, plan).id == own.id
    assert (measure(desk, plan).title, measure(desk, plan).base) == ("骨干教师占比", "31.5")
    now = target(desk, plan, NOW)
    assert (now.target, now.actual) == ("40", "38.2")  # the actual stays
    assert target(desk, plan, NEXT) is None
    again = desk.plan_tasks.get(done.id)
    assert (again.owner, again.due, again.percent) == ("李静", "2026-12-31", 60)
    assert [one.text for one in desk.plan_notes.of(plan.id)] == ["初稿"]
    restored = desk.plan_versions.current(plan.id)
    assert (restored.measures, restored.targets) == (kept.measures, kept.targets)

    desk.timeline.undo()
    assert [row.title for row in desk.plan_goals.of(plan.id)] == ["课堂教学"]
    assert {row.title for row in desk.plan_tasks.of(plan.id)} == {"只写了标题", "有佐证"}


def test_there_and_back_again_every_record_is_the_one_it_was(desk: Desk, plan: PlanRow) -> None:
    first = keep(desk, plan)
    desk.plan_targets.fill(measure(desk, plan).id, {NEXT: {"target": "45"}})
    goal = desk.plan_goals.of(plan.id)[0]
    desk.plan_tasks.add(TaskDraft(plan_id=plan.id, goal_id=goal.id, title="聘请导师", year=NOW))
    desk.plan_sections.lay(plan.id, [("", SectionDraft(plan_id="", heading="一、背景"))])
    services = (desk.plan_sections, desk.plan_goals, desk.plan_measures, desk.plan_targets, desk.plan_tasks)
    rows = [[unversioned(row) for row in service.of(plan.id)] for service in services]
    second = keep(desk, plan)
    desk.plan_versions.restore(first.id)
    assert target(desk, plan, NEXT) is None
    assert desk.plan_sections.of(plan.id) == []
    desk.plan_versions.restore(second.id)
    assert [[unversioned(row) for row in service.of(plan.id)] for service in services] == rows
    assert told(since(desk, plan, second)) == {}


def test_what_was_reported_stays(desk: Desk, plan: PlanRow) -> None:
    first = keep(desk, plan)
    own = measure(desk, plan)
    desk.plan_targets.fill(own.id, {LAST: {"target": "35"}, NOW: {"target": "43"}})
    desk.plan_targets.freeze(plan.id, LAST, {own.id: "35.8"}, "2026-08-31")
    back = desk.plan_versions.restore(first.id)
    assert [(one.what, one.title, one.why) for one in back.stayed] == [
        ("目标值", f"骨干教师占比（{LAST}）", "这一年已经冻结")
    ]
    assert (target(desk, plan, LAST).target, target(desk, plan, LAST).actual) == ("35", "35.8")
    assert target(desk, plan, NOW).target == "40"


def test_a_frozen_evaluation_keeps_its_year_and_what_it_names(desk: Desk, plan: PlanRow) -> None:
    first = keep(desk, plan)
    own, goal = measure(desk, plan), desk.plan_goals.of(plan.id)[0]
    desk.plan_targets.fill(own.id, {LAST: {"target": "35", "actual": "35.8"}})
    extra = desk.plan_tasks.add(TaskDraft(plan_id=plan.id, goal_id=goal.id, title="旧年任务", year=LAST))
    review = desk.plan_reviews.add(ReviewDraft(plan_id=plan.id, kind="年度", year=LAST, on="2026-08-31"))
    Evaluations(desk.context, desk.plan_wholes, lambda whole, on: {}).freeze(review.id)
    before = desk.plan_reviews.get(review.id)

    back = desk.plan_versions.restore(first.id)
    assert {(one.what, one.title, one.why) for one in back.stayed} == {
        ("目标值", f"骨干教师占比（{LAST}）", "这一年已经冻结"),
        ("任务", "旧年任务", "已经写进冻结的自评"),
    }
    assert desk.plan_tasks.get(extra.id).title == "旧年任务"
    assert desk.plan_reviews.get(review.id) == before


def test_a_yes_that_nobody_typed_is_kept(desk: Desk, plan: PlanRow) -> None:
    goal = desk.plan_goals.of(plan.id)[0]
    safe = desk.plan_measures.add(
        MeasureDraft(plan_id=plan.id, goal_id=goal.id, title="无安全事故", direction=YES_OR_NO)
    )
    desk.plan_targets.fill(safe.id, {NOW: {"actual": "是"}})
    first = keep(desk, plan)
    assert read(first.content).targets[safe.id] == {NOW: {"target": "", "excused": "", "why": ""}}
    assert written(read(first.content)) == first.content


TITLES = st.sampled_from(["课堂开放", "梯队培养", "作业管理", "家校共育"])
FIGURES = st.sampled_from(["", "35", "40", "43"])
DEEDS = st.lists(
    st.tuples(st.integers(0, 13), st.integers(0, 5), TITLES, FIGURES, st.sampled_from(YEARS)), max_size=9
)


def do(desk: Desk, plan: PlanRow, deed: tuple[int, int, str, str, str]) -> None:
    """One of the things people do to a plan; nothing where there is nothing to do it to."""
    which, place, title, figure, year = deed
    goals, measures, tasks = (
        service.of(plan.id) for service in (desk.plan_goals, desk.plan_measures, desk.plan_tasks)
    )
    goal, measure, task = (rows[place % len(rows)] if rows else None for rows in (goals, measures, tasks))
    match which:
        case 0:
            parent = goal.id if goal is not None and place % 2 else ""
            desk.plan_goals.add(GoalDraft(plan_id=plan.id, title=title, parent_id=parent))
        case 1 if goal is not None:
            desk.plan_goals.change(goal.id, {"title": title, "weight": float(place)})
        case 2 if goal is not None:
            desk.plan_goals.remove(goal.id)
        case 3 if goal is not None:
            draft = MeasureDraft(plan_id=plan.id, goal_id=goal.id, title=title, unit="%")
            desk.plan_measures.put(draft, {year: figure} if figure else {})
        case 4 if measure is not None:
            desk.plan_measures.change(measure.id, {"title": title, "base": figure})
        case 5 if measure is not None:
            desk.plan_targets.fill(measure.id, {year: {"target": figure}})
        case 6 if measure is not None:
            desk.plan_targets.fill(measure.id, {year: {"actual": figure or "20"}})
        case 7 if goal is not None:
            desk.plan_tasks.add(TaskDraft(plan_id=plan.id, goal_id=goal.id, title=title, year=year))
        case 8 if task is not None:
            desk.plan_tasks.change(task.id, {"title": title, "year": year, "expected": figure})
        case 9 if task is not None:
            draft = NoteDraft(
                plan_id=plan.id, task_id=task.id, on="2026-11-02", text=title, percent=place * 20
            )
            desk.plan_notes.add(draft)
        case 10 if task is not None:
            desk.plan_tasks.put_away([task.id])
        case 12:
            desk.plan_targets.freeze(plan.id, year, {}, "2026-08-31")
        case 13 if measure is not None:
            desk.plan_targets.fill(measure.id, {year: {"excused": "是" if place % 2 else "", "why": title}})
        case 11 if goals:
            desk.plan_goals.shift(goals[place % len(goals)].id, 1 if place % 2 else -1)


def work_done(desk: Desk, plan: PlanRow) -> object:
    """What no restoring may touch: actuals by measure and year, progress by task, notes."""
    return (
        {(row.measure_id, row.year): row.actual for row in desk.plan_targets.of(plan.id) if row.actual},
        {
            row.id: (row.percent, row.status, row.done_on)
            for row in desk.plan_tasks.of(plan.id)
            if row.percent
        },
        {row.id: row for row in desk.plan_notes.of(plan.id)},
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=DEEDS, after=DEEDS)
def test_whatever_was_done_since_a_version_comes_back_and_the_work_stays(desk: Desk, before, after) -> None:
    number = len(desk.plans.rows())  # one school for all examples
    plan = desk.plans.add(PlanDraft(title=f"规划{number}", starts="2025-09-01", ends="2028-08-31"))
    goal = desk.plan_goals.add(GoalDraft(plan_id=plan.id, title="教师队伍"))
    desk.plan_measures.put(
        MeasureDraft(plan_id=plan.id, goal_id=goal.id, title="骨干占比", unit="%"), {NOW: "40"}
    )
    desk.plan_tasks.add(TaskDraft(plan_id=plan.id, goal_id=goal.id, title="修订方案", year=NOW))
    for deed in before:
        do(desk, plan, deed)
    first = keep(desk, plan)
    kept = read(first.content)
    assert kept == desk.plan_versions.current(plan.id)
    for deed in after:
        do(desk, plan, deed)
    was, done = desk.plan_versions.current(plan.id), work_done(desk, plan)
    frozen = {(row.measure_id, row.year) for row in desk.plan_targets.of(plan.id) if row.frozen}
    rows = [service.of(plan.id) for service in (desk.plan_goals, desk.plan_targets, desk.plan_tasks)]

    back = desk.plan_versions.restore(first.id)
    now, then = desk.plan_versions.current(plan.id), work_done(desk, plan)
    for then_part, part in zip(then, done, strict=True):
        assert part.items() <= then_part.items()  # what went to the bin with a goal may have come back beside
    assert {key: now.goals[key] for key in kept.goals} == dict(kept.goals)
    assert {key: now.measures[key] for key in kept.measures} == dict(kept.measures)
    assert {key: now.tasks[key] for key in kept.tasks} == dict(kept.tasks)
    for key in kept.measures:
        for year in YEARS:
            source = was if (key, year) in frozen else kept
            assert now.targets.get(key, {}).get(year) == source.targets.get(key, {}).get(year)
    extra = {
        *(("目标", now.goals[key]["title"]) for key in now.goals.keys() - kept.goals.keys()),
        *(("指标", now.measures[key]["title"]) for key in now.measures.keys() - kept.measures.keys()),
        *(("任务", now.tasks[key]["title"]) for key in now.tasks.keys() - kept.tasks.keys()),
    }
    assert extra == {(one.what, one.title) for one in back.stayed if one.what != "目标值"}
    assert back.stayed or not compared(kept, now).groups

    if back.version is not None:  # else it did nothing that could be undone
        desk.timeline.undo()
    assert desk.plan_versions.current(plan.id) == was
    assert work_done(desk, plan) == done
    again = [service.of(plan.id) for service in (desk.plan_goals, desk.plan_targets, desk.plan_tasks)]
    assert [[unversioned(row) for row in some] for some in again] == [
        [unversioned(row) for row in some] for some in rows
    ]


def unversioned(row):
    return replace(row, version=0)


def test_content_of_nothing_is_written_and_read() -> None:
    plan = PlanRow(id="p", version=1, title="规划")
    assert read(written(content_of(plan, (), ()))) == content_of(plan, (), ())
