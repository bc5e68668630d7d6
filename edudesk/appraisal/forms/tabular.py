"""The lines of a form as a table a school edits: 编号, 上级编号, 名称, 分值, 评法, 考查要点; and its levels as words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from edudesk.appraisal.forms.value import LEVEL, METHODS, Form, Level, Node
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.base.rungs import read_rungs, rungs_text

COLUMNS = (
    Column("node", "编号", width=18, required=True, is_shown=True, help="不重复，改版后也不变"),
    Column("parent", "上级编号", width=20, is_shown=True, help="最上一级空着"),
    Column("title", "名称", width=70, required=True, is_shown=True),
    Column("points", "分值", width=18, is_shown=True, help="空着的平分上级剩下的分值"),
    Column("method", "评法", Kind.CHOICE, 18, codes=CodeList("评法", tuple(map(Code, METHODS)), is_open=False), is_shown=True),
    Column("look", "考查要点", width=90, is_shown=True),
)  # fmt: skip


def lines_of(form: Form) -> list[dict[str, str]]:
    """Every line as texts, in the order of the tree."""
    return [
        {
            "node": node.id,  # a line of the table has an id of its own
            "parent": node.parent,
            "title": node.title,
            "points": "" if node.points is None else f"{float(node.points):g}",
            "method": node.method,
            "look": node.look,
        }
        for node, _ in form.walk()
    ]


def node_of(cells: Mapping[str, str]) -> tuple[Node, list[FieldProblem]]:
    """A line of texts as it is meant, and what cannot be read in it."""
    text = {key: value.strip() for key, value in cells.items() if isinstance(value, str)}
    points, problems = None, []
    if told := text.get("points", ""):
        try:
            points = Fraction(told)
        except (ValueError, ZeroDivisionError):
            problems.append(FieldProblem("points", f"看不懂分值“{told}”，请写数字，如 7.5。"))
    node = Node(
        id=text.get("node", ""),
        title=text.get("title", ""),
        parent=text.get("parent", ""),
        method=text.get("method", "") or LEVEL,
        points=points,
        look=text.get("look", ""),
    )
    return node, problems


def with_nodes(form: Form, nodes: Sequence[Node]) -> Form:
    """The form with other lines."""
    return replace(form, nodes=tuple(nodes))


def levels_text(levels: Sequence[Level]) -> str:
    """优 100、良 85: words with per cent."""
    return rungs_text((one.word, Decimal(str(float(one.share * 100)))) for one in levels)


def read_levels(text: str) -> tuple[Level, ...]:
    """As levels_text writes them. Raises ValueError with the sentence that says why not."""
    return tuple(Level(word, Fraction(number) / 100) for word, number in read_rungs(text))
