"""What the lists keep of the projects is what they would read anew, whatever was done meanwhile."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from edudesk.projects.rows.course import MilestoneDraft
from edudesk.projects.rows.evidence import EvidenceDraft
from edudesk.projects.rows.money import BudgetDraft, SpendingDraft
from edudesk.projects.rows.people import LEADER, MemberDraft
from edudesk.projects.rows.projects import ProjectDraft
from edudesk.projects.rows.results import DeliverableDraft
from edudesk.projects.service import touched
from edudesk.projects.service.board import BoardService
from edudesk.projects.service.course import MilestoneService
from edudesk.projects.service.evidence import EvidenceService
from edudesk.projects.service.kinds import KindService
from edudesk.projects.service.lines import LineReader
from edudesk.projects.service.money import SpendingService
from edudesk.projects.service.people import MemberService
from edudesk.projects.service.projects import ProjectService, Whole
from edudesk.projects.service.results import DeliverableService
from edudesk.projects.tables import ProjectEvidence
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.service import TeacherService
from edudesk.store.attachments import Attachments
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline

SILENT = (12, 14)  # a newer version of a kind, which no project has yet; a teacher who is in none
MATHS = ProjectDraft(
    title="结构化学习", kind="KT", level="市级", start="2026-03-01", end="2027-08-20", stage="实施"
)


@pytest.fixture
def wang(context: Context) -> str:
    return TeacherService(context).add(TeacherDraft(name="王建国")).id


@pytest.fixture
def two(context: Context, wang: str) -> list[str]:
    """The ids of two projects, the first with a part of every kind."""
    parts = (
        MemberDraft(project_id="", name="王建国", teacher_id=wang, role=LEADER, place=1),
        BudgetDraft(project_id="", line="资料费", yuan=9000.0),
        DeliverableDraft(project_id="", kind="论文", title="三个支点"),
        EvidenceDraft(project_id="", title="中期报告", document="中期报告"),
    )
    other = replace(MATHS, title="绘本写话", kind="WK")
    return ProjectService(context).begin_many("登记", [Whole(MATHS, parts, ()), Whole(other, (), ())])


def deeds(context: Context, one: str, wang: str) -> list[Callable[[], object]]:
    """One change of everything that a line or the search tells of; each alone."""
    projects, timeline = ProjectService(context), Timeline(context)
    evidence = EvidenceService(context)
    (proof,) = evidence.of(one)
    files = Attachments(context)
    kind = KindService(context)
    return [
        lambda: projects.change(one, {"title": "结构化教学"}),
        lambda: MemberService(context).add(MemberDraft(project_id=one, name="周敏华")),
        lambda: SpendingService(context).add(
            SpendingDraft(project_id=one, line="资料费", on="2026-03-01", yuan=12.5)
        ),
        timeline.undo,  # the payment is gone for good
        timeline.redo,
        lambda: MilestoneService(context).add(MilestoneDraft(project_id=one, title="展示", due="2026-12-25")),
        lambda: DeliverableService(context).put_away([DeliverableService(context).of(one)[0].id]),
        lambda: files.add(ProjectEvidence, proof.id, [files.keep("中期报告.pdf", b"%PDF-1.7 1")]),
        lambda: projects.move(one, "中期检查", on="2026-11-20", reason="补登"),
        lambda: TeacherService(context).change(wang, {"name": "王建华"}),
        lambda: projects.put_away([one]),
        lambda: timeline.take_back(timeline.bin()),
        lambda: kind.save(replace(kind.kinds().newest["KT"], short="课题研究"), "改短名"),
        lambda: kind.adopt("KT"),
        lambda: TeacherService(context).add(TeacherDraft(name="许莉")),
    ]


@pytest.mark.usefixtures("stopped_clock")
def test_after_every_deed_the_lists_say_what_they_would_read_anew(
    context: Context, two: list[str], wang: str
) -> None:
    kept = BoardService(context)
    before: object = None
    for number, deed in enumerate(deeds(context, two[0], wang)):
        kept.lines(), kept.search("王")
        deed()
        fresh = BoardService(context)
        assert kept.lines() == fresh.lines(), number
        assert kept.due() == fresh.due(), number
        assert kept.participation() == fresh.participation(), number
        for typed in ("结构化教学", "王建华"):
            assert kept.search(typed) == fresh.search(typed), number
        assert number in SILENT or (kept.lines(), kept.due()) != before, (
            f"the deed {number} changed nothing that is shown"
        )
        before = kept.lines(), kept.due()


def test_only_what_was_touched_is_read_again(
    context: Context, two: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    class Watched(LineReader):
        def __init__(self, *args: object) -> None:
            asked.append(args[-1])
            super().__init__(*args)  # type: ignore[arg-type]

    monkeypatch.setattr("edudesk.projects.service.board.LineReader", Watched)
    board, projects = BoardService(context), ProjectService(context)
    board.lines()
    TeacherService(context).add(TeacherDraft(name="许莉"))
    board.lines()
    projects.change(two[1], {"remark": "补"})
    board.lines()
    monkeypatch.setattr(touched, "MOST", 1)
    projects.change_many({one: {"remark": "都改"} for one in two})
    board.lines()
    assert asked == [None, {two[1]}, None]
