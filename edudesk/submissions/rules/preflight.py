"""The look before sending (报送前检查): what is missing, does not add up, is out of date or must not go out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from edudesk.base.document import Document
from edudesk.base.form import FormBook
from edudesk.base.masking import Audience, mask_numbers
from edudesk.base.report import Report
from edudesk.base.words import some_of
from edudesk.roster.histories import KIND
from edudesk.roster.reports.facts import Facts
from edudesk.roster.rows import COLUMN, TeacherRow
from edudesk.roster.rules import GAPS
from edudesk.roster.rules.careers import Doubt
from edudesk.roster.rules.counting import is_full_time_teacher
from edudesk.school.rows import COLUMN as SCHOOL_COLUMN
from edudesk.school.rows.stages import stages_of
from edudesk.school.rows.stats import STATS_COLUMN
from edudesk.school.rules.years import first_of, school_year_of
from edudesk.submissions.rows.asked import TextDraft
from edudesk.submissions.rows.findings import Action, Finding, Level
from edudesk.submissions.rows.packs import Pack
from edudesk.submissions.rules.asked import own_text
from edudesk.submissions.rules.contents import texts_of

AnyPaper: TypeAlias = Report | FormBook | Document
_FILL, _LOOK = "去填写", "查看"
_GAPS = dict(GAPS)
# a teacher's field -> the ready question of the roster page that lists who lacks it
_QUERIES = {
    "id_no": "缺身份证号",
    "birth": "缺出生年月",
    "work_start": "缺参加工作时间",
    "top_edu": "缺最高学历",
    "title": "缺职称",
    "subject": "缺任教学科",
    "phone": "缺联系电话",
}
DOUBTS = "资料疑点"
_BLANK = "××"


@dataclass(frozen=True)
class Looked:
    """What the look is given.

    usual: the audience the pack asks for; papers: name of the file -> what is in it; due: the pack's day; texts: passages of
    all years; text_titles: what they are called; doubts: of teachers by id; unprintable: text -> its characters
    that no font has.
    """

    pack: Pack
    usual: Audience
    facts: Facts
    papers: Mapping[str, AnyPaper]
    due: date | None
    texts: Sequence[TextDraft]
    text_titles: Callable[[str], str]
    doubts: Mapping[str, Sequence[Doubt]]
    unprintable: Callable[[str], str]


def preflight(looked: Looked) -> tuple[Finding, ...]:
    """Everything found, the worst first; what was looked at and is well stands at the end."""
    found: list[Finding] = []
    for look, well in _LOOKS:
        own = list(look(looked))
        found += own or (
            [Finding(Level.GOOD, well.format(audience=looked.pack.audience.mark))] if well else []
        )
    return tuple(sorted(found, key=lambda one: list(Level).index(one.level)))


# --- missing facts ------------------------------------------------------------------------------------------------


def missing_facts(looked: Looked) -> Iterator[Finding]:
    """A finding for each fact the pack needs and the school file lacks."""
    for need in looked.pack.needs:
        room, _, key = need.partition(".")
        yield from _ROOMS[room](looked, key) if room in _ROOMS else ()


def _of_school(looked: Looked, key: str) -> Iterator[Finding]:
    if not getattr(looked.facts.school, key):
        title = SCHOOL_COLUMN[key].title
        yield Finding(Level.MISSING, f"学校信息没有填写“{title}”", Action(_FILL, "school", field=key))


def _of_stats(looked: Looked, key: str) -> Iterator[Finding]:
    facts = looked.facts
    title = STATS_COLUMN[key].full_title
    for stage in stages_of(facts.school.stage):
        own = next((row for row in facts.figures if row.stage == stage.word), None)
        if own is None or getattr(own, key) is None:
            text = f"{facts.school_year}学年{stage.word}的年度数据没有填写“{title}”"
            yield Finding(Level.MISSING, text, Action(_FILL, "school_stats", own.id if own else "", key))


def _of_teacher(looked: Looked, key: str) -> Iterator[Finding]:
    lacks = _GAPS.get(_QUERIES.get(key, "")) or (lambda row: not getattr(row, key))
    without = [row for row in looked.facts.present if lacks(row)]
    if without:
        text = f"{_people(without)}没有登记“{COLUMN[key].full_title}”"
        record = without[0].id if len(without) == 1 else ""
        yield Finding(Level.MISSING, text, Action(_FILL, "roster", record, key, _QUERIES.get(key, "")))


def _of_text(looked: Looked, key: str) -> Iterator[Finding]:
    if own_text(looked.texts, key, looked.facts.school_year) is None:
        text = f"“{looked.text_titles(key)}”还没有写，将印参考文字"
        yield Finding(Level.MISSING, text, Action(_FILL, "submissions", field=key))


def _people(rows: Sequence[TeacherRow]) -> str:
    return f"{some_of([row.name for row in rows], '人')} " if len(rows) < 4 else f"{len(rows)} 人"


_ROOMS: Mapping[str, Callable[[Looked, str], Iterator[Finding]]] = {
    "school": _of_school,
    "stats": _of_stats,
    "teacher": _of_teacher,
    "text": _of_text,
}


# --- sums ---------------------------------------------------------------------------------------------------------


def sums(looked: Looked) -> Iterator[Finding]:
    """Counts of the files against the roster, counted here a second time, and against each other."""
    facts = looked.facts
    truth = {"在岗教职工": len(facts.present), "专任教师": sum(map(is_full_time_teacher, facts.present))}
    for name, paper in looked.papers.items():
        for word, count in _told(paper).items():
            if count != truth[word]:
                text = f"《{name}》的{word} {count} 人，花名册 {truth[word]} 人"
                yield Finding(Level.MISSING, text, Action(_LOOK, "roster"))
        if isinstance(paper, Report) and paper.is_grouped:
            yield from _unequal_groups(name, paper)


def _told(paper: AnyPaper) -> dict[str, int]:
    """How many people a paper speaks of, where it says so."""
    if isinstance(paper, Report) and paper.key in ("roster_full", "roster_brief"):
        return {"在岗教职工": len(paper.rows)}
    if isinstance(paper, Report) and paper.key == _STRUCTURE:
        return {"专任教师": _number(paper.rows[0][2])}
    if isinstance(paper, Document) and paper.key == _ANALYSIS:
        totals = {_number(block.rows[-1][1]) for block in paper.body if isinstance(block, Report)}
        return {"专任教师": totals.pop()} if len(totals) == 1 else {"专任教师": -1}
    return {}


_STRUCTURE, _ANALYSIS = "roster_structure", "team_analysis"


def _unequal_groups(name: str, report: Report) -> Iterator[Finding]:
    """Groups of the structure sheet divide all teachers: each has to add up, and nobody should be 未登记."""
    if report.key != _STRUCTURE:
        return
    total = _number(report.rows[0][2])
    groups: dict[str, int] = {}
    group = ""
    for row in report.rows[1:]:
        group = str(row[0]) or group
        groups[group] = groups.get(group, 0) + _number(row[2])
        if row[1] == "未登记":
            text = f"《{name}》{group}：未登记 {row[2]} 人"
            yield Finding(Level.DOUBT, text, Action(_LOOK, "roster"))
    for group, count in groups.items():
        if count != total:
            text = f"《{name}》{group}合计 {count} 人，与专任教师 {total} 人不符"
            yield Finding(Level.MISSING, text, Action(_LOOK, "roster"))


def _number(value: object) -> int:
    return int(value) if isinstance(value, (int, float)) else -1


# --- dates --------------------------------------------------------------------------------------------------------


def dates(looked: Looked) -> Iterator[Finding]:
    """What is older than the period the pack is about, and a day that is gone."""
    facts = looked.facts
    if facts.school_year != school_year_of(facts.today):
        text = f"数据时点 {facts.on} 在 {facts.school_year}学年，不是本学年"
        yield Finding(Level.DOUBT, text)
    opening = f"{first_of(facts.school_year)}-08-01"
    if "stats" in looked.pack.concerns:
        for row in facts.figures:
            if row.as_of and row.as_of < opening:
                text = f"{row.stage}年度数据的统计时点是 {row.as_of}，早于本学年"
                yield Finding(Level.DOUBT, text, Action(_LOOK, "school_stats", row.id, "as_of"))
    for key in looked.pack.texts:
        own = own_text(looked.texts, key, facts.school_year)
        if own is not None and own.school_year < facts.school_year:
            text = f"“{looked.text_titles(key)}”还是 {own.school_year}学年写的"
            yield Finding(Level.DOUBT, text, Action(_LOOK, "submissions", field=key))
    for name, paper in looked.papers.items():
        if isinstance(paper, Document) and paper.on is None:
            yield Finding(Level.DOUBT, f"《{name}》没有成文日期")
        elif isinstance(paper, Document) and paper.on is not None and paper.on.isoformat() < opening:
            yield Finding(
                Level.DOUBT, f"《{name}》的成文日期 {paper.on} 早于本学年", Action(_LOOK, "submissions")
            )
    if looked.due is not None and looked.due < facts.today:
        yield Finding(Level.DOUBT, f"截止日期 {looked.due} 已过 {(facts.today - looked.due).days} 天")


def blanks(looked: Looked) -> Iterator[Finding]:
    """Places of a paper that nobody filled in: 关于××的报告."""
    for name, paper in looked.papers.items():
        if not isinstance(paper, Document):
            continue
        if count := sum(_BLANK in text for text in texts_of(paper)):
            text = f"《{name}》还有 {count} 处“{_BLANK}”没有改成实际内容"
            yield Finding(Level.MISSING, text, Action(_FILL, "papers", looked.pack.subject))


# --- what is printed ----------------------------------------------------------------------------------------------


def glyphs(looked: Looked) -> Iterator[Finding]:
    """Characters that no font has."""
    for name, paper in looked.papers.items():
        if name.endswith(".xlsx"):  # the reader's own fonts print it
            continue
        missing = looked.unprintable("".join(set("".join(texts_of(paper)))))
        if missing:
            listed = "、".join(f"“{char}”" for char in missing[:5])
            yield Finding(Level.DOUBT, f"《{name}》里的{listed}字库里没有，会印成“□”")


def masks(looked: Looked) -> Iterator[Finding]:
    """Whole numbers of people where the audience must not see them, or sees more than the pack asks for."""
    audience = looked.pack.audience
    for name, paper in looked.papers.items():
        whole = sum(mask_numbers(text) != text for text in texts_of(paper))
        if not whole:
            continue
        if audience is not Audience.INTERNAL:
            yield Finding(
                Level.MISSING, f"《{name}》有 {whole} 处没有打码的证件号或电话，不宜{audience.mark}"
            )
        elif looked.usual is not Audience.INTERNAL:
            yield Finding(
                Level.DOUBT,
                f"《{name}》含 {whole} 处完整的证件号或电话，这个材料包一般按“{looked.usual.mark}”打码",
            )


def enclosures(looked: Looked) -> Iterator[Finding]:
    """Attachments that a document names and the pack does not hold, and documents without evidence where they list it."""
    held = {file.title for file in looked.pack.files}
    for name, paper in looked.papers.items():
        if not isinstance(paper, Document):
            continue
        for one in paper.attachments:
            if one.file_name and not one.body and one.title not in held:
                yield Finding(Level.MISSING, f"《{name}》的附件“{one.title}”不在材料包里")
        if paper.evidence is not None and not paper.evidence.rows:
            yield Finding(Level.MISSING, f"《{name}》没有佐证材料", Action(_LOOK, "roster_ledgers"))


def open_doubts(looked: Looked) -> Iterator[Finding]:
    """Teachers in the files with 资料疑点 in what the files print."""
    fields = set(looked.pack.doubts)
    doubted = [
        row
        for row in looked.facts.present
        if any(_matters(one, fields) for one in looked.doubts.get(row.id, ()))
    ]
    if doubted:
        record = doubted[0].id if len(doubted) == 1 else ""
        yield Finding(
            Level.DOUBT, f"{_people(doubted)}的资料有疑点", Action(_LOOK, "roster", record, query=DOUBTS)
        )


def _matters(doubt: Doubt, fields: Iterable[str]) -> bool:
    if not doubt.kind:
        return doubt.key in fields
    return bool(set(KIND[doubt.kind].flat_fields) & set(fields))


# a look -> what is said when it finds nothing; "" = nothing
_LOOKS: tuple[tuple[Callable[[Looked], Iterable[Finding]], str], ...] = (
    (missing_facts, "必填的信息都已填写"),
    (blanks, ""),
    (sums, "合计与花名册一致"),
    (dates, ""),
    (glyphs, ""),
    (masks, "身份证号和电话已按“{audience}”处理"),
    (enclosures, ""),
    (open_doubts, ""),
)
