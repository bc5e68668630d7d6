"""What follows from several cells of one row together: ID and birth, title and post grade, name and remark."""

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from edudesk.base.dates import same_day
from edudesk.base.ids import IdStatus, is_permit, length_hint, tidy
from edudesk.base.readings import Level
from edudesk.roster.intake import posts
from edudesk.roster.intake.facts import TO_SUPPLY, TO_VERIFY, Facts
from edudesk.roster.rows import COLUMN, GONE
from edudesk.roster.rules import birth_doubt, is_future, sex_doubt

if TYPE_CHECKING:
    from edudesk.roster.intake.people import PeopleReader

_DATES = ("party_date", "title_obtained", "top_end", "first_end", "honour_date", "status_date")
_grade_doubt = lru_cache(1024)(posts.grade_doubt)


def settle(person: Facts, reader: "PeopleReader", may_be_sample: bool) -> None:
    """Bring the cells of a person together; what had to be decided is remarked on its cell."""
    if person.more:
        _take_more(person, reader)
    if person.pending:
        _settle_pending(person, reader)
    if "post_grade" in person.values and "title" in person.values:
        _compare_grade(person, reader)
    if person.notes:
        _take_notes(person)
    person.name, person.staff_no = person.values.get("name", ""), person.values.get("staff_no", "")
    if may_be_sample or not person.name:
        _settle_name(person, reader, may_be_sample)
    if person.id_reading.status is not IdStatus.EMPTY:
        _settle_number(person, reader)
    _settle_birth(person, reader)


def _take_more(person: Facts, reader: "PeopleReader") -> None:
    """Second facts of a cell; where their own column says otherwise, that column counts."""
    for key, other, text in person.more:
        own = person.values.setdefault(other, text)
        agree = same_day(own, text) if other in _DATES else own == text
        if other == "status" and own == "在岗" and text in GONE:
            agree, person.values[other] = True, text
        if not agree:
            told = (
                f"{COLUMN[key].full_title}一栏写的{COLUMN[other].full_title}是“{text}”，"
                f"{COLUMN[other].full_title}一栏是“{own}”，按后者存入，请核对"
            )
            reader.remark(person, key, Level.WARNING, told, text)


def _take_notes(person: Facts) -> None:
    """Into 备注, behind what the file says there; a remark stored here before is not replaced by it."""
    written = person.values.get("remark", "")
    new = [note for note in person.notes if note not in written]
    if written:
        person.values["remark"] = "；".join((written, *new))
    else:
        person.hints["remark"] = "；".join(new)


def _settle_pending(person: Facts, reader: "PeopleReader") -> None:
    """A bare grade needs the kind of post, a bare 高级 the grade (M29, M32)."""
    if typed := person.pending.get("post_grade"):
        _settle_grade(person, reader, typed)
    if typed := person.pending.get("title"):
        _settle_title(person, reader, typed)


def _settle_grade(person: Facts, reader: "PeopleReader", typed: str) -> None:
    bare = person.values.get("post_grade", "")
    kind = person.values.get("post_class", "")
    if not kind and person.values.get("staff_category") == "工勤人员":
        kind = posts.WORKER
    elif not kind and ("title" in person.pending or posts.TITLES.knows(person.values.get("title", ""))):
        kind = posts.TECHNICAL
    if kind in (posts.TECHNICAL, posts.MANAGEMENT, posts.WORKER):
        grade = person.values["post_grade"] = kind + bare
        reader.remark(person, "post_grade", Level.NOTICE, f"“{typed}”按“{grade}”存入", typed)
        return
    told = f"“{typed}”没有写明是专业技术、管理还是工勤技能岗位，已按“{bare}”存入，请核对"
    reader.remark(person, "post_grade", Level.WARNING, told, typed)


def _settle_title(person: Facts, reader: "PeopleReader", typed: str) -> None:
    grade = person.values.get("post_grade", "")
    if word := posts.title_by_grade(grade):
        person.values["title"] = word
        told = f"“{typed}”按岗位等级“{grade}”认作“{word}”存入"
        reader.remark(person, "title", Level.NOTICE, told, typed)
        return
    answer = reader.questions.ask(
        f"title:{typed}",
        f"职称只写“{typed}”，又没有岗位等级，是指中学高级（高级教师）还是小学高级（一级教师）？",
        (("", "先留空"), ("高级教师", "按高级教师存入"), ("一级教师", "按一级教师存入")),
        reader.place(person, "title"),
    )
    if answer:
        person.values["title"] = answer
        reader.remark(person, "title", Level.NOTICE, f"“{typed}”按您的选择存为“{answer}”", typed)
    else:
        told = f"“{typed}”可能是高级教师，也可能是小学高级（一级教师），此项留空，请补录"
        reader.remark(person, "title", Level.WARNING, told, typed)


def _compare_grade(person: Facts, reader: "PeopleReader") -> None:
    """Title and post grade that do not belong together, unless the row itself says why (M30)."""
    doubt = _grade_doubt(person.values["title"], person.values["post_grade"])
    if not doubt:
        return
    said = [*person.notes, person.values.get("remark", "")]
    said += [word for _, item in person.items for word in item.values()]
    if not any(state in text for text in said for state in posts.STATES):
        told = f"{doubt}，两项都已存入；如是低聘、高聘或待聘，请在备注中写明，否则请核对"
        reader.remark(person, "post_grade", Level.WARNING, told, person.values["post_grade"])


def _settle_name(person: Facts, reader: "PeopleReader", may_be_sample: bool) -> None:
    if not person.name:
        is_told = any(one.key == "name" and one.level is Level.ERROR for one in person.problems)
        if not is_told:
            reader.remark(person, "name", Level.ERROR, "这一行没有姓名，不能导入")
    elif may_be_sample:
        told = "这一行像是填写示例，没有导入；如果确有其人，请补上有效的身份证号"
        reader.remark(person, "name", Level.ERROR, told, person.name)


def _settle_number(person: Facts, reader: "PeopleReader") -> None:
    number = person.id_reading
    if number.status is IdStatus.CONVERTED and not _wants_conversion(person, reader):
        number = person.id_reading
    if number.status is IdStatus.DOUBTFUL:
        person.values["id_status"] = TO_VERIFY
    elif number.status in (IdStatus.DAMAGED, IdStatus.MASKED, IdStatus.WRONG):
        person.hints["id_status"] = TO_SUPPLY
    elif number.status is IdStatus.OTHER:
        person.hints["id_type"] = "其他"
    else:
        person.hints["id_type"] = "港澳台居民居住证" if is_permit(str(number.value)) else "居民身份证"
    if number.status is IdStatus.WRONG:
        _hint_at_length(person)
    written = person.values.get("gender", "")
    if number.sex and not written:
        person.values["gender"] = number.sex
        reader.filled["gender"] += 1
    elif doubt := sex_doubt(written, number.sex):
        reader.remark(person, "gender", Level.WARNING, f"{doubt}，请核对", written)


def _wants_conversion(person: Facts, reader: "PeopleReader") -> bool:
    """15 digits are converted unless the user says that they are to be asked for (M14)."""
    answer = reader.questions.ask(
        "old_numbers",
        "表中有 15 位旧身份证号，按规则换算成 18 位存入吗？",
        (("convert", "换算后存入"), ("wait", "先不存，记为待补")),
        reader.place(person, "id_no"),
    )
    if answer == "convert":
        return True
    person.values.pop("id_no", None)
    person.id_reading = replace(person.id_reading, value="", status=IdStatus.DAMAGED)
    _retell(person, "id_no", "15位旧身份证号按您的选择没有换算，此项留空，请补录")
    return False


def _hint_at_length(person: Facts) -> None:
    """17 or 19 characters: of the possible numbers only those of the birth that the row gives (M15)."""
    birth = person.values.get("birth", "")
    for one in person.problems:
        number = tidy(one.value)
        if one.key == "id_no" and birth and len(number) in (17, 19):
            hint = length_hint(number, birth)
            if hint:
                _retell(person, "id_no", f"{one.text.partition('，可能')[0]}{hint}")
            return


def _retell(person: Facts, key: str, text: str) -> None:
    person.problems = [replace(one, text=text) if one.key == key else one for one in person.problems]


def _retell_left_out(person: Facts, key: str, done: str) -> None:
    """Another cell of the row fills a field whose own could not be read."""
    person.problems = [
        replace(one, text=f"{one.text.partition('，此项留空')[0]}，{done}")
        if one.key == key and "，此项留空" in one.text
        else one
        for one in person.problems
    ]


def _settle_birth(person: Facts, reader: "PeopleReader") -> None:
    """The ID date counts; another date in the birth column is the one of the file (档案), M19."""
    values, from_id = person.values, person.id_reading.birth
    written = values.get("birth", "")
    if from_id:
        values["birth"] = from_id
        is_other = bool(written) and not same_day(written, from_id)
        reader.filled["birth"] += written != from_id and not is_other
        if not written:
            _retell_left_out(person, "birth", f"按身份证号中的“{from_id}”存入")
        if is_other:
            values.setdefault("birth_file", written)
            text = f"出生年月“{written}”与身份证号中的“{from_id}”不一致，按身份证号存入，原值存为档案出生年月"
            reader.remark(person, "birth", Level.WARNING, text, written)
    birth = values.get("birth", "")
    status = values.get("status", "") or person.hints.get("status", "")
    eldest, youngest = reader.usual_births
    if birth and not eldest <= birth < youngest and (doubt := birth_doubt(birth, status)):
        is_to_come = is_future(birth)
        text = f"{doubt}，此项留空" if is_to_come else f"{doubt}，请核对"
        reader.remark(person, "birth", Level.WARNING, text, written or birth)
        if is_to_come:
            del values["birth"]
            written = ""
    births = (from_id, written, values.get("birth_file", ""))
    person.births = tuple(dict.fromkeys(filter(None, births)))
