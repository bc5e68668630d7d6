"""SWOT 矩阵 and 佐证材料目录 (规划与项目调研 2.5, 5; 2.3)."""

from collections.abc import Iterable, Sequence
from typing import Final

from edudesk.base.document import Document
from edudesk.base.form import Form, FormCell, FormRow, Look
from edudesk.base.masking import Audience
from edudesk.base.report import Report, refuse
from edudesk.plan.reports.facts import IN_HOUSE, NOTICE, PlanFacts, columns, day_cell, table
from edudesk.plan.rows.proofs import ProofRow
from edudesk.plan.rows.reviews import YEARLY
from edudesk.plan.rows.text import QUADRANTS, SwotRow
from edudesk.plan.rules.survey import tallies, tally_words

SWOT, PROOFS, YEAR_PROOFS = "SWOT 分析矩阵", "佐证材料目录", "年度自评佐证材料目录"
STRENGTH, WEAKNESS, CHANCE, THREAT, SO, ST, WO, WT = QUADRANTS.words
_NAMES: Final = {
    SO: "SO 策略（发挥优势，抓住机遇）",
    ST: "ST 策略（发挥优势，应对挑战）",
    WO: "WO 策略（抓住机遇，弥补劣势）",
    WT: "WT 策略（弥补劣势，应对挑战）",
}
_PAIRS: Final = ((STRENGTH, WEAKNESS), (CHANCE, THREAT), (SO, WO), (ST, WT))
_ROOM: Final = 34  # mm at least


def swot(facts: PlanFacts, audience: Audience) -> Document:
    """Two by two, then the strategies that follow; each line with the figure that supports it and the goal that answers it."""
    refuse(SWOT, audience, NOTICE)
    empty = [word for word in QUADRANTS.words if not any(row.quadrant == word for row in facts.whole.swots)]
    return Document(
        key="plan_swot",
        title=f"{facts.whole.plan.title}{SWOT}",
        body=(Form(SWOT, "", swot_rows(facts, _PAIRS), left=f"填报单位：{facts.school.name}"),),
        is_sealed=False,
        style="table",
        footer=facts.footer,
        file_name=facts.file_name("SWOT分析矩阵", audience),
        audience=audience,
        records=tuple(row.id for row in facts.whole.swots),
        blanks=tuple(empty),
    )


def swot_form(facts: PlanFacts) -> Form | None:
    """The matrix as it stands in a text: only the pairs of which one has anything; None when none has."""
    known = {row.quadrant for row in facts.whole.swots}
    pairs = [pair for pair in _PAIRS if known.intersection(pair)]
    return Form(SWOT, SWOT, swot_rows(facts, pairs)) if pairs else None


def swot_rows(facts: PlanFacts, pairs: Sequence[Sequence[str]]) -> tuple[FormRow, ...]:
    """Heads and lines of quadrants, two beside each other."""
    rows: list[FormRow] = []
    for pair in pairs:
        heads = tuple(FormCell(_NAMES.get(word, word), 12, Look.LABEL) for word in pair)
        rows.append(FormRow(heads, is_head=True))
        texts = tuple(FormCell(_lines(facts, word), 12, Look.TEXT) for word in pair)
        rows.append(FormRow(texts, height=_ROOM))
    return tuple(rows)


def _lines(facts: PlanFacts, quadrant: str) -> str:
    rows = [row for row in facts.whole.swots if row.quadrant == quadrant]
    return "\n".join(f"{place}. {_line(facts, row)}" for place, row in enumerate(rows, 1))


def _line(facts: PlanFacts, row: SwotRow) -> str:
    goal = next((one for one in facts.tree if one.id == row.goal_id), None)
    answered = tally_words(tallies(facts.whole.survey).get(row.id))
    beside = [row.figure_text, answered, f"对应目标 {goal.number} {goal.goal.title}" if goal else ""]
    told = "；".join(filter(None, beside))
    return f"{row.text}（{told}）" if told else row.text


def proofs(facts: PlanFacts, audience: Audience) -> Report:
    """The proofs in the order of the archive, with what each of them proves."""
    refuse(PROOFS, audience, IN_HOUSE)
    return table(
        facts, audience, "proofs", f"{facts.whole.plan.title}{PROOFS}", PROOF_HEADS, proof_rows(facts)
    )


def year_proofs(facts: PlanFacts, audience: Audience) -> Report:
    """Those of the year whose evaluation is handed in: the list that its report has."""
    refuse(YEAR_PROOFS, audience, IN_HOUSE)
    facts = facts.for_review(YEARLY)
    year = facts.of_year.word
    return table(
        facts,
        audience,
        "year_proofs",
        f"{year}{YEAR_PROOFS}",
        PROOF_HEADS,
        proof_rows(facts, year),
        about=year,
    )


PROOF_HEADS: Final = columns(
    ("编号", 18),
    ("材料名称", 74),
    ("对应目标、任务、指标", 82),
    ("日期", 22),
    ("形式", 16),
    ("页数", 12),
    ("存放处", 34),
)


def proofs_in(facts: PlanFacts, proofs: Iterable[ProofRow], year: str) -> list[ProofRow]:
    """Those of the days of a year, by its word, and those without a day; all for ""."""
    days = next(((one.first, one.last) for one in facts.years if one.word == year), None)
    return [row for row in proofs if days is None or not row.on or days[0] <= row.on <= days[1]]


def proof_rows(facts: PlanFacts, year: str = "") -> list[tuple[object, ...]]:
    """The lines of the list. year: word, only those of it (proofs_in)."""
    chosen = proofs_in(facts, facts.whole.proofs, year)
    files = facts.files()
    return [
        (
            number,
            row.number,
            row.title,
            _proved(facts, f"{row.goal_ids}、{row.task_ids}、{row.measure_ids}、{row.project_ids}"),
            day_cell(row.on),
            row.form,
            row.pages or "",
            row.place or (f"电子文件 {files[row.id]} 个" if files.get(row.id) else row.link),
        )
        for number, row in enumerate(chosen, 1)
    ]


def _proved(facts: PlanFacts, ids: str) -> str:
    whole, numbers = facts.whole, {one.id: one.number for one in facts.tree}
    told = []
    for one in filter(None, ids.split("、")):
        if one in whole.goal:
            told.append(f"{numbers[one]} {whole.goal[one].title}")
        elif one in whole.task:
            told.append(whole.task[one].title)
        elif one in whole.measure:
            told.append(whole.measure[one].title)
        elif (project := facts.projects().get(one)) is not None:
            told.append(project.project.title)
    return "；".join(told)
