"""教师业务档案: the file of one teacher on one A4 page; what has no room on it is said to be in the ledgers."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, Final, NamedTuple

from edudesk.base.columns import printed
from edudesk.base.form import Form, FormBook, FormCell, FormRow, Look
from edudesk.base.masking import Audience
from edudesk.base.numerals import han
from edudesk.roster.histories.growing import credits_of
from edudesk.roster.reports.facts import Facts
from edudesk.roster.reports.ledgers import check_audience
from edudesk.roster.reports.line_columns import five_years, rule_of
from edudesk.roster.reports.persons import AUDIENCES, Person, book, pair, section, span, table
from edudesk.roster.rows import TeacherRow, day_of, teaching_years
from edudesk.roster.rules.credits import progress_of

TITLE = "教师业务档案"


class _Most(NamedTuple):
    """So many of each are listed; how many more there are is said."""

    courses: int = 8
    achievements: int = 12
    careers: int = 16
    honours: int = 12
    pairs: int = 8
    exchanges: int = 6
    education: int = 6


# taken in turn until the page is long enough
_MOST: Final = (
    _Most(),
    _Most(6, 8),
    _Most(4, 6, careers=10, pairs=4, exchanges=3, education=4),
    _Most(3, 4, careers=6, honours=8, pairs=3, exchanges=2, education=3),
    _Most(2, 3, careers=4, honours=6, pairs=2, exchanges=1, education=2),
)
_NONE = FormRow((FormCell("（无记录）", 24),))


def portfolio_book(facts: Facts, audience: Audience) -> FormBook:
    """The file of each teacher wanted. Raises UserError when it is not for this audience."""
    check_audience(TITLE, AUDIENCES, audience)
    return book("portfolio", TITLE, facts, audience, [_form(row, facts, audience) for row in facts.wanted], 1)


def _form(row: TeacherRow, facts: Facts, audience: Audience) -> Form:
    one = Person(row, facts, audience)
    first, *shorter = (_rows(one, most) for most in _MOST)
    day = f"统计时点：{facts.on.year}年{facts.on.month}月{facts.on.day}日"
    return Form(
        row.name,
        TITLE,
        first,
        left=f"单位（盖章）：{facts.school.name}",
        right=day,
        foot=("本人签字：", "审核人：", "校长（签字）：", "日期："),
        shorter=tuple(rows for rows in dict.fromkeys(shorter) if rows != first),
    )


def _rows(one: Person, most: _Most) -> tuple[FormRow, ...]:
    parts = (
        _basics(one),
        _education(one, most.education),
        _careers(one, most.careers),
        _honours(one, most.honours),
        _reviews(one),
        _training(one, most.courses),
        _achievements(one, most.achievements),
        _pairs(one, most.pairs),
        _exchanges(one, most.exchanges),
    )
    return tuple(chain.from_iterable(_numbered(parts)))


def _numbered(parts: Iterable[list[FormRow]]) -> Iterator[list[FormRow]]:
    """The parts that have something to say, their headings with 一、二、三."""
    for number, (heading, *rows) in enumerate(filter(None, parts), 1):
        yield [section(f"{han(number)}、{heading.cells[0].text}"), *rows]


def _basics(one: Person) -> list[FormRow]:
    """Name to registration, with the place for the photo."""
    years = teaching_years(one.teacher.teach_start or one.teacher.work_start, day_of(one.teacher))
    photo = FormCell("照片", 4, rows=5)
    beside = [
        one.pairs(("name", 4), ("gender", 3), ("birth", 4)),
        one.pairs(("ethnicity", 4), ("political", 3), ("native_place", 4)),
        one.pairs(("id_no", 7), ("phone", 7)),
        FormRow((*one.pairs(("work_start", 4), ("school_start", 3)).cells, *pair("教龄", f"{years} 年" if years else "", 4))),
        one.pairs(("subject", 4), ("weekly_periods", 3), ("establishment", 4)),
    ]  # fmt: skip
    beside[0] = FormRow((*beside[0].cells, photo))
    return [
        section("基本情况"),
        *beside,
        FormRow((*pair("任教班级", one.text("classes"), 9), *pair("职务", one.text("admin_post"), 9))),
        one.pairs(("title", 5), ("title_appointed", 5, "聘任时间"), ("post_grade", 5)),
        FormRow(
            (
                *pair("教师资格", one.texts("cert_type", "cert_subject"), 6),
                *pair("注册到期", one.text("cert_register"), 5),
                *pair("普通话", one.text("mandarin"), 4),
            )
        ),
    ]


def _education(one: Person, most: int) -> list[FormRow]:
    keys = ("level", "degree", "mode", "school", "major", "graduated")
    heads = (("学历", 4), ("学位", 2), ("学习方式", 3), ("毕业院校", 7), ("专业", 5), ("毕业时间", 3))
    rows = [[one.told("education", row, key) for key in keys] for row in one.held("education")]
    return [section("学历学位"), *_last(heads, rows, most)]


def _careers(one: Person, most: int) -> list[FormRow]:
    """职称, 岗位 and 职务 in the order of time."""
    lines = [
        (
            row.begins,
            word,
            one.told(kind, row, key),
            one.told(kind, row, since),
            one.told(kind, row, "remark"),
        )
        for kind, word, key, since in (
            ("title", "职称", "title", "obtained"),
            ("post", "岗位", "grade", "since"),
            ("admin_post", "职务", "post", "since"),
        )
        for row in one.held(kind)
    ]
    heads = (("类别", 3), ("职称、岗位、职务", 9), ("取得或任职时间", 5), ("备注", 7))
    rows = [line[1:] for line in sorted(lines)]
    return [section("职称、岗位与职务"), *_last(heads, rows, most)]


def _honours(one: Person, most: int) -> list[FormRow]:
    keys = ("name", "level", "awarded", "ends", "doc_no")
    heads = (("称号", 9), ("级别", 3), ("获得时间", 3), ("有效期至", 3), ("批准文号", 6))
    rows = [[one.told("honour", row, key) for key in keys] for row in one.held("honour")]
    return [section("骨干称号"), *_last(heads, rows, most)]


def _reviews(one: Person) -> list[FormRow]:
    """The last five years side by side."""
    held = {
        kind: {row.year[-4:]: row for row in one.held(kind)} for kind in ("annual_review", "ethics_review")
    }
    last = max([one.facts.on.year - 1, *(int(year) for rows in held.values() for year in rows if year)])
    years = [str(year) for year in range(last - 4, last + 1)]
    found = [section("近五年考核")]
    found.append(
        FormRow(
            (FormCell("年度", 4, Look.LABEL), *(FormCell(year, 4, Look.LABEL) for year in years)),
            is_head=True,
        )
    )
    for kind, word in (("annual_review", "年度考核"), ("ethics_review", "师德考核")):
        results = {year: one.told(kind, row, "result") for year, row in held[kind].items()}
        found.append(
            FormRow((FormCell(word, 4, Look.LABEL), *(FormCell(results.get(year, ""), 4) for year in years)))
        )
    return found


def _training(one: Person, most: int) -> list[FormRow]:
    """The courses of the cycle with most credits, and how far the cycle is."""
    rule = rule_of(one.facts)
    held = one.held("training")
    progress = progress_of(one.teacher, held, one.facts.day, rule)
    first, last = progress.cycle
    mine = sorted((row for row in held if row.begins[:4] >= str(first)), key=credits_of, reverse=True)
    listed = sorted(mine[:most], key=lambda row: row.begins)
    rows: Iterator[list[object]] = (
        [
            one.told("training", row, "project"),
            one.told("training", row, "organiser"),
            one.told("training", row, "level"),
            one.told("training", row, "kind"),
            row.begins,
            credits_of(row),
        ]
        for row in listed
    )
    heads = (("培训项目", 9), ("培训机构", 5), ("级别", 2), ("类别", 2), ("时间", 4), ("学分", 2))
    words = f"培训（{first}—{last}年周期，计入学分 {progress.words}）"
    return [section(words), *(table(heads, rows) if listed else [_NONE]), *_more(mine, listed)]


def _achievements(one: Person, most: int) -> list[FormRow]:
    first, _ = five_years(one.facts.day)
    mine = [row for row in one.held("achievement") if row.begins[:7] >= first]
    rows = [
        [
            one.told("achievement", row, "kind"),
            one.told("achievement", row, "title"),
            " ".join(filter(None, (row.level, row.grade))),
            one.told("achievement", row, "organiser") or one.told("achievement", row, "publication"),
            row.begins,
        ]
        for row in mine
    ]
    heads = (("类别", 3), ("名称", 9), ("级别、等第", 4), ("颁发单位或刊物", 5), ("时间", 3))
    words = f"教学教研成果（{first[:4]}年9月以来）"
    return [section(words), *_last(heads, rows, most)]


def _last(heads: Sequence[tuple[str, int]], rows: Sequence[Sequence[object]], most: int) -> list[FormRow]:
    """A table of the last rows, and how many there are besides."""
    listed = rows[-most:]
    return [*table(heads, listed), *_more(rows, listed)] if rows else [_NONE]


def _more(all_rows: Sequence[Any], listed: Sequence[Any]) -> list[FormRow]:
    left = len(all_rows) - len(listed)
    return [FormRow((FormCell(f"另有 {left} 项，见台账。", 24, Look.TEXT),))] if left else []


def _pairs(one: Person, most: int) -> list[FormRow]:
    """师徒结对, as the younger one and as the mentor; nothing when there are none."""
    lines = [(row, "徒弟", one.told("mentoring", row, "mentor")) for row in one.held("mentoring")]
    lines += [(row, "师傅", mentee.name) for row, mentee in one.facts.mentored.get(one.teacher.id, ())]
    heads = (("担任", 3), ("结对教师", 5), ("类型", 3), ("起止时间", 8), ("听课节数", 3), ("结果", 2))
    rows = [
        (role, name, row.track, span(row), printed(row.observations), row.result) for row, role, name in lines
    ]
    return [section("师徒结对"), *_last(heads, rows, most)] if rows else []


def _exchanges(one: Person, most: int) -> list[FormRow]:
    rows = [
        (row.direction, one.told("exchange", row, "other_school"), row.kind, span(row), row.result)
        for row in one.held("exchange")
    ]
    heads = (("方向", 3), ("学校", 8), ("方式", 4), ("起止时间", 6), ("结果", 3))
    return [section("交流轮岗"), *_last(heads, rows, most)] if rows else []
