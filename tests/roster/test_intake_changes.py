"""What a row changes on a known teacher: good facts stay, empty cells erase nothing, twice is once."""

from dataclasses import asdict, replace
from typing import Any

from edudesk.roster.intake.changes import changes_to, new_teacher
from edudesk.roster.rows import TeacherRow
from tests.roster.people import OTHER_ID, ZHOU_ID, person, teacher
from tests.tables import each

WRONG = ZHOU_ID[:10] + ZHOU_ID[11] + ZHOU_ID[10] + ZHOU_ID[12:]
ZHOU = teacher(
    "周敏华", id_no=ZHOU_ID, id_type="居民身份证", birth="1991-07-26", gender="女", title="一级教师", phone="19901995571"
)  # fmt: skip


def changes(row: TeacherRow, **cells: Any) -> dict[str, str]:
    """Changed fields, after making sure that a second import changes nothing."""
    said = person(name=row.name, **cells)
    found = changes_to(row, said)
    after = replace(row, **{change.key: change.after for change in found})
    assert changes_to(after, said) == ()
    return {change.key: change.after for change in found}


@each(
    ("cells", "changed"),
    [
        ({"title": "一级教师", "phone": "199 0199 5571"}, {}),
        ({"title": "高级教师"}, {"title": "高级教师"}),
        ({"title": "", "phone": "/"}, {}),
        ({"title": "中学高级"}, {"title": "高级教师"}),
        ({"birth": "1991.07"}, {}),
        ({"id_no": ZHOU_ID, "birth": "1991.07"}, {}),
        ({"id_no": f"{ZHOU_ID[:6]}********{ZHOU_ID[-4:]}"}, {}),
        ({"id_no": "9.90199E+17"}, {}),
        ({"id_no": 9.90199199107260e17}, {}),
        ({"id_no": WRONG}, {}),
        ({"birth": "1991.06"}, {"birth_file": "1991-06"}),
        ({"id_no": ZHOU_ID, "birth": "1991.06"}, {"birth_file": "1991-06"}),
        ({"gender": "男"}, {"gender": "男"}),
        ({"subject": "数学"}, {"subject": "数学"}),
    ],
)
def test_good_facts_stay(cells: dict[str, Any], changed: dict[str, str]) -> None:
    assert changes(ZHOU, **cells) == changed


@each(
    ("cells", "changed"),
    [
        (
            {"id_no": ZHOU_ID},
            {"id_no": ZHOU_ID, "birth": "1991-07-26", "gender": "女", "id_type": "居民身份证"},
        ),
        ({"id_no": WRONG}, {"id_no": WRONG, "id_status": "待核实"}),
        ({"id_no": "9.90199E+17"}, {"id_status": "待补"}),
        ({"id_no": 9.90199199107260e17}, {"id_status": "待补", "birth": "1991-07-26"}),
        ({"id_no": "K1234567"}, {"id_no": "K1234567", "id_type": "其他"}),
        ({"birth": "1991.7"}, {"birth": "1991-07"}),
        ({"gender": "2"}, {"gender": "女"}),
    ],
)
def test_blanks_are_filled(cells: dict[str, Any], changed: dict[str, str]) -> None:
    assert changes(teacher("周敏华"), **cells) == changed


def test_good_number_replaces_a_doubtful_one_and_clears_its_mark() -> None:
    doubtful = teacher("周敏华", id_no=WRONG, id_status="待核实", birth="1991-07", gender="女")
    assert changes(doubtful, id_no=ZHOU_ID) == {
        "id_no": ZHOU_ID,
        "id_status": "",
        "birth": "1991-07-26",
        "id_type": "居民身份证",
    }


def test_day_refines_a_month() -> None:
    assert changes(teacher("周敏华", birth="1991-07"), birth="1991-07-26") == {"birth": "1991-07-26"}


def test_new_teacher_has_what_the_number_tells() -> None:
    draft = new_teacher(person(name="周敏华", id_no=OTHER_ID, subject="数学"))
    known = {key: value for key, value in asdict(draft).items() if value}
    assert known == {
        "name": "周敏华",
        "id_no": OTHER_ID,
        "id_type": "居民身份证",
        "birth": "1991-07-26",
        "gender": "女",
        "subject": "数学",
        "status": "在岗",
    }


def test_what_other_cells_bring_into_the_remark_is_added_once() -> None:
    known = teacher("周敏华", remark="孕期", subject="语文", subject2="道德与法治")
    assert changes(known, subject="语文、道法、书法") == {"remark": "孕期；书法"}
    assert changes(known, subject="语文、道法、书法", remark="返岗") == {"remark": "返岗；书法"}
