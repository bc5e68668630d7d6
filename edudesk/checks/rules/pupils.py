"""Pupils named on a sheet are minors: by 学号 or surname, and outside the house only how many they are (教学常规检查 5.4)."""

import re

from edudesk.base.masking import Audience
from edudesk.base.pinyin import is_double_surname

_BETWEEN = re.compile(r"[、，,；;\s/]+")
_LEFT_OUT = re.compile(r"（抽取编号|同学|学生|某|号|[0-9０-９（）()]")  # 王某, 李同学, 12号 name nobody
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")


def names_in(text: str) -> list[str]:
    """What looks like whole names among 学号 and surnames: 张小雨 of 3、12、欧阳、张小雨."""
    bare = [(_LEFT_OUT.sub("", word), word) for word in _BETWEEN.split(text)]
    return [word for left, word in bare if _NAME.fullmatch(left) and not is_double_surname(f"{left}某")]


def count_of(text: str) -> int:
    """How many are named."""
    return len(list(filter(None, _BETWEEN.split(text))))


def seen_by(text: str, audience: Audience) -> str:
    """As a paper for an audience prints who was looked at: 3 人 outside the house."""
    return text if not text or audience is Audience.INTERNAL else f"{count_of(text)} 人"


def numbers_seen_by(text: str, audience: Audience) -> str:
    """学号 the office fixed: they tell nobody who it is, but where somebody wrote names there is printed how many."""
    return seen_by(text, audience) if names_in(text) else text
