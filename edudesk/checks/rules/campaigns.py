"""What a check may look like, how it goes on, and which units it takes (教学常规检查 3.1)."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from typing import NamedTuple

from edudesk.base.errors import FieldProblem
from edudesk.checks.forms.kinds import kinds
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rows.campaigns import (
    ARCHIVED,
    CAMPAIGN_STATES,
    CLASSES,
    DRAFT,
    DRAWN,
    DUE,
    EVERY,
    EXEMPT,
    OUT,
    RANDOM,
    ROTATION,
    UNCHECKED,
    WHOLE,
    CampaignDraft,
    UnitDraft,
)
from edudesk.checks.rows.terms import EXEMPTED, NOT_MEASURED, AllowanceDraft
from edudesk.checks.rules.sampling import Inspector, drawn, every_nth, rotation, share, unchecked
from edudesk.checks.rules.taking_part import LENT, LONG_LEAVE
from edudesk.checks.rules.units import Found, Scope, class_order, grade_of_class
from edudesk.school.rows.terms import TermDraft
from edudesk.school.rules.terms import week_in
from edudesk.school.rules.years import is_day, not_days

PER_UNIT_MOST = 5
_NEXT = dict(zip(CAMPAIGN_STATES.words, CAMPAIGN_STATES.words[1:], strict=False))


def campaign_problems(draft: CampaignDraft, others: Sequence[CampaignDraft] = ()) -> tuple[FieldProblem, ...]:
    """What keeps a check from being stored."""
    found: list[FieldProblem] = []
    if not draft.title.strip():
        found.append(FieldProblem("title", "请填写检查名称。"))
    elif any(one.title == draft.title and one.school_year == draft.school_year for one in others):
        found.append(FieldProblem("title", f"本学年已有一次检查叫“{draft.title}”，请换一个名称。"))
    if draft.kind not in kinds():
        found.append(FieldProblem("kind", "请选择检查类型。"))
    found.extend(not_days(draft, begins="开始日期", ends="结束日期"))
    if draft.begins and draft.ends and draft.ends < draft.begins:
        found.append(FieldProblem("ends", "结束日期早于开始日期。"))
    if draft.sampling == EVERY and not (draft.every and draft.every > 0):
        found.append(FieldProblem("every", "请填写每隔几人查一人，例如 3。"))
    if draft.sampling in DRAWN and not (draft.count and draft.count > 0):
        what = "个班" if draft.sampling == CLASSES else "人"
        found.append(FieldProblem("count", f"请填写抽查多少{what}。"))
    if draft.per_unit is not None and not 1 <= draft.per_unit <= PER_UNIT_MOST:
        found.append(FieldProblem("per_unit", f"每份检查人数应在 1—{PER_UNIT_MOST} 之间。"))
    elif draft.inspectors and (draft.per_unit or 1) > (team := len(inspectors_of(draft))):
        found.append(FieldProblem("per_unit", f"每份要 {draft.per_unit} 人检查，检查人只有 {team} 人。"))
    if draft.sampling in DRAWN and not draft.seed.strip():
        found.append(FieldProblem("seed", "请填写抽取编号：没有编号，每次抽到的都是同样的人。"))
    return tuple(found)


def proposed_title(kind: str, begins: str, others: Sequence[str]) -> str:
    """11月备课检查, with （2） when there is one of that name. kind: name of the type; begins: ISO day."""
    plain = f"{int(begins[5:7])}月{kind}检查" if len(begins) == 10 else f"{kind}检查"
    return next(
        title
        for number in count(1)
        if (title := plain if number == 1 else f"{plain}（{number}）") not in others
    )


def weeks_of(term: TermDraft | None, begins: str, ends: str) -> str:
    """第12—13周 of a term, "" when the days lie outside it."""
    if term is None or not is_day(begins) or (ends and not is_day(ends)):
        return ""
    first, last = (week_in(term, date.fromisoformat(day)) for day in (begins, ends or begins))
    if first is None or last is None:
        return ""
    return f"第{first}周" if first == last else f"第{first}—{last}周"


def may_move(before: str, after: str) -> bool:
    """States follow each other; one step back is allowed until 归档, to put something right."""
    if before == ARCHIVED:
        return False
    return _NEXT.get(before) == after or (_NEXT.get(after) == before and after != DRAFT)


class Excuse(NamedTuple):
    """Why somebody in the scope is not looked at. state: of UNIT_STATES; reason: in words."""

    state: str
    reason: str


def excuses(
    draft: CampaignDraft, statuses: Mapping[str, str], allowances: Iterable[AllowanceDraft]
) -> dict[str, Excuse]:
    """Who is not looked at, by id (教学常规检查 5.2): 免检 of this kind of check, 不参评, long away.

    statuses: teacher id -> 在岗, 长期请假 … on the day of the check; allowances: of its term.
    """
    found = {key: Excuse(OUT, word) for key, word in statuses.items() if word in (LONG_LEAVE, LENT)}
    for row in allowances:
        if row.kind == EXEMPTED and (not row.checks or draft.kind in row.checks.split("、")):
            found[row.teacher_id] = Excuse(EXEMPT, row.reason)
        elif row.kind == NOT_MEASURED:
            found[row.teacher_id] = Excuse(OUT, row.reason)
    return found


def scope_of(draft: CampaignDraft) -> Scope:
    """Whom the check is about."""

    def words(text: str) -> tuple[str, ...]:
        return tuple(filter(None, text.split("、")))

    return Scope(
        subjects=words(draft.subjects),
        stages=words(draft.stages),
        grades=words(draft.grades),
        groups=words(draft.groups),
    )


def inspectors_of(draft: CampaignDraft) -> tuple[Inspector, ...]:
    """Who looks."""
    if not draft.inspectors:
        return ()
    return tuple(
        Inspector(one.get("id", ""), one["name"], tuple(one.get("subjects", ())))
        for one in json.loads(draft.inspectors)
    )


def inspector_id(draft: CampaignDraft, name: str, id_of: Callable[[str], str]) -> str:
    """Of an inspector as named on the page; "" for somebody from outside. id_of: a word of the roster -> teacher id."""
    team = {one.name: one.id for one in inspectors_of(draft)}
    return team[name] if name in team else id_of(name)


def inspectors_text(inspectors: Sequence[Inspector]) -> str:
    """As a check keeps them."""
    plain = [{"id": one.id, "name": one.name, "subjects": list(one.subjects)} for one in inspectors]
    return json.dumps(plain, ensure_ascii=False)


def sampled(
    draft: CampaignDraft, found: Sequence[Found], last: Mapping[str, str], term_start: str = ""
) -> list[Found]:
    """The units of this check: persons (groups, rooms) are drawn, and all units of who is drawn are taken; or classes, and
    whatever is of them.

    last: Found.who -> ISO day of the last check of this kind; term_start: ISO day from which 本学期未查 counts.
    """
    if draft.sampling == CLASSES:
        return in_classes(found, classes_drawn(draft, found))
    people = list(dict.fromkeys(unit.who for unit in found))
    if draft.sampling == EVERY:
        people = every_nth(people, draft.every or 1)
    elif draft.sampling == RANDOM:
        people = drawn(people, draft.count or 0, draft.seed)
    elif draft.sampling == UNCHECKED:
        people = unchecked(people, last, term_start)
    elif draft.sampling == ROTATION:
        people = rotation(people, last, draft.count or 0, draft.seed)
    chosen = frozenset(people)
    return [unit for unit in found if unit.who in chosen]


def classes_drawn(draft: CampaignDraft, found: Iterable[Found]) -> frozenset[str]:
    """The classes of 随机抽班级, by printed name; whole grades (四年级) are no class."""
    names = {name for unit in found for name in unit.classes if "（" in name}
    return frozenset(drawn(sorted(names, key=class_order), draft.count or 0, draft.seed))


def in_classes(found: Iterable[Found], names: Collection[str]) -> list[Found]:
    """What is of one of these classes, and only of them; lessons given in all of a grade stay as they are."""
    grades = {grade_of_class(name) for name in names}
    narrowed = [
        _narrowed(unit, [one for one in unit.classes if one in names or one in grades]) for unit in found
    ]
    return [unit for unit in narrowed if unit.classes]


def _narrowed(unit: Found, kept: Sequence[str]) -> Found:
    keys = unit.class_keys
    if len(keys) == len(unit.classes):
        keys = tuple(key for name, key in zip(unit.classes, keys, strict=True) if name in kept)
    return replace(unit, classes=tuple(kept), class_keys=keys)


def drawn_of(draft: CampaignDraft, units: Iterable[UnitDraft]) -> list[str]:
    """The classes that were drawn (随机抽班级), as the units of the check tell; [] of every other way."""
    if draft.sampling != CLASSES:
        return []
    names = {name for unit in units for name in unit.classes.split("、") if "（" in name}
    return sorted(names, key=class_order)


def sampling_words(draft: CampaignDraft, classes: Sequence[str] = ()) -> str:
    """随机抽取 24 人，抽取编号 20261012，2026-10-12 09:30 抽取; "" where everybody is looked at. classes: that were drawn."""
    if draft.sampling == WHOLE:
        return ""
    if draft.sampling == EVERY:
        return f"每 {draft.every} 人查 1 人"
    told = f"{draft.sampling} {draft.count} 人" if draft.count else draft.sampling
    if draft.sampling == CLASSES:
        told = f"随机抽取 {draft.count} 个班" + (f"（{'、'.join(classes)}）" if classes else "")
    number = f"抽取编号 {draft.seed}" if draft.seed else ""
    return "，".join(filter(None, (told, number, f"{draft.drawn_at} 抽取" if draft.drawn_at else "")))


def queue(
    campaign_id: str,
    draft: CampaignDraft,
    found: Sequence[Found],
    excused: Mapping[str, Excuse] | None = None,
    leaders: Mapping[str, str] | None = None,
    looks: Mapping[str, Sequence[Inspector]] | None = None,
) -> list[UnitDraft]:
    """The units as they are stored, each with who looks at it, in the order of the queue.

    excused: by id of the teacher; those are listed so that nobody looks for them, and no inspector gets them. leaders:
    group -> id of its head, who does not look at the own group (R12); looks: by Found.who, where who looks at a person
    looks at all of theirs (同时抽查).
    """
    away = excused or {}
    due = [unit for unit in found if unit.teacher_id not in away]
    if looks is None:
        shared = {unit.key: who for unit, who in zip(due, shared_out(draft, due, leaders), strict=True)}
    else:
        shared = {unit.key: tuple(looks.get(unit.who, ())) for unit in due}
    return [
        UnitDraft(
            campaign_id=campaign_id,
            teacher_id=unit.teacher_id,
            name=unit.name,
            subject=unit.subject,
            stage=unit.stage,
            classes="、".join(unit.classes),
            class_keys="、".join(unit.class_keys),
            group=unit.group,
            periods=unit.weight,
            form=unit.form.key,
            form_version=unit.form.version,
            inspectors="、".join(one.key for one in shared.get(unit.key, ())),
            place=place,
            state=away[unit.teacher_id].state if unit.teacher_id in away else DUE,
            reason=away[unit.teacher_id].reason if unit.teacher_id in away else "",
        )
        for place, unit in enumerate(found)
    ]


def shared_out(
    draft: CampaignDraft, due: Sequence[Found], leaders: Mapping[str, str] | None = None
) -> list[tuple[Inspector, ...]]:
    """Who looks at each of the units. leaders: as of queue()."""
    heads = leaders or {}
    owners = [(unit.teacher_id or heads.get(unit.group, ""), unit.subject) for unit in due]
    return share(owners, inspectors_of(draft), draft.per_unit or 1)


def of_one_name(units: Iterable[UnitDraft]) -> set[str]:
    """Ids of the teachers who share their name with another among the units."""
    people: defaultdict[str, set[str]] = defaultdict(set)
    for name, teacher_id in {(unit.name, unit.teacher_id) for unit in units if unit.teacher_id}:
        people[name].add(teacher_id)
    return set().union(*(ids for ids in people.values() if len(ids) > 1))


def forms_for(draft: CampaignDraft, offered: Sequence[CheckForm]) -> list[CheckForm]:
    """The forms the check may take: the chosen one, else every one of its kind."""
    if draft.form:
        return [form for form in offered if form.key == draft.form]
    return [form for form in offered if form.kind == draft.kind]
