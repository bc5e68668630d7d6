"""What one form or one line says of an opinion, as it is stored: 总体意见 and 修改建议 of one expert are two records."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from edudesk.base.columns import printed
from edudesk.base.errors import FieldProblem
from edudesk.plan.rows.course import ARGUED_OF, NOTHING_ASKED, OpinionDraft, OpinionRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.entering import scores_of

OVERALL: Final = "overall"
SCORE_KEYS: Final = {f"score_{place}": word for place, word in enumerate(ARGUED_OF)}
"""Key of the field of a score -> what of the plan it is given for."""
_PLAIN: Final = ("stage", "on", "name", "unit", "duty")


def opinions_of(plan_id: str, typed: Mapping[str, object]) -> list[OpinionDraft]:
    """The records of what was typed: one for 总体意见, one for 修改建议; the scores stand with the first."""
    known = {key: _text(typed.get(key)) for key in _PLAIN}
    overall, text = _text(typed.get(OVERALL)), _text(typed.get("text"))
    answered = {key: _text(typed.get(key)) for key in ("taken", "answer")}
    points = {word: typed[key] for key, word in SCORE_KEYS.items() if typed.get(key) is not None}
    scores = json.dumps(points, ensure_ascii=False) if points else ""
    first = OpinionDraft(plan_id=plan_id, **known, scores=scores)
    asked = replace(first, text=text, **answered)
    if not overall:
        return [asked]
    whole = replace(first, text=overall, taken=NOTHING_ASKED)
    return [whole, replace(asked, scores="")] if text else [replace(whole, answer=answered["answer"])]


def typed_of(row: OpinionRow) -> dict[str, object]:
    """The other way round: what its form shows."""
    scores = scores_of(row)
    is_whole = row.taken == NOTHING_ASKED
    return {
        **{key: scores.get(word) for key, word in SCORE_KEYS.items()},
        OVERALL: row.text if is_whole else "",
        "text": "" if is_whole else row.text,
        "taken": "" if is_whole else row.taken,
    }


def beside_fields(problems: Iterable[FieldProblem]) -> tuple[FieldProblem, ...]:
    """What is said of the scores, beside the score it is said of."""
    return tuple(
        replace(one, key=next((key for key, word in SCORE_KEYS.items() if f"“{word}”" in one.text), one.key))
        for one in problems
    )


def mean_of(row: OpinionDraft) -> str:
    """平均 91.3; "" without scores."""
    points = list(scores_of(row).values())
    return f"平均 {printed(round(sum(points) / len(points), 1))}" if points else ""


def is_unanswered(row: OpinionDraft) -> bool:
    """Something is asked for, and nobody wrote whether it is done."""
    return bool(row.text) and not row.taken


def usual_day(whole: PlanWhole, stage: str, today: str) -> str:
    """When a new opinion of a stage was most likely given: with the last one, else with the stage, else today."""
    days = [row.on for row in whole.opinions if row.stage == stage and row.on]
    stages = [row.on for row in whole.stages if row.stage == stage and row.on]
    return next(reversed(days or stages), today)


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
