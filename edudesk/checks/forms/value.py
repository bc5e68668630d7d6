"""A check form as a value: what is counted, what is judged, and how points come of it (教学常规检查 1.4, 2)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

# 亮点, 问题 and 建议 are of every sheet; a form that names them itself (主要优点, 改进建议) asks for them there, not twice
BOXES = {"highlights": "亮点", "problems": "存在问题", "advice": "建议"}
BOX_OF = {"strengths": "highlights", "advice": "advice"}
_PUPILS = "pupils_sampled"  # a field of text in forms of the first versions
HALF = Decimal("0.5")  # the step of points: 教学常规检查 1.4


class Method(StrEnum):
    """How an item gets its points."""

    GRADE = "GRADE"  # four buttons, or any typed value in half points
    BAND = "BAND"  # by bracket from two counted numbers
    DEDUCT = "DEDUCT"  # full points less something for each occurrence, never below 0
    CHECK = "CHECK"  # yes or no


class FieldKind(StrEnum):
    """What is typed into a field of the head."""

    COUNT = "count"  # a whole number from 0
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    LINES = "lines"  # several lines of text
    PUPILS = "pupils"  # 学号 or surnames: outside the house only how many


class Unit(StrEnum):
    """What one record is about: teacher × subject × class … (教学常规检查 0)."""

    SUBJECT = "subject"  # teacher × subject: one book of lesson plans for parallel classes
    CLASS = "class"  # teacher × subject × class
    LESSON = "lesson"  # teacher × subject × class × period
    TEST = "test"  # teacher × subject × class × test
    TEACHER = "teacher"
    GROUP = "group"  # 备课组 or 教研组 × session; its members inherit the score
    ROOM = "room"  # class × day


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the head: not scored, but what BAND items and statistics are made of. key: never changes."""

    key: str
    title: str
    kind: FieldKind = FieldKind.COUNT
    choices: tuple[str, ...] = ()
    unit: str = ""

    @property
    def is_of_pupils(self) -> bool:
        """Whether minors may be named in it."""
        return self.kind is FieldKind.PUPILS or (self.kind is FieldKind.TEXT and self.key == _PUPILS)

    @property
    def box(self) -> str:
        """Key of BOXES when it is one of them by another title, else ""."""
        return BOX_OF.get(self.key, "") if self.kind is FieldKind.LINES else ""


@dataclass(frozen=True, slots=True)
class Band:
    """One line of a bracket, read from above, the first hit wins. least: share in per cent; is_above: must be over
    it, not only reach it; points: given."""

    least: Decimal
    points: Decimal
    is_above: bool = False


@dataclass(frozen=True, slots=True)
class Deduction:
    """One cause to take points off. field: count of the head it is multiplied by, "" = counted at the item;
    is_repeated: may occur more than once."""

    key: str
    text: str
    points: Decimal
    field: str = ""
    is_repeated: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """One line to judge.

    key: BK01-1, never changes, and is used again in a later version only when the meaning is the same; section:
    一级指标; text: 检查要点; full: 满分; hint: 评分办法; part, whole: fields of the head whose ratio a BAND takes;
    feeds: other uses of the item, keys of items of other forms that look at the same books.
    """

    key: str
    section: str
    text: str
    full: Decimal
    method: Method
    hint: str = ""
    part: str = ""
    whole: str = ""
    bands: tuple[Band, ...] = ()
    deductions: tuple[Deduction, ...] = ()


@dataclass(frozen=True, slots=True)
class Veto:
    """一票否决: the grade is 不合格 and the score at most 59 (R7)."""

    key: str
    text: str


class PhraseKind(StrEnum):
    """Where a phrase goes that is clicked: what was good, what is to be mended, what to do."""

    PROBLEM = "problem"
    PRAISE = "praise"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Phrase:
    """常用语: a sentence that is clicked instead of typed; × stands for what is filled in."""

    text: str
    kind: PhraseKind = PhraseKind.PROBLEM


@dataclass(frozen=True, slots=True)
class Level:
    """A grade of the whole record: least points, closed below and open above."""

    name: str
    least: Decimal


@dataclass(frozen=True, slots=True)
class Sample:
    """How much is looked at. words: for the notice and the printed form; count: books or lessons of each unit, which
    must be the same for all of one check, 0 = everything."""

    words: str
    count: int = 0


@dataclass(frozen=True)
class CheckForm:
    """One version of a form.

    key: BK01; version: from 1; kind: code of the check type; title: over the sheet; buttons: per cent of an
    item's points that the quick buttons give, best first; levels: best first, the last from 0; passing: number of
    levels that are 合格 or better; subjects, stages: for which it is meant, () = all; phrases: quick tags;
    policies: keys of hints in policies.toml; source: where it comes from; note: what changed in this version;
    is_scored: False for lists of yes and no without points.
    """

    key: str
    version: int
    kind: str
    title: str
    unit: Unit
    fields: tuple[Field, ...]
    items: tuple[Item, ...]
    vetoes: tuple[Veto, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    sample: Sample = Sample("")
    levels: tuple[Level, ...] = ()
    buttons: tuple[int, ...] = (100, 85, 70, 50)
    passing: int = 3
    subjects: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    source: str = ""
    note: str = ""
    is_scored: bool = True

    @property
    def total(self) -> Decimal:
        """Points of all items."""
        return sum((item.full for item in self.items), Decimal(0))

    @property
    def head(self) -> tuple[Field, ...]:
        """The fields that are asked for over the items."""
        return tuple(field for field in self.fields if not field.box)

    @property
    def boxes(self) -> dict[str, str]:
        """Key of each of BOXES -> what this form calls it."""
        return BOXES | {field.box: field.title for field in self.fields if field.box}

    @property
    def name(self) -> str:
        """备课（教案）检查表 v3."""
        return f"{self.title} v{self.version}"

    @property
    def pass_mark(self) -> Decimal:
        """The least points that are 合格."""
        return self.levels[self.passing - 1].least

    def item(self, key: str) -> Item:
        """One item. Raises KeyError."""
        return {item.key: item for item in self.items}[key]

    def field(self, key: str) -> Field:
        """One field of the head. Raises KeyError."""
        return {field.key: field for field in self.fields}[key]
