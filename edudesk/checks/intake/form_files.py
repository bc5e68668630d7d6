"""A form as a file to hand on: a workbook with one sheet per table, or JSON for another 校务通 (教学常规检查 5.3)."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from edudesk.base.columns import printed
from edudesk.base.errors import UserError
from edudesk.base.files import replacing
from edudesk.base.jobs import Step, silent
from edudesk.base.report import Written
from edudesk.checks.forms.form_parts import Part, Tables, parts
from edudesk.checks.forms.reading import form_of, plain_of
from edudesk.checks.forms.tabular import tables_of
from edudesk.checks.forms.value import CheckForm
from edudesk.sheets.lists import FilledList, write_lists
from edudesk.sheets.reader import content_of, read_workbook
from edudesk.sheets.workbook import Sheet

_HEAD_TITLES = ("栏目", "内容")
_MOST_JSON = 2_000_000  # bytes; a form has some ten thousand
_HOW = {
    "head": "这张表单是什么、查谁、怎样抽查；“内容”一列可以改。",
    "item": "一行一项；按比例的项目在“分档”里写得分，扣分的项目在“扣分情形”里写。",
    "band": "从高到低，先到先得；最高一档应得满分，最后一档的比例是 0。",
    "deduction": "从满分起扣，最低 0 分；可多次 = 每出现一次扣一次。",
    "level": "从高到低；最后一级的最低分是 0。",
}


def write_form_file(form: CheckForm, path: Path, on: date, step: Step = silent) -> Written:
    """The form as .xlsx, or as .json when path ends so. Raises UserError when path cannot be written."""
    step(0, 0, f"正在写“{path.name}”")
    if path.suffix.lower() == ".json":
        text = json.dumps(plain_of(form), ensure_ascii=False, indent=1)
        with replacing(path) as part:
            part.write_text(text, "utf-8")
        return Written(path)
    tables = tables_of(form)
    lists = [
        FilledList(
            part.title,
            part.columns,
            [[line[column.key] for column in part.columns] for line in tables[key]],
            _HOW.get(key, ""),
            is_upright=key == "head",
        )
        for key, part in parts().items()
    ]
    return write_lists(f"{form.title}（{form.key}）", lists, path, on)


def read_form_file(path: Path, step: Step = silent) -> Tables:
    """The tables of a form in a file, as they stand there; whether they make a form is read_tables' to say.

    Raises UserError when the file holds no form at all.
    """
    if path.suffix.lower() == ".json":
        return _read_json(path)
    book = read_workbook(path, step)
    sheets = {sheet.name.strip(): sheet for sheet in book.sheets}
    missing = [
        part.title for key, part in parts().items() if key in ("head", "item") and part.title not in sheets
    ]
    if missing:
        raise UserError(
            f"“{path.name}”不是检查表单：没有工作表“{'”“'.join(missing)}”。",
            "请先导出一张表单，在导出的 Excel 里修改后再导入；数据没有改动。",
        )
    found = {}
    for key, part in parts().items():
        sheet = sheets.get(part.title)
        found[key] = (
            [] if sheet is None else _head(sheet, part) if key == "head" else _lines(sheet, part, path)
        )
    return found


def _read_json(path: Path) -> Tables:
    content = _content(path)
    try:
        plain = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        plain = None
    if not isinstance(plain, Mapping) or "item" not in plain:
        raise UserError(
            f"“{path.name}”不是检查表单。", "请选择从校务通导出的表单（.json 或 .xlsx）；数据没有改动。"
        )
    return tables_of(form_of(plain))


def _content(path: Path) -> bytes:
    from edudesk.sheets.limits import Refused

    try:
        content = content_of(path)
    except Refused as refused:
        raise UserError(f"“{path.name}”：{refused.text}", refused.hint) from None
    if len(content) > _MOST_JSON:
        raise UserError(f"“{path.name}”太大，不是一张检查表单。", "请选择从校务通导出的表单；数据没有改动。")
    return content


def _head(sheet: Sheet, part: Part) -> list[dict[str, str]]:
    """The upright table 栏目 | 内容."""
    keys = {column.title: column.key for column in part.columns}
    found = {}
    for row in sheet.rows:
        texts = [printed(cell).strip() for cell in row]
        if len(texts) > 1 and (key := keys.get(texts[0].strip("* "))):
            found[key] = texts[1]
    return [found]


def _lines(sheet: Sheet, part: Part, path: Path) -> list[dict[str, str]]:
    """The lines below the head, wherever it stands; columns by their titles, in any order."""
    titles = {column.title: column.key for column in part.columns}
    needed = {column.title for column in part.columns if column.required}
    for number, row in enumerate(sheet.rows):
        heads = [printed(cell).strip().strip("* ") for cell in row]
        if needed <= set(heads):
            keys = [titles.get(head, "") for head in heads]
            return _filled(sheet.rows[number + 1 :], keys)
    raise UserError(
        f"“{path.name}”的工作表“{part.title}”里找不到表头。",
        f"表头应有“{'”“'.join(sorted(needed))}”，请照导出的样子改好再试；数据没有改动。",
    )


def _filled(rows: Sequence[Sequence[object]], keys: Sequence[str]) -> list[dict[str, str]]:
    found = []
    for row in rows:
        line = {key: printed(cell).strip() for key, cell in zip(keys, row, strict=True) if key}
        if any(line.values()):
            found.append(line)
    return found
