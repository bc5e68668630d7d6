"""师资队伍分析报告: the figures of the roster's own sheets in words, tables and charts, and the school's own passages."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

from edudesk.base import paths
from edudesk.base.chart import Chart, ChartKind
from edudesk.base.columns import Column, Kind
from edudesk.base.dates import chinese_day
from edudesk.base.document import Attachment, Block, Document, Heading, Paragraph
from edudesk.base.masking import Audience, Privacy, mask_numbers
from edudesk.base.numerals import han
from edudesk.base.report import A4, Report
from edudesk.roster.reports.choosing import share
from edudesk.roster.reports.counted import post_table
from edudesk.roster.reports.facts import Facts
from edudesk.roster.reports.lists import paper_name
from edudesk.roster.reports.staffing import staffing_table, team_of, team_words
from edudesk.roster.reports.structure import Slice, full_time, structure_of
from edudesk.roster.reports.structure_charts import group_chart
from edudesk.roster.rules.retirement import retires_within
from edudesk.school.rules.years import printed_year

KEY: Final = "team_analysis"
TITLE: Final = "师资队伍分析报告"
GAPS, MEASURES = "team.gaps", "team.measures"
_TOLD, _LARGEST = 6, 3  # slices: so many are told one by one, of more the largest


@cache
def form() -> dict[str, Any]:
    """The sentences and limits of forms/submissions/team_report.toml."""
    with paths.shipped("forms", "submissions", "team_report.toml").open("rb") as file:
        return tomllib.load(file)


def default_text(key: str) -> str:
    """What is printed while the school has not written a passage: paragraphs, a line each; "" = nothing."""
    return "\n".join(form()["texts"].get(key, ()))


def text_title(key: str) -> str:
    """What a passage is called; one that this program does not know by its key."""
    return str(form()["text_titles"].get(key, key))


def team_analysis(facts: Facts, texts: Mapping[str, str], audience: Audience) -> Document:
    """The report as of the day of the facts. texts: key of a passage -> the school's words; others are the default.

    It names nobody, so every audience may have it; numbers of people in the school's words are starred.
    """
    return _Analysis(facts, texts, audience).document()


@dataclass(frozen=True)
class _Analysis:
    facts: Facts
    texts: Mapping[str, str]
    audience: Audience

    @cached_property
    def slices(self) -> dict[str, list[Slice]]:
        """The slices by their group."""
        found: dict[str, list[Slice]] = {}
        for one in structure_of(self.facts):
            found.setdefault(one.group, []).append(one)
        return found

    @cached_property
    def of(self) -> int:
        """专任教师, the whole of every share."""
        return len(full_time(self.facts))

    def document(self) -> Document:
        facts, told = self.facts, form()
        words = {
            "school": facts.school.name,
            "year": printed_year(facts.school_year),
            "day": chinese_day(facts.on),
        }
        return Document(
            key=KEY,
            title=told["title"].format(**words),
            body=(
                Paragraph(told["opening"].format(**words)),
                Heading("一、基本情况", 1),
                Paragraph(team_words(team_of(facts))),
                Heading("二、结构分析", 1),
                *self._sections(),
                Heading("三、问题与缺口", 1),
                *_numbered([*self._gaps(), *self._own(GAPS)]),
                Heading("四、培养措施", 1),
                *_numbered(self._own(MEASURES)),
            ),
            issuer=(facts.school.name,),
            on=facts.today,
            attachments=tuple(Attachment(title, file_name=title) for title in told["attachments"]),
            evidence=self._evidence(),
            footer=facts.footer,
            file_name=paper_name(facts.school, TITLE, facts.on, self.audience),
            audience=self.audience,
            records=tuple(row.id for row in full_time(facts)),
        )

    # 二

    def _sections(self) -> Iterator[Block]:
        pictures = 0
        for number, section in enumerate(form()["section"], 1):
            own = self.slices.get(section["group"], [])
            is_drawn = bool(section["chart"] and own)
            pictures += is_drawn
            seen = f"图{pictures}、表{number}" if is_drawn else f"表{number}"
            yield Heading(f"（{han(number)}）{section['title']}", 2)
            yield Paragraph(self._in_words(own, seen))
            if is_drawn:
                yield self._chart(section, own, pictures)
            yield self._table(section, own, number)

    def _in_words(self, own: Sequence[Slice], seen: str) -> str:
        """Every slice, of many the largest: the table has them all. seen: where to look."""
        if not own:
            return "没有登记专任教师。"
        shown = own
        if is_cut := len(own) > _TOLD:
            shown = sorted(own, key=lambda one: len(one.people), reverse=True)[:_LARGEST]
        parts = [f"{one.word} {len(one.people)} 人，占 {share(len(one.people), self.of)}" for one in shown]
        lead = "人数较多的是" if is_cut else ""
        return f"专任教师 {self.of} 人中，{lead}{'；'.join(parts)}（见{seen}）。"

    def _chart(self, section: Mapping[str, str], own: Sequence[Slice], number: int) -> Chart:
        title = f"图{number}　专任教师{section['title']}"
        return group_chart(section["group"], own, ChartKind(section["chart"]), title)

    def _table(self, section: Mapping[str, str], own: Sequence[Slice], number: int) -> Report:
        columns = (
            _column("word", section["group"], Kind.TEXT, 44),
            _column("count", "人数", Kind.INT, 24),
            _column("share", "占比", Kind.TEXT, 24),
            _column("women", "其中女", Kind.INT, 24),
        )
        rows = [(one.word, len(one.people), share(len(one.people), self.of), _women(one)) for one in own]
        everybody = full_time(self.facts)
        total = ("合计", self.of, share(self.of, self.of), sum(row.gender == "女" for row in everybody))
        return Report(
            key=f"{KEY}_{number}",
            title=f"表{number}　专任教师{section['title']}",
            unit="",
            on=self.facts.today,
            columns=columns,
            rows=(*rows, total),
            notes=(section["note"],),
            signature=(),
            paper=A4,
            audience=self.audience,
        )

    # 三

    def _gaps(self) -> list[str]:
        found = [*self._limits(), *self._staffing(), *self._posts(), *self._retiring()]
        return found or [form()["gaps"]["nothing"]]

    def _limits(self) -> Iterator[str]:
        for limit in form()["limit"]:
            count = sum(
                len(one.people) for one in self.slices.get(limit["group"], ()) if one.word in limit["words"]
            )
            part = 100 * count / self.of if self.of else 0.0
            if self.of and (part > limit.get("above", 100.0) or part < limit.get("below", 0.0)):
                yield limit["text"].format(count=count, share=share(count, self.of))

    def _staffing(self) -> Iterator[str]:
        stage = ""
        for line in staffing_table(self.facts).lines:
            stage = line.group or stage
            _, _, own, _, _, _, need, lack = line.cells
            if lack:
                yield form()["gaps"]["staffing"].format(
                    stage=stage, word=line.item, lack=lack, need=need, own=own
                )

    def _posts(self) -> Iterator[str]:
        told = []
        for line in post_table(self.facts).lines:
            vacant = line.cells[3]
            if line.group != "合计" and isinstance(vacant, int) and vacant:
                words = "posts_free" if vacant > 0 else "posts_over"
                tier = f"{line.item}岗位" if line.item else line.group
                told.append(form()["gaps"][words].format(tier=tier, count=abs(vacant)))
        if told:
            yield form()["gaps"]["posts"].format(listed="，".join(told))

    def _retiring(self) -> Iterator[str]:
        leaving = [row for row in full_time(self.facts) if retires_within(row, 5, self.facts.day)]
        if leaving:
            subjects = Counter(row.subject or "未登记学科" for row in leaving).most_common(3)
            listed = "、".join(f"{word} {count} 人" for word, count in subjects)
            yield form()["gaps"]["retiring"].format(count=len(leaving), subjects=listed)

    # 四

    def _own(self, key: str) -> list[str]:
        lines = [line.strip() for line in (self.texts.get(key) or default_text(key)).splitlines()]
        told = [line for line in lines if line]
        return told if self.audience is Audience.INTERNAL else [mask_numbers(line) for line in told]

    def _evidence(self) -> Report:
        """What proves the figures, as far as there is any of it."""
        facts = self.facts
        rows: list[tuple[object, ...]] = []
        for one in form()["evidence"]:
            if not one["history"]:
                count, place = f"{len(facts.present)} 人", "附件1"
            else:
                held = (facts.of(one["history"], row) for row in facts.present)
                count, place = f"{sum(map(len, held))} 条", "校务通教师台账"
            if not count.startswith("0 "):
                rows.append((len(rows) + 1, one["title"], count, place))
        columns = (
            _column("number", "序号", Kind.INT, 14),
            _column("title", "佐证材料", Kind.TEXT, 70),
            _column("count", "数量", Kind.TEXT, 24),
            _column("place", "存放", Kind.TEXT, 40),
        )
        return Report(
            key=f"{KEY}_evidence",
            title="佐证材料目录",
            unit=facts.school.name,
            on=facts.today,
            columns=columns,
            rows=tuple(rows),
            signature=(),
            paper=A4,
            audience=self.audience,
        )


def _women(one: Slice) -> int:
    return sum(row.gender == "女" for row in one.people)


def _column(key: str, title: str, kind: Kind, width: float) -> Column:
    return Column(key, title, kind, width, privacy=Privacy.PUBLIC)


def _numbered(sentences: Sequence[str]) -> Iterator[Paragraph]:
    """1. 2. 3. when there are several."""
    for number, sentence in enumerate(sentences, 1):
        yield Paragraph(f"{number}.{sentence}" if len(sentences) > 1 else sentence)
