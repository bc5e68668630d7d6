"""What has to hold in a form before it can be used: the problems beside the fields of the form editor."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from edudesk.base.errors import FieldProblem
from edudesk.checks.forms.points import plain, rounded
from edudesk.checks.forms.scoring import grade_of, quick_points
from edudesk.checks.forms.value import HALF, CheckForm, FieldKind, Item, Method

FULL_MARKS = Decimal(100)


def problems_of(form: CheckForm) -> tuple[FieldProblem, ...]:
    """Everything that keeps the form from being used; key: that of the item, field or part of the head."""
    return tuple(_problems(form))


def hints_of(form: CheckForm) -> tuple[str, ...]:
    """What may be meant, but is worth a look: sentences."""
    found = []
    if form.is_scored and form.total != FULL_MARKS:
        found.append(f"各项满分合计 {form.total} 分，不是 100 分；汇总时按得分率比较。")
    unused = {field.key for field in form.fields if field.kind is FieldKind.COUNT} - _used(form.items)
    if len(unused) == len(form.fields) and form.fields:
        found.append("没有一项按数据评分。")
    return (*found, *_button_hints(form))


def _button_hints(form: CheckForm) -> Iterator[str]:
    """Buttons whose use for every item does not land in the grade of the same place (1.4)."""
    if not form.is_scored or not form.total:
        return
    for place, level in enumerate(form.levels[: len(form.buttons)]):
        points = sum((quick_points(item, form.buttons)[place] for item in form.items), Decimal(0))
        value = rounded(points * 100 / form.total)
        if (grade := grade_of(form, value)) != level.name:
            yield f"每项都按第 {place + 1} 档评，得 {plain(value)} 分，是“{grade}”，不是“{level.name}”。"


def _problems(form: CheckForm) -> Iterator[FieldProblem]:
    keys = [item.key for item in form.items] + [field.key for field in form.fields]
    for key, count in Counter(keys).items():
        if count > 1:
            yield FieldProblem(key, f"编号“{key}”用了 {count} 次，每项的编号应当不同。")
    if not form.items:
        yield FieldProblem("items", "表单没有评分项。")
    if form.is_scored:
        yield from _level_problems(form)
    for item in form.items:
        yield from _item_problems(item, form)
    if list(form.buttons) != sorted(form.buttons, reverse=True) or not all(
        0 <= one <= 100 for one in form.buttons
    ):
        yield FieldProblem("buttons", "四档按钮的比例应在 0—100 之间，从高到低排列。")


def _level_problems(form: CheckForm) -> Iterator[FieldProblem]:
    least = [level.least for level in form.levels]
    if len(least) < 2 or least != sorted(set(least), reverse=True):
        yield FieldProblem("levels", "等级至少两个，分数线从高到低，不能相同。")
    elif least[-1] != 0 or least[0] > 100:
        yield FieldProblem("levels", "最低一级的分数线应为 0，最高一级不超过 100。")
    elif not 0 < form.passing < len(least):
        yield FieldProblem("passing", "“合格”的等级数应小于等级总数。")


def _item_problems(item: Item, form: CheckForm) -> Iterator[FieldProblem]:
    key = item.key
    if not form.is_scored:
        if item.method is not Method.CHECK or item.full:
            yield FieldProblem(key, f"{key}：不计分的表单只能用“是否”评定，满分为 0。")
        return
    if item.full <= 0 or item.full % HALF:
        yield FieldProblem(key, f"{key}：满分应大于 0，以 0.5 分为一档。")
    counts = {field.key for field in form.fields if field.kind is FieldKind.COUNT}
    if item.method is Method.BAND:
        yield from _band_problems(item, counts)
    if item.method is Method.DEDUCT:
        yield from _deduction_problems(item, counts)


def _band_problems(item: Item, counts: set[str]) -> Iterator[FieldProblem]:
    key, bands = item.key, item.bands
    if missing := {item.part, item.whole} - counts:
        yield FieldProblem(key, f"{key}：按比例评分需要两个数据栏，没有“{'、'.join(sorted(missing))}”。")
    if not bands:
        yield FieldProblem(key, f"{key}：没有分档。")
        return
    lines = [(band.least, band.is_above) for band in bands]
    if lines != sorted(set(lines), reverse=True):
        yield FieldProblem(key, f"{key}：分档的比例应从高到低，不能重复。")
    if [band.points for band in bands] != sorted({band.points for band in bands}, reverse=True):
        yield FieldProblem(key, f"{key}：比例越低得分应越低，请检查分档的得分。")
    if bands[0].points != item.full:
        yield FieldProblem(key, f"{key}：最高一档应得满分 {item.full} 分。")
    if lines[-1] != (Decimal(0), False):
        yield FieldProblem(key, f"{key}：最后一档应为 0%，否则有的比例没有得分。")
    if any(band.points % HALF or band.points < 0 for band in bands):
        yield FieldProblem(key, f"{key}：得分以 0.5 分为一档，不能小于 0。")


def _deduction_problems(item: Item, counts: set[str]) -> Iterator[FieldProblem]:
    key = item.key
    if not item.deductions:
        yield FieldProblem(key, f"{key}：没有扣分情形。")
    for name, count in Counter(one.key for one in item.deductions).items():
        if count > 1:
            yield FieldProblem(key, f"{key}：扣分情形“{name}”用了 {count} 次。")
    for one in item.deductions:
        if one.points <= 0 or one.points % HALF:
            yield FieldProblem(key, f"{key}：“{one.text}”的扣分应大于 0，以 0.5 分为一档。")
        if one.field and one.field not in counts:
            yield FieldProblem(key, f"{key}：“{one.text}”所用的数据栏“{one.field}”不存在。")


def _used(items: Iterable[Item]) -> set[str]:
    used = {name for item in items for name in (item.part, item.whole)}
    return used | {one.field for item in items for one in item.deductions}
