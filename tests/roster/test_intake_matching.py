"""A row of a file is taken for the right teacher, or for nobody."""

from edudesk.roster.intake.facts import Facts
from edudesk.roster.intake.matching import Match, Matcher
from edudesk.roster.rows import TeacherRow
from tests.roster.people import OTHER_ID, ZHOU_ID, person, teacher
from tests.tables import each

ZHOU = teacher("周敏华", id_no=ZHOU_ID, birth="1991-07-26", staff_no="03002", gender="女")


def find(row: Facts, *existing: TeacherRow, others: tuple[Facts, ...] = ()) -> Match:
    return Matcher(existing, (row, *others)).find(row)


@each(
    ("row", "by"),
    [
        (person(name="周敏华", id_no=ZHOU_ID), "身份证号"),
        (person(name="周敏华", id_no=ZHOU_ID.lower() + " "), "身份证号"),
        (person(name="周敏华", id_no=f"{ZHOU_ID[:6]}********{ZHOU_ID[-4:]}"), "证件号末位和姓名"),
        (person(name="周敏华", id_no=9.90199199107260e17), "姓名和出生年月"),
        (person(name="周敏华", birth="1991.07"), "姓名和出生年月"),
        (person(name="周 敏 华", birth="1991-07-26"), "姓名和出生年月"),
        (person(name="周敏华", staff_no="03002", subject="数学"), "工号和姓名"),
        (person(name="周敏华", subject="数学"), "姓名"),
        (person(name="周敏华", id_no="9.90199E+17"), "姓名"),
    ],
)
def test_strongest_fact_decides(row: Facts, by: str) -> None:
    match = find(row, ZHOU, teacher("李静"))
    assert (match.teacher, match.by, match.problem) == (ZHOU, by, "")


@each(
    "row",
    [
        person(name="周敏华", birth="1985.03"),
        person(name="周敏华", gender="男"),
        person(name="周敏华", staff_no="09999"),
        person(name="周敏华", id_no=f"{ZHOU_ID[:6]}********0000"),
        person(name="周敏", subject="数学"),
    ],
)
def test_contradiction_makes_another_person(row: Facts) -> None:
    match = find(row, ZHOU)
    assert (match.teacher, match.problem) == (None, "")


def test_same_name_and_birth_with_another_good_number_is_another_person_and_is_said() -> None:
    match = find(person(name="周敏华", id_no=OTHER_ID), ZHOU)
    assert match.teacher is None
    assert "证件号不同" in match.doubt


def test_number_wins_over_a_changed_name() -> None:
    match = find(person(name="周敏花", id_no=ZHOU_ID), ZHOU)
    assert match.teacher == ZHOU
    assert "姓名不同" in match.doubt


def test_namesakes_here_need_more_than_a_name() -> None:
    two = (teacher("王芳", id="a", birth="1976-03-10"), teacher("王芳", id="b", birth="1992-08-26"))
    assert "无法区分" in find(person(name="王芳"), *two).problem
    assert find(person(name="王芳", birth="1992.08"), *two).teacher == two[1]


def test_namesakes_in_the_file_need_more_than_a_name() -> None:
    row, other = person(name="王芳"), person(row=3, name="王芳", birth="1992.08")
    assert "表中有2位“王芳”" in find(row, others=(other,)).problem
    assert find(other, others=(row,)).problem == ""


def test_same_name_and_birth_twice_in_the_file_without_numbers_is_not_guessed() -> None:
    row, other = person(name="王芳", birth="1992.08"), person(row=3, name="王芳", birth="1992-08-26")
    assert "同名同出生年月" in find(row, others=(other,)).problem


def test_staff_numbers_tell_namesakes_apart() -> None:
    row, other = person(name="王芳", staff_no="1"), person(row=3, name="王芳", staff_no="2")
    assert find(row, teacher("王芳", staff_no="2"), others=(other,)).teacher is None
    assert find(other, teacher("王芳", staff_no="2"), others=(row,)).by == "工号和姓名"


def test_doubtful_number_finds_its_person_again_but_nobody_else() -> None:
    wrong = ZHOU_ID[:10] + ZHOU_ID[11] + ZHOU_ID[10] + ZHOU_ID[12:]
    stored = teacher("周敏华", id_no=wrong, id_status="待核实")
    assert find(person(name="周敏华", id_no=wrong), stored, teacher("周敏华", id="x")).teacher == stored
    assert find(person(name="李静", id_no=wrong), stored).teacher is None
