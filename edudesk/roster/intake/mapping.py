"""Which column of the file is which field (花名册导入 1.3, M31).

sheets.headers knows the synonyms. Here are the headers that mean something only under their parent, right of
another column, or with the values below them: 取得时间, 级别, 毕业院校, 职务, 编制类别.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from edudesk.roster.intake.facts import shown
from edudesk.roster.intake.values import ColumnMatch, How
from edudesk.roster.rows import COLUMN, COLUMNS, IGNORED_HEADERS
from edudesk.sheets import headers
from edudesk.sheets.addresses import column_letters
from edudesk.sheets.headers import Head, HeaderMatch, normalise
from edudesk.sheets.rows import DataRow

# what a file may bring: all that is stored, and 年龄 and 教龄 to compare
WANTED: Final = tuple(
    column for column in COLUMNS if column.is_editable or column.key in ("age", "teach_years")
)

# group of a parent header; the longest word found in it decides
_GROUP_WORDS: Final = {
    "第一学历": "first", "原始学历": "first", "初始学历": "first", "全日制学历": "first", "全日制教育": "first",
    "最高学历": "top", "现学历": "top", "现有学历": "top", "在职学历": "top", "在职教育": "top", "学历": "top",
    "职称": "title", "专业技术职务": "title", "专业技术资格": "title", "专技职务": "title",
    "称号": "honour", "骨干": "honour", "梯队": "honour", "教师资格": "cert", "资格证": "cert",
    "岗位": "post", "行政职务": "admin", "政治面貌": "party", "入党": "party",
}  # fmt: skip

_GRADE: Final = {"title": "post_grade", "post": "post_grade", "honour": "honour_level"}

# headers that say nothing without a group -> group -> field
_RELATIVE: Final[Mapping[str, Mapping[str, str]]] = {
    header: fields
    for headers, fields in (
        ("学历", {"first": "first_edu", "top": "top_edu"}),
        ("毕业院校 毕业学校 院校 学校 毕业院校及专业 毕业学校及专业", {"first": "first_school", "top": "top_school"}),
        ("专业 所学专业", {"first": "first_major", "top": "top_major"}),
        ("毕业时间 毕业年月", {"first": "first_end", "top": "top_end"}),
        ("学位", {"first": "", "top": "degree"}),
        ("名称 称号 类型 资格名称", {"title": "title", "honour": "honour"}),
        ("取得时间 获得时间 评定时间 获评时间 批准时间", {"title": "title_obtained", "honour": "honour_date"}),
        ("时间", {"title": "title_obtained", "honour": "honour_date", "party": "party_date",
                "first": "first_end", "top": "top_end"}),
        ("聘任时间 聘用时间 受聘时间", {"title": "title_appointed", "post": "post_grade_from"}),
        ("任职时间", {"title": "title_appointed", "post": "post_grade_from", "admin": ""}),
        ("级别", _GRADE),
        ("等级", _GRADE),
        ("种类", {"cert": "cert_type"}),
        ("学科", {"cert": "cert_subject"}),
        ("号码 编号 证号 证书号码 证书编号", {"cert": "cert_no"}),
    )
    for header in headers.split()
}  # fmt: skip

_GROUP_OF: Final[Mapping[str, str]] = {
    **{field: group for fields in _RELATIVE.values() for group, field in fields.items() if field},
    "post_grade": "post",
    "admin_post": "admin",
    "political": "party",
}
_EMPLOYER: Final = "学校"  # beside no education it is where somebody works
_LOOKED_AT: Final = 200  # rows
_REACH: Final = 3  # columns to the left in which a header looks for its group

FOUND: Final = {
    headers.How.REMEMBERED: How.REMEMBERED,
    headers.How.EXACT: How.AUTO,
    headers.How.SIMILAR: How.CONFIRM,
    headers.How.IGNORED: How.IGNORED,
    headers.How.NONE: How.UNKNOWN,
    headers.How.TAKEN: How.DOUBLE,
}


def first_match(head: Head, decided: Mapping[str, str]) -> tuple[HeaderMatch, ...]:
    """Fields by header and parent alone. decided: HeaderCell.name -> field a person chose ("" = leave out)."""
    return headers.match_headers(head, WANTED, _with(decided, _by_parents(head)), IGNORED_HEADERS)


def match_columns(
    head: Head, decided: Mapping[str, str], rows: Sequence[DataRow], hidden: frozenset[int], sheet: str = ""
) -> tuple[ColumnMatch, ...]:
    """Fields of all columns, with the neighbours and the values below them taken into account.

    rows: the people, for their values; hidden: 1-based columns the file hides; sheet: for ColumnMatch.
    """
    seen = _by_context(first_match(head, decided), rows)
    found = []
    for match in match_heads(head, decided, rows):
        name, how = match.cell.name, FOUND[match.how]
        if how is How.REMEMBERED and name not in decided:
            how = How.CONFIRM if name in seen else How.AUTO
        if not match.key and how in (How.AUTO, How.CONFIRM):
            how = How.UNKNOWN
        if match.key and not COLUMN[match.key].is_editable:
            how = How.COMPARED
        found.append(column_match(match, how, head, rows, hidden, sheet))
    return tuple(found)


def match_heads(head: Head, decided: Mapping[str, str], rows: Sequence[DataRow]) -> tuple[HeaderMatch, ...]:
    """As match_columns, for whoever has no preview: a form that is to be filled in."""
    seen = _by_context(first_match(head, decided), rows)
    known = _with(decided, {**_by_parents(head), **seen})
    return headers.match_headers(head, WANTED, known, IGNORED_HEADERS)


def column_match(
    match: HeaderMatch,
    how: How,
    head: Head,
    rows: Sequence[DataRow],
    hidden: frozenset[int],
    sheet: str = "",
) -> ColumnMatch:
    """A header with what it is taken for, as a preview lists it; rows, hidden, sheet: see match_columns."""
    place = match.cell.column - 1
    return ColumnMatch(
        index=place, cell=match.cell.address, name=match.cell.name, header=match.cell.text, field=match.key or None,
        how=how, samples=_samples(rows, place, 3), is_hidden=match.cell.column in hidden, head=head.fingerprint,
        sheet=sheet, double_of=match.double_of,
    )  # fmt: skip


def told_doubles(columns: Sequence[ColumnMatch], titles: Mapping[str, str]) -> list[str]:
    """A remark for each field that several columns with something in them stand for: one alone is read. titles: of those
    fields that are to be told."""
    found: dict[str, list[ColumnMatch]] = {}
    for one in columns:
        if one.double_of in titles and one.samples:
            found.setdefault(one.double_of, []).append(one)
    told = []
    for field, others in found.items():
        main = next(one for one in columns if one.field == field)
        cells = "、".join(one.cell for one in sorted((main, *others), key=lambda one: one.index))
        told.append(
            f"“{titles[field]}”有 {len(others) + 1} 列（{cells}），只读取 {column_letters(main.index + 1)} 列；"
            "要读取别的列，请改选它，或先在表里合成一列。"
        )
    return told


def _with(decided: Mapping[str, str], guessed: Mapping[str, str]) -> dict[str, str]:
    """Both, but no guess takes a field that a person gave to another column."""
    taken = {field for field in decided.values() if field}
    return {name: field for name, field in guessed.items() if field not in taken} | dict(decided)


def _group_named(parent: str) -> str:
    """Group a parent header names, "" if none: 职称(专业技术职务) -> title."""
    found = [word for word in _GROUP_WORDS if word in parent]
    return _GROUP_WORDS[max(found, key=len)] if found else ""


def _by_parents(head: Head) -> dict[str, str]:
    """Headers whose parent or note settles them: 骨干称号〔级别〕, 职务(职称)."""
    settled = {}
    for cell in head.cells:
        if not cell.parent and cell.note == "职称" and normalise(cell.title) == "职务":
            settled[cell.name] = "title"
        field = _RELATIVE.get(normalise(cell.title), {}).get(_group_named(normalise(cell.parent)))
        if cell.parent and field is not None:
            settled[cell.name] = field
    return settled


def _by_context(matches: Sequence[HeaderMatch], rows: Sequence[DataRow]) -> dict[str, str]:
    """Headers that their neighbours or values settle otherwise than their words."""
    settled: dict[str, str] = {}
    left: list[str] = []
    for match in matches:
        field, title = match.key, normalise(match.cell.title)
        if match.how is not headers.How.REMEMBERED:
            if not match.cell.parent and title in _RELATIVE:
                field = _beside(title, left, "" if title == _EMPLOYER else field)
            if field in _BY_VALUES and match.how is not headers.How.IGNORED:
                field = _by_values(field, _samples(rows, match.cell.column - 1, 50))
            if field != match.key:
                settled[match.cell.name] = field
        left.append(field)
    return settled


def _beside(title: str, left: Sequence[str], otherwise: str) -> str:
    """Field of a header by the nearest column to its left that belongs to a group."""
    for field in reversed(left[-_REACH:]):
        if group := _GROUP_OF.get(field):
            found = _RELATIVE[title].get(group, otherwise)
            return otherwise if found in left else found
    return otherwise


_BY_VALUES: Final = ("", "admin_post", "post_grade", "establishment", "staff_category")


def _by_values(field: str, values: Sequence[str]) -> str:
    """职务, 级别 or an unknown header over titles is the title; 编制类别 over 专任教师 … the kind of staff."""
    if field in ("", "admin_post", "post_grade"):
        return "title" if _share(values, _is_title) > 0.5 else field
    other = "staff_category" if field == "establishment" else "establishment"
    return other if _share(values, _knows(other)) > _share(values, _knows(field)) else field


def _share(values: Sequence[str], fits: Callable[[str], bool]) -> float:
    return sum(map(fits, values)) / len(values) if values else 0.0


def _is_title(text: str) -> bool:
    return text.endswith("级教师") or _knows("title")(text)


def _knows(field: str) -> Callable[[str], bool]:
    codes = COLUMN[field].codes
    return codes.knows if codes is not None else lambda text: False


def _samples(rows: Sequence[DataRow], place: int, count: int) -> tuple[str, ...]:
    """The first different values of a column, looked for in the first rows only."""
    found: dict[str, None] = {}
    for cell in dict.fromkeys(row.cells[place] for row in rows[:_LOOKED_AT]):
        if text := shown(cell).strip():
            found[text] = None
            if len(found) == count:
                break
    return tuple(found)
