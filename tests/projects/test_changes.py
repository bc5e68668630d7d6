"""变更: what a 批复 does to the project, in one entry, and what is offered for it."""

from dataclasses import replace

import pytest

from edudesk.base.errors import UserError
from edudesk.projects.forms.reading import shipped_kinds
from edudesk.projects.pages.page import ProjectsPage
from edudesk.projects.rows.course import Carrying, ChangeDraft, ChangeRow
from edudesk.projects.rows.people import CORE, EXPERT, LEADER, OTHER, MemberDraft
from edudesk.projects.rules.changes import Proposal, names_in, proposed
from edudesk.projects.rules.people import in_team
from edudesk.projects.service.changes import ChangeService
from edudesk.projects.service.people import MemberService
from edudesk.projects.service.projects import ProjectService
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline
from tests.gui import Said
from tests.projects.test_page import choose, line, typed
from tests.projects.test_records import LEADS, MATHS, put, refused
from tests.seat import Seat
from tests.tables import each

DAY = "2026-11-18"
ZHOU = MemberDraft(project_id="", name="周敏华", role=CORE, place=2, duty="课例", hours=12.0)
LI = MemberDraft(project_id="", name="李静", role=OTHER, place=3)


def asked(context: Context, project_id: str, item: str, after: str = "", before: str = "") -> ChangeRow:
    draft = ChangeDraft(
        project_id=project_id, item=item, on="2026-11-01", before=before, after=after, reason="工作调动"
    )
    return ChangeService(context).add(draft)


def team(context: Context, project_id: str, on: str = "2026-11-22") -> list[tuple[int | None, str, str]]:
    rows = in_team(MemberService(context).of(project_id), on)
    return [(row.place, row.name, row.role) for row in rows if row.joined <= on]


pytestmark = pytest.mark.usefixtures("stopped_clock")
"""The steps of a project may not lie after today."""


def test_what_is_to_be_changed_is_told_as_it_is_now(context: Context) -> None:
    one, changes, projects = put(context), ChangeService(context), ProjectService(context)
    end = projects.get(one).end

    def before(item: str, after: str, told: str = "") -> str:
        draft = ChangeDraft(project_id=one, item=item, on=DAY, before=told, after=after, reason="样本不足")
        return changes.add(draft).before

    assert before("延期", "2029-12-31") == end
    assert before("延期", "2020-12-31") == ""  # no 延期 of what it has now
    assert before("名称", "另一个名称") == projects.get(one).title
    assert before("负责人", "李静") == "王建国"
    assert before("研究内容", "增加平板") == ""
    assert before("延期", "2029-12-31", "2026-01-31") == "2026-01-31"
    assert "延期应在到期" in "".join(projects.warnings(one))
    Timeline(context).undo()
    assert len(changes.of(one)) == 5


def test_a_decided_change_stays_what_was_decided(context: Context) -> None:
    one, changes, projects = put(context), ChangeService(context), ProjectService(context)
    row = asked(context, one, "名称", "另一个名称")
    with pytest.raises(UserError, match="还没有批复"):
        changes.correct(row.id, on=DAY, by="", doc_no="", why="写错")
    changes.decide(row.id, granted=True, on=DAY)
    with pytest.raises(UserError, match="已经批复为“同意”，不能再修改"):
        changes.change(row.id, {"after": "第三个名称"})
    with pytest.raises(UserError, match="不能再修改"):
        changes.change(row.id, {"doc_no": "8号"})
    changes.change(row.id, {"remark": "见来文"})
    said = refused(lambda: changes.correct(row.id, on="2026-10-01", by="", doc_no="", why=" "))
    assert said == ["批复日期早于申请日期。", "请写明更正的理由。"]
    right = changes.correct(row.id, on="2026-11-19", by="区教科室", doc_no="8号", why="日期写错")
    assert (right.decided_on, right.decided_by, right.doc_no, right.after) == (
        "2026-11-19", "区教科室", "8号", "另一个名称",
    )  # fmt: skip
    assert right.remark.startswith("见来文；")
    assert right.remark.endswith("更正批复：日期写错")
    assert projects.get(one).title == "另一个名称"


def test_a_decision_is_of_a_day_that_has_come_and_not_before_the_request(context: Context) -> None:
    one, changes, projects = put(context), ChangeService(context), ProjectService(context)
    end, row = projects.get(one).end, asked(context, one, "延期", "2029-12-31")
    assert refused(lambda: changes.decide(row.id, granted=True, on="2027-05-01")) == ["批复日期还没有到。"]
    assert refused(lambda: changes.decide(row.id, granted=False, on="2026-10-01")) == [
        "批复日期早于申请日期。"
    ]
    assert (projects.get(one).end, changes.get(row.id).decision) == (end, "待批")
    changes.decide(row.id, granted=True, on=DAY)
    said = refused(lambda: changes.correct(row.id, on="2027-05-01", by="", doc_no="", why="写错"))
    assert said == ["批复日期还没有到。"]


def test_a_granted_stop_takes_the_project_into_its_side_state(context: Context) -> None:
    one, changes, projects = put(context), ChangeService(context), ProjectService(context)
    row = asked(context, one, "终止")
    changes.decide(row.id, granted=True, on=DAY, by="区教科室", doc_no="8号", carries=Carrying(stage="终止"))
    step = projects.steps(one)[-1]
    assert projects.get(one).stage == "终止"
    assert (step.on, step.to_stage, step.doc_no, step.decided_by, step.note, step.forced) == (
        DAY, "终止", "8号", "区教科室", "工作调动", "",
    )  # fmt: skip
    Timeline(context).undo()
    assert (projects.get(one).stage, changes.of(one)[0].decision) == ("实施", "待批")
    assert projects.steps(one) == []


def test_a_stop_out_of_order_has_the_decision_as_its_reason(context: Context) -> None:
    one = put(context, replace(MATHS, stage="申报"))
    row = asked(context, one, "撤项")
    ChangeService(context).decide(row.id, granted=True, on=DAY, doc_no="8号", carries=Carrying(stage="撤项"))
    assert ProjectService(context).steps(one)[-1].forced == "2026-11-18 8号 批复同意撤项"


def test_a_refused_change_does_nothing_whatever_is_asked(context: Context) -> None:
    one, changes = put(context, MATHS, LEADS, ZHOU), ChangeService(context)
    before = team(context, one)
    row = asked(context, one, "终止")
    changes.decide(row.id, granted=False, on=DAY, carries=Carrying(stage="终止", leader=ZHOU))
    assert (ProjectService(context).get(one).stage, team(context, one)) == ("实施", before)


def test_another_leads_from_the_day_of_the_decision(context: Context) -> None:
    one, changes, members = (
        put(context, MATHS, LEADS, ZHOU, LI),
        ChangeService(context),
        MemberService(context),
    )
    row = asked(context, one, "负责人", "周敏华", "王建国")
    former = members.of(one)[0]
    carries = Carrying(leader=ZHOU, former=former.id, kept_as=OTHER)
    changes.decide(row.id, granted=True, on=DAY, doc_no="8号", carries=carries)
    assert team(context, one) == [(1, "周敏华", LEADER), (2, "王建国", OTHER), (3, "李静", OTHER)]
    assert team(context, one, "2026-11-17") == [
        (1, "王建国", LEADER),
        (2, "周敏华", CORE),
        (3, "李静", OTHER),
    ]
    ended, begun = [
        next(one for one in members.of(one) if one.name == "周敏华" and one.role == role)
        for role in (CORE, LEADER)
    ]
    assert (ended.left, ended.hours, begun.joined, begun.hours) == ("2026-11-17", 12.0, DAY, None)
    assert (ended.remark, begun.duty) == ("2026-11-18 8号 批复同意负责人", "课例")
    Timeline(context).undo()
    assert (members.of(one)[0], changes.of(one)[0].decision) == (
        replace(former, version=members.of(one)[0].version),
        "待批",
    )
    assert len(members.of(one)) == 3


def test_a_leader_from_outside_follows_one_who_goes(context: Context) -> None:
    one, members = put(context, MATHS, LEADS, LI), MemberService(context)
    row = asked(context, one, "负责人", "周敏华")
    carries = Carrying(leader=replace(ZHOU, place=None), former=members.of(one)[0].id)
    ChangeService(context).decide(row.id, granted=True, on=DAY, carries=carries)
    assert team(context, one) == [(1, "周敏华", LEADER), (3, "李静", OTHER)]


def test_members_come_and_go_with_a_granted_change(context: Context) -> None:
    one, members = put(context, MATHS, LEADS, ZHOU, LI), MemberService(context)
    row = asked(context, one, "成员", "增加查世荣；退出李静")
    leaves = tuple(one.id for one in members.of(one) if one.name == "李静")
    joins = (MemberDraft(project_id="", name="查世荣"),)
    ChangeService(context).decide(row.id, granted=True, on=DAY, carries=Carrying(joins=joins, leaves=leaves))
    assert team(context, one) == [(1, "王建国", LEADER), (2, "周敏华", CORE), (4, "查世荣", OTHER)]


def test_what_was_carried_out_moves_with_a_decision_put_right(context: Context) -> None:
    one, members = put(context, MATHS, LEADS, ZHOU, LI), MemberService(context)
    changes, projects = ChangeService(context), ProjectService(context)
    row = asked(context, one, "成员", "增加查世荣；退出李静")
    leaves = tuple(who.id for who in members.of(one) if who.name == "李静")
    joins = (MemberDraft(project_id="", name="查世荣"),)
    changes.decide(row.id, granted=True, on=DAY, carries=Carrying(joins=joins, leaves=leaves))
    stop = asked(context, one, "终止")
    changes.decide(stop.id, granted=True, on="2026-11-20", doc_no="8号", carries=Carrying(stage="终止"))

    changes.correct(row.id, on="2026-11-10", by="", doc_no="9号", why="日期写错")
    days = {who.name: (who.joined, who.left, who.remark) for who in members.of(one)}
    assert days["查世荣"] == ("2026-11-10", "", "2026-11-10 9号 批复同意成员")
    assert days["李静"][1:] == ("2026-11-09", "2026-11-10 9号 批复同意成员")
    assert days["周敏华"][1:] == ("", "")

    changes.correct(stop.id, on="2026-11-19", by="区教科室", doc_no="10号", why="文号写错")
    last = projects.steps(one)[-1]
    assert (last.to_stage, last.on, last.doc_no, last.decided_by) == (
        "终止",
        "2026-11-19",
        "10号",
        "区教科室",
    )

    # who was put right by hand stays, and so does everything when the new day cannot be
    (zha,) = (who for who in members.of(one) if who.name == "查世荣")
    members.change(zha.id, {"joined": "2026-11-12", "left": "2026-11-15"})
    changes.correct(row.id, on="2026-11-05", by="", doc_no="9号", why="再查来文")
    assert members.get(zha.id).joined == "2026-11-12"
    Timeline(context).undo()
    assert next(who for who in members.of(one) if who.name == "李静").left == "2026-11-09"


@pytest.mark.parametrize(
    ("carries", "said"),
    [
        (Carrying(stage="结项"), "“教育科学规划课题”没有“结项”这个阶段。"),
        (Carrying(leader=LEADS), "王建国已经是主持人。"),
        (
            Carrying(leader=LI),
            "“教育科学规划课题”只能有 1 名主持人，现在有 2 名：王建国、李静。要换主持人的，请先填原主持人的退出日期。",
        ),
        (Carrying(joins=(ZHOU,)), "周敏华已经是这个项目的成员。"),
    ],
)
def test_what_cannot_be_carried_out_leaves_all_as_it_was(
    context: Context, carries: Carrying, said: str
) -> None:
    one, changes = put(context, MATHS, LEADS, ZHOU), ChangeService(context)
    before, row = team(context, one), asked(context, one, "其他", "见申请")
    assert refused(lambda: changes.decide(row.id, granted=True, on=DAY, carries=carries)) == [said]
    assert (changes.get(row.id).decision, team(context, one)) == ("待批", before)
    assert ProjectService(context).get(one).stage == "实施"


def test_a_decision_of_a_day_before_the_last_step_stops_nothing(context: Context) -> None:
    one, changes = put(context), ChangeService(context)
    ProjectService(context).move(one, "暂缓", on="2026-11-20")
    row = asked(context, one, "终止")
    (told,) = refused(lambda: changes.decide(row.id, granted=True, on=DAY, carries=Carrying(stage="终止")))
    assert told == "日期早于上一步“暂缓”的 2026-11-20。"
    changes.decide(row.id, granted=True, on=DAY)
    assert ProjectService(context).get(one).stage == "暂缓"


def test_what_was_granted_before_is_carried_out_afterwards(context: Context) -> None:
    one, changes = put(context), ChangeService(context)
    row = asked(context, one, "撤项")
    with pytest.raises(UserError, match="还没有批复同意"):
        changes.carry_out(row.id, Carrying(stage="撤项"))
    changes.decide(row.id, granted=True, on=DAY, doc_no="8号")
    assert ProjectService(context).get(one).stage == "实施"
    changes.carry_out(row.id, Carrying(stage="撤项"))
    assert ProjectService(context).get(one).stage == "撤项"
    assert ProjectService(context).steps(one)[-1].doc_no == "8号"
    assert Timeline(context).undo().title == "办理变更 撤项"
    assert (ProjectService(context).get(one).stage, changes.get(row.id).decision) == ("实施", "同意")


# --- what is offered ------------------------------------------------------------------------------------------


@each(
    ("text", "names"),
    [
        ("李静", ("李静",)),
        ("增加周敏华、李静；退出许莉", ("周敏华", "李静", "许莉")),
        ("王建国（语文），古丽·买买提", ("王建国", "古丽·买买提")),
        ("由李静担任主持人", ()),
        ("", ()),
    ],
)
def test_names_are_found_in_what_was_written(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text) == names


def test_the_words_of_a_change_say_what_to_offer(context: Context) -> None:
    one = put(context, MATHS, LEADS, ZHOU, LI, MemberDraft(project_id="", name="张老师", role=EXPERT))
    members = MemberService(context).of(one)
    kinds = shipped_kinds()

    def offered(item: str, after: str = "", before: str = "", kind: str = "KT") -> Proposal:
        change = ChangeDraft(project_id=one, item=item, before=before, after=after)
        return proposed(kinds[kind], change, members, DAY)

    assert offered("终止").stage == "终止"
    assert offered("撤项", kind="GZ").stage == "撤销"
    assert offered("研究内容", "李静") == Proposal()
    assert offered("负责人", "李静", "王建国") == Proposal(leader="李静", former=members[0])
    assert offered("负责人", "由李静接任") == Proposal(former=members[0])
    come = offered("成员", "增加查世荣、周敏华；退出李静、许莉")
    assert (come.joins, [one.name for one in come.leaves]) == (("查世荣",), ["李静"])
    come = offered("成员", "王建国、周敏华、张老师", "王建国、周敏华、李静")
    assert (come.joins, [one.name for one in come.leaves]) == (("张老师",), ["李静"])


# --- beside the project ---------------------------------------------------------------------------------------


def test_a_decision_does_what_it_grants_and_is_undone_as_one(
    page: ProjectsPage, seat: Seat, said: Said
) -> None:
    row = choose(page, seat)
    page.drawer.choose("过程")
    part = page.drawer.part("变更")
    part.add()
    typed(seat, item="负责人", on="2026-11-01", before="王建国", after="许莉", reason="工作调动")
    part.add()
    typed(seat, item="终止", on="2026-11-02", reason="合并到另一项目")
    # who leads: the name is taken from the words, and may be another
    part.list.setCurrentRow(next(n for n, one in enumerate(part.rows) if one.item == "负责人"))
    form = part.carry_out()
    assert {key: form.fields[key].editor.typed() for key in ("leader", "kept_as")} == {
        "leader": "许莉", "kept_as": "退出项目组",
    }  # fmt: skip
    typed(seat, decided_on="2026-11-20", doc_no="8号", kept_as="参研人员")
    assert said.heard() == ["notice: 已批复变更“负责人 · 许莉”。"]
    assert line(page).leaders == "许莉"
    xu = next(one for one in seat.desk.project_members.of(row.id) if one.name == "许莉" and not one.left)
    assert (xu.teacher_id, xu.joined, xu.place) == (seat.teacher("许莉").id, "2026-11-20", 1)
    seat.desk.timeline.undo()
    seat.wait()
    assert (line(page).leaders, [one.note for one in part.list.lines if "负责人" in one.text]) == (
        "王建国",
        ["待批"],
    )
    # a stop: only noted at first, carried out later from the menu
    part.list.setCurrentRow(next(n for n, one in enumerate(part.rows) if one.item == "终止"))
    form = part.carry_out()
    assert form.fields["stage"].editor.typed() == "项目进入“终止”"
    typed(seat, decided_on="2026-11-20", stage="只登记批复")
    assert seat.desk.projects.get(row.id).stage == "实施"
    granted = next(one for one in part.rows if one.item == "终止")
    deed = next(one for one in part._deeds(granted) if one.word == "办理")
    part._do(granted, deed)
    typed(seat)
    assert said.heard() == ["notice: 已批复变更“终止”。", "notice: 已办理变更“终止”。"]
    assert seat.desk.projects.get(row.id).stage == "终止"
    seat.desk.timeline.undo()
    seat.wait()
    assert seat.desk.projects.get(row.id).stage == "实施"


def test_names_that_mean_nobody_are_told_beside_their_field(
    page: ProjectsPage, seat: Seat, said: Said
) -> None:
    row = choose(page, seat)
    page.drawer.choose("过程")
    part = page.drawer.part("变更")
    part.add()
    typed(seat, item="成员", after="增加许莉；退出李静", reason="工作调动")
    part.carry_out()
    form = typed(seat, leaves="李静、张无名")
    assert "“张无名”现在不是项目组的成员。" in seat.words(form)
    seat.desk.teachers.change(seat.teacher("查世荣").id, {"name": "许莉"})
    seat.wait()
    form = typed(seat, leaves="李静", decided_on="2026-11-20")
    assert "花名册里有 2 位“许莉”，请写明任教学科" in seat.words(form)
    before = [one.name for one in seat.desk.project_members.of(row.id) if not one.left]
    typed(seat, decision="不同意")
    assert said.heard() == ["notice: 已批复变更“成员 · 增加许莉；退出李静”。"]
    assert [one.name for one in seat.desk.project_members.of(row.id) if not one.left] == before
    assert next(one for one in part.rows if one.item == "成员").decision == "不同意"
