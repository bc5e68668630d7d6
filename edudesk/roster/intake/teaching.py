"""Subjects, head teachers and periods as offices write them (花名册导入 M27, M34, M36, M42)."""

import re
from typing import Final

from edudesk.base.readings import Reading
from edudesk.roster.intake.told import bare, half, told
from edudesk.roster.rows import code_lists
from edudesk.school.rules.class_names import class_names

SUBJECTS: Final = code_lists()["subject"]
_STAGES: Final = {
    "小学": "小学",
    "初中": "初中",
    "高中": "高中",
    "中学": "",
    "初级中学": "初中",
    "高级中学": "高中",
}
_SPLIT = re.compile(r"[/、,，;；+\n]|兼任|兼教|兼")
_CLASS = re.compile(
    r"[^\s]*?(?:[(]?[0-9一二三四五六七八九十]+[)]?班|级[(]?[0-9一二三四五六七八九十]+[)]?|[一二三四五六七八九][(][0-9]+[)])"
)


def subject(typed: str) -> Reading | None:
    """小学数学 -> 数学; the second of several goes to 兼教学科, the others to 备注."""
    text = half(typed)
    parts = [bare(part).strip("()") for part in _SPLIT.split(text)]
    named = [_named(part) for part in parts if part and part not in ("班主任", "等")]
    if not named:
        return None
    stage = next((stage for _, stage in named if stage), "")
    words = list(dict.fromkeys(word for word, _ in named))
    head = "是" if "班主任" in parts else ""
    if len(words) == 1 and not stage and not head and SUBJECTS.knows(text):
        return None  # the code list says it
    main, *more = words
    doubt = "、".join(word for word in words if not SUBJECTS.knows(word))
    return told(
        "subject",
        typed,
        main,
        more={"subject2": more[0] if more else "", "head_teacher": head},
        hints={"stage": stage},
        note="、".join(more[1:]),
        remark=f"任教学科中没有“{doubt}”，已按原文保存" if doubt else "",
    )


def _named(part: str) -> tuple[str, str]:
    """Subject as stored, and the stage written in front of it."""
    for prefix, stage in _STAGES.items():
        rest = part.removeprefix(prefix)
        if rest != part and SUBJECTS.knows(rest):
            return str(SUBJECTS.read(rest).value), stage
    return (str(SUBJECTS.read(part).value), "") if SUBJECTS.knows(part) else (part, "")


def classes(typed: str, school_year: str, kind: str) -> Reading | None:
    """501、502 -> 五（1）班、五（2）班. A cell that names none is kept as it is (M35).

    school_year, kind: of the school, as class_names takes them; without a kind nothing is looked at.
    """
    if not kind:
        return None
    names = class_names(typed, school_year, kind)
    if names is None:
        return told("classes", typed, half(typed), remark=f"没有认出“{half(typed)}”是哪些班级，已按原文保存")
    return told("classes", typed, "、".join(names))


def head_teacher(typed: str) -> Reading | None:
    """A class below 班主任 says 是, and which one."""
    text = bare(half(typed))
    if text.removesuffix("班主任") and _CLASS.fullmatch(text.removesuffix("班主任")):
        return told("head_teacher", typed, "是", note=f"班主任：{text.removesuffix('班主任')}")
    return None
