"""Finding teachers by what a clerk types: names first, then any fact, several words together."""

from dataclasses import asdict

from edudesk.base.pinyin import spell
from edudesk.roster.rows import TeacherDraft, TeacherRow
from edudesk.roster.rules import search_rank
from tests.tables import each


def row(name: str, **facts: str) -> TeacherRow:
    pinyin, initials = spell(name)
    draft = TeacherDraft(name=name, **facts)
    return TeacherRow(**asdict(draft), id=name, version=1, pinyin=pinyin, initials=initials)


ZHOU = row(
    "周敏华",
    subject="数学",
    title="高级教师",
    classes="五（3）班",
    id_no="990199199107260222",
    phone="19901991001",
)
CHEN = row("陈晓岚", subject="英语", title="高级教师", classes="三年级")
LI = row("李静", subject="英语", title="一级教师")


@each(
    ("typed", "found"),
    [
        ("周敏华", ["周敏华"]),
        ("zmh", ["周敏华"]),
        ("英语 高级", ["陈晓岚"]),
        ("高级 英语", ["陈晓岚"]),
        ("chenxl 英语", ["陈晓岚"]),
        ("990199199107260222", ["周敏华"]),
        ("19901991001", ["周敏华"]),
        ("英语", ["陈晓岚", "李静"]),
        ("物理", []),
        ("英语 物理", []),
    ],
)
def test_words_find_teachers(typed: str, found: list[str]) -> None:
    assert [one.name for one in (ZHOU, CHEN, LI) if search_rank(typed, one) is not None] == found


def test_a_name_comes_before_a_fact() -> None:
    named = row("高级")
    assert (search_rank("高级", named) or 0) < (search_rank("高级", ZHOU) or 0)
