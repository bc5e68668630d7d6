"""A row made the quick way is the row its class would have made, in every respect."""

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, fields, replace

import pytest

from edudesk.base.making import make_rows, maker
from edudesk.roster.histories import KINDS
from edudesk.roster.rows import TeacherRow
from edudesk.roster.service.days import TeacherThen
from tests.tables import each


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    name: str
    level: str = "区级"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered(Named):
    number: int


@dataclass(frozen=True, slots=True)
class Alone:
    day: str


@pytest.mark.parametrize(
    ("row", "values"),
    [(Named, ("骨干教师", "市级")), (Numbered, ("骨干教师", "市级", 3)), (Alone, ("2025-03",))],
)
def test_a_made_row_is_like_any_other(row, values):
    made = maker(row)(values)
    said = row(**dict(zip((field.name for field in fields(row)), values, strict=True)))
    assert type(made) is row
    assert made == said
    assert hash(made) == hash(said)
    assert repr(made) == repr(said)
    assert copy.copy(made) == pickle.loads(pickle.dumps(made)) == said


@each("row", [TeacherRow, TeacherThen, *(kind.row for kind in KINDS)])
def test_every_row_of_the_roster_can_be_made(row):
    values = [f"{field.name}!" for field in fields(row)]
    assert maker(row)(values) == row(**{field.name: f"{field.name}!" for field in fields(row)})


def test_a_made_row_is_frozen():
    made = maker(Numbered)(("骨干教师", "市级", 3))
    with pytest.raises(FrozenInstanceError):
        made.name = "教学能手"
    with pytest.raises(FrozenInstanceError):
        del made.number
    assert replace(made, number=4) == Numbered(name="骨干教师", level="市级", number=4)


def test_a_value_too_few_or_too_many_is_refused():
    with pytest.raises(TypeError):
        maker(Named)(("骨干教师",))
    with pytest.raises(TypeError):
        maker(Named)(("骨干教师", "市级", 3))


def test_a_class_that_looks_at_its_values_is_refused():
    @dataclass(frozen=True, slots=True)
    class Checked:
        name: str

        def __post_init__(self):
            assert self.name

    with pytest.raises(TypeError, match="Checked"):
        maker(Checked)


@each("count", [0, 1, 100, 101, 300])
def test_few_rows_and_many_are_made_alike(count):
    values = [(f"{number:03}", "区级", number) for number in range(count)]
    assert make_rows(Numbered, values) == [
        Numbered(name=f"{number:03}", level="区级", number=number) for number in range(count)
    ]
