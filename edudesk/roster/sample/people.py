"""The teachers of the sample school 龙城实验小学: all invented, the same on every machine and every day.

The school itself: edudesk/school/sample.py. ID numbers carry the region 990199, which no place has, and a good check digit; phones begin 1990199.
"""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final
from zlib import crc32

from edudesk.base import paths
from edudesk.base.ids import check_digit
from edudesk.roster.rows import TeacherDraft

# ages are told for this year, so that the four bands of the roster page stay as they are all term
_YEAR: Final = 2026
GRADES: Final = "一二三四五六"
CLASSES_PER_GRADE: Final = 6


@cache
def data() -> dict[str, Any]:
    """resources/sample_school.toml: names, subjects, duties and the rest that is no arithmetic."""
    with paths.shipped("resources", "sample_school.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def sample_teachers() -> tuple[TeacherDraft, ...]:
    """108 teachers at school, the thirteen of the roster page first, then four who retired or left."""
    shown = [_shown(*facts) for facts in data()["staff"]["shown"]]
    others = _with_classes([person for band in _band_people() for person in band])
    gone = [
        TeacherDraft(
            name=name, gender=sex, birth=birth, top_edu=edu, title=title, subject=subject,
            status=status, status_date=since,
        )
        for name, sex, birth, edu, title, subject, status, since in data()["staff"]["gone"]
    ]  # fmt: skip
    return tuple(_complete(number, draft) for number, draft in enumerate([*shown, *others, *gone]))


def id_number(birth: str, sequence: int) -> str:
    """A number of nobody with a good check digit. birth: ISO day; sequence 0–999, odd for men."""
    body = f"990199{birth.replace('-', '')}{sequence:03d}"
    return body + check_digit(body)


def draw(what: str, number: int, size: int) -> int:
    """A number below size that looks drawn and is always the same."""
    return crc32(f"{what} {number}".encode()) % size


def one_of(words: Sequence[Any], what: str, number: int) -> Any:
    return words[draw(what, number, len(words))]


def _shown(
    name: str, sex: str, birth: str, edu: str, title: str, subject: str, classes: str, duty: str, honour: str
) -> TeacherDraft:
    is_head = duty == "班主任"
    return TeacherDraft(
        name=name, gender=sex, birth=birth, top_edu=edu, title=title, subject=subject, classes=classes,
        head_teacher="是" if is_head else "", admin_post="" if is_head else duty or data()["duties"].get(name, ""),
        honour=honour, honour_level=data()["honour_levels"].get(honour, ""),
    )  # fmt: skip


def _band_people() -> Iterator[list[TeacherDraft]]:
    """The people of each band, oldest first, with sex, birth, title, education and subject."""
    subjects = {"男": _shuffled(data()["subjects"]["men"]), "女": _shuffled(data()["subjects"]["women"])}
    subjects["男"].remove("语文")
    for band in data()["staff"]["bands"]:
        men, women, (oldest, youngest) = band["men"], band["women"], band["ages"]
        people = sorted(
            [(at / len(men), name, "男") for at, name in enumerate(men)]
            + [((at + 0.5) / len(women), name, "女") for at, name in enumerate(women)]
        )
        titles = [title for title, count in band["titles"].items() for _ in range(count)]
        found = []
        for at, (_, name, sex) in enumerate(people):
            age = oldest - round((oldest - youngest) * at / (len(people) - 1))
            if sex == "女":
                age = min(age, 54)  # nobody here is past the age of retirement
            edu = "硕士研究生" if 27 <= age <= 40 and draw("master", at + age, 5) == 0 else "本科"
            if titles[at] == "一级教师" and age <= 30:
                edu = "硕士研究生"
            subject = "语文" if name == "单国平" else subjects[sex].pop()
            month = 1 + draw("month", at + age, 8)  # before September: the age holds all term
            found.append(
                TeacherDraft(
                    name=name, gender=sex, birth=f"{_YEAR - age}-{month:02d}", title=titles[at], top_edu=edu,
                    subject=subject, admin_post=data()["duties"].get(name, ""),
                )
            )  # fmt: skip
        yield found


def _shuffled(counts: dict[str, int]) -> list[str]:
    each = [subject for subject, count in counts.items() for _ in range(count)]
    order = sorted(range(len(each)), key=lambda at: (draw("subject", at, 1 << 16), at))
    return [each[at] for at in order]


def _with_classes(people: list[TeacherDraft]) -> list[TeacherDraft]:
    """语文 and 数学 share out the 36 classes and their 班主任; the others teach whole grades."""
    keys = [(grade, number) for grade in GRADES for number in range(1, CLASSES_PER_GRADE + 1)]
    taken = {"语文": [("四", 2), ("二", 1)], "数学": [("五", 3), ("五", 4), ("六", 1)]}
    headless = [key for key in keys if key not in taken["语文"]]
    classes: dict[int, list[tuple[str, int]]] = {}
    for subject, gone in taken.items():
        teachers = [
            at for at, one in enumerate(people) if one.subject == subject and one.admin_post != "校长"
        ]
        teachers.sort(key=lambda at: draw("class", at, 1 << 16))
        classes.update(_share([key for key in keys if key not in gone], teachers))
    heads: set[int] = set()
    for key in headless:
        able = [at for at in classes if key in classes[at] and at not in heads and not _is_leader(people[at])]
        heads.update(able[key[1] % 6 == 0 and len(able) > 1 :][:1])
    seen: dict[str, int] = {}
    placed = []
    for at, person in enumerate(people):
        if at in classes:
            text = _class_text(classes[at])
        elif grades := data()["grades_taught"].get(person.subject):
            text = grades[seen.get(person.subject, 0) % len(grades)]
            seen[person.subject] = seen.get(person.subject, 0) + 1
        else:
            text = ""
        placed.append(replace(person, classes=text, head_teacher="是" if at in heads else ""))
    return placed


def _share(keys: list[tuple[str, int]], teachers: list[int]) -> dict[int, list[tuple[str, int]]]:
    """One or two classes of the same grade for each teacher, none left over."""
    shared: dict[int, list[tuple[str, int]]] = {}
    left = list(keys)
    for place, teacher in enumerate(teachers):
        mine = [left.pop(0)]
        must_take_two = len(left) > len(teachers) - place - 1
        if must_take_two and left[0][0] == mine[0][0]:
            mine.append(left.pop(0))
        shared[teacher] = mine
    return shared


def _class_text(keys: Iterable[tuple[str, int]]) -> str:
    grade, numbers = "", ""
    for grade, number in keys:  # noqa: B007
        numbers += f"（{number}）"
    return f"{grade}{numbers}班" if grade else ""


def _complete(number: int, draft: TeacherDraft) -> TeacherDraft:
    """All other facts, consistent with birth, sex, education and title. number: place in the roster."""
    born = int(draft.birth[:4])
    birth = f"{draft.birth}-{1 + draw('day', number, 28):02d}"
    is_master = draft.top_edu == "硕士研究生"
    was_at_normal_school = born <= 1981  # then 中师 came first and 本科 beside the job
    first = "中专" if was_at_normal_school else "本科" if is_master else draft.top_edu
    is_upgraded = first != draft.top_edu
    started = born + (19 if was_at_normal_school else 25 if is_master else 22)
    top_end = started + 6 if was_at_normal_school and is_upgraded else started
    facts = data()
    school = one_of(facts["common"]["schools"], "school", number)
    major = facts["majors"][draft.subject]
    obtained = (
        started
        + facts["years_before_title"].get(draft.title, 0)
        - (4 if is_master and draft.title == "一级教师" else 0)
    )
    obtained = min(obtained + draw("obtained", number, 3), _YEAR - 1)
    has_title = draft.title != "未定级"
    grade = one_of(facts["posts"].get(draft.title, [""]), "post", number)
    honour, level = draft.honour, draft.honour_level
    if number >= len(facts["staff"]["shown"]):
        honour, level = one_of(facts["honours"].get(draft.title, [["", ""]]), "honour", number)
    political = _political(number, born, draft)
    arrived = min(started + draw("arrived", number, 12) * (born < 1990), _YEAR)
    phone = (number * 173 + 1009) % 10000
    is_main = draft.subject in ("语文", "数学")
    complete = replace(
        draft,
        staff_no=f"{1 + facts['departments'].get(draft.subject, 8):02d}{number + 1:03d}",
        ethnicity=facts["ethnicities"].get(draft.name, "汉族"),
        id_type="居民身份证",
        id_no=id_number(birth, 2 * (number + 10) + (draft.gender == "男")),
        birth=birth,
        native_place=facts["native_places"].get(draft.name)
        or one_of(facts["common"]["native_places"], "place", number),
        political=political,
        party_date=f"{max(born + 21, started - 1) + draw('party', number, 8) % max(1, _YEAR - started)}-06"
        if political == "中共党员"
        else "",
        work_start=f"{started}-08",
        teach_start=f"{started}-08",
        school_start=f"{arrived}-08",
        first_edu=first,
        first_school="龙城师范学校" if first == "中专" else school,
        first_major="普师" if first == "中专" else major,
        first_end=f"{(started - 3 if is_master else started)}-06",
        top_school="龙城师范学校" if first == draft.top_edu == "中专" else school,
        top_major="学科教学" if is_master else "普师" if first == draft.top_edu == "中专" else major,
        top_end=f"{top_end}-06",
        degree="硕士"
        if is_master
        else "学士"
        if draft.top_edu == "本科" and not was_at_normal_school
        else "",
        normal_major="是",
        title_obtained=f"{obtained}-{'08' if draft.title == '二级教师' else '12'}" if has_title else "",
        title_appointed=f"{obtained + 1}-01" if has_title and obtained < _YEAR else "",
        post_class="专业技术" if grade else "",
        post_grade=f"专业技术{grade}" if grade else "",
        stage="小学",
        weekly_periods=_periods(number, draft),
        head_teacher_years=str(1 + draw("head", number, max(1, min(20, _YEAR - started))))
        if draft.head_teacher
        else "",
        staff_category="专任教师",
        establishment="备案制" if born >= 1999 and draw("post kind", number, 2) else "在编",
        cert_type="小学",
        cert_subject=draft.subject,
        cert_no=f"{started}9901991{number + 1:06d}",
        cert_register=f"{_YEAR + draw('register', number, 5)}-06",
        mandarin="二级甲等" if is_main or draw("mandarin", number, 3) else "二级乙等",
        honour=honour,
        honour_level=level,
        honour_date=f"{max(obtained, 2018) + draw('honoured', number, 1 + _YEAR - max(obtained, 2018)) % 7}-06"
        if honour
        else "",
        annual_review="优秀" if draw("review", number, 6) == 0 else "合格",
        ethics_review="合格",
        training_credits=str(140 + draw("credits", number, 160)),
        phone=f"1990199{phone:04d}",
        short_no=f"6{number + 100}",
        address=f"龙城花园{1 + draw('house', number, 30)}幢{101 + draw('door', number, 4) + 100 * draw('floor', number, 6)}室",
    )
    return replace(complete, **facts["facts"].get(draft.name, {}))


def _political(number: int, born: int, draft: TeacherDraft) -> str:
    if draft.name in ("周敏华", "单国平", "许莉", "蒋建明"):
        return "中共党员"
    if born >= 1999:
        return "共青团员"
    return ("中共党员", "群众", "群众", "中共党员", "民进会员" if born < 1980 else "群众")[
        draw("political", number, 5)
    ]


def _periods(number: int, draft: TeacherDraft) -> str:
    if draft.status in ("退休", "调出", "离职"):
        return ""
    if _is_leader(draft):
        return "8" if "主任" in draft.admin_post else "4"
    return str((12 if draft.subject in ("语文", "数学") else 14) + draw("periods", number, 4))


def _is_leader(draft: TeacherDraft) -> bool:
    return draft.admin_post.endswith(("校长", "书记", "主任"))


# what a real roster always lacks somewhere, so that the start page of the sample has something to do
_GAPS: Final = {
    "彭程": {"phone": ""},
    "姚瑶": {"phone": ""},
    "梁爽": {"id_no": ""},
    "罗丹": {"id_no": "990199199001010000"},  # its check digit does not fit: 待核实
    "庄晓彤": {"work_start": "", "teach_start": ""},
}


def with_gaps(teachers: Iterable[TeacherDraft]) -> tuple[TeacherDraft, ...]:
    """The same people with a few facts missing or doubtful."""
    return tuple(replace(one, **_GAPS.get(one.name, {})) for one in teachers)
