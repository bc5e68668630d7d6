"""What a banner row or the name of a sheet says about everybody below it: a proposal the user can switch off (M6, M9)."""

from typing import Final

from edudesk.base.codes import CodeList
from edudesk.roster.intake.questions import Questions
from edudesk.roster.rows import COLUMN

# the lists such a word may stand in: 退休教师, 临聘, 语文组
_BANNERS: Final = ("status", "staff_category", "establishment", "subject")
_GROUP_ENDINGS: Final = ("教研组", "组", "教师", "人员", "职工")


def accepted(questions: Questions, key: str, what: str, text: str) -> dict[str, str]:
    """The fact a banner or a sheet's name states about everybody below, unless the user switched it off (M6)."""
    return {
        field: word
        for field, word in _hints(text).items()
        if questions.ask(
            key,
            f"{what}下的人员，表中没有写{COLUMN[field].title}的，按“{word}”存入吗？",
            (("yes", f"按“{word}”存入"), ("no", "不用，留空")),
        )
        == "yes"
    }


def _hints(text: str) -> dict[str, str]:
    """退休教师 -> status 退休."""
    bare = next((text.removesuffix(end) for end in _GROUP_ENDINGS if text.endswith(end)), text)
    for key in _BANNERS:
        codes = COLUMN[key].codes
        if isinstance(codes, CodeList):
            for word in (text, bare):
                if word and codes.knows(word):
                    return {key: str(codes.read(word).value)}
    return {}
