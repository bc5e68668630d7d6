"""What the papers of the checks are made from, and what every one of them has: title, notes, place to sign."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TypeAlias, TypeVar

from edudesk.base import files
from edudesk.base.columns import Column
from edudesk.base.errors import UserError
from edudesk.base.form import Form, FormBook, FormRow, Picture
from edudesk.base.masking import Audience, mask_numbers
from edudesk.base.report import A3_LANDSCAPE, A4, A4_LANDSCAPE, Paper, Report, report_columns, report_rows
from edudesk.checks.forms.kinds import kinds
from edudesk.checks.forms.lists import Lists, shipped_lists
from edudesk.checks.forms.value import CheckForm
from edudesk.checks.rows.campaigns import CampaignRow, UnitRow
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rows.terms import EditionRow, ResultRow
from edudesk.checks.rules.freezing import Difference, differences
from edudesk.checks.rules.ledger import LedgerLine
from edudesk.checks.rules.over_terms import TermFigures
from edudesk.checks.rules.reissues import Reissue
from edudesk.checks.rules.summary import TermSummary
from edudesk.roster.reports.lists import SEQUENCE
from edudesk.school.rows import SchoolDraft
from edudesk.school.rules.years import printed_year

SIGNATURES = ("检查人：", "汇总人：", "审核人：", "日期：")
REISSUED = "（更正版）"
_REISSUES = 8  # told one by one
IN_HOUSE = (Audience.INTERNAL, Audience.BUREAU)  # scores of persons are put up nowhere
PAPERS: dict[str, Paper] = {"A4": A4_LANDSCAPE, "A4竖": A4, "A3": A3_LANDSCAPE}


OfCheck = TypeVar("OfCheck", SheetRow, UnitRow)
# ids of records -> the photos of each that has any
Photos: TypeAlias = Callable[[Collection[str]], Mapping[str, Sequence[Picture]]]


def no_photos(_owner_ids: Collection[str]) -> Mapping[str, Sequence[Picture]]:
    """Where there are none, or nobody may see them."""
    return {}


@dataclass(frozen=True)
class CheckFacts:
    """A term of checks on paper. earlier: the term before, None when nothing was checked in it; edition, frozen: that
    counts while the term is 归档; earlier_frozen: the same of the term before; campaign_id: the check wanted, "" = all of the term, of a paper about one the last with sheets; chosen: ids of the
    teachers wanted, None = all; ledger: reads the lines of the 整改台账 of the term; leaders: name of a 教研组, or a grade
    -> who leads it; terms: reads the figures of ten years; offered: reads the forms that checks take now; lists: 检查标准."""

    school: SchoolDraft
    summary: TermSummary
    today: date
    earlier: TermSummary | None = None
    edition: EditionRow | None = None
    frozen: Sequence[ResultRow] = ()
    earlier_frozen: Sequence[ResultRow] = ()
    footer: str = ""
    campaign_id: str = ""
    chosen: frozenset[str] | None = None
    ledger: Callable[[], Sequence[LedgerLine]] = tuple
    leaders: Mapping[str, str] = field(default_factory=dict)
    photos: Photos = no_photos
    terms: Callable[[], Sequence[TermFigures]] = tuple
    offered: Callable[[], Sequence[CheckForm]] = tuple
    lists: Lists = field(default_factory=shipped_lists)

    @property
    def term_words(self) -> str:
        """2026—2027学年第一学期."""
        return f"{printed_year(self.summary.facts.school_year)}学年{self.summary.facts.term}"

    @cached_property
    def names(self) -> dict[str, str]:
        """Teacher id -> name."""
        return {key: person.name for key, person in self.summary.facts.people.items()}

    def time_of(self, check: CampaignRow) -> str:
        """第2次: which check of its kind it is in the term, as the head of a sheet says; "" while it is a draft."""
        of_kind = [one.id for one in self.summary.checks if one.kind == check.kind]
        return f"第{of_kind.index(check.id) + 1}次" if check.id in of_kind else ""

    def check(self, kind: str = "") -> CampaignRow | None:
        """The check wanted when it is of this kind, else the last one of the kind with sheets; None when there is none."""
        return next(reversed(self.checks(kind)), None)

    def checks(self, kind: str = "") -> list[CampaignRow]:
        """The check wanted when it is of this kind, else all of the kind with sheets, the first first."""
        wanted = self.summary.campaigns.get(self.campaign_id)
        if wanted is not None and kind in ("", wanted.kind):
            return [wanted]
        looked = {sheet.campaign_id for sheet in self.summary.facts.sheets}
        of_kind = [one for one in self.summary.checks if one.id in looked and kind in ("", one.kind)]
        return sorted(of_kind, key=lambda one: (one.begins, one.id))

    def of_checks(self, rows: Sequence[OfCheck], kind: str = "") -> list[OfCheck]:
        """What belongs to the checks wanted, check after check, else in its order."""
        places = {check.id: place for place, check in enumerate(self.checks(kind))}
        return sorted(
            (row for row in rows if row.campaign_id in places), key=lambda row: places[row.campaign_id]
        )

    @cached_property
    def changed_since(self) -> dict[str, Difference]:
        """Id of each teacher whose total or grade is another now than it was 归档; none while the term is open."""
        found = differences(self.frozen, self.summary) if self.edition is not None else ()
        return {one.id: one for one in found}

    @cached_property
    def frozen_of(self) -> dict[str, ResultRow]:
        """What was 归档, by id of the teacher."""
        return {row.teacher_id: row for row in self.frozen}

    @property
    def archived_notes(self) -> tuple[str, ...]:
        """That a table of the term as it stands says other than the one that was 归档; () where they agree."""
        if self.edition is None or not self.changed_since:
            return ()
        found = list(self.changed_since.values())
        named = "、".join(f"{one.name} {one.now}（归档 {one.before}）" for one in found[:_REISSUES])
        rest = f"等 {len(found)} 人" if len(found) > _REISSUES else ""
        return (
            f"本学期已于 {self.edition.made_on} 归档，归档后记录有改动，本表按现在的记录：{named}{rest}。"
            "学期结果以归档的《学期教学常规量化汇总表》为准。",
        )

    def wants(self, teacher_id: str) -> bool:
        """Whether a teacher is among those wanted."""
        return self.chosen is None or teacher_id in self.chosen


def check_words(facts: CheckFacts, checks: Sequence[CampaignRow], kind: str = "") -> str:
    """检查：第1次 9月备课检查（2026-09-21—2026-09-30）、第2次 11月备课检查（2026-11-16—2026-11-27）."""
    if not checks:
        name = kinds()[kind].name if kind in kinds() else ""
        return f"本学期没有{name}检查的记录。"
    return f"检查：{'、'.join(_told(facts, check) for check in checks)}。"


def _told(facts: CheckFacts, check: CampaignRow) -> str:
    days = "—".join(filter(None, (check.begins, check.ends)))
    return f"{facts.time_of(check)} {check.title}".strip() + (f"（{days}）" if days else "")


def refuse_notice(title: str, audience: Audience, audiences: Sequence[Audience] = IN_HOUSE) -> None:
    """Raises UserError when a paper is not for this audience."""
    if audience not in audiences:
        words = "或".join(f"“{one.word}”" for one in audiences)
        raise UserError(
            f"《{title}》含有教师个人的得分，不能用于{audience.mark}，没有导出。", f"请把用途改为{words}。"
        )


def sheet_report(
    key: str,
    title: str,
    facts: CheckFacts,
    audience: Audience,
    columns: Sequence[Column],
    rows: Sequence[object],
    *,
    notes: Sequence[str] = (),
    paper: str = "A4",
    audiences: Sequence[Audience] = IN_HOUSE,
    signature: tuple[str, ...] = SIGNATURES,
    watermark: str = "",
    reissued: Sequence[Reissue] = (),
) -> Report:
    """A numbered table of the term, masked for the audience; with scores that are other than 通报 it is a 更正版. Raises
    UserError when it is not for this audience."""
    refuse_notice(title, audience, audiences)
    notes = [*notes, *_reissue_notes(reissued, audience)]
    shown = report_columns(columns, audience)
    told = [note if audience is Audience.INTERNAL else mask_numbers(note) for note in notes if note]
    if audience is not Audience.INTERNAL:
        told.append(f"输出级别：{audience.word}。")
    return Report(
        key=f"checks_{key}",
        title=f"{facts.school.name}{title}（{facts.term_words}）{REISSUED if reissued else ''}",
        unit=facts.school.name,
        on=facts.today,
        columns=(SEQUENCE, *shown),
        rows=tuple((number, *row) for number, row in enumerate(report_rows(rows, shown, audience), 1)),
        notes=tuple(told),
        signature=signature,
        paper=PAPERS[paper],
        footer=facts.footer,
        file_name=file_name(facts, title, audience),
        audience=audience,
        watermark=watermark,
    )


def _reissue_notes(reissued: Sequence[Reissue], audience: Audience) -> list[str]:
    """更正版：通报后更正 2 处, in the house with whose they are."""
    if not reissued:
        return []
    told = f"更正版：通报后更正 {len(reissued)} 处"
    if audience not in IN_HOUSE:
        return [f"{told}。"]
    more = f"；另有 {len(reissued) - _REISSUES} 处" if len(reissued) > _REISSUES else ""
    return [f"{told}：{'；'.join(one.words for one in reissued[:_REISSUES])}{more}。"]


def book(
    key: str,
    title: str,
    facts: CheckFacts,
    audience: Audience,
    forms: Sequence[Form],
    per_page: int = 1,
    audiences: Sequence[Audience] = IN_HOUSE,
) -> FormBook:
    """Forms as one document. Raises UserError when it is not for this audience."""
    refuse_notice(title, audience, audiences)
    return FormBook(
        key=f"checks_{key}",
        title=f"{facts.school.name}{title}",
        forms=tuple(forms if audience is Audience.INTERNAL else map(_masked, forms)),
        per_page=per_page,
        footer=facts.footer,
        file_name=file_name(facts, title, audience),
        audience=audience,
    )


def _masked(form: Form) -> Form:
    """Without the numbers of people that somebody may have written into any text."""

    def row(one: FormRow) -> FormRow:
        return replace(one, cells=tuple(replace(cell, text=mask_numbers(cell.text)) for cell in one.cells))

    return replace(
        form,
        name=mask_numbers(form.name),
        rows=tuple(map(row, form.rows)),
        foot=tuple(map(mask_numbers, form.foot)),
    )


def file_name(facts: CheckFacts, title: str, audience: Audience) -> str:
    """Whose, what, of which term, for whom."""
    term = f"{facts.summary.facts.school_year}{facts.summary.facts.term}"
    return files.safe_name(facts.school.name, f"_{title}_{term}_{facts.today:%Y%m%d}_{audience.mark}")
