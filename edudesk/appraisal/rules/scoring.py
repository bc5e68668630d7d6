"""The score of a self-evaluation from its lines up: each line has its points times the share of its level (规划与项目调研 2.4, 5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from edudesk.appraisal.forms.value import POINTS, Form, Node
from edudesk.appraisal.rows.appraisals import AnswerDraft
from edudesk.base.rounding import scaled


@dataclass(frozen=True, slots=True)
class Scored:
    """One line. points: what it can have in this evaluation (不适用 lines give theirs to those beside them); own, outside: scores, None =
    not judged; is_leaf: it is judged itself; is_excused: 不适用."""

    node: Node
    depth: int
    is_leaf: bool
    is_excused: bool
    points: Fraction
    own: Fraction | None
    outside: Fraction | None
    answer: AnswerDraft | None

    @property
    def differs(self) -> bool:
        """The 复评 is another than the own score."""
        return self.own is not None and self.outside is not None and self.own != self.outside


@dataclass(frozen=True, slots=True)
class Judged:
    """A whole self-evaluation. lines: every line of the form in its order; total, outside: of 100, None while nothing is judged;
    missing: leaves nobody judged yet, which count 0."""

    lines: tuple[Scored, ...]
    total: Fraction | None
    outside: Fraction | None
    grade: str
    outside_grade: str
    missing: tuple[Node, ...]
    excused: tuple[Node, ...]

    def line(self, node_id: str) -> Scored:
        """The line of an id."""
        return next(one for one in self.lines if one.node.id == node_id)


def judge(form: Form, answers: Sequence[AnswerDraft]) -> Judged:
    """Every line scored. A leaf nobody judged counts 0 and is named; 不适用 drops out and its points go to the lines beside it, those of a
    whole part to the other parts."""
    told = {one.node: one for one in answers}
    excused = {node.id for node in form.leaves if node.id in told and told[node.id].excused}
    _excuse_parents(form, excused)
    points = _points(form, excused)
    own: dict[str, Fraction | None] = {}
    outside: dict[str, Fraction | None] = {}
    for node, _ in reversed(list(form.walk())):
        if node.id in excused:
            own[node.id] = outside[node.id] = None
        elif node.id in form.children:
            below = [one.id for one in form.children[node.id]]
            own[node.id] = _sum(own[one] for one in below)
            outside[node.id] = _checked(below, own, outside)
        else:
            own[node.id], outside[node.id] = _leaf(form, node, told.get(node.id), points[node.id])
    tops = form.children.get("", ())
    total, checked = _sum(own[one.id] for one in tops), _checked([one.id for one in tops], own, outside)
    lines = tuple(
        Scored(
            node,
            depth,
            node.id not in form.children,
            node.id in excused,
            points[node.id],
            own[node.id],
            outside[node.id],
            told.get(node.id),
        )
        for node, depth in form.walk()
    )
    return Judged(
        lines=lines,
        total=total,
        outside=checked,
        grade=grade_of(form, total),
        outside_grade=grade_of(form, checked),
        missing=tuple(one.node for one in lines if one.is_leaf and not one.is_excused and one.own is None),
        excused=tuple(one.node for one in lines if one.is_leaf and one.is_excused),
    )


def grade_of(form: Form, total: Fraction | None) -> str:
    """The word for a total of 100, of the printed figure: 89.95 is printed 90; "" without one."""
    if total is None:
        return ""
    tenths = scaled(total)
    return next((one.word for one in form.grades if tenths >= one.share * 1000), "")


def _leaf(
    form: Form, node: Node, answer: AnswerDraft | None, points: Fraction
) -> tuple[Fraction | None, Fraction | None]:
    if answer is None:
        return None, None
    found = []
    whole = form.points[node.id]
    for word, tenths in ((answer.word, answer.tenths), (answer.outside_word, answer.outside_tenths)):
        if node.method == POINTS:
            # typed of the points on the form; when others dropped out the line counts for more
            share = Fraction(tenths, 10) / whole if tenths is not None and whole else None
        else:
            share = form.share(node, word) if word else None
        found.append(None if share is None else points * min(share, Fraction(1)))
    return found[0], found[1]


def _excuse_parents(form: Form, excused: set[str]) -> None:
    """What has only lines that drop out drops out too."""
    for node, _ in reversed(list(form.walk())):
        own = form.children.get(node.id)
        if own and all(one.id in excused for one in own):
            excused.add(node.id)


def _points(form: Form, excused: set[str]) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}

    def share(parent: str, whole: Fraction) -> None:
        nodes = form.children.get(parent, ())
        there = sum((form.points[one.id] for one in nodes if one.id not in excused), Fraction(0))
        for one in nodes:
            gone = one.id in excused or not there
            found[one.id] = Fraction(0) if gone else whole * form.points[one.id] / there
            share(one.id, found[one.id])

    share("", Fraction(100))
    return found


def _checked(
    ids: Sequence[str], own: Mapping[str, Fraction | None], outside: Mapping[str, Fraction | None]
) -> Fraction | None:
    """The sum after a 复评: of what nobody looked at again the own score counts; None when nothing was."""
    if all(outside[one] is None for one in ids):
        return None
    return _sum(outside[one] if outside[one] is not None else own[one] for one in ids)


def _sum(values: object) -> Fraction | None:
    """The sum of what is there; None when nothing is."""
    known = [one for one in values if one is not None]  # type: ignore[attr-defined]
    return sum(known, Fraction(0)) if known else None


def compared(form: Form, years: Mapping[str, Judged]) -> list[tuple[Node, dict[str, Fraction | None]]]:
    """The top lines over several years as shares of their points, by year."""
    return [
        (node, {year: _rate(one.line(node.id)) for year, one in years.items()})
        for node in form.children.get("", ())
        if all(any(line.node.id == node.id for line in one.lines) for one in years.values())
    ]


def _rate(line: Scored) -> Fraction | None:
    return line.own / line.points if line.own is not None and line.points else None
