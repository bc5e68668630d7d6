"""What keeps a school's own setting from being stored."""

from typing import Any

from edudesk.indicators.rules.catalogue import settings
from edudesk.indicators.rules.settings import read_load
from edudesk.indicators.rules.targets import read_key, target_problem


def setting_problem(key: str, value: Any) -> str:
    """What is wrong with a value of a setting or a 校定目标, "" when nothing is."""
    if (target := read_key(key)) is not None:
        return target_problem(target, value)
    shipped = settings().get(key)
    if shipped is None:
        return "没有这项设置。"
    if shipped.kind == "word" and value not in shipped.choices:
        return f"请在{'、'.join(shipped.choices)}中选一个。"
    if shipped.kind == "words" and not (
        isinstance(value, list) and value and all(isinstance(word, str) and word for word in value)
    ):
        return "请至少写一个词，几个词用顿号分开。"
    if shipped.kind == "loads" and (wrong := _no_load(value)):
        return f"“{wrong}”要写成“语文 14”这样，几个学科用顿号分开。"
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if shipped.kind == "number" and not (is_number and value > 0):
        return "请填大于 0 的数。"
    return ""


def _no_load(value: Any) -> str:
    """What of a list of loads cannot be read, "" when all can."""
    return next((str(word) for word in value if read_load(str(word)) is None), "")


def is_shipped(key: str, value: Any) -> bool:
    """Whether a value is the one that comes with the program."""
    shipped = settings()[key].value
    return (tuple(value) if isinstance(shipped, tuple) else value) == shipped
