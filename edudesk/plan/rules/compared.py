"""What changed between two kept versions of a plan: its text, its goals, measures with their targets, and tasks."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from edudesk.base.columns import Column, printed
from edudesk.indicators.rules.catalogue import indicators
from edudesk.plan.rows.goals import GOAL_COLUMN, GoalRow
from edudesk.plan.rows.measures import MEASURE_COLUMN, YES, YES_OR_NO
from edudesk.plan.rows.plans import PLAN_COLUMN
from edudesk.plan.rows.tasks import TASK_COLUMN
from edudesk.plan.rules.codes import numbered
from edudesk.plan.rules.content import FACTS, GOAL, MEASURE, TASK, Content, Kept, Values
from edudesk.plan.rules.differences import Fate, Passage, Told, differences, moved
from edudesk.plan.rules.wanted import EXCUSED, with_unit

Facts = dict[str, tuple[object, str]]
"""What a record says: label -> the value, and its words. Another value is a change; of an id the words may be the same."""
_APART: Final = frozenset({"title", "place", "owner_id", "carried_from"})
"""Fields that stand in the heading, that are told with another, or that nobody sees."""
_ANOTHER: Final = "换了一个"


@dataclass(frozen=True)
class Compared:
    """groups: word of the kind and what changed of it, those without a change left out; note: what cannot be compared."""

    groups: tuple[tuple[str, tuple[Passage, ...]], ...]
    note: str = ""

    @property
    def counts(self) -> str:
        """修改 3 处，新增 1 处; "" where nothing changed."""
        fates = Counter(one.fate for _, some in self.groups for one in some)
        told = ((fate, fates[fate]) for fate in (Fate.CHANGED, Fate.ADDED, Fate.GONE))
        return "，".join(f"{fate.value} {count} 处" for fate, count in told if count)


@dataclass(frozen=True)
class _Sort:
    """How a kind of record is told. name: of its list in Content; owner: the field that records share which stand in one
    order, "" = they have none."""

    name: str
    kept: Kept
    columns: Mapping[str, Column]
    owner: str

    @cached_property
    def plain(self) -> tuple[tuple[str, str], ...]:
        """The fields that are told as they stand, with their labels."""
        keys = (key for key in self.kept.fields if key not in _APART and not key.endswith("_id"))
        return tuple((key, self.columns[key].full_title) for key in keys)

    def heading(self, one: Values) -> str:
        """指标：骨干教师占比."""
        words = {"goals": one.get("kind", ""), "measures": "指标", "tasks": "任务"}
        return f"{words[self.name]}：{one['title']}"


_GOALS: Final = _Sort("goals", GOAL, GOAL_COLUMN, "parent_id")
_MEASURES: Final = _Sort("measures", MEASURE, MEASURE_COLUMN, "goal_id")
_TASKS: Final = _Sort("tasks", TASK, TASK_COLUMN, "")


def compared(before: Content, after: Content) -> Compared:
    """Records are paired by their ids: what is called otherwise now was changed. A version that was kept before measures and
    tasks were is compared by its text and goals alone."""
    groups = {"正文": _texts(before, after), "目标": _records(_GOALS, before, after)}
    is_whole = before.is_whole and after.is_whole
    if is_whole:
        groups |= {"指标": _records(_MEASURES, before, after), "任务": _records(_TASKS, before, after)}
    note = "" if is_whole else "较早的那一稿保存时还没有存指标、目标值和任务，这里只比较正文和目标。"
    return Compared(tuple((word, tuple(some)) for word, some in groups.items() if some), note)


# the text


def _texts(before: Content, after: Content) -> list[Passage]:
    """Facts and chapters, those that stand elsewhere or are filled otherwise among them."""
    facts = [{key: text for key in FACTS if (text := one.facts.get(key, ""))} for one in (before, after)]
    ids, texts = [], []
    for own, content in zip(facts, (before, after), strict=True):
        ids.append([*own, *(str(one["id"]) for one in content.sections)])
        texts.append(
            [
                *((PLAN_COLUMN[key].title, text) for key, text in own.items()),
                *((_heading(one), str(one["text"])) for one in content.sections),
            ]
        )
    found = [one for one in differences(texts[0], texts[1], (ids[0], ids[1])) if one.fate is not Fate.SAME]
    for heading, told in _settings(before, after):
        beside = (n for n, one in enumerate(found) if one.heading == heading and one.fate is Fate.CHANGED)
        place = next((n for n in beside if not found[n].fields), None)
        if place is not None:
            found[place] = replace(found[place], fields=told)
        else:
            found.append(Passage(heading, Fate.CHANGED, fields=told))
    return found


def _heading(section: Values) -> str:
    return str(section["heading"]) or "引言"


def _settings(before: Content, after: Content) -> Iterator[tuple[str, tuple[Told, ...]]]:
    """What beside its words became another of a chapter, by its heading."""
    old, new = ({str(one["id"]): one for one in content.sections if one["id"]} for content in (before, after))
    places = _places(old, new)
    for row_id, one in new.items():
        if (was := old.get(row_id)) is None:
            continue
        told = [places[row_id]] if row_id in places else []
        told += [
            Told(label, printed(was[key]), printed(one[key]))
            for key, label in (("level", "标题级别"), ("role", "章节内容"))
            if was[key] != one[key]
        ]
        if told:
            yield _heading(one), tuple(told)


# goals, measures, tasks


def _records(sort: _Sort, before: Content, after: Content) -> list[Passage]:
    """Those that changed in the order of the tree, then those that are gone."""
    old, new = getattr(before, sort.name), getattr(after, sort.name)
    elsewhere = _elsewhere(sort, old, new) if sort.owner else {}
    labels = _labels(after)
    found: list[Passage] = []
    for row_id in _in_tree(sort, new, labels):
        one, was = new[row_id], old.get(row_id)
        name, beside = sort.heading(one), labels.get(one.get("goal_id", ""), "")
        if was is None:
            told = _said(sort, row_id, one, after, Fate.ADDED)
            found.append(Passage(name, Fate.ADDED, fields=told, beside=beside))
            continue
        told = _changed(sort, row_id, before, after, elsewhere)
        called = "" if was["title"] == one["title"] else str(was["title"])
        if told or called:
            found.append(Passage(name, Fate.CHANGED, was=called, fields=told, beside=beside))
    labels = _labels(before)
    for row_id in _in_tree(sort, {key: one for key, one in old.items() if key not in new}, labels):
        one = old[row_id]
        told = _said(sort, row_id, one, before, Fate.GONE)
        beside = labels.get(one.get("goal_id", ""), "")
        found.append(Passage(sort.heading(one), Fate.GONE, fields=told, beside=beside))
    return found


def _labels(content: Content) -> dict[str, str]:
    """2.1 课堂教学改革 by the id of each goal, in the order of the tree."""
    rows = [GoalRow(id=key, version=0, plan_id="", **one) for key, one in content.goals.items()]
    return {one.id: one.label for one in numbered(rows)}


def _in_tree(sort: _Sort, rows: Mapping[str, Values], labels: Mapping[str, str]) -> list[str]:
    order = {one: place for place, one in enumerate(labels)}
    key = "goal_id" if sort.name != "goals" else ""
    return sorted(rows, key=lambda one: order.get(rows[one][key] if key else one, len(order)))


def _elsewhere(sort: _Sort, old: Mapping[str, Values], new: Mapping[str, Values]) -> dict[str, Told]:
    """Of records that stand beside the same others as before."""
    lots: list[dict[str, dict[str, Values]]] = [{}, {}]
    for lot, rows in zip(lots, (old, new), strict=True):
        for key, one in rows.items():
            lot.setdefault(one[sort.owner], {})[key] = one
    found: dict[str, Told] = {}
    for owner, rows in lots[1].items():
        found |= _places(lots[0].get(owner, {}), rows)
    return found


def _places(old: Mapping[str, Values], new: Mapping[str, Values]) -> dict[str, Told]:
    """次序 of what stands before or after others than it did, by id."""
    was, now = [one for one in old if one in new], [one for one in new if one in old]
    if was == now:
        return {}
    then, here = list(old), list(new)
    return {
        one: Told("次序", f"第 {then.index(one) + 1}", f"第 {here.index(one) + 1}") for one in moved(was, now)
    }


def _changed(
    sort: _Sort, row_id: str, before: Content, after: Content, elsewhere: Mapping[str, Told]
) -> tuple[Told, ...]:
    """The fields of a record that both versions have."""
    was, now = getattr(before, sort.name)[row_id], getattr(after, sort.name)[row_id]
    told = [elsewhere[row_id]] if row_id in elsewhere else []
    if was == now and before.targets.get(row_id) == after.targets.get(row_id):
        return tuple(told)
    old, new = _facts_of(sort, row_id, was, before), _facts_of(sort, row_id, now, after)
    nothing: tuple[object, str] = ("", "")
    for label in dict.fromkeys((*old, *new)):
        (value, words), (fresh, then) = old.get(label, nothing), new.get(label, nothing)
        if words != then:
            if value != fresh:
                told.append(Told(label, words, then))
        elif value != fresh and words:
            told.append(Told(label, "", _ANOTHER))
    return tuple(told)


def _said(sort: _Sort, row_id: str, one: Values, content: Content, fate: Fate) -> tuple[Told, ...]:
    """All that a record says which one version alone has."""
    facts = _facts_of(sort, row_id, one, content)
    said = [(label, words) for label, (_, words) in facts.items() if words and label not in ("类别", "目标")]
    is_new = fate is Fate.ADDED
    return tuple(Told(label, "" if is_new else words, words if is_new else "") for label, words in said)


def _facts_of(sort: _Sort, row_id: str, one: Values, content: Content) -> Facts:
    facts: Facts = {label: (one[key], printed(one[key])) for key, label in sort.plain}
    goal_id = one[sort.owner or "goal_id"]
    above = str(content.goals[goal_id]["title"]) if goal_id in content.goals else ""
    facts["上级目标" if sort is _GOALS else "目标"] = (goal_id, above)
    if sort is _GOALS:
        facts["对应的项目"] = (one["project_id"], "已选" if one["project_id"] else "")
    elif sort is _TASKS:
        facts[TASK_COLUMN["owner"].full_title] = ((one["owner"], one["owner_id"]), one["owner"])
    else:
        indicator, unit = indicators().get(one["source"]), one["unit"]
        name = indicator.name if indicator is not None else one["source"]
        facts[MEASURE_COLUMN["source"].full_title] = (one["source"], name)
        facts[MEASURE_COLUMN["base"].full_title] = (one["base"], with_unit(one["base"], unit))
        for year, target in content.targets.get(row_id, {}).items():
            facts[f"目标值 {year}"] = (tuple(target.values()), _wanted(one, target))
    return facts


def _wanted(measure: Values, target: Values) -> str:
    """What is asked for in a year: 43%, 是, 不适用（本年不评）."""
    if target["excused"] == YES:
        return f"{EXCUSED}（{target['why']}）" if target["why"] else EXCUSED
    empty = YES if measure["direction"] == YES_OR_NO else ""
    return with_unit(target["target"], measure["unit"]) or empty
