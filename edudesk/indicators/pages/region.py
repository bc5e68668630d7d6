"""校际差异系数: the seven coefficients of the region, and below them the figures of its schools as a sheet to paste into."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.grammar import read_typed
from edudesk.base.jobs import Step
from edudesk.indicators.pages import REGION
from edudesk.indicators.pages.sources import RegionSources
from edudesk.indicators.pages.tabs import RegionBoxes, put_tabs
from edudesk.indicators.pages.tones import TONES
from edudesk.indicators.rows.stored import AMOUNTS, REGION_COLUMN, REGION_COLUMNS, RegionDraft, RegionRow
from edudesk.indicators.rules.region import SHORT_TITLES, Region, Spread, spread_words
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.changes import Batch, Values
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.labels import label
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.row_model import RowModel
from edudesk.kit.rows_page import RowsPage
from edudesk.kit.table_view import TableView
from edudesk.kit.theme import Tone
from edudesk.school.rules.years import first_of
from edudesk.store.row_service import fact

_WHOLE = ("school_year", "stage")
_HIGH = 7 * 34 + 44  # px: seven lines and a heading
_SPREADS = (
    ("no", "编号", 14), ("name", "指标", 56), ("schools", "计入学校", 18), ("mean", "平均值", 20), ("deviation", "标准差", 18),
    ("cv", "差异系数", 18), ("last", "上学年", 16), ("limit", "标准", 18), ("verdict", "结论", 16), ("goal", "自定目标", 24), ("own", "本校值", 20),
    ("part", "本校影响", 20),
)  # fmt: skip
# the amounts under heads that fit beside each other: Q4 教辅用房（㎡）
_UNITS = {"Q4": "㎡", "Q5": "㎡", "Q6": "元", "Q7": "间"}
_SHORT = {field: f"{SHORT_TITLES[key]}（{_UNITS.get(key, '人')}）" for key, field in AMOUNTS.items()}
_FIGURES = frozenset(("schools", "mean", "deviation", "cv", "last", "limit", "own", "part"))


class SpreadLine:
    """One of the seven as the table shows it."""

    def __init__(self, spread: Spread) -> None:
        self.spread, self.id = spread, spread.indicator.id
        self._words = spread_words(spread)._asdict() | {
            "no": spread.indicator.id,
            "name": spread.indicator.name,
            "schools": str(len(spread.found.shares)) if spread.found is not None else "0",
            "verdict": str(spread.verdict),
        }

    def word(self, key: str) -> str:
        """A cell."""
        return self._words[key]


def _spread_columns() -> tuple[Column, ...]:
    return tuple(
        Column(
            key,
            title,
            Kind.TAG if key == "verdict" else Kind.NUMBER if key in _FIGURES else Kind.TEXT,
            width,
            value=partial(_word, key),
            is_shown=True,
        )
        for key, title, width in _SPREADS
    )


def _word(key: str, line: SpreadLine) -> str:
    return line.word(key)


class RegionPage(RowsPage):
    """One school year and 学段 at a time. undo: takes the last change back; show_page: for the tabs; sheets_button(page): what it
    can hand out."""

    name, title, icon_name = REGION
    unit = "所学校"
    concerns = frozenset({"indicators", "school"})
    search_hint = "学校 / 集团…"
    import_wanted = Signal(object)

    def __init__(
        self,
        sources: RegionSources,
        undo: Callable[[], object],
        show_page: ShowPage,
        sheets_button: Callable[["RegionPage"], QWidget],
        parent: QWidget | None = None,
    ) -> None:
        self._sources, self.service, self._sheets_button = sources, sources.region_schools, sheets_button
        self.columns = tuple(
            replace(
                one,
                title=_SHORT.get(one.key, one.title),
                width=36 if one.key == "name" else min(one.width, 22),
            )
            for one in REGION_COLUMNS
            if one.key not in _WHOLE
        )
        self.boxes = RegionBoxes()
        for box in (self.boxes.year, self.boxes.stage):
            box.picked.connect(lambda _key: self.reload())
        super().__init__(undo, parent)
        put_tabs(self.head, self.name, show_page, self.boxes.tools)

    # what is shown

    def rows(self) -> Sequence[RegionRow]:
        every = self.service.rows()
        self.boxes.offer(every, self._sources.school.identity())
        year, stage = self.boxes.year.key, self.boxes.stage.key
        self.region: Region = self._sources.region.of(year, stage)
        self.spreads.set_rows([SpreadLine(one) for one in self.region.spreads])
        self._told.setText(_told(self.region))
        return [row for row in every if (row.school_year, row.stage) == (year, stage)]

    def day(self) -> date:
        """1 September of the school year that is shown: what its sheets are of."""
        return date(first_of(self.boxes.year.key), 9, 1)

    def build_above(self) -> QWidget:
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.spreads = RowModel(_spread_columns(), tone=_spread_tone, parent=place)
        self.spread_table = TableView(self.spreads, "region_spreads")
        self.spread_table.setFixedHeight(_HIGH)
        self._told = label("", "muted", wraps=True)
        column.addWidget(self.spread_table)
        column.addWidget(self._told)
        return place

    def buttons(self) -> Sequence[QWidget]:
        return (
            button("填入本校", self.put_own),
            self._sheets_button(self),
            button("粘贴、导入…", lambda: self.import_wanted.emit(None), icon_name="import"),
            button("新增学校", self.add, "primary", icon_name="add", keys="Ctrl+N"),
        )

    def take(self, file: object) -> bool:
        self.import_wanted.emit(file)
        return True

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        return (
            "还没有区域学校的数据。",
            "从教育局或集团的表里复制各校的行，点“粘贴、导入…”；填的是数量（人、平方米、元、间），不是生均值。",
            (("粘贴、导入…", lambda: self.import_wanted.emit(None)), ("填入本校", self.put_own)),
        )

    # one cell, many cells

    def save_cell(self, row: RegionRow, key: str, text: str) -> RegionRow:
        return self.service.change(row.id, {key: read_typed(REGION_COLUMN[key], text).value}, row.version)

    def build_batch(self) -> Batch:
        return Batch(self._problems, _no_doubts, self._save_many, self._undo)

    def _problems(self, values: Values) -> Mapping[str, Sequence[FieldProblem]]:
        return self.service.try_changes(_typed(values))

    def _save_many(self, values: Values, rows: Mapping[str, RegionRow], title: str, step: Step) -> object:
        versions = {row_id: row.version for row_id, row in rows.items()}
        return self.service.change_many(_typed(values), versions, title)

    # whole schools

    def add(self) -> None:
        """A form for one more school of the year and 学段 that are shown."""
        self._ask("新增学校", self._place, lambda typed: self.service.add(_draft(typed)))

    def edit(self, row: RegionRow, key: str = "") -> None:
        values = {name: getattr(row, name) for name in REGION_COLUMN}
        form = self._ask(
            f"编辑 {row.name}", values, lambda typed: self.service.change(row.id, typed, row.version), row
        )
        form.seize(key)

    @property
    def _place(self) -> dict[str, object]:
        return {"school_year": self.boxes.year.key, "stage": self.boxes.stage.key}

    def _ask(
        self,
        title: str,
        values: Mapping[str, object],
        save: Callable[[dict[str, object]], object],
        row: RegionRow | None = None,
    ) -> FormDialog:
        amounts = [REGION_COLUMN[key] for key in ("pupils", *AMOUNTS.values())]
        rest = [
            one for one in REGION_COLUMNS if one.key not in (*AMOUNTS.values(), "pupils", "name", *_WHOLE)
        ]
        return FormDialog.edit(
            self,
            title,
            (
                ("学校", [REGION_COLUMN[key] for key in ("name", *_WHOLE)]),
                ("数量（不填生均值；不知道的留空）", amounts),
                ("师资与其他", rest),
            ),
            values,
            save,
            self.show_saved,
            check=lambda typed: self.service.problems(_draft(typed), row),
        )

    def put_own(self) -> None:
        """Our own school as a row, with its figures of 1 September of the year that is shown."""
        day = self.day()
        try:
            row = self._sources.region.put_own(day, self.boxes.stage.key)
        except UserError as error:
            messages.fail(self, error)
            return
        messages.notice(self, f"已填入 {row.name} {day.isoformat()} 的数。", ("撤销", self._undo))
        self.show_saved(row)


def _told(region: Region) -> str:
    """Who is not counted, whose figures lack, and what 本校影响 is."""
    told = []
    if region.left_out:
        told.append("不计入：" + "；".join(f"{name}（{why}）" for name, why in region.left_out))
    lacking = {
        name for one in region.spreads if one.found is not None for name, _ in one.found.lacking
    }  # fmt: skip
    if lacking:
        told.append(f"有数没有填、结论待定：{'、'.join(sorted(lacking))}")
    told.append("差异系数 = 标准差 ÷ 平均值，按在校生数加权；本校影响是本校在方差中所占的部分")
    return "。".join(told) + "。"


def _spread_tone(line: SpreadLine, column: Column) -> Tone:
    return TONES[line.spread.verdict]


def _draft(typed: Mapping[str, object]) -> RegionDraft:
    return RegionDraft(**{key: fact(REGION_COLUMN[key], value) for key, value in typed.items()})  # type: ignore[arg-type]


def _typed(values: Values) -> dict[str, dict[str, object]]:
    return {
        row_id: {key: read_typed(REGION_COLUMN[key], text).value for key, text in texts.items()}
        for row_id, texts in values.items()
    }


def _no_doubts(values: Values, rows: Mapping[str, RegionRow]) -> dict[str, list[FieldProblem]]:
    return {}
