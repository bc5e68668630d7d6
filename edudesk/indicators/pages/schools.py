"""各校对照: the schools of a region or of a 集团 × the seven figures, what is worst in each and which teachers it lacks."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from edudesk.base.columns import Column, Kind
from edudesk.indicators.pages import REGION, SCHOOLS
from edudesk.indicators.pages.sources import RegionSources
from edudesk.indicators.pages.tabs import RegionBoxes, put_tabs
from edudesk.indicators.pages.tones import TONES
from edudesk.indicators.rows.stored import REGION_COLUMN
from edudesk.indicators.rows.values import Verdict
from edudesk.indicators.rules.region import NOT_COUNTED, SEVEN, SHORT_TITLES, Region, SchoolLine, region_words
from edudesk.indicators.rules.wording import gap_words, lack_words, target_words, value_words
from edudesk.kit.buttons import button
from edudesk.kit.chips import Chip, ChoiceChip
from edudesk.kit.dated_list import DatedLine, DatedList
from edudesk.kit.drawer import Drawer
from edudesk.kit.key_values import KeyValues
from edudesk.kit.labels import label
from edudesk.kit.list_page import ListPage
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.theme import Tone
from edudesk.school.rules.years import first_of

_OWN = "本校"


class SchoolView:
    """A school as the table shows it."""

    def __init__(self, line: SchoolLine) -> None:
        self.line, self.id, self.name = line, line.row.name, line.row.name

    @property
    def worst(self) -> str:
        """Q2 0.74, the figure furthest below its limit."""
        one = self.line.worst
        return "—" if one is None else f"{one.indicator.id} {value_words(one)}"


def _figure(key: str) -> Column:
    def value(view: SchoolView) -> str:
        return value_words(view.line.results[key])

    def order(view: SchoolView) -> float:
        return float(view.line.results[key].value or 0)

    return Column(key, SHORT_TITLES[key], Kind.NUMBER, 19, value=value, sort=order, is_shown=True)


class SchoolsPage(ListPage):
    """One school year and 学段 at a time. show_page: for the tabs; sheets_button(page): what it can hand out."""

    name, title, icon_name = SCHOOLS
    unit = "所学校"
    concerns = frozenset({"indicators", "school"})
    search_hint = "学校 / 集团…"
    columns: tuple[Column, ...] = (
        Column("name", "学校", width=36, is_shown=True),
        Column("pupils", "学生数", Kind.INT, 16, value=lambda view: view.line.row.pupils, is_shown=True),
        Column("met", "达标项数", Kind.NUMBER, 16, value=lambda view: view.line.balance.met, is_shown=True),
        Column("verdict", "学校结论", Kind.TAG, 18, value=lambda view: view.line.verdict, is_shown=True),
        *map(_figure, SEVEN),
        Column("worst", "最弱项", width=22, value=lambda view: view.worst, is_shown=True),
        Column("lacks", "师资缺额", width=54, value=lambda view: lack_words(view.line.lacks) or "—", is_shown=True),
        Column("group_name", "集团", width=36, value=lambda view: view.line.row.group_name),
        Column("own", _OWN, Kind.TAG, 14, value=lambda view: _OWN if view.line.is_own else ""),
    )  # fmt: skip

    def __init__(
        self,
        sources: RegionSources,
        show_page: ShowPage,
        sheets_button: Callable[["SchoolsPage"], QWidget],
        parent: QWidget | None = None,
    ) -> None:
        self._sources, self._show_page, self._sheets_button = sources, show_page, sheets_button
        self.region = Region("", "", (), ())
        self.boxes = RegionBoxes()
        for box in (self.boxes.year, self.boxes.stage):
            box.picked.connect(lambda _key: self.reload())
        super().__init__(parent)
        self.model.counted.connect(lambda *_counts: self._tell())
        put_tabs(self.head, self.name, show_page, self.boxes.tools)

    def rows(self) -> Sequence[SchoolView]:
        self.boxes.offer(self._sources.region_schools.rows(), self._sources.school.identity())
        self.region = self._sources.region.of(self.boxes.year.key, self.boxes.stage.key)
        return [SchoolView(line) for line in self.region.lines]

    def buttons(self) -> Sequence[QWidget]:
        return (
            self._sheets_button(self),
            button("各校数据…", partial(self._show_page, REGION.name), "primary"),
        )

    def chips(self) -> Sequence[Chip]:
        words = [str(one) for one in (Verdict.MET, Verdict.MISSED, Verdict.UNKNOWN)]
        return (
            ChoiceChip("group", "集团", lambda view: view.line.row.group_name),
            ChoiceChip("verdict", "学校结论", lambda view: view.line.verdict, [*words, NOT_COUNTED]),
        )

    def day(self) -> date:
        """1 September of the school year that is shown: what its sheets are of."""
        return date(first_of(self.boxes.year.key), 9, 1)

    def build_above(self) -> QWidget:
        self._told = label("", "muted", wraps=True)
        return self._told

    def rows_read(self, rows: Sequence[SchoolView]) -> None:
        self._tell()

    def _tell(self) -> None:
        """Of the schools in sight: those of a 集团 when one is chosen."""
        shown = tuple(view.line for view in self.model.rows)
        self._told.setText(region_words(replace(self.region, lines=shown)))

    def build_drawer(self) -> Drawer:
        return SchoolDrawer()

    def show_row(self, row: SchoolView) -> None:
        assert isinstance(self.drawer, SchoolDrawer)
        self.drawer.show_line(row.line, self.region)

    def tone(self, row: SchoolView, column: Column) -> Tone:
        if column.key == "own":
            return Tone.BRAND
        return Tone.PLAIN if row.line.why_not else TONES[row.line.balance.verdict]

    def shade(self, row: SchoolView, column: Column) -> Tone | None:
        """Ground of a figure that misses its limit; the drawer says it in words."""
        found = row.line.results.get(column.key)
        if found is None or found.verdict not in (Verdict.MISSED, Verdict.NEAR):
            return None
        return TONES[found.verdict]

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        return (
            "还没有区域学校的数据。",
            "请先在“校际差异系数”里粘贴或导入各校的数。",
            (("校际差异系数", partial(self._show_page, REGION.name)),),
        )


class SchoolDrawer(Drawer):
    """A school beside the table: each of its figures against its limit, what it adds to the differences."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = KeyValues(96)
        self.figures = DatedList("各项指标")
        self.shares = KeyValues(96)
        self._shares_head = label("对差异系数的影响（占方差）", "heading")
        for one in (self.facts, label("各项指标", "heading"), self.figures, self._shares_head, self.shares):
            self.body.addWidget(one)
        self.body.addStretch(1)

    def show_line(self, line: SchoolLine, region: Region) -> None:
        """Fill with a school."""
        row, judged = line.row, line.balance
        note = _OWN if line.is_own else row.group_name
        self.show_head(
            row.name, " · ".join(filter(None, (note, line.why_not and f"不计入差异系数：{line.why_not}")))
        )
        self.facts.show_rows(
            [
                ("在校生", REGION_COLUMN["pupils"].text(row)),
                ("7 项中达标", f"{judged.met} 项：{judged.verdict}"),
                ("师资缺额", lack_words(line.lacks)),
                ("备注", row.remark),
            ]
        )
        self.figures.show_lines(
            [
                DatedLine(
                    key,
                    f"{value_words(one)}（{target_words(one)}）",
                    _standing(str(one.verdict), gap_words(one)),
                )
                for key, one in line.results.items()
                if not (one.figure.missing and key not in SEVEN)
            ]
        )
        shares = [
            (one.indicator.id, f"{dict(one.found.shares)[row.name] / one.found.deviation**2 * 100:.1f}%")
            for one in region.spreads
            if one.found is not None and one.found.deviation and row.name in dict(one.found.shares)
        ]
        self.shares.show_rows(shares)
        self._shares_head.setVisible(bool(shares))


def _standing(verdict: str, gap: str) -> str:
    return verdict if gap == "—" else f"{verdict}，{gap}"
