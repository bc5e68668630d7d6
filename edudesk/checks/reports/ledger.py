"""What the 整改台账 hands out: the list itself (表10), and 整改通知单 with 复查记录, a page for each person (表11)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from edudesk.base.columns import Column, Kind
from edudesk.base.document import Block, Break, Document, Heading, Paragraph
from edudesk.base.errors import UserError
from edudesk.base.form import Form, FormCell, FormRow, Look, Picture, picture_rows
from edudesk.base.masking import Audience, Privacy, mask_numbers
from edudesk.base.report import Report
from edudesk.checks.reports.facts import Photos, no_photos
from edudesk.checks.rows.problems import DISMISSED, MINOR, PROBLEM_STATES, PROPOSED, SEVERITIES
from edudesk.checks.rules.ledger import LATE, LedgerLine
from edudesk.checks.rules.problems import LIVE, closing_rate
from edudesk.roster.reports.lists import list_report, paper_name
from edudesk.school.rows import SchoolDraft
from edudesk.school.rows.identity import code_list

TITLE, NOTICE = "问题清单与整改台账", "教学常规整改通知单"
AUDIENCES = (Audience.INTERNAL, Audience.BUREAU)  # what somebody has to mend is put up nowhere
_JUDGED = Privacy.INTERNAL
_STATES = code_list("状态", LATE, *PROBLEM_STATES.words)


def _of(key: str, title: str, width: float, *, shown: bool = False, kind: Kind = Kind.TEXT) -> Column:
    return Column(key, title, kind, width, value=lambda line: getattr(line, key), is_shown=shown)


LEDGER_COLUMNS: tuple[Column, ...] = (
    _of("number", "编号", 26, shown=True),
    Column(
        "state", "状态", Kind.TAG, 30, codes=_STATES, value=lambda line: line.state_words, is_shown=True,
        sort=lambda line: (_STATES.words.index(line.state), -line.late),
    ),
    Column("teacher", "教师", width=20, value=lambda line: line.teacher, is_shown=True, privacy=Privacy.PUBLIC),
    Column("text", "问题描述", width=64, is_shown=True, privacy=_JUDGED),
    Column("severity", "严重程度", width=18, codes=SEVERITIES, is_shown=True, privacy=_JUDGED),
    Column("due", "整改期限", Kind.DATE, 24, is_shown=True),
    _of("owner", "责任人", 20, shown=True),
    _of("looks_again", "复查人", 18, shown=True),
    _of("source", "来源", 34, shown=True),
    Column("found_on", "检查日期", Kind.DATE, 24, is_shown=False),
    Column("group", "教研组", width=22, is_shown=False),
    _of("about", "学科班级", 30),
    Column("category", "问题类别", width=20, is_shown=False),
    Column("demand", "整改要求", width=36, is_shown=False, privacy=_JUDGED),
    Column("helper", "协助人", width=18, is_shown=False),
    Column("action", "整改措施与完成情况", width=40, is_shown=False, privacy=_JUDGED),
    Column("done_on", "完成日期", Kind.DATE, 24, is_shown=False),
    Column("again_on", "复查日期", Kind.DATE, 24, is_shown=False),
    Column("result", "复查结果", width=18, is_shown=False, privacy=_JUDGED),
    _of("proofs", "佐证材料", 26),
    Column("extension", "延期", width=30, is_shown=False, privacy=_JUDGED),
    Column("remark", "备注", width=30, is_shown=False, privacy=_JUDGED),
)  # fmt: skip
_PRINTED = (
    "number", "source", "group", "teacher", "about", "text", "category", "severity", "demand", "owner", "helper",
    "due", "action", "done_on", "looks_again", "again_on", "result", "state", "proofs",
)  # fmt: skip
"""表10, in the order of print."""


def printed_columns() -> tuple[Column, ...]:
    """The columns of 表10."""
    known = {column.key: column for column in LEDGER_COLUMNS}
    return tuple(known[key] for key in _PRINTED)


def ledger_report(
    lines: Sequence[LedgerLine],
    columns: Sequence[Column],
    school: SchoolDraft,
    *,
    on: date,
    audience: Audience,
    scope: str = "",
    footer: str = "",
) -> Report:
    """The lines as a table; scope: which these are. Raises UserError when it is not for this audience."""
    _refuse(TITLE, audience)
    closed, counted, in_time, past = closing_rate(lines, on)
    total = f"共 {len(lines)} 个问题，已销号 {closed} / {counted}"
    total += f"，期限已到的按期销号 {in_time} / {past}。" if past else "。"
    return list_report(
        TITLE,
        lines,
        columns,
        school,
        on=on,
        audience=audience,
        scope=scope,
        footer=footer,
        key="rectification_ledger",
        paper="A3",
        total=total,
    )


def notices(
    lines: Sequence[LedgerLine],
    school: SchoolDraft,
    *,
    on: date,
    audience: Audience = Audience.INTERNAL,
    footer: str = "",
    photos: Photos = no_photos,
) -> Document:
    """整改通知单 of everybody who has something to mend, each on a page of its own with room for the 复查.

    photos: what was found, and what shows that it is mended, in a row below the problems.

    Raises UserError when nothing of these lines is to be mended, or when it is not for this audience.
    """
    _refuse(NOTICE, audience)
    by_person: dict[str, list[LedgerLine]] = defaultdict(list)
    for line in lines:
        if line.status in LIVE:
            by_person[line.owner or line.teacher or line.group or "相关教师"].append(line)
    if not by_person:
        raise UserError("所选的问题都不用通知整改。", "请选择待整改、已提交整改或复查不通过的问题。")
    seen = photos([line.id for own in by_person.values() for line in own])
    body: list[Block] = []
    for name, own in sorted(by_person.items()):
        if body:
            body.append(Break.PAGE)
        body += _page(name, own, school, on, audience, seen, is_first=not body)
    who = next(iter(by_person)) if len(by_person) == 1 else f"{len(by_person)}人"
    return Document(
        key="rectification_notice",
        title=NOTICE,
        body=tuple(body),
        is_sealed=False,
        footer=footer,
        file_name=paper_name(school, f"{NOTICE}_{who}", on, audience),
        audience=audience,
        records=tuple(line.id for own in by_person.values() for line in own),
    )


def _page(
    name: str,
    lines: Sequence[LedgerLine],
    school: SchoolDraft,
    on: date,
    audience: Audience,
    photos: Mapping[str, Sequence[Picture]],
    *,
    is_first: bool,
) -> list[Block]:
    seen = str if audience is Audience.INTERNAL else mask_numbers
    due = max(line.due for line in lines)
    sources = "、".join(dict.fromkeys(f"{line.source}" for line in lines if line.source)) or "教学常规检查"
    if due and due < on.isoformat():
        asked = "整改期限已过，请尽快整改，并把整改情况说明和佐证材料交教务处，以便复查。"
    else:
        until = f"，并在{_day(due)}前把整改情况说明和佐证材料交教务处" if due else ""
        asked = f"请按要求整改{until}，届时复查。"
    words = f"在{sources}中发现下列问题。{asked}"
    rows = [
        FormRow(
            tuple(
                FormCell(title, share, Look.LABEL)
                for title, share in (
                    ("编号", 4),
                    ("存在问题", 10),
                    ("整改要求", 7),
                    ("期限", 3),
                )
            ),
            is_head=True,
        )
    ]
    for line in lines:
        what = "，".join(filter(None, (seen(line.text), line.about)))
        wanted = seen(line.demand) or "按检查要求改正"
        rows.append(
            FormRow(
                (
                    FormCell(line.number, 4),
                    FormCell(f"{what}（{line.severity}）" if line.severity != MINOR else what, 10, Look.TEXT),
                    FormCell(wanted, 7, Look.TEXT),
                    FormCell(line.due[5:], 3),
                ),
                height=9,
            )
        )
    shown = picture_rows(
        [
            replace(one, caption=" ".join(filter(None, (line.number, seen(one.caption)))))
            for line in lines
            for one in photos.get(line.id, ())
        ]
    )
    rows += shown
    looked = "；".join(f"{one.again_on} {one.result}" for one in lines if one.result)
    who = "、".join(dict.fromkeys(one.looks_again for one in lines if one.looks_again))
    # so that some more problems, or photos, still fit on the page
    room = max(0.45, 1 - 0.15 * max(0, len(lines) - 2) - 0.5 * len(shown))
    rows += [
        _room("教师整改情况说明", "；".join(seen(line.action) for line in lines if line.action), 34 * room),
        _room("复查意见", "\n".join(filter(None, (f"复查人：{who}" if who else "", looked))), 20 * room),
        _room("后续建议", "；".join(seen(one.next_advice) for one in lines if one.next_advice), 16 * room),
    ]
    form = Form(
        name=name,
        title="",
        rows=tuple(rows),
        left=school.name,
        right=f"{on.year}年{on.month}月{on.day}日",
        foot=("教师签收：", "整改人签字：", "复查人签字："),
    )
    is_person = any(name in (line.owner, line.teacher) for line in lines)
    told = Paragraph(f"{name}{'老师' if is_person else ''}：\n{words}")
    return [told, form] if is_first else [Heading(NOTICE, 1), told, form]


def _room(title: str, text: str, height: float) -> FormRow:
    """A label with what is known behind it, and room to write."""
    return FormRow((FormCell(title, 4, Look.LABEL), FormCell(text, 20, Look.TEXT)), height=height)


def _day(iso: str) -> str:
    on = date.fromisoformat(iso)
    return f"{on.year}年{on.month}月{on.day}日"


def _refuse(title: str, audience: Audience) -> None:
    if audience not in AUDIENCES:
        raise UserError(
            f"《{title}》写有教师个人的问题，不能用于{audience.mark}，没有导出。",
            "请把用途改为“校内使用（完整）”或“报教育局”。",
        )


def stands(line: LedgerLine) -> bool:
    """Whether a line is part of the ledger that is handed out: confirmed, and not 不成立."""
    return line.status not in (PROPOSED, DISMISSED)
