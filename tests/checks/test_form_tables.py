"""Forms as tables: every shipped form comes back the same, through texts, workbooks and JSON; faults are placed."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.base.errors import UserError
from edudesk.checks.forms.form_parts import parts
from edudesk.checks.forms.form_reading import read_tables
from edudesk.checks.forms.reading import plain_of, shipped_forms
from edudesk.checks.forms.tabular import tables_of
from edudesk.checks.forms.value import Band, CheckForm, Method, Phrase, PhraseKind
from edudesk.checks.intake.form_files import read_form_file, write_form_file
from tests.tables import each

DAY = date(2026, 11, 22)
FORMS = {form.key: form for form in shipped_forms()}
every_form = pytest.mark.parametrize("key", FORMS)


@every_form
def test_the_tables_of_a_form_give_it_back(key: str):
    form = FORMS[key]
    assert read_tables(tables_of(form)) == (form, ())


@every_form
@pytest.mark.parametrize("ending", [".xlsx", ".json"])
def test_a_form_goes_out_to_a_file_and_comes_back(key: str, ending: str, tmp_path: Path):
    path = write_form_file(FORMS[key], tmp_path / f"表单{ending}", DAY).path
    assert read_tables(read_form_file(path)) == (FORMS[key], ())


@given(st.lists(st.integers(1, 99), min_size=1, max_size=6, unique=True), st.integers(1, 40))
def test_any_bands_come_back(shares: list[int], full: int):
    form = FORMS["BK01"]
    lines = sorted(shares, reverse=True)
    step = Decimal(full) / (len(lines) + 2)
    bands = [Band(Decimal(share), Decimal(full) - number * step) for number, share in enumerate(lines)]
    bands.append(Band(Decimal(0), Decimal("0.5"), is_above=True))
    item = replace(form.items[0], full=Decimal(full), bands=(*bands, Band(Decimal(0), Decimal(0))))
    changed = replace(form, items=(item, *form.items[1:]))
    read, _ = read_tables(tables_of(changed))
    assert read == changed or (read is not None and read.items[0].bands == item.bands)


def _tables(form: CheckForm = FORMS["ZY01"]) -> dict[str, list[dict[str, str]]]:
    return {key: [dict(line) for line in lines] for key, lines in tables_of(form).items()}


def test_new_lines_get_the_next_number_that_was_never_used():
    tables = _tables()
    tables["item"].append({"text": "作业本整洁", "full": "5", "method": "四档"})
    tables["field"].append({"title": "缺交本数", "kind": "计数"})
    form, problems = read_tables(tables)
    assert form is not None
    assert form.items[-1].key == f"ZY01-{len(form.items)}"
    assert form.fields[-1].key == "f1"
    assert problems == ()  # 105 points are a hint, no problem


def test_numbers_are_read_as_clerks_type_them():
    tables = _tables()
    place = next(n for n, line in enumerate(tables["item"]) if line["method"] == "四档")
    tables["item"][place]["full"] = "１０ 分"
    tables["item"][place]["method"] = "等级"
    tables["head"][0]["buttons"] = "100%/80%/60%/40%"
    form, _ = read_tables(tables)
    assert form is not None
    assert (form.items[place].full, form.items[place].method) == (Decimal(10), Method.GRADE)
    assert form.buttons == (100, 80, 60, 40)


@each(
    ("part", "line", "column", "text", "place", "told"),
    [
        ("item", 0, "text", "", "item/1", "评分项第 1 行：“检查要点”还没有填。"),
        ("item", 1, "full", "十分", "item/2", "评分项第 2 行：“十分”不是数。"),
        ("item", 0, "method", "目测", "item/1", "评分项第 1 行：“目测”不是评分方法，请填四档、按比例、扣分、是否之一。"),
        ("band", 0, "item", "ZY01-99", "band/1", "分档第 1 行：没有编号为“ZY01-99”的评分项。"),
        ("deduction", 0, "field", "错字数", "deduction/1", "扣分情形第 1 行：没有名称为“错字数”的数据栏。"),
        ("head", 0, "passing", "中等", "head/1", "表头：合格线“中等”不在等级里，请填一个等级的名称。"),
        ("head", 0, "sample_count", "几本", "head/1", "表头：“几本”不是整数。"),
        ("head", 0, "policies", "家访", "head/1", None),
        ("level", 0, "least", "NaN", "level/1", "等级第 1 行：“NaN”不是数。"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_is_told_where_it_stands(
    part: str, line: int, column: str, text: str, place: str, told: str | None
):
    tables = _tables()
    tables[part][line][column] = text
    form, problems = read_tables(tables)
    assert form is None
    assert place in [problem.key for problem in problems]
    if told is not None:
        assert told in [problem.text for problem in problems]


def test_what_does_not_fit_in_a_form_is_told_at_its_line():
    tables = _tables()
    number, item = next((n, one) for n, one in enumerate(tables["item"], 1) if one["method"] == "按比例")
    mine = [line for line in tables["band"] if line["item"] == item["key"]]
    mine[0]["points"] = "1"
    form, problems = read_tables(tables)
    assert form is not None
    assert {problem.key for problem in problems} == {f"item/{number}"}


def test_a_workbook_changed_in_another_order_and_with_blank_rows_is_read(tmp_path: Path):
    import xlsxwriter

    tables = tables_of(FORMS["BK01"])
    path = tmp_path / "改过.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for key, part in reversed(parts().items()):
        sheet = book.add_worksheet(part.title)
        if key == "head":
            for row, column in enumerate(part.columns, 3):
                sheet.write_row(row, 0, [column.title, tables["head"][0][column.key]])
            continue
        columns = part.columns[::-1]
        sheet.write_row(4, 1, [column.title for column in columns])
        for row, line in enumerate(tables[key]):
            cells = [line[column.key] for column in columns]
            for place, cell in enumerate(cells, 1):  # numbers as Excel stores what is typed
                if cell.isdecimal():
                    sheet.write_number(6 + 2 * row, place, int(cell))
                else:
                    sheet.write_string(6 + 2 * row, place, cell)
    book.close()
    assert read_tables(read_form_file(path)) == (FORMS["BK01"], ())


def test_files_that_are_no_form_are_refused_in_words(tmp_path: Path):
    import xlsxwriter

    book = tmp_path / "花名册.xlsx"
    with xlsxwriter.Workbook(str(book)) as made:
        made.add_worksheet("花名册").write(0, 0, "姓名")
    with pytest.raises(UserError, match="没有工作表“表头”“评分项”"):
        read_form_file(book)
    other = tmp_path / "坏.json"
    for text in ("[1, 2]", "{", '{"a": 1}', "[" * 100_000):
        other.write_text(text, "utf-8")
        with pytest.raises(UserError, match="不是检查表单"):
            read_form_file(other)
    plain = plain_of(FORMS["BK01"])
    plain["item"][0]["full"] = "x"
    other.write_text(json.dumps(plain), "utf-8")
    with pytest.raises(UserError, match="不是数"):
        read_form_file(other)
    with pytest.raises(UserError, match="找不到这个文件"):
        read_form_file(tmp_path / "无.json")


def test_a_phrase_without_a_kind_is_a_problem():
    tables = tables_of(FORMS["TK01"])
    tables["phrase"] = [{"text": "有分层", "kind": "亮点"}, {"text": "拖堂"}]
    form, problems = read_tables(tables)
    assert form is not None
    assert (problems, form.phrases) == ((), (Phrase("有分层", PhraseKind.PRAISE), Phrase("拖堂")))
