"""Tables of texts as a form, and everything that keeps them from being one, each at its line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

from edudesk.base.codes import CodeList
from edudesk.base.errors import FieldProblem
from edudesk.base.standard import Line
from edudesk.checks.forms.checking import problems_of
from edudesk.checks.forms.form_parts import (
    NO,
    YES,
    Part,
    Tables,
    kind_names,
    parts,
    policy_names,
    spoken,
    with_numbers,
    word_lists,
)
from edudesk.checks.forms.value import (
    Band,
    CheckForm,
    Deduction,
    Field,
    FieldKind,
    Item,
    Level,
    Method,
    Phrase,
    PhraseKind,
    Sample,
    Unit,
    Veto,
)

_NO_PERCENT = str.maketrans("", "", "%分 ")


def read_tables(tables: Tables, version: int = 1) -> tuple[CheckForm | None, tuple[FieldProblem, ...]]:
    """The form the tables mean, None while a cell cannot be read; and what keeps it from being saved.

    Keys of the problems: part/line, lines from 1 (item/3), or the part alone.
    """
    reading = _Reading(tables)
    form = reading.form(version)
    if reading.problems:
        return None, tuple(reading.problems)
    return form, tuple(_placed(problems_of(form), tables, form))


def _placed(problems: Iterable[FieldProblem], tables: Tables, form: CheckForm) -> Iterator[FieldProblem]:
    """Problems of the form at the lines of the tables."""
    places = {field.key: f"field/{number}" for number, field in enumerate(form.fields, 1)}
    places |= {item.key: f"item/{number}" for number, item in enumerate(form.items, 1)}
    places |= {"items": "item", "levels": "level", "passing": "head/1", "buttons": "head/1"}
    for problem in problems:
        yield FieldProblem(places.get(problem.key, "head/1"), problem.text)


class _Reading:
    """The tables on their way to a form. problems: cells that cannot be read."""

    def __init__(self, tables: Tables) -> None:
        self.problems: list[FieldProblem] = []
        self._tables = {key: _whole_lines(part, tables.get(key, ())) for key, part in parts().items()}
        head = next(iter(self._tables["head"]), {})
        for key, part in parts().items():
            if key != "head":
                self._tables[key] = with_numbers(part, self._tables[key], head.get("key", ""))
        self._fields = {line["title"]: line["key"] for line in self._tables["field"]}
        self._place = ""

    def form(self, version: int) -> CheckForm:
        """The form; what cannot be read stands as nothing."""
        head = next(iter(self._lines("head")), {})
        words = word_lists()["phrase"]
        self._place = "head/1"
        levels = [(line["name"], self._number(line, "least")) for line in self._lines("level")]
        bands, deductions = self._bands(), self._deductions()
        self._place = "head/1"
        names = [name for name, _ in levels]
        passing = head.get("passing", "")
        if passing and passing not in names:
            self._tell(f"合格线“{passing}”不在等级里，请填一个等级的名称。")
        return CheckForm(
            key=head.get("key", ""),
            version=version,
            kind=self._code(head, "kind", kind_names()),
            title=head.get("title", ""),
            unit=Unit(self._code(head, "unit", word_lists()["unit"]) or Unit.TEACHER),
            is_scored=head.get("is_scored", YES) != NO,
            sample=Sample(head.get("sample", ""), self._whole(head, "sample_count")),
            buttons=self._buttons(head.get("buttons", "")),
            passing=names.index(passing) + 1 if passing in names else CheckForm.passing,
            subjects=_words(head.get("subjects", "")),
            stages=_words(head.get("stages", "")),
            policies=self._policies(head.get("policies", "")),
            source=head.get("source", ""),
            fields=tuple(self._field(line) for line in self._lines("field")),
            items=tuple(self._item(line, bands, deductions) for line in self._lines("item")),
            vetoes=tuple(Veto(line["key"], line["text"]) for line in self._lines("veto")),
            levels=tuple(Level(name, least) for name, least in levels),
            phrases=tuple(
                Phrase(line["text"], PhraseKind(self._code(line, "kind", words) or PhraseKind.PROBLEM))
                for line in self._lines("phrase")
            ),
        )

    def _lines(self, part: str) -> Iterator[dict[str, str]]:
        """The lines of a part; what is required and missing is told."""
        for number, line in enumerate(self._tables[part], 1):
            self._place = f"{part}/{number}"
            for column in parts()[part].columns:
                if column.required and not line[column.key]:
                    self._tell(f"“{column.title}”还没有填。")
            yield line

    def _field(self, line: Mapping[str, str]) -> Field:
        kind = FieldKind(self._code(line, "kind", word_lists()["kind"]) or FieldKind.COUNT)
        if kind is FieldKind.CHOICE and not _words(line["choices"]):
            self._tell("类型是“选择”，请填选项，用顿号隔开。")
        return Field(line["key"], line["title"], kind, _words(line["choices"]), line["unit"])

    def _item(
        self,
        line: Mapping[str, str],
        bands: Mapping[str, Sequence[Band]],
        deductions: Mapping[str, Sequence[Deduction]],
    ) -> Item:
        method = Method(self._code(line, "method", word_lists()["method"]) or Method.GRADE)
        return Item(
            key=line["key"],
            section=line["section"],
            text=line["text"],
            full=self._number(line, "full") if line["full"] else Decimal(0),
            method=method,
            hint=line["hint"],
            part=self._field_key(line, "part") if method is Method.BAND else "",
            whole=self._field_key(line, "whole") if method is Method.BAND else "",
            bands=tuple(bands.get(line["key"], ())) if method is Method.BAND else (),
            deductions=tuple(deductions.get(line["key"], ())) if method is Method.DEDUCT else (),
        )

    def _bands(self) -> dict[str, list[Band]]:
        found: dict[str, list[Band]] = {}
        for line in self._lines("band"):
            self._check_item(line)
            least = normalize("NFKC", line["least"]).strip()
            is_above = least.startswith((">", "超过", "大于"))
            bare = {"least": least.lstrip(">超过大于 ")}
            band = Band(self._number(bare, "least"), self._number(line, "points"), is_above)
            found.setdefault(line["item"], []).append(band)
        return found

    def _deductions(self) -> dict[str, list[Deduction]]:
        found: dict[str, list[Deduction]] = {}
        for line in self._lines("deduction"):
            self._check_item(line)
            one = Deduction(
                line["key"],
                line["text"],
                self._number(line, "points").copy_abs(),
                self._field_key(line, "field"),
                line["is_repeated"] != NO,
            )
            found.setdefault(line["item"], []).append(one)
        return found

    def _check_item(self, line: Mapping[str, str]) -> None:
        if line["item"] and line["item"] not in {one["key"] for one in self._tables["item"]}:
            self._tell(f"没有编号为“{line['item']}”的评分项。")

    def _field_key(self, line: Mapping[str, str], column: str) -> str:
        title = line[column]
        if title and title not in self._fields:
            self._tell(f"没有名称为“{title}”的数据栏。")
        return self._fields.get(title, "")

    def _buttons(self, text: str) -> tuple[int, ...]:
        words = _words(text.replace("/", "、"))
        if not all(word.translate(_NO_PERCENT).isdecimal() for word in words):
            self._tell("四档按钮应是几个百分数，如 100、85、70、50。")
            return ()
        return tuple(int(word.translate(_NO_PERCENT)) for word in words)

    def _policies(self, text: str) -> tuple[str, ...]:
        codes = policy_names()
        return tuple(self._code({"word": word}, "word", codes) for word in _words(text))

    def _whole(self, line: Mapping[str, str], column: str) -> int:
        text = normalize("NFKC", line.get(column, "")).strip()
        if text and not text.isdecimal():
            self._tell(f"“{text}”不是整数。")
        return int(text) if text.isdecimal() else 0

    def _number(self, line: Mapping[str, str], column: str) -> Decimal:
        text = normalize("NFKC", line[column]).translate(_NO_PERCENT).replace("−", "-")
        try:
            value = Decimal(text or "0")
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite():
            self._tell(f"“{line[column]}”不是数。")
            return Decimal(0)
        return value

    def _code(self, line: Mapping[str, str], column: str, codes: CodeList) -> str:
        text = line.get(column, "")
        word = codes.read(text).value
        if text and not word:
            self._tell(f"“{text}”不是{codes.name}，请填{'、'.join(codes.words)}之一。")
        return next((one.code for one in codes.codes if one.word == word), "")

    def _tell(self, text: str) -> None:
        self.problems.append(FieldProblem(self._place, f"{spoken(self._place)}：{text}"))


def _whole_lines(part: Part, lines: Sequence[Line]) -> list[dict[str, str]]:
    """The lines with a text for every column."""
    return [{column.key: line.get(column.key, "").strip() for column in part.columns} for line in lines]


def _words(text: str) -> tuple[str, ...]:
    for mark in "，,；;\n":
        text = text.replace(mark, "、")
    return tuple(word.strip() for word in text.split("、") if word.strip())
