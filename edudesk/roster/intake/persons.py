"""Names, political standing, phones and remarks as offices write them (花名册导入 M27, M37, M38, M43)."""

import re
from typing import Final

from edudesk.base.grammar import is_phone, reader_for
from edudesk.base.readings import Reading
from edudesk.roster.intake.told import bare, half, split_date, told
from edudesk.roster.rows import COLUMN, GONE, code_lists

_POLITICAL: Final = code_lists()["political"]
_STATUS: Final = code_lists()["status"]
_GENDER: Final = code_lists()["gender"]
_BRACKETED = re.compile(r"^(.{2,}?)[(\[]([^()\[\]]+)[)\]]$")
_NUMBERED = re.compile(r"^([^\d\s]{2,}?)\s*([0-9]{1,2}|[A-Ea-e①-⑨])$")
_FORMER = re.compile(r"^(?:曾用名|原名|原)[::]?(.+)$")
_SHORT_STATUS: Final = {"退": "退休", "调": "调出", "借": "借出", "离": "离职", "故": "去世"}
_LEFT = re.compile(r"^(?:已|于)*(.+?)(?:了|人员|教师)?$")
_IN_BRACKETS = re.compile(r"^([^()]+)[(](?:短号|短)?[:]?([0-9]{3,6})[)]$")
_SHORT_NUMBER = re.compile(r"[0-9]{3,6}")
_NAME = reader_for(COLUMN["name"])
_PHONE = reader_for(COLUMN["phone"])


def name(typed: str) -> Reading | None:
    """王芳(退), 王芳2: the name alone is the name; what stands behind it is a status or a remark."""
    text = half(typed)
    if found := _BRACKETED.match(text):
        bare_name, behind = str(_NAME(found[1]).value), bare(found[2])
        if not bare_name or not _is_han(bare_name):
            return None
        if status := status_word(behind):
            return told("name", typed, bare_name, more={"status": status})
        if former := _FORMER.match(behind):
            return told("name", typed, bare_name, more={"former_name": former[1]})
        if _GENDER.knows(behind):
            return told("name", typed, bare_name, more={"gender": str(_GENDER.read(behind).value)})
        return told("name", typed, bare_name, note=f"原表姓名：{typed}")
    if (found := _NUMBERED.match(text)) and _is_han(found[1]):
        return told("name", typed, str(_NAME(found[1]).value), note=f"原表姓名：{typed}")
    return None


def _is_han(text: str) -> bool:
    return not text.isascii()


def status_word(text: str) -> str:
    """退, 已退休, 借调 -> the status as stored; "" when it is none or says nothing (在岗)."""
    word = _SHORT_STATUS.get(text, "")
    if not word and (found := _LEFT.match(text)) and _STATUS.knows(found[1]):
        word = str(_STATUS.read(found[1]).value)
    return "" if word == "在岗" else word


def political(typed: str) -> Reading | None:
    """中共党员 1998.6, 党员(2003.7入党): the date is the one of joining."""
    text, day = split_date(half(typed))
    text = bare(text)
    if not day or not _POLITICAL.knows(text):
        return None
    return told("political", typed, str(_POLITICAL.read(text).value), more={"party_date": day})


def remark(typed: str) -> Reading | None:
    """备注 that says somebody has left or is lent: 已退休, 2024.8调出. The remark itself stays."""
    text, day = split_date(half(typed))
    status = status_word(bare(text)) if len(text) <= 6 else ""
    if not status:
        return None
    return told("remark", typed, typed, more={"status": status, "status_date": day if status in GONE else ""})


def phone(typed: str) -> Reading | None:
    """A mobile and a short number in one cell: the latter goes to 短号."""
    numbers = str(_PHONE(_IN_BRACKETS.sub(r"\1、\2", half(typed))).value).split("、")
    short = [number for number in numbers if _SHORT_NUMBER.fullmatch(number)]
    long = [number for number in numbers if number not in short]
    if len(short) != 1 or not long or not is_phone("、".join(long)):
        return None
    return told("phone", typed, "、".join(long), more={"short_no": short[0]})
