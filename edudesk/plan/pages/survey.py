"""校情问卷 on screen: what each group answered for each line of the SWOT matrix, typed, pasted or read from its sheet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.files import safe_name
from edudesk.base.jobs import Step
from edudesk.base.words import shortened
from edudesk.kit import messages, reveal
from edudesk.kit.buttons import button, menu_button
from edudesk.kit.dated_list import DatedLine
from edudesk.kit.dialogs import choose_open_file, choose_save_file
from edudesk.kit.section import Section, joined
from edudesk.kit.sheet_dialog import SheetDialog
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import Tone
from edudesk.kit.typed_table import TextRow, TypedTable
from edudesk.plan.intake.survey_sheet import SurveySheet, read_survey_sheet, write_survey_sheet
from edudesk.plan.pages.parts_dialog import PartsDialog, ToldList
from edudesk.plan.rows.course import DIAGNOSED
from edudesk.plan.rows.survey import PEOPLE, SURVEY_COLUMN, SurveyDraft, SurveyRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.opinions import usual_day
from edudesk.plan.rules.survey import asked, mean_text, read_count, read_mean, tallies
from edudesk.school.pages.people import Choosing

TITLE: Final = "校情问卷"
_TOLD: Final = (
    "问卷按 SWOT 条目生成（导出 ▾ → 校情问卷），每条 1—5 分，不记名，只分教职工、学生、家长、社区。"
    "收回后在这里登记各条的人数和平均分，或读入填好的 Excel；结果印在 SWOT 矩阵和校情问卷统计表里。"
)
_FILES: Final = "Excel (*.xlsx)"
_MEAN: Final = Column("mean", "平均分", Kind.NUMBER, 16, help="1 到 5 分，最多两位小数")
_MOST: Final = 4  # remarks that are told
_OPENED: Final = 3  # open answers by their words


def survey_section(whole: PlanWhole) -> Section:
    """The answers of a plan."""
    lines = {f"{row.quadrant}：{row.text}": row.id for row in asked(whole.swots)}
    by_id = {row_id: word for word, row_id in lines.items()}
    codes = CodeList("SWOT 条目", tuple(map(Code, lines)), is_open=False)
    told = replace(SURVEY_COLUMN["swot_id"], kind=Kind.CHOICE, codes=codes, help="开放题的回答空着")

    def line(row: SurveyRow, _choosing: Choosing) -> DatedLine:
        about = by_id.get(row.swot_id, "") if row.swot_id else f"开放题：{row.text}"
        mean = f"{mean_text(row.hundredths)} 分" if row.hundredths is not None else ""
        return DatedLine(row.on, joined(row.people, about), joined(row.answers and f"{row.answers} 人", mean))

    def shown(row: SurveyRow, _choosing: Choosing) -> dict[str, object]:
        mean = None if row.hundredths is None else row.hundredths / 100
        return {"swot_id": by_id.get(row.swot_id, ""), _MEAN.key: mean}

    def stored(typed: dict[str, Any], _choosing: Choosing, row: SurveyRow | None) -> dict[str, Any]:
        mean = typed.pop(_MEAN.key, None)
        found = None if mean is None else read_mean(f"{mean:g}")
        if mean is not None and found is None:
            problem = FieldProblem(_MEAN.key, f"平均分“{mean:g}”应在 1 到 5 之间，最多两位小数。")
            raise UserError("还不能保存。", "请改好标出的各项；数据没有改动。", (problem,))
        return typed | {"swot_id": lines.get(str(typed.get("swot_id") or ""), ""), "hundredths": found}

    return Section(
        TITLE,
        "问卷结果",
        lambda sources: sources.plan_survey,
        (SURVEY_COLUMN["people"], SURVEY_COLUMN["on"], told, SURVEY_COLUMN["answers"], _MEAN, SURVEY_COLUMN["text"]),
        line,
        shown,
        stored,
        lambda _plan: {"on": usual_day(whole, DIAGNOSED, clock.today().isoformat())},
    )  # fmt: skip


class SurveyDialog(PartsDialog):
    """All answers of a plan."""

    def __init__(self, parent: QWidget, sources: Any, whole: PlanWhole, undo: Callable[[], object]) -> None:
        self._sources, self._whole, self._undo_last = sources, whole, undo
        parts = ToldList(survey_section(whole), sources, Choosing(), undo)
        many = button("成批填写…", self.type_many)
        many.setToolTip("一张表里填写各条、各对象的人数和平均分，也可以从 Excel 粘贴")
        files = menu_button("Excel 统计表", [("导出空表…", self.hand_out), ("读入填好的表…", self.ask_back)])
        self.rank_button = button("按得分排列条目", self.rank)
        super().__init__(parent, TITLE, _TOLD, parts, whole, undo, [many, files, self.rank_button])

    def show_whole(self, whole: PlanWhole) -> None:
        self._whole = whole
        self.parts.section = survey_section(whole)
        super().show_whole(whole)
        self.rank_button.setEnabled(bool(tallies(whole.survey)))

    def type_many(self, read: SurveySheet | None = None) -> "SurveyTable | None":
        """All lines and groups in a sheet. read: what a file says, to be looked at before it is kept."""
        if not asked(self._whole.swots):
            messages.tell(self, "还没有可以填写的 SWOT 条目。", "请先写好优势、劣势、机遇、挑战的条目。")
            return None
        table = SurveyTable(self, self._sources, self._whole, read)
        table.open()
        return table

    def hand_out(self) -> None:
        """An empty sheet for each group, as a workbook."""
        swots = asked(self._whole.swots)
        if not swots:
            messages.tell(self, "还没有可以填写的 SWOT 条目。", "请先写好优势、劣势、机遇、挑战的条目。")
            return
        title = self._whole.plan.title
        path = choose_save_file(self, "导出空表", safe_name(f"{title}_校情问卷统计", ".xlsx"), _FILES)
        if path is None:
            return

        def job(step: Step) -> Path:
            step(0, 0, f"正在写“{path.name}”")
            return write_survey_sheet(title, swots, path, clock.today()).path

        def tell(made: Path) -> None:
            messages.notice(self, f"已导出“{made.name}”。", ("打开文件", partial(reveal.open_file, made)))

        run_task(self, f"正在导出“{path.name}”", job, tell)

    def ask_back(self) -> None:
        """The file dialog, then its answers in the sheet."""
        path = choose_open_file(self, "选择填好的问卷统计表", _FILES, "import")
        if path is not None:
            self.read_back(path)

    def read_back(self, path: Path) -> None:
        """Show what a file says in the sheet; nothing is kept before 保存."""
        swots = asked(self._whole.swots)
        run_task(
            self, f"正在读取“{path.name}”", lambda step: read_survey_sheet(path, swots, step), self.type_many
        )

    def rank(self) -> None:
        """The lines of each quadrant in the order of their means."""
        moved = self._sources.plan_survey.rank(self._whole.plan.id)
        if moved:
            messages.notice(
                self, "已按问卷得分从高到低排列优势、劣势、机遇、挑战各条。", ("撤销", self._undo_last)
            )
        else:
            messages.notice(self, "各条已经按问卷得分排列。")


class SurveyTable(SheetDialog):
    """A line for each line of the matrix, two cells for each group: how many, and their mean."""

    what = "问卷结果"

    def __init__(
        self, parent: QWidget, sources: Any, whole: PlanWhole, read: SurveySheet | None = None
    ) -> None:
        self._sources, self._whole, self._read = sources, whole, read
        self._swots = asked(whole.swots)
        of = {(row.swot_id, row.people): row for row in whole.survey if row.swot_id}
        self._stored = {key: (str(row.answers or ""), mean_text(row.hundredths)) for key, row in of.items()}
        self._texts = dict(self._stored)
        self._days = {key: row.on for key, row in of.items()}
        hint = "每条、每类对象填人数和平均分（1—5 分，最多两位小数），没有调查的空着。"
        if read is not None:
            self._texts |= {key: (str(one.answers), one.mean) for key, one in read.found.items()}
            hint = f"文件里读到 {len(read.found)} 个结果，与原来不同的标了底色；核对后点“保存”才写入。{_remarks(read)}"
        super().__init__(parent, TITLE, hint)
        groups = [
            column
            for place, word in enumerate(PEOPLE.words)
            for column in (
                Column(f"answers{place}", f"{word}人数", Kind.NUMBER, 18, is_shown=True),
                Column(f"mean{place}", f"{word}均分", Kind.NUMBER, 18, is_shown=True),
            )
        ]
        self._table = TypedTable(
            (
                Column("quadrant", "方面", width=16, value=lambda row: row.quadrant, is_shown=True),
                Column("text", "内容", width=80, value=lambda row: row.text, is_shown=True),
                *groups,
            ),
            self.shade,
        )
        self._table.setAccessibleName("问卷结果")
        self.place.addWidget(self._table)
        self.begin()
        self.is_changed = read is not None
        if read is not None:
            self._show_first()

    @property
    def table(self) -> TypedTable:
        return self._table

    def lines(self) -> Sequence[Mapping[str, str]]:
        found = []
        for row in self._swots:
            cells = {"swot": row.id, "quadrant": row.quadrant, "text": row.text}
            for place, word in enumerate(PEOPLE.words):
                answers, mean = self._texts.get((row.id, word), ("", ""))
                cells |= {f"answers{place}": answers, f"mean{place}": mean}
            found.append(cells)
        return found

    def read(self, row: TextRow) -> Sequence[FieldProblem]:
        problems = []
        for place, word in enumerate(PEOPLE.words):
            answers, mean = (row.cells.get(f"{key}{place}", "").strip() for key in ("answers", "mean"))
            if answers and not read_count(answers):
                problems.append(FieldProblem(f"answers{place}", f"{word}人数“{answers}”不是人数。"))
            if mean and read_mean(mean) is None:
                text = f"{word}均分“{mean}”应在 1 到 5 之间，最多两位小数。"
                problems.append(FieldProblem(f"mean{place}", text))
            if bool(answers) != bool(mean):
                key = f"mean{place}" if answers else f"answers{place}"
                problems.append(FieldProblem(key, f"{word}的人数和均分要一起填。"))
        return problems

    def shade(self, row: TextRow, column: Column) -> Tone | None:
        """What is wrong, else what is another than it was."""
        wrong = super().shade(row, column)
        return wrong or (Tone.GOOD if column.key in self._changed(row) else None)

    def told(self, row: TextRow) -> str:
        """What the changed cells of a line were before."""
        changed = self._changed(row)
        found = []
        for place, word in enumerate(PEOPLE.words):
            if {f"answers{place}", f"mean{place}"} & set(changed):
                answers, mean = self._stored.get((row.cells["swot"], word), ("", ""))
                found.append(f"{word}原来 {answers} 人、{mean} 分" if answers else f"{word}原来没有")
        return "；".join(found)

    def sums(self) -> str:
        drafts = self._drafts()
        changed = sum(bool(self._changed(row)) for row in self.table.rows)
        told = f"共 {len(drafts)} 个结果，{f'{changed} 行有改动' if changed else '没有改动'}。"
        if self._read is not None and (written := self._read.opened):
            said = "；".join(f"{one.people}：{shortened(one.text)}" for one in written[:_OPENED])
            more = " 等" if len(written) > _OPENED else ""
            told += f"另有 {len(written)} 条开放题回答一并登记（{said}{more}）。"
        return told

    def gone(self) -> int:
        kept = {(one.swot_id, one.people) for one in self._drafts()}
        shown = {row.cells["swot"] for row in self.table.rows}
        return sum(key[0] in shown and key not in kept for key in self._stored)

    def _changed(self, row: TextRow) -> list[str]:
        """The keys of cells that say another number than is stored."""
        found = []
        for place, word in enumerate(PEOPLE.words):
            before = self._stored.get((row.cells["swot"], word), ("", ""))
            for key, read, was in (("answers", read_count, before[0]), ("mean", read_mean, before[1])):
                text = row.cells.get(f"{key}{place}", "").strip()
                if text != was and (not text or not was or read(text) != read(was)):
                    found.append(f"{key}{place}")
        return found

    def _show_first(self) -> None:
        """The first cell that is another comes into sight."""
        model = self.table.model_of_rows
        keys = [one.key for one in model.columns]
        for number, row in enumerate(self.table.rows):
            if changed := self._changed(row):
                index = model.index(number, max(map(keys.index, changed)))
                self.table.setCurrentIndex(index)
                self.table.scrollTo(index)
                return

    def store(self) -> str:
        drafts = self._drafts()
        if self._read is not None:
            day = self._usual_day
            drafts += [replace(one, plan_id=self._whole.plan.id, on=day) for one in self._read.opened]
        count = self._sources.plan_survey.fill(self._whole.plan.id, drafts)
        return f"已登记 {count} 个问卷结果。" if count else "问卷结果没有改动。"

    def _drafts(self) -> list[SurveyDraft]:
        return [
            SurveyDraft(
                plan_id=self._whole.plan.id,
                swot_id=row.cells["swot"],
                people=word,
                on=self._days.get((row.cells["swot"], word)) or self._usual_day,
                answers=answers,
                hundredths=mean,
            )
            for row in self.table.rows
            for place, word in enumerate(PEOPLE.words)
            if (answers := read_count(row.cells.get(f"answers{place}", "")))
            and (mean := read_mean(row.cells.get(f"mean{place}", ""))) is not None
        ]

    @property
    def _usual_day(self) -> str:
        days = [row.on for row in self._whole.survey if row.on]
        return max(days, default="") or usual_day(self._whole, DIAGNOSED, clock.today().isoformat())


def _remarks(read: SurveySheet) -> str:
    told = "".join(read.remarks[:_MOST])
    more = len(read.remarks) - _MOST
    return f"{told}另有 {more} 行没有读入。" if more > 0 else told
