"""Projects of the sample school: every kind, every phase, all invented; the same on every machine and day.

What they are stands in resources/sample_projects.toml.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from edudesk.base import paths
from edudesk.projects.forms.scoring import channels
from edudesk.projects.rows.course import ActivityDraft, ChangeDraft, MilestoneDraft
from edudesk.projects.rows.evidence import LINK, ON_PAPER, EvidenceDraft
from edudesk.projects.rows.money import BudgetDraft, SpendingDraft
from edudesk.projects.rows.people import OTHER, TEAM, MemberDraft
from edudesk.projects.rows.planned import PlannedDraft
from edudesk.projects.rows.pool import RecommendationDraft, ReviewDraft
from edudesk.projects.rows.projects import LevelDraft, ProjectDraft, StepDraft
from edudesk.projects.rows.results import DeliverableDraft, MeasureDraft, YearlyDraft, as_text
from edudesk.projects.rows.whole import Part, Whole

# of the studio's members: what stands in a line behind name and year
STUDIO_LINE = (
    "plan", "absent", "late", "lessons", "apprentices", "open_lessons", "lectures", "posts", "research", "materials",
    "papers",
)  # fmt: skip
_OWN = ("title", "kind", "subkind", "level", "subject", "start", "end", "plan_goal", "summary", "maturity")
_UNIT = "龙城实验小学"


@cache
def data() -> Sequence[Mapping[str, Any]]:
    """The projects as they are written down."""
    with paths.shipped("resources", "sample_projects.toml").open("rb") as file:
        found: Sequence[Mapping[str, Any]] = tomllib.load(file)["project"]
    return found


def sample_projects(people: Mapping[str, str], ids: Sequence[str]) -> list[Whole]:
    """people: id by name; ids: of those at school in the order of the roster, of whom others take part."""
    names = {one: name for name, one in people.items()}
    waiting = iter(ids)
    return [_project(one, people, names, waiting) for one in data()]


def _project(
    one: Mapping[str, Any], people: Mapping[str, str], names: Mapping[str, str], waiting: Iterator[str]
) -> Whole:
    own = {key: one[key] for key in _OWN if key in one}
    levels = one.get("levels", ())
    if levels:
        on, level, number, doc_no = levels[-1]
        own |= {"level": level, "number": number, "doc_no": doc_no, "approved_on": on}
    steps, before = [], ""
    for on, stage, doc_no, by in one["steps"]:
        steps.append(
            StepDraft(project_id="", on=on, from_stage=before, to_stage=stage, doc_no=doc_no, decided_by=by)
        )
        before = stage
    draft = ProjectDraft(stage=before, unit=_UNIT, applicant="学校", **own)
    return Whole(draft, tuple(_parts(one, draft, people, names, waiting)), tuple(steps))


def _parts(
    one: Mapping[str, Any],
    draft: ProjectDraft,
    people: Mapping[str, str],
    names: Mapping[str, str],
    waiting: Iterator[str],
) -> Iterator[Part]:
    for on, level, number, doc_no in one.get("levels", ()):
        yield LevelDraft(project_id="", level=level, on=on, number=number, doc_no=doc_no)
    yield from _members(one, draft, people, names, waiting)
    for line, year, source, yuan in one.get("budget", ()):
        yield BudgetDraft(project_id="", line=line, year=year, source=source, yuan=float(yuan))
    for number, (on, line, yuan, payee) in enumerate(one.get("spent", ()), 1):
        voucher = f"{on[:4]}-{on[5:7]}-{number:03}"
        yield SpendingDraft(
            project_id="", on=on, line=line, yuan=float(yuan), payee=payee, voucher=voucher, handler="高会计"
        )
    for kind, title, due, owner, last in one.get("planned", ()):
        yield PlannedDraft(
            project_id="", kind=kind, title=title, due=due, owner=owner, is_final="是" if last else ""
        )
    finals = one.get("finals", ())
    for kind, title, on, authors, level, grade, outlet in one.get("results", ()):
        ids = "、".join(people[name] for name in authors.split("、") if name in people)
        yield DeliverableDraft(
            project_id="", kind=kind, title=title, on=on, authors=authors, teacher_ids=ids, level=level, grade=grade,
            outlet=outlet, shows_project="是", is_final="是" if title in finals else "",
        )  # fmt: skip
    for document, title, on, form in one.get("evidence", ()):
        yield EvidenceDraft(
            project_id="", document=document, title=title, on=on, form=form,
            link="https://news.example.cn/2026/0518" if form == LINK else "",
            place="教科室 3 号柜" if form == ON_PAPER else "",
        )  # fmt: skip
    team = [people[name] for name, role, *_ in one["members"] if name in people and role in ("", *TEAM)]
    for on, kind, title, place, expert in one.get("activities", ()):
        yield ActivityDraft(
            project_id="", on=on, kind=kind, title=title, place=place, expert=expert, attended="、".join(team)
        )
    for title, due, done_on in one.get("milestones", ()):
        yield MilestoneDraft(project_id="", title=title, due=due, done_on=done_on)
    for year, points in one.get("yearly", ()):
        scores = dict(zip((channel.key for channel in channels()), points, strict=True))
        yield YearlyDraft(project_id="", year=year, on=f"{year}-12-20", scores=as_text(scores))
    for expert, unit, needed, scientific, feasible in one.get("reviews", ()):
        yield ReviewDraft(
            project_id="", expert=expert, expert_unit=unit, on="2026-09-28", needed=float(needed),
            scientific=float(scientific), feasible=float(feasible), opinion="推荐申报",
        )  # fmt: skip
    if "recommended" in one:
        batch, on, place, level, quota, first, last = one["recommended"]
        yield RecommendationDraft(
            project_id="", batch=batch, on=on, unit=_UNIT, place=place, level=level, quota=quota, notice_from=first,
            notice_to=last,
        )  # fmt: skip
    for year, group, aspect, title, target, actual, full, points in one.get("measures", ()):
        yield MeasureDraft(
            project_id="", year=year, group=group, aspect=aspect, title=title, target=target, actual=actual,
            full=float(full), points=float(points),
        )  # fmt: skip
    for item, on, was, becomes, reason, decision in one.get("changes", ()):
        yield ChangeDraft(
            project_id="", item=item, on=on, before=was, after=becomes, reason=reason, decision=decision
        )


def _members(
    one: Mapping[str, Any],
    draft: ProjectDraft,
    people: Mapping[str, str],
    names: Mapping[str, str],
    waiting: Iterator[str],
) -> Iterator[MemberDraft]:
    listed = [(people.get(name, ""), name, role or OTHER, duty) for name, role, duty in one["members"]]
    there = {name for _, name, *_ in listed}
    for _ in range(one.get("others", 0)):
        teacher_id = next(waiting, "")
        if teacher_id and names.get(teacher_id, "") not in ("", *there):
            listed.append((teacher_id, names[teacher_id], OTHER, ""))
    for place, (teacher_id, name, role, duty) in enumerate(listed, 1):
        yield MemberDraft(
            project_id="", teacher_id=teacher_id, name=name, role=role, place=place, duty=duty,
            joined=draft.start,
        )  # fmt: skip
    for name, role, unit, title in one.get("outside", ()):
        yield MemberDraft(
            project_id="",
            name=name,
            role=role,
            unit=unit,
            title=title,
            place=len(listed) + 1,
            joined=draft.start,
        )


def sample_texts() -> dict[str, Mapping[str, str]]:
    """Title of a project -> what it wrote for its papers, by key."""
    return {
        one["title"]: {key: text.strip() for key, text in one["texts"].items()}
        for one in data()
        if "texts" in one
    }


def studio_scores() -> Iterator[tuple[str, str, str, str]]:
    """(title of the studio, name of the member, year, counts) of the members' assessments."""
    for one in data():
        for name, year, *numbers in one.get("studio", ()):
            counts: dict[str, Any] = dict(zip(STUDIO_LINE, numbers, strict=True))
            level = counts.pop("papers")
            counts |= {"papers": {level: 1} if level else {}, "growth": {}}
            yield one["title"], name, year, as_text(counts)


def sample_files() -> Iterator[tuple[str, str, str, bytes]]:
    """(title of the project, title of the proof, name of the file, its content)."""
    for one in data():
        for evidence, name in one.get("files", ()):
            yield one["title"], evidence, name, f"{one['title']}\n{evidence}（示例）\n".encode()
