"""What keeps a school's own setting from being stored."""

from typing import Any

from edudesk.indicators.rules.catalogue import settings


def setting_problem(key: str, value: Any) -> str:
    """What is wrong with a value of a setting, "" when nothing is."""
    shipped = settings().get(key)
    if shipped is None:
        return "没有这项设置。"
    if shipped.kind == "word" and value not in shipped.choices:
        return f"请在{'、'.join(shipped.choices)}中选一个。"
    if shipped.kind == "words" and not (
        isinstance(value, list) and value and all(isinstance(word, str) and word for word in value)
    ):
        return "请至少写一个词，几个词用顿号分开。"
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if shipped.kind == "number" and not (is_number and value > 0):
        return "请填大于 0 的数。"
    return ""


def is_shipped(key: str, value: Any) -> bool:
    """Whether a value is the one that comes with the program."""
    shipped = settings()[key].value
    return (tuple(value) if isinstance(shipped, tuple) else value) == shipped
