"""What keeps a form of self-evaluation from being used: ids, the tree, points, levels."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from edudesk.appraisal.forms.value import LEVEL, METHODS, Form
from edudesk.base.errors import FieldProblem

_MOST = 500  # lines; the largest form known has 88


def problems_of(form: Form) -> tuple[FieldProblem, ...]:
    """Everything wrong with a form; key: the id of the line, or a field of the form."""
    return (*_lines(form), *_levels(form), *_points(form))


def _lines(form: Form) -> Iterator[FieldProblem]:
    if not form.title.strip():
        yield FieldProblem("title", "请填写名称。")
    if not form.nodes:
        yield FieldProblem("nodes", "表里还没有项目。")
    if len(form.nodes) > _MOST:
        yield FieldProblem("nodes", f"表里有 {len(form.nodes)} 项，最多 {_MOST} 项。")
    for key, number in Counter(node.id for node in form.nodes).items():
        if number > 1:
            yield FieldProblem(key, f"编号“{key}”用了 {number} 次。")
    known, seen = {node.id for node in form.nodes}, {node.id for node, _ in form.walk()}
    for node in form.nodes:
        if not node.id.strip():
            yield FieldProblem(node.id, f"“{node.title}”没有编号。")
        if not node.title.strip():
            yield FieldProblem(node.id, f"编号 {node.id} 没有名称。")
        if node.parent and node.parent not in known:
            yield FieldProblem(node.id, f"“{node.title}”的上级编号“{node.parent}”不在表里。")
        elif node.id not in seen:
            yield FieldProblem(node.id, f"“{node.title}”的上级绕回了自己。")
        if node.method not in METHODS:
            yield FieldProblem(
                node.id, f"“{node.title}”的评法“{node.method}”不认识，可用：{'、'.join(METHODS)}。"
            )


def _levels(form: Form) -> Iterator[FieldProblem]:
    if not form.levels and any(node.method == LEVEL for node in form.leaves):
        yield FieldProblem("levels", "请填写等级，例如：优 100、良 85。")
    for key, told, word in (("levels", form.levels, "等级"), ("grades", form.grades, "结论")):
        shares = [one.share for one in told]
        if any(not 0 <= one <= 1 for one in shares):
            yield FieldProblem(key, f"{word}的比例应在 0 到 100% 之间。")
        if shares != sorted(shares, reverse=True):
            yield FieldProblem(key, f"{word}应从高到低排列。")
        if len({one.word for one in told}) < len(told):
            yield FieldProblem(key, f"{word}有重名的。")


def _points(form: Form) -> Iterator[FieldProblem]:
    if any((node.points or Fraction(0)) < 0 for node in form.nodes):
        yield FieldProblem("points", "分值不能小于 0。")
        return
    known = {node.id: node for node in form.nodes}
    for parent, nodes in form.children.items():
        whole = form.points.get(parent) if parent else Fraction(100)
        told = sum((node.points or Fraction(0) for node in nodes), Fraction(0))
        is_whole = all(node.points is not None for node in nodes)
        if whole is None or told == whole or (told < whole and not is_whole):
            continue
        name = f"“{known[parent].title}”下面" if parent else "最上一级"
        yield FieldProblem(parent or "points", f"{name}的分值合计 {float(told):g}，应为 {float(whole):g}。")
