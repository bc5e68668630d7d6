"""What importing the text of a plan would do: a new plan, or what is new for one that is there. Nothing is written."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from edudesk.base.errors import FieldProblem
from edudesk.base.prose import Prose
from edudesk.base.words import unspaced
from edudesk.plan.intake.beside import Beside
from edudesk.plan.intake.line import Line
from edudesk.plan.intake.meeting import Laid, Met, met
from edudesk.plan.intake.proposal import FACT_OF, TREE
from edudesk.plan.intake.proposing import Proposed, proposed
from edudesk.plan.intake.remarks import told_beside
from edudesk.plan.rows.plans import BASES, PLAN_COLUMN, SCHOOL_YEAR, PlanDraft
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.covers import without_draft
from edudesk.plan.rules.entering import overlap_doubts, plan_problems
from edudesk.plan.rules.outline import outline_of_prose
from edudesk.roster.intake.values import RowState

ROUND: Final = ("title", "starts", "ends", "year_basis")
"""Facts of the plan that may be typed over, by the key of an answer."""
_NO_GOALS: Final = (
    "没有认出目标，只读入章节。请在文本中把目标写在“分项目标与措施”一类的标题下面，用（一）1.编号后再导入，"
    "或导入后在“目标与任务”里新增。"
)


@dataclass(frozen=True)
class PlanPreview:
    """draft: the plan as it would be; plan_id: the one it goes into, "" = a new one; sections: what becomes of its text; laid: as it is to be;
    problems: what keeps it from being imported. sheets, hidden_people: as every preview has them."""

    file: str
    draft: PlanDraft
    plan_id: str
    proposed: Proposed
    lines: tuple[Line, ...]
    sections: RowState
    laid: tuple[Laid, ...]
    remarks: tuple[str, ...]
    problems: tuple[FieldProblem, ...]
    sheets: tuple[()] = ()
    hidden_people: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """How many proposals are new, change something, or are there already."""
        told = {state.value: 0 for state in RowState}
        for line in self.lines:
            if line.is_kept:
                told[line.state.value] += 1
        return told

    @property
    def importable(self) -> bool:
        """Whether there is anything to write, and nothing that keeps it from being written."""
        wants = self.sections is not RowState.SAME or any(
            line.is_kept and line.state is not RowState.SAME for line in self.lines
        )
        return not self.problems and wants

    def as_json(self) -> dict[str, Any]:
        """For the command line."""
        draft = self.draft
        return {
            "file": self.file,
            "plan": {key: getattr(draft, key) for key in ROUND},
            "is_new": not self.plan_id,
            "sections": [
                {"level": one.level, "heading": one.heading, "characters": len(one.text), "role": role}
                for one, role in zip(self.proposed.outline.chapters, self.proposed.roles, strict=True)
            ],
            "sections_state": self.sections.value,
            "proposals": [_as_json(line) for line in self.lines],
            "counts": self.counts,
            "remarks": list(self.remarks),
            "problems": [{"key": one.key, "text": one.text} for one in self.problems],
        }


def preview_plan(
    prose: Prose,
    there: Sequence[PlanWhole],
    *,
    file: str = "",
    answers: Mapping[str, str] | None = None,
) -> PlanPreview:
    """Look at a text. there: the plans of the school; one with the same title is gone on with. answers: title, starts, ends
    and year_basis as typed, and by the key of a proposal the kind it is taken for."""
    told = answers or {}
    found = proposed(outline_of_prose(prose), told)
    draft = _draft(found, file, told)
    whole = _named(draft.title, there, is_typed=bool(told.get("title")))
    if whole is not None:
        draft = replace(draft, title=whole.plan.title)
    if whole is not None and not all(told.get(key) for key in ("starts", "ends")):
        plan = whole.plan
        draft = replace(draft, starts=plan.starts, ends=plan.ends, year_basis=plan.year_basis)
    text = met(
        whole.sections if whole else (),
        found.outline.chapters,
        found.roles,
        whole.plan.id if whole else "",
    )
    stored = {(unspaced(one.heading), unspaced(one.text)) for one in whole.sections} if whole else set()
    kept = {
        one.line for one in found.outline.chapters if (unspaced(one.heading), unspaced(one.text)) in stored
    }  # nobody took what they say for more than text
    beside = Beside(whole, draft, kept, told.keys())
    lines = beside.lines(found.proposals)
    others = [one.plan for one in there if one is not whole]
    remarks = [*found.outline.remarks, *found.remarks]
    remarks += told_beside(beside, lines, whole)
    if found.outline.chapters and not any(line.proposal.kind in TREE for line in lines):
        remarks.append(_NO_GOALS)
    remarks += [one.text for one in overlap_doubts(draft, others)]
    if not found.outline.chapters:
        problems: list[FieldProblem] = [FieldProblem("text", "没有读到文字。")]
    else:
        problems = list(plan_problems(draft, others))
    return PlanPreview(
        file,
        draft,
        whole.plan.id if whole else "",
        found,
        tuple(lines),
        _sections_state(text, whole),
        text.sections,
        tuple(remarks),
        tuple(problems),
    )


def _named(title: str, there: Sequence[PlanWhole], *, is_typed: bool) -> PlanWhole | None:
    """The plan with this title, else the one that is called so but for spaces and （讨论稿）; typed, it is what it says."""
    own = next((one for one in there if one.plan.title == title), None)
    if own is not None or is_typed:
        return own
    return next((one for one in there if tidy_title(one.plan.title) == tidy_title(title)), None)


def tidy_title(text: str) -> str:
    """A title without the spaces web pages and Word leave in it, and without （讨论稿）: “十四五”五年发展规划（2021—2025）."""
    told = re.sub(r"(20\d\d)\s*年?\s*[-—–－~～至\s]+\s*(20\d\d)", r"\1—\2", text.replace("\n", ""))
    told = re.sub(r"[ \t\u3000\u00a0]+", "", told) if re.search(r"[\u4e00-\u9fff]", told) else told
    return without_draft(re.sub(r"\(([^()]*)\)", r"（\1）", told))


def _draft(found: Proposed, file: str, told: Mapping[str, str]) -> PlanDraft:
    stem = file.rpartition(".")[0] or file
    title = told.get("title") or tidy_title(found.outline.title) or stem
    when = found.round
    facts = {key: one.title for one in found.proposals if (key := FACT_OF.get(one.kind)) is not None}
    basis = told.get("year_basis") or (when.basis if when else "")
    return PlanDraft(
        title=title,
        starts=told.get("starts") or (when.starts if when else ""),
        ends=told.get("ends") or (when.ends if when else ""),
        year_basis=basis if basis in BASES.words else SCHOOL_YEAR,
        **facts,
    )


def _sections_state(text: Met, whole: PlanWhole | None) -> RowState:
    if whole is None or (not whole.sections and not text.is_same):
        return RowState.NEW
    return RowState.SAME if text.is_same else RowState.CHANGED


def _as_json(line: Line) -> dict[str, Any]:
    one = line.proposal
    told: dict[str, Any] = {
        "key": one.key, "kind": one.kind, "title": one.title, "text": one.text, "parent": one.parent, "line": one.line,
        "confidence": one.confidence, "why": one.why, "state": line.state.value if line.is_kept else "",
    }  # fmt: skip
    if one.facts:
        told["facts"] = dict(one.facts)
    if line.dated:
        told["base"], told["targets"] = line.dated.base, dict(line.dated.by_year)
        told["base_on"] = line.dated.base_on
    return told


def told_of(draft: PlanDraft) -> tuple[tuple[str, str], ...]:
    """The facts of a plan with their titles, as a preview tells them."""
    return tuple((PLAN_COLUMN[key].title, str(getattr(draft, key))) for key in ROUND)
