"""What keeps a self-evaluation and what is said in it from being stored."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final
from unicodedata import normalize

from edudesk.appraisal.forms.value import POINTS, Form
from edudesk.appraisal.rows.appraisals import AnswerDraft, AppraisalDraft
from edudesk.base.errors import FieldProblem
from edudesk.school.rules.years import not_days, read_school_year

_POINTS: Final = re.compile(r"-?\d{1,4}(?:\.\d0*)?")


def appraisal_problems(draft: AppraisalDraft) -> Iterator[FieldProblem]:
    """Of a self-evaluation."""
    if not draft.form:
        yield FieldProblem("form", "请选择自评表。")
    if not read_school_year(draft.year):
        yield FieldProblem("year", f"看不懂学年“{draft.year}”，请写成 2026-2027。")
    yield from not_days(draft, on="填表日期", outside_on="复评日期")


def read_tenths(text: str) -> int | None:
    """Points in tenths as typed: 7.5 is 75; None for what is no number or has more than one decimal, for nothing is rounded away."""
    plain = normalize("NFKC", text).strip()
    return int(Decimal(plain) * 10) if _POINTS.fullmatch(plain) else None


def answer_problems(form: Form, draft: AnswerDraft) -> Iterator[FieldProblem]:
    """Of what is said of a line: words of the form, points it can have, texts not longer than it asks for."""
    node = next((one for one in form.leaves if one.id == draft.node), None)
    if node is None:
        yield FieldProblem("node", f"这一版自评表里没有项目“{draft.node}”。")
        return
    words = form.words(node)
    for key, title in (("word", "自评等级"), ("outside_word", "复评等级")):
        word = getattr(draft, key)
        if word and word not in words:
            can = f"可用：{'、'.join(words)}" if words else "这一项按分数评，最多一位小数"
            yield FieldProblem(key, f"{title}“{word}”不认识，{can}。")
    for key, title in (("tenths", "自评得分"), ("outside_tenths", "复评得分")):
        tenths = getattr(draft, key)
        if tenths is None:
            continue
        if node.method != POINTS:
            yield FieldProblem(key, f"“{node.title}”按等级评，不填分数。")
        elif not 0 <= tenths <= form.points[node.id] * 10:
            yield FieldProblem(key, f"{title}应在 0 到 {float(form.points[node.id]):g} 分之间。")
    yield from not_days(draft, due=form.due or "整改时限")
    for key, title in form.texts.items():
        length = len(getattr(draft, key))
        if length > form.limit:
            yield FieldProblem(key, f"{title}写了 {length} 字，这张表限 {form.limit} 字。")
