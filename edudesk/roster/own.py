"""What a school adds to the shipped ladders of honours and code lists: rows, columns, problems."""

from collections.abc import Sequence
from dataclasses import dataclass

from edudesk.base.codes import Code
from edudesk.base.columns import Column, Kind, column_map
from edudesk.base.errors import FieldProblem
from edudesk.roster.codes import Tier, code_lists, history_codes

YES = "是"


@dataclass(frozen=True, slots=True, kw_only=True)
class TierDraft:
    """A rung of a ladder, not yet stored. It stands for a shipped one of the same name. is_county: 是 or 否."""

    ladder: str
    word: str
    rank: int | None = None
    level: str = ""
    is_county: str = ""
    years: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TierRow(TierDraft):
    """A stored rung."""

    id: str
    version: int

    @property
    def tier(self) -> Tier:
        """As the ladders have it."""
        return Tier(self.ladder, self.word, self.rank or 0, self.level, self.is_county == YES, self.years)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordDraft:
    """A word of a code list, not yet stored. list: the key of the list; aliases: other spellings, 、 between them."""

    list: str
    word: str
    aliases: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRow(WordDraft):
    """A stored word."""

    id: str
    version: int

    @property
    def code(self) -> Code:
        """As the list has it."""
        return Code(self.word, "", tuple(spellings(self.aliases)))


TIER_COLUMNS = (
    Column(
        "ladder", "梯队", width=26, required=True, is_shown=True, help="如 五级梯队、区级骨干，也可以是新的"
    ),
    Column("word", "称号", width=36, required=True, is_shown=True),
    Column("level", "级别", Kind.CHOICE, 18, codes=code_lists()["honour_level"], is_shown=True),
    Column(
        "rank",
        "高低",
        Kind.INT,
        14,
        required=True,
        is_shown=True,
        help="数字越大越高，1 到 99；“最高称号”按它取",
    ),
    Column("is_county", "计入县级以上骨干", Kind.YESNO, 24, is_shown=True),
    Column("years", "有效年限", Kind.INT, 16, is_shown=True, help="几年；不填就是长期有效"),
)
TIER_COLUMN = column_map(TIER_COLUMNS)

WORD_COLUMNS = (
    Column("list", "代码表", width=26, required=True, is_shown=True),
    Column("word", "代码", width=34, required=True, is_shown=True),
    Column("aliases", "其他写法", width=60, is_shown=True, help="别的表里常见的写法，用顿号隔开，导入时认得"),
)
WORD_COLUMN = column_map(WORD_COLUMNS)

_RANKS = range(1, 100)
_YEARS = range(1, 31)


def open_lists() -> dict[str, str]:
    """Key -> name of the code lists a school may add words to."""
    return {key: codes.name for key, codes in history_codes().items() if codes.is_open}


def spellings(aliases: str) -> list[str]:
    """The other spellings one typed: 甲、乙."""
    for mark in "，,;；\n":
        aliases = aliases.replace(mark, "、")
    return [word for word in ("".join(part.split()) for part in aliases.split("、")) if word]


def tier_problems(draft: TierDraft, others: Sequence[TierDraft] = ()) -> tuple[FieldProblem, ...]:
    """What keeps a rung from being stored, all at once. others: the school's own beside it."""
    found = []
    if not draft.ladder.strip():
        found.append(FieldProblem("ladder", "请填写所属梯队。"))
    if not draft.word.strip():
        found.append(FieldProblem("word", "请填写称号。"))
    elif any(other.word == draft.word for other in others):
        found.append(FieldProblem("word", f"本校的称号里已经有“{draft.word}”。"))
    if draft.rank not in _RANKS:
        found.append(FieldProblem("rank", "高低请填 1 到 99 的整数。"))
    if draft.years is not None and draft.years not in _YEARS:
        found.append(FieldProblem("years", "有效年限请填 1 到 30 的整数，长期有效就不填。"))
    return tuple(found)


def word_problems(draft: WordDraft, others: Sequence[WordDraft] = ()) -> tuple[FieldProblem, ...]:
    """What keeps a word from being stored, all at once; a word or spelling the list knows already is no news."""
    found = []
    name = open_lists().get(draft.list)
    if name is None:
        found.append(FieldProblem("list", "请选择代码表。"))
    if not draft.word:
        return (*found, FieldProblem("word", "请填写代码。"))
    if name is None:
        return tuple(found)
    taken = {code.word: code.word for code in history_codes()[draft.list].codes}
    taken |= {alias: code.word for code in history_codes()[draft.list].codes for alias in code.aliases}
    for other in others:
        if other.list == draft.list:
            taken |= dict.fromkeys((other.word, *spellings(other.aliases)), other.word)
    if draft.word in taken:
        found.append(FieldProblem("word", f"“{name}”里已经有“{draft.word}”（{taken[draft.word]}）。"))
    for word in spellings(draft.aliases):
        if word in taken:
            found.append(FieldProblem("aliases", f"“{word}”已经是“{taken[word]}”的写法。"))
            break
    return tuple(found)
