"""One sheet of a workbook as a list of people: its header, its columns, what its name and banners say."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edudesk.base.errors import UserError
from edudesk.base.readings import Level
from edudesk.roster.intake.banners import accepted
from edudesk.roster.intake.deciding import Choices, Recall, decided
from edudesk.roster.intake.facts import Facts
from edudesk.roster.intake.lines import mark_lines
from edudesk.roster.intake.mapping import WANTED, first_match, match_columns, told_doubles
from edudesk.roster.intake.marks import mark_people
from edudesk.roster.intake.people import PeopleReader
from edudesk.roster.intake.questions import Questions
from edudesk.roster.intake.ticking import told_unread
from edudesk.roster.intake.values import ColumnMatch, Problem, SheetChoice
from edudesk.roster.rows import COLUMN, GONE, IGNORED_HEADERS
from edudesk.sheets.addresses import column_letters
from edudesk.sheets.headers import Head
from edudesk.sheets.heads import day_in, find_head, school_year_in
from edudesk.sheets.rows import Body, Reason, read_body
from edudesk.sheets.workbook import Sheet, Workbook

_TITLES = {key: column.full_title for key, column in COLUMN.items() if key != "name"}
_NO_BODY = Body((), ())
_SHOWN, _LONGEST = 6, 16  # words of a notice, characters of each
_TICKED = 0.5  # share of names that are known from the larger sheets, above which a sheet repeats them


@dataclass(frozen=True)
class Part:
    """A sheet that is read: columns as matched, body, people; reader: for further remarks on its cells."""

    sheet: Sheet
    head: Head
    columns: tuple[ColumnMatch, ...]
    body: Body
    people: list[Facts]
    reader: PeopleReader
    remarks: tuple[str, ...]

    @property
    def as_of(self) -> str:
        """统计时点 that the titles suggest: a written day, else 1 September of the school year."""
        year = school_year_in(self.head.titles)
        return day_in(self.head.titles) or (f"{year[:4]}-09-01" if year else "")

    @property
    def compared(self) -> list[Problem]:
        """One notice per column: 年龄 and 教龄 are never stored (M48), the ID completes 性别 and 出生年月, words that no code
        list knows are kept as they are."""
        told = [
            (column, f"{column.header}一列有 {count} 人与按日期算出的不同，以日期为准，此列不导入")
            for column in self.columns
            if column.field and (count := self.reader.differing[column.field])
        ]
        told += [
            (column, f"{column.header}一列有 {count} 格空缺或不全，已按身份证号补全")
            for column in self.columns
            if column.field and (count := self.reader.filled[column.field])
        ]
        told += [
            (
                column,
                f"{column.header}一列有 {unknown.total()} 格的词不在代码表里，已按原文保存，请核对：{_counted(unknown)}",
            )
            for column in self.columns
            if column.field and (unknown := self.reader.strange.get(column.field))
        ]
        return [
            Problem(0, column.cell, column.field or "", Level.NOTICE, text, "", column.sheet)
            for column, text in told
        ]


class Parts:
    """The sheets of a workbook with their headers found, ready to be ticked and read."""

    def __init__(
        self, workbook: Workbook, include_hidden: bool, school_year: str = "", kind: str = ""
    ) -> None:
        self.workbook = workbook
        self._school_year, self._kind = school_year, kind
        self._include_hidden = include_hidden
        self._heads = {one.name: find_head(one, WANTED, IGNORED_HEADERS) for one in workbook.sheets}
        self._bodies = {one.name: self._body(one, self._heads[one.name], {}) for one in workbook.sheets}
        self.ticked: tuple[Sheet, ...] = ()

    def tick(self, names: Sequence[str] | None) -> tuple[Sheet, ...]:
        """The named sheets, else the visible ones with people that do not only repeat a larger one (M9).

        Raises UserError when a name is unknown, a sheet has no header, or there is no list at all.
        """
        self.ticked = self._proposed() if names is None else tuple(map(self._named, names))
        return self.ticked

    def choices(self) -> tuple[SheetChoice, ...]:
        """All sheets, for the user to tick."""
        return tuple(
            SheetChoice(one.name, len(self._bodies[one.name].rows), one.is_hidden, one in self.ticked)
            for one in self.workbook.sheets
        )

    def names_left_out(self) -> set[str]:
        """Names in rows and sheets that are not read: whoever stands there has not disappeared."""
        names = {
            one.text
            for body in self._bodies.values()
            for one in body.skipped
            if one.reason in (Reason.HIDDEN, Reason.OTHER)
        }
        for one in self.workbook.sheets:
            if one not in self.ticked:
                names |= self._names_of(one)
        return names

    def unread(self) -> tuple[str, ...]:
        """A remark on the sheets that hold people, but are not read."""
        counts = {name: len(body.rows) for name, body in self._bodies.items()}
        return told_unread(self.workbook, self.ticked, counts, "人")

    def read(
        self,
        sheet: Sheet,
        choices: Choices,
        recall: Recall | None,
        questions: Questions,
    ) -> Part:
        """The people of a ticked sheet."""
        head = self._heads[sheet.name]
        assert head is not None
        label = sheet.name if len(self.ticked) > 1 else ""
        chosen = decided(head.fingerprint, choices, recall)
        body = self._body(sheet, head, chosen) if chosen else self._bodies[sheet.name]
        columns = match_columns(head, chosen, body.rows, sheet.hidden_columns, label)
        fields = {one.index: one.field for one in columns if one.field}
        only_months = any(one.field == "birth" and one.header.endswith("年月") for one in columns)
        joint = {
            one.field
            for one in columns
            if one.field and one.field.endswith("_school") and "专业" in one.header
        }
        reader = PeopleReader(
            sheet, fields, self.workbook.is_1904, only_months, joint=joint, questions=questions, label=label,
            school_year=self._school_year, kind=self._kind,
        )  # fmt: skip
        of_sheet = accepted(questions, f"sheet:{sheet.name}", f"工作表“{sheet.name}”", sheet.name)
        hints = {
            group: {
                **of_sheet,
                **accepted(questions, f"group:{label}:{group}", f"“{group}”", group),
            }
            for group in dict.fromkeys(row.group for row in body.rows)
        }
        people = reader.read(body.rows, hints)
        for person in people:
            if person.hints.get("status") in GONE:  # under 退休 they are, whatever was stored before
                person.values.setdefault("status", person.hints["status"])
        marks = mark_people(sheet, reader, people)
        mark_lines(sheet, reader, people)
        remarks = (
            *_numbers(columns, people),
            *(_side_by_side(columns) or told_doubles(columns, _TITLES)),
            *marks,
            *body.remarks,
        )
        return Part(sheet, head, columns, body, people, reader, remarks)

    def _proposed(self) -> tuple[Sheet, ...]:
        heads = self._heads
        short = {name for name, head in heads.items() if head is not None and len(head.cells) < 3}
        visible = [one for one in self.workbook.sheets if not one.is_hidden and self._bodies[one.name].rows]
        # a sheet of names alone, however long, only when there is no other
        visible = [one for one in visible if one.name not in short] or visible[:1]
        if not visible:
            raise UserError(
                "没有找到教师名单：各工作表中都没有带“姓名”的表头，或表头下没有人员。",
                "请确认选对了文件；名单的表头应有“姓名”；同一行里还可以有性别、身份证号、任教学科等。",
            )
        seen: set[str] = set()
        ticked: list[Sheet] = []
        for one in sorted(visible, key=lambda one: -len(self._bodies[one.name].rows)):
            names = self._names_of(one) if len(visible) > 1 else set()
            if not ticked or len(names & seen) <= _TICKED * len(names):
                ticked.append(one)
            seen |= names
        return tuple(one for one in self.workbook.sheets if one in ticked)

    def _named(self, name: str) -> Sheet:
        sheet = next((one for one in self.workbook.sheets if one.name == name), None)
        if sheet is None:
            raise UserError(f"工作簿里没有名为“{name}”的工作表。", "请从列出的工作表中选择。")
        if self._heads[name] is None:
            raise UserError(
                f"工作表“{name}”中没有找到有“姓名”的表头。", "请确认表头行里有“姓名”等列名，再重新导入。"
            )
        return sheet

    def _names_of(self, sheet: Sheet) -> set[str]:
        head = self._heads[sheet.name]
        if head is None:
            return set()
        place = next((one.cell.column - 1 for one in first_match(head, {}) if one.key == "name"), None)
        rows = self._bodies[sheet.name].rows if place is not None else ()
        return {"".join(str(row.cells[place]).split()) for row in rows if place is not None}

    def _body(self, sheet: Sheet, head: Head | None, decided: Mapping[str, str]) -> Body:
        if head is None:
            return _NO_BODY
        matches = first_match(head, decided)
        return read_body(sheet, head, matches, COLUMN, self._include_hidden, repeats_name=True)


def _counted(words: Counter[str]) -> str:
    """砖家 2 格、飞升 1 格 等 9 种."""
    shown = "、".join(f"{word[:_LONGEST]} {count} 格" for word, count in words.most_common(_SHOWN))
    return f"{shown} 等 {len(words)} 种" if len(words) > _SHOWN else shown


def _numbers(columns: Sequence[ColumnMatch], people: Sequence[Facts]) -> list[str]:
    """A column of 姓名 in which there is no name at all: 序号, chosen by mistake."""
    if not people or any(person.name for person in people):
        return []
    return [
        f"“{one.header}”一列只有数字，不像姓名，请在“列对应”里改选。"
        for one in columns
        if one.field == "name" and one.samples and not any(map(str.isalpha, "".join(one.samples)))
    ]


def _side_by_side(columns: Sequence[ColumnMatch]) -> list[str]:
    """Two lists in one sheet, the one right of the other: only one is read."""
    main = next((one for one in columns if one.field == "name"), None)
    others = [one for one in columns if one.double_of == "name"]
    if main is None or not others:
        return []
    cells = "、".join(one.cell for one in sorted((main, *others), key=lambda one: one.index))
    return [
        f"“{COLUMN['name'].title}”有 {len(others) + 1} 列（{cells}），只读取 {column_letters(main.index + 1)} 列；"
        "如果是左右并排的几份名单，请先上下接成一份，再重新导入。"
    ]
