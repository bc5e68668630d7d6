"""Which 教研组 a teacher belongs to: that of the subject, as the school lists its groups."""

from collections.abc import Iterable, Mapping

from edudesk.school.rows.departments import DepartmentDraft

RESEARCH_GROUP = "教研组"
OTHERS = "综合组"  # of subjects without a group of their own


def groups_by_subject(departments: Iterable[DepartmentDraft]) -> Mapping[str, str]:
    """Subject -> name of its 教研组. A group may name several subjects (音乐、美术); one without a subject takes the
    rest under its own name when it is the only such group."""
    found: dict[str, str] = {}
    rest = []
    for one in departments:
        if one.kind != RESEARCH_GROUP:
            continue
        words = [word.strip() for word in one.subject.replace("，", "、").split("、") if word.strip()]
        found.update(dict.fromkeys(words, one.name))
        if not words:
            rest.append(one.name)
    return found | {"": rest[0] if len(rest) == 1 else OTHERS}


def leaders(departments: Iterable[DepartmentDraft]) -> Mapping[str, str]:
    """Name of a 教研组 -> id of its head; those whose head is not in the roster are missing."""
    return {one.name: one.head_id for one in departments if one.kind == RESEARCH_GROUP and one.head_id}


def group_of(subject: str, groups: Mapping[str, str]) -> str:
    """The group of a subject."""
    return groups.get(subject, groups[""])
