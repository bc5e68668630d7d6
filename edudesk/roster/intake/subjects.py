"""Subjects that no list knows: kept as the school calls them, and asked what they count as in ratios (M34)."""

from collections.abc import Mapping, Sequence
from typing import Final

from edudesk.roster.intake.facts import Facts
from edudesk.roster.intake.questions import Questions
from edudesk.roster.intake.teaching import SUBJECTS

GROUPS: Final = ("体育与健康", "音乐", "美术", "心理健康")
"""Subjects that staffing ratios ask for (师生比 1:220, 体艺教师, 心理教师)."""


def ask_groups(people: Sequence[Facts], questions: Questions, known: Mapping[str, str]) -> dict[str, str]:
    """Local subject -> the one of GROUPS it counts as, "" for none. known: answered at an earlier import."""
    taught = dict.fromkeys(person.values.get("subject", "") for person in people)
    found = {subject: known.get(subject) for subject in taught if subject and not SUBJECTS.knows(subject)}
    return {
        subject: group
        if group is not None
        else questions.ask(
            f"subject:{subject}",
            f"学科表中没有“{subject}”，已按原文保存。统计体育、艺术、心理教师时它算哪一类？",
            (("", "都不算"), *((word, f"算作{word}") for word in GROUPS)),
        )
        for subject, group in found.items()
    }
