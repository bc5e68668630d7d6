"""预期成果: what was promised beside what there is, in the record, in the window and in the papers."""

from dataclasses import replace

import pytest

from edudesk.projects.forms.reading import shipped_kinds
from edudesk.projects.pages.page import ProjectsPage
from edudesk.projects.rows.planned import PlannedDraft
from edudesk.projects.rows.results import DeliverableDraft, DeliverableRow
from edudesk.projects.rules.planned import fulfilment, kept, planned_warnings
from edudesk.projects.service.planned import PlannedService
from edudesk.projects.service.projects import ProjectService
from edudesk.projects.service.results import DeliverableService
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline
from tests.gui import Said
from tests.projects.test_drawer import opened
from tests.projects.test_page import typed
from tests.projects.test_records import MATHS, put, refused
from tests.seat import Seat

PAPER = PlannedDraft(project_id="", kind="论文", title="结构化的三个支点", due="2026-05-31", owner="李静")
REPORT = PlannedDraft(project_id="", kind="研究报告", title="研究总报告", due="2026-12-01", is_final="是")

pytestmark = pytest.mark.usefixtures("stopped_clock")


def test_a_promise_becomes_a_result_that_is_there_or_a_new_one(context: Context) -> None:
    one, service, results = put(context), PlannedService(context), DeliverableService(context)
    paper, report = (service.add(replace(draft, project_id=one)) for draft in (PAPER, REPORT))
    there = results.add(DeliverableDraft(project_id=one, kind="论文", title="三个支点", on="2026-06-10"))
    service.deliver(paper.id, there.id)
    assert refused(lambda: service.deliver(report.id, there.id)) == ["这项成果已经对应“结构化的三个支点”。"]
    fresh = DeliverableDraft(project_id=one, kind="研究报告", title="研究总报告", is_final="是")
    service.deliver(report.id, fresh=fresh)
    assert [
        (k.planned.title, k.result and k.result.title) for k in kept(service.of(one), results.of(one))
    ] == [
        ("结构化的三个支点", "三个支点"),
        ("研究总报告", "研究总报告"),
    ]
    assert Timeline(context).undo().title == "登记完成 研究总报告"  # with the 成果, as one entry
    assert [row.title for row in results.of(one)] == ["三个支点"]
    service.deliver(paper.id)
    assert service.get(paper.id).result_id == ""
    other = put(context, replace(MATHS, title="另一个项目"))
    strange = results.add(DeliverableDraft(project_id=other, kind="论文", title="别的"))
    assert refused(lambda: service.deliver(paper.id, strange.id)) == []


def test_a_promise_is_late_until_it_is_kept(context: Context) -> None:
    one, service, results = put(context), PlannedService(context), DeliverableService(context)
    paper = service.add(replace(PAPER, project_id=one))
    late = "预期成果“结构化的三个支点”应在 2026-05-31 完成，还没有对应的成果。"
    assert late in ProjectService(context).warnings(one)
    row = results.add(DeliverableDraft(project_id=one, kind="论文", title="三个支点", on="2026-06-10"))
    service.deliver(paper.id, row.id)
    assert late not in ProjectService(context).warnings(one)
    results.put_away([row.id])  # the link is soft: what is in the bin keeps no promise
    assert late in ProjectService(context).warnings(one)


def test_what_is_told_of_promises() -> None:
    done = DeliverableRow(id="r1", version=1, project_id="p", kind="论文", title="三个支点", on="2026-06-10")
    extra = replace(done, id="r2", title="计划外")
    planned = [replace(PAPER, result_id="r1"), REPORT]
    told = fulfilment(planned, [done, extra], "2026-12-02")
    assert (
        told == "预期 2 项，已完成 1 项（阶段成果 1 / 1，最终成果 0 / 1），逾期 1 项；另有计划外成果 1 项。"
    )
    assert fulfilment([], [done], "2026-12-02") == ""
    assert [one.words("2026-11-30") for one in kept(planned, [done])] == ["已完成 2026-06", ""]
    many = [replace(REPORT, due="")] * 4
    kind = shipped_kinds()["KT"]
    assert planned_warnings(kind, MATHS, many, [], "2026-12-02") == (
        "申报表限填 3 项预期最终成果，现有 4 项。",
    )
    ended = replace(MATHS, stage="结题")
    assert planned_warnings(kind, ended, [REPORT], [], "2026-12-02") == ()


def test_a_promise_is_kept_beside_the_project(page: ProjectsPage, seat: Seat, said: Said) -> None:
    part = opened(page, seat, "成果", "预期成果")
    part.add()
    typed(seat, kind="论文", title="错题里的结构", due="2026-10-31", owner="李静")
    row = next(one for one in part.rows if one.title == "错题里的结构")
    place = part.rows.index(row)
    assert part.list.lines[place].note == "逾期"
    part._do(row, part._deeds(row)[0])
    typed(seat, on="2026-11-02")
    assert said.heard() == ["notice: 已登记完成预期成果“错题里的结构”。"]
    taken = next(one for one in page.drawer.part("成果").rows if one.title == "错题里的结构")
    assert (taken.kind, taken.authors, taken.teacher_ids) == ("论文", "李静", seat.teacher("李静").id)
    assert part.list.lines[place].note == "已完成 2026-11"
    assert "预期 7 项，已完成 3 项" in seat.words(page.drawer)
