"""推荐与公示: the candidates of a year in their ranking, why each has its place, the rounds they stood in and their 公示."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.kit import messages
from edudesk.kit.buttons import button, link
from edudesk.kit.chips import Chip, ChoiceChip
from edudesk.kit.drawer import Drawer
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.key_values import KeyValues
from edudesk.kit.labels import label
from edudesk.kit.list_page import ListPage
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.section import columns_of
from edudesk.kit.theme import Tone
from edudesk.projects.pages import RANKING
from edudesk.projects.pages.part_told import Told
from edudesk.projects.pages.reviews_sheet import ReviewsSheet
from edudesk.projects.pages.round_dialog import RoundDialog
from edudesk.projects.pages.sources import ProjectSources
from edudesk.projects.pages.tabs import put_tabs
from edudesk.projects.rows.candidates import CANDIDATE_COLUMNS, Candidate, notice_words
from edudesk.projects.rows.pool import DECISIONS, RECOMMENDATION_COLUMN, RECOMMENDED, RESERVE
from edudesk.projects.rules.ranking import explain_place
from edudesk.projects.rules.years import years_offered

_EVERY = "全部候选项目"
_NOTICE = ("notice_from", "notice_to", "objections", "notice_result")


class RankingPage(ListPage):
    """project_wanted(id): beside the list of projects; undo: takes the last change back; show_page: for the tabs;
    export_button(page): what it can hand out."""

    name, title, icon_name = RANKING
    unit = "项"
    concerns = frozenset({"projects", "project_kinds", "teachers"})
    search_hint = "项目 / 主持人…"
    columns: tuple[Column, ...] = CANDIDATE_COLUMNS
    project_wanted = Signal(str)

    def __init__(
        self,
        sources: ProjectSources,
        undo: Callable[[], object],
        show_page: ShowPage,
        export_button: Callable[["RankingPage"], QWidget],
        parent: QWidget | None = None,
    ) -> None:
        self._sources, self._undo, self._export_button = sources, undo, export_button
        self.candidates: list[Candidate] = []
        super().__init__(parent)
        put_tabs(self.head, self.name, show_page)

    # which year, which round

    def build_above(self) -> QWidget | None:
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.year_box, self.batch_box = QComboBox(), QComboBox()
        self.told = label("", "muted")
        for word, box in (("年度", self.year_box), ("批次", self.batch_box)):
            box.setAccessibleName(word)
            row.addWidget(label(word, "muted"))
            row.addWidget(box)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.activated.connect(self._choose)
        row.addWidget(self.told, 1)
        return place

    @property
    def year(self) -> str:
        """The calendar year that is looked at."""
        return self.year_box.currentText() or str(clock.today().year)

    @property
    def batch(self) -> str:
        """The round that is looked at, "" = all candidates."""
        return self.batch_box.currentText() if self.batch_box.currentIndex() > 0 else ""

    def _choose(self, *_number: int) -> None:
        self.reload()

    def rows(self) -> Sequence[Candidate]:
        rounds = self._sources.recommendations
        _offer(self.year_box, years_offered(rounds.years(), clock.today()), str(clock.today().year))
        self.candidates = rounds.candidates(self.year)
        _offer(self.batch_box, [_EVERY, *self.batches()], _EVERY)
        batch = self.batch
        if not batch:
            return self.candidates
        return [
            _of_round(one, batch) for one in self.candidates if any(row.batch == batch for row in one.rounds)
        ]

    def batches(self) -> list[str]:
        """The rounds of the year, the latest first."""
        rows = sorted(
            (row for one in self.candidates for row in one.rounds), key=lambda row: (row.on, row.id)
        )
        return list(dict.fromkeys(row.batch for row in reversed(rows)))

    def rows_read(self, rows: Sequence[Candidate]) -> None:
        """What the places are counted among, and the 公示 of the round."""
        judged = sum(one.points is not None for one in self.candidates)
        told = f"名次按 {self.year} 年 {judged} 个有论证评分的项目排"
        if open_ := len(self.candidates) - judged:
            told += f"，{open_} 个没有评分、没有名次"
        notices = dict.fromkeys(filter(None, map(notice_words, rows))) if self.batch else {}
        self.told.setText(f"{told}　{'；'.join(f'公示 {one}' for one in notices)}".rstrip())

    # the list

    def chips(self) -> Sequence[Chip]:
        return (
            ChoiceChip("label", "类别", lambda row: row.label),
            ChoiceChip(
                "decision", "推荐结果", lambda row: row.last.decision if row.last else "", DECISIONS.words
            ),
            ChoiceChip("stage", "阶段", lambda row: row.project.stage, is_optional=True),
        )

    def buttons(self) -> Sequence[QWidget]:
        return (
            button("录入论证评分…", self.enter_reviews, keys="Ctrl+Shift+R"),
            self._export_button(self),
            button("登记公示…", self.publish, keys="Ctrl+Shift+G"),
            button("定推荐名单…", self.decide, "primary", keys="Ctrl+N"),
        )

    def tone(self, row: Candidate, column: Column) -> Tone:
        decision = row.last.decision if row.last is not None else ""
        return {RECOMMENDED: Tone.GOOD, RESERVE: Tone.WARN}.get(decision, Tone.PLAIN)

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        return (
            f"{self.year} 年没有候选项目。",
            "项目库里和正在申报的项目会列在这里；先在“项目”里新建。",
            (),
        )

    def build_drawer(self) -> Drawer | None:
        drawer = Drawer()
        self._why, self._facts = Told(), KeyValues()
        drawer.body.addWidget(self._why)
        drawer.body.addWidget(self._facts)
        line = QHBoxLayout()
        line.addWidget(link("打开项目", self._open_project))
        line.addStretch(1)
        drawer.body.addLayout(line)
        drawer.body.addStretch(1)
        return drawer

    def show_row(self, row: Candidate) -> None:
        assert self.drawer is not None
        self._shown = row.id
        leaders = f"主持人 {row.leaders}" if row.leaders else ""
        self.drawer.show_head(row.title, " · ".join(filter(None, (row.label, row.project.stage, leaders))))
        self._why.show_told(explain_place(row, self.candidates))
        last = row.last
        facts: list[tuple[str, str]] = []
        if last is not None:
            facts = [
                ("推荐批次", last.batch),
                ("推荐结果", " ".join(filter(None, (last.decision, last.level)))),
                ("名额", f"{last.level} {last.quota} 个" if last.quota else ""),
                ("理由", last.reason),
                ("公示", notice_words(row)),
                ("公示反映", last.objections),
                ("公示结果", last.notice_result),
            ]
        doubts = "\n".join(self._sources.projects.warnings(row.id))
        advice = "\n".join(f"{one.expert}：{one.advice}" for one in row.reviews if one.advice)
        self._facts.show_rows([one for one in (*facts, ("疑点", doubts), ("修改建议", advice)) if one[1]])

    def _open_project(self) -> None:
        self.project_wanted.emit(self._shown)

    # what is done

    def enter_reviews(self) -> ReviewsSheet | None:
        """What the experts gave, for the candidates in sight."""
        rows = self._in_sight()
        return ReviewsSheet.show_for(self, self._sources, rows) if rows else None

    def decide(self) -> RoundDialog | None:
        """The list of the round that is looked at, else of a new one of the candidates in sight."""
        rows = self._in_sight()
        if self.batch:  # who is of the same kinds may still join it
            kinds = {one.project.kind for one in self.model.all_rows}
            rows = [one for one in self.candidates if one.project.kind in kinds]
        return RoundDialog.show_for(self, self._sources, rows, self.year, self.batch) if rows else None

    def _in_sight(self) -> list[Any]:
        rows = list(self.model.rows)
        if not rows:
            messages.tell(self, "列表里没有候选项目。", "请清除筛选，或先在“项目”里新建项目。")
        return rows

    def publish(self) -> FormDialog | None:
        """公示 of the round that is looked at, else of the only one there is."""
        batches = self.batches()
        batch = self.batch or (batches[0] if len(batches) == 1 else "")
        if not batch:
            told = "请在“批次”里选择要公示的一批。" if batches else "请先点“定推荐名单”，保存后再登记公示。"
            messages.tell(self, "还不知道公示哪一批推荐。", told)
            return None
        year, service = self.year, self._sources.recommendations
        rows = [row for row in service.of_batch(batch, year) if row.decision == RECOMMENDED]
        known = next((row for row in rows if row.notice_from), None)
        values = {key: getattr(known, key) if known is not None else "" for key in _NOTICE}
        values["notice_from"] = values["notice_from"] or clock.today().isoformat()

        def save(typed: dict[str, Any]) -> int:
            told = {key: str(typed.get(key) or "") for key in _NOTICE}
            return service.publish(
                batch,
                year=year,
                first=told["notice_from"],
                last=told["notice_to"],
                objections=told["objections"],
                result=told["notice_result"],
            )

        return FormDialog.edit(
            self,
            f"公示：{batch}",
            (
                (
                    f"推荐 {len(rows)} 项：{'、'.join(self._titles(row.project_id for row in rows))}",
                    columns_of(RECOMMENDATION_COLUMN, *_NOTICE),
                ),
            ),
            values,
            save,
            lambda count: messages.notice(self, f"已登记 {count} 项的公示。", ("撤销", self._undo)),
        )

    def _titles(self, ids: Any) -> list[str]:
        known = {one.id: one.title for one in self.candidates}
        titles = [known.get(one, "") for one in ids]
        return titles if len(titles) <= 3 else [*titles[:3], "…"]


def _of_round(one: Candidate, batch: str) -> Candidate:
    """As it stood in a round, whatever rounds came later."""
    return replace(one, rounds=tuple(sorted(one.rounds, key=lambda row: row.batch == batch)))


def _offer(box: QComboBox, words: Sequence[str], first: str) -> None:
    """Other words in a box; the one chosen stays chosen while it is there."""
    chosen = box.currentText() or first
    if [box.itemText(number) for number in range(box.count())] != list(words):
        box.clear()
        box.addItems(list(words))
    box.setCurrentText(chosen if chosen in words else first)
