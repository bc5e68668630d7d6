"""The forms of an evaluation: its report, what it says of a goal."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.kit.form_dialog import FormDialog, texts
from edudesk.plan.forms.value import Part, Source
from edudesk.plan.rows.reviews import (
    AT_END,
    GOAL_REVIEW_COLUMN,
    REVIEW_COLUMN,
    GoalReviewDraft,
    ReviewDraft,
)
from edudesk.plan.rules.judged import Judged
from edudesk.plan.rules.judged_lines import JudgedLine
from edudesk.plan.rules.reviews import TEXT_LIMIT, parts_text, typed_points
from edudesk.plan.service.reviews import JudgementService, ReviewService

Saved = Callable[[Any], object]
_HEAD: Final = ("on", "members", "heard", "published_on")
_TEXTS: Final = ("organised", "effects", "problems", "mending", "next_year")
_OUTSIDE: Final = ("evaluator", "outside_on", "outside_grade", "strengths", "shortcomings")
_GOAL_TEXTS: Final = ("done", "effect", "problems", "mending")


def _points(key: str, title: str, told: str = "") -> Column:
    return Column(key, title, Kind.NUMBER, 20, help=told)


def review_form(parent: QWidget, service: ReviewService, judged: Judged, saved: Saved) -> FormDialog:
    """The report of an evaluation in its parts, the points that are given by hand, the adjustment, the external result."""
    review = judged.review
    typed_parts = _typed_parts(judged)
    given = typed_points(review) if review is not None else {}
    part_columns = tuple(
        _points(f"part_{place}", part.name, "按百分评分") for place, part in enumerate(typed_parts)
    )
    groups = (
        ("组织", tuple(REVIEW_COLUMN[key] for key in _HEAD)),
        ("自评报告", tuple(REVIEW_COLUMN[key] for key in _TEXTS)),
        ("评分", (*part_columns, REVIEW_COLUMN["adjustment"], REVIEW_COLUMN["adjustment_reason"])),
        ("外部评估", (_points("outside", "评估得分"), *(REVIEW_COLUMN[key] for key in _OUTSIDE))),
    )
    keys = (*_HEAD, *_TEXTS, *_OUTSIDE, "adjustment", "adjustment_reason")
    values: dict[str, object] = {key: getattr(review, key) for key in keys} if review is not None else {}
    for place, part in enumerate(typed_parts):
        values[f"part_{place}"] = float(given[part.name]) if part.name in given else None
    values["outside"] = _of_tenths(review.outside_tenths) if review is not None else None

    def save(typed: dict[str, object]) -> object:
        stored: dict[str, Any] = texts({key: typed.get(key) for key in keys})
        stored["outside_tenths"] = _tenths(typed.get("outside"))
        stored["parts"] = parts_text(
            {part.name: _plain(typed.get(f"part_{place}")) for place, part in enumerate(typed_parts)}
        )
        if review is not None:
            return service.change(review.id, stored, review.version)
        return service.add(
            ReviewDraft(plan_id=judged.whole.plan.id, kind=judged.kind, year=judged.year, **stored)
        )

    title = f"{judged.year or judged.whole.plan.title} {judged.kind}自评"
    return FormDialog.edit(parent, title, groups, values, save, saved)


def goal_form(
    parent: QWidget,
    reviews: ReviewService,
    service: JudgementService,
    judged: Judged,
    line: JudgedLine,
    saved: Saved,
) -> FormDialog:
    """What an evaluation says of a goal; a review that nobody began begins with it. Points only where the reviewers judge
    otherwise than the figures."""
    said = line.said
    grades = CodeList("自评等级", tuple(Code(one.name) for one in judged.scheme.grades))
    limit = f"一般不超过 {TEXT_LIMIT} 字"
    groups = (
        (
            line.label.strip(),
            tuple(
                replace(GOAL_REVIEW_COLUMN[key], help=limit if key in ("problems", "mending") else "")
                for key in _GOAL_TEXTS
            ),
        ),
        (
            "评定",
            (
                _points("own", "自评小组评定（%）", "不填就按数据计算"),
                replace(GOAL_REVIEW_COLUMN["grade"], kind=Kind.CHOICE, codes=grades),
                _points("outside", "外部评估得分率（%）"),
            ),
        ),
    )
    values: dict[str, object] = {key: getattr(said, key) for key in (*_GOAL_TEXTS, "grade")} if said else {}
    values["own"] = _of_tenths(said.tenths) if said else None
    values["outside"] = _of_tenths(said.outside_tenths) if said else None

    def save(typed: dict[str, object]) -> object:
        review = judged.review or reviews.add(
            ReviewDraft(plan_id=judged.whole.plan.id, kind=judged.kind, year=judged.year)
        )
        draft = GoalReviewDraft(
            plan_id=judged.whole.plan.id,
            review_id=review.id,
            goal_id=line.id,
            tenths=_tenths(typed.get("own")),
            outside_tenths=_tenths(typed.get("outside")),
            **texts({key: typed.get(key) for key in (*_GOAL_TEXTS, "grade")}),
        )
        service.put(draft)
        return draft

    return FormDialog.edit(parent, "目标自评", groups, values, save, saved)


def _typed_parts(judged: Judged) -> list[Part]:
    """The parts of the score that somebody gives: those meant so, and those of a year that no goal belongs to."""
    scheme = judged.scheme
    parts = list(scheme.year) if judged.kind != AT_END else [*scheme.year, *scheme.round]
    titles = [row.title for row in judged.whole.goals if not row.parent_id]
    return [
        part
        for part in parts
        if part.of is Source.TYPED
        or (part.of is Source.GOALS and part.goals and not any(word in title for word in part.goals for title in titles))
    ]  # fmt: skip


def _tenths(value: object) -> int | None:
    return round(value * 10) if isinstance(value, int | float) else None


def _of_tenths(tenths: int | None) -> float | None:
    return None if tenths is None else tenths / 10


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float) else ""
