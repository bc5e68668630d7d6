"""校情问卷: which lines of the SWOT matrix are asked, what the answers come to, in which order they put the lines."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple
from unicodedata import normalize

from edudesk.base.errors import FieldProblem
from edudesk.plan.rows.survey import PEOPLE, SurveyDraft, SurveyRow
from edudesk.plan.rows.text import QUADRANTS, SwotRow
from edudesk.school.rules.years import not_days

ASKED: Final = QUADRANTS.words[:4]
"""What people can judge of a school; the strategies are drawn from it."""
QUESTION: Final = "您认为学校今后几年最需要优先解决的问题是什么？"
LEAST, MOST = 1, 5
_MEAN: Final = re.compile(r"\d(?:\.\d{0,2}0*)?")
_COUNT: Final = re.compile(r"\d{1,6}")


class Tally(NamedTuple):
    """What answers come to. answers: how many people; hundredths: their mean."""

    answers: int
    hundredths: int

    @property
    def mean(self) -> str:
        """4.31."""
        return mean_text(self.hundredths)


def asked(swots: Iterable[SwotRow]) -> list[SwotRow]:
    """The lines that are asked, in the order of the matrix."""
    order = {word: place for place, word in enumerate(ASKED)}
    return sorted(
        (row for row in swots if row.quadrant in order),
        key=lambda row: (order[row.quadrant], row.place, row.id),
    )


def tally(rows: Iterable[SurveyDraft]) -> Tally | None:
    """Of several groups together, each person counts the same; None without an answer."""
    told = [(row.answers, row.hundredths) for row in rows if row.answers and row.hundredths is not None]
    people = sum(count for count, _ in told)
    if not people:
        return None
    mean = Decimal(sum(count * mean for count, mean in told)) / people
    return Tally(people, int(mean.quantize(Decimal(1), ROUND_HALF_UP)))


def tallies(rows: Iterable[SurveyRow]) -> dict[str, Tally]:
    """What every line comes to, by its id."""
    of: dict[str, list[SurveyRow]] = {}
    for row in rows:
        if row.swot_id:
            of.setdefault(row.swot_id, []).append(row)
    return {key: found for key, own in of.items() if (found := tally(own)) is not None}


def groups_told(rows: Iterable[SurveyRow]) -> dict[str, str]:
    """What each group gave a line, by its id: 教职工 4.02（108 人）、家长 4.31（702 人）."""
    of: dict[str, list[SurveyRow]] = {}
    for row in rows:
        if row.swot_id and row.answers:
            of.setdefault(row.swot_id, []).append(row)
    return {
        key: "、".join(
            f"{row.people} {mean_text(row.hundredths)}（{row.answers} 人）"
            for row in sorted(own, key=lambda row: PEOPLE.order(row.people))
        )
        for key, own in of.items()
    }


def tally_words(found: Tally | None) -> str:
    """问卷 4.31 分、1182 人; "" without answers."""
    return "" if found is None else f"问卷 {found.mean} 分、{found.answers} 人"


def ranked(swots: Iterable[SwotRow], found: Mapping[str, Tally]) -> dict[str, int]:
    """New places, by id, of lines that move: within what they are of, those that more is given come first, those without answers
    stay behind them in their order."""
    places: dict[str, int] = {}
    for word in ASKED:
        own = sorted((row for row in swots if row.quadrant == word), key=lambda row: (row.place, row.id))
        by_mean = sorted(own, key=lambda row: -found[row.id].hundredths if row.id in found else 0)
        if by_mean != own:
            places |= {row.id: place for place, row in enumerate(by_mean, 1) if row.place != place}
    return places


def opened(rows: Iterable[SurveyRow]) -> list[SurveyRow]:
    """What was written to the open question, what more people wrote first."""
    return sorted((row for row in rows if not row.swot_id and row.text), key=lambda row: -(row.answers or 1))


def mean_text(hundredths: int | None) -> str:
    """4.31; "" for None."""
    return "" if hundredths is None else f"{hundredths // 100}.{hundredths % 100:02}"


def read_mean(text: str) -> int | None:
    """Hundredths of a mean as typed, 4.3 is 430; None for what is no number from 1 to 5 of two decimals at most."""
    plain = normalize("NFKC", text).strip()
    if not _MEAN.fullmatch(plain):
        return None
    found = int(Decimal(plain) * 100)
    return found if LEAST * 100 <= found <= MOST * 100 else None


def read_count(text: str) -> int | None:
    """How many people, as typed: 412, 412人; None for what is no such number."""
    plain = normalize("NFKC", text).strip().removesuffix("人").removesuffix("份").strip()
    return int(plain) if _COUNT.fullmatch(plain) else None


def mean_of(counts: Mapping[int, int]) -> Tally | None:
    """Of how many gave each number of points."""
    people = sum(counts.values())
    if not people:
        return None
    whole = Decimal(sum(points * count for points, count in counts.items()) * 100) / people
    return Tally(people, int(whole.quantize(Decimal(1), ROUND_HALF_UP)))


def survey_problems(draft: SurveyDraft) -> Iterator[FieldProblem]:
    """What keeps an answer from being stored."""
    if draft.people not in PEOPLE.words:
        yield FieldProblem("people", f"请选择问卷对象：{'、'.join(PEOPLE.words)}。")
    yield from not_days(draft, on="日期")
    if draft.answers is not None and draft.answers < 1:
        yield FieldProblem("answers", "人数应大于 0。")
    if not draft.swot_id:
        if not draft.text.strip():
            yield FieldProblem("text", "请选择 SWOT 条目并填平均分，或填写对开放题的回答。")
        return
    if draft.answers is None:
        yield FieldProblem("answers", "请填写人数。")
    if draft.hundredths is None:
        yield FieldProblem("hundredths", f"请填写平均分，{LEAST} 到 {MOST} 分。")
    elif not LEAST * 100 <= draft.hundredths <= MOST * 100:
        yield FieldProblem("hundredths", f"平均分应在 {LEAST} 到 {MOST} 之间。")


def same_open(draft: SurveyDraft, rows: Sequence[SurveyRow]) -> bool:
    """Whether this was stored of the open question already: a sheet read twice."""
    return any(
        not row.swot_id and (row.people, row.text) == (draft.people, draft.text.strip()) for row in rows
    )
