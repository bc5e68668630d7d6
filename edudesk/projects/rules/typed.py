"""A line of a typed sheet read by its columns: figures as numbers, the rest as texts."""

from collections.abc import Iterable, Mapping
from typing import Any

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.base.grammar import read_typed


def read_texts(
    columns: Iterable[Column], texts: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, FieldProblem]]:
    """The values by key, an empty figure is None; by key too what is no number where one should stand."""
    values: dict[str, Any] = {}
    problems: dict[str, FieldProblem] = {}
    for column in columns:
        text = texts.get(column.key, "").strip()
        value = read_typed(column, text).value
        if column.is_figure and text and value is None:
            problems[column.key] = FieldProblem(column.key, f"{column.title}“{text}”不是数。")
        values[column.key] = value if column.is_figure else str(value or text)
    return values, problems
