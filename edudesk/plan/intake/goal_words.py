"""Words that stand with a goal or a task of a text: its title, what it is to result in, by what it is recognised."""

import re
from collections.abc import Mapping
from typing import Final

_MARK: Final = re.compile(r"^(?:达成标志|观测点)[:：](?P<said>.+)$", re.MULTILINE)
# who answers for a goal stands behind all that is done for it
ASIDE: Final = re.compile(r"[【〔\[][^】〕\]]*[】〕\]]")
LISTED_BELOW: Final = ("主要指标：", "达成标志：", "观测点：")
"""Lines that our own paper prints below a goal."""
# what the items behind it are: tasks behind 措施：, goals again behind 目标：
LEADS: Final = re.compile(
    r"[【〔\[]?(?:主要|具体|实施|工作|保障|发展)?(?:(?P<word>措施|举措|任务与措施)|目标)[】〕\]]?\s*[:：]?\s*"
)
_ITEM_HEAD: Final = re.compile(r"[^。！？；：:\n]{2,40}(?=[。：:]|——|$)")
_EXPECTED: Final = re.compile(
    r"(?P<title>[^（]+(?:（(?!预期成果)[^（]*)*)（预期成果[:：](?P<said>.+)）[。；]?"
)

# （30分）, （权重30%）, 【分值：30】 behind a title; （30分钟） and （30%） are figures of their own
_WEIGHED: Final = re.compile(
    r"\s*[（(【\[〔]\s*(?:(?P<word>权重|分值|占比?|满分|计)\s*[:：为]?\s*)?(?P<value>\d{1,3}(?:\.\d{1,2})?)\s*(?P<unit>分|[%％](?:权重)?)?\s*[）)】\]〕]$"
)
_WEIGHT: Final = re.compile(r"(?P<value>\d+(?:\.\d+)?)\s*(?:分|%|％)?")
_HEAVIEST: Final = 1000


def weight_in(title: str) -> tuple[str, dict[str, str]]:
    """课程教学（30分） as its title and its weight; a title that says none as it is."""
    found = _WEIGHED.search(title)
    is_said = found is not None and (found["unit"] == "分" or found["word"] in ("权重", "分值"))
    if found is None or not is_said or not found.start():
        return title, {}
    return title[: found.start()], {"weight": f"{float(found['value']):g}"}


def weight_said(text: str) -> str:
    """30 of 30, 30分 or 30%; "" of what is no weight."""
    found = _WEIGHT.fullmatch(text.strip())
    return f"{float(found['value']):g}" if found and float(found["value"]) <= _HEAVIEST else ""


def marked(text: str, facts: Mapping[str, str], *, is_task: bool) -> tuple[str, dict[str, str]]:
    """The text without its line 达成标志：……, which is a fact of a goal."""
    found = None if is_task else _MARK.search(text)
    if found is None:
        return text, dict(facts)
    rest = "\n".join(filter(None, (text[: found.start()].rstrip("\n"), text[found.end() :].lstrip("\n"))))
    return rest, {**facts, "mark": found["said"].strip().rstrip("。")}


def with_due(title: str, text: str, facts: Mapping[str, str]) -> str:
    """The text of a goal, which has no day of its own, with until when it is due where no sentence says so."""
    due = facts.get("due", "")
    return (
        "\n".join(filter(None, (text, f"完成时限：{due}"))) if due and due not in f"{title}{text}" else text
    )


def title_and_rest(said: str) -> tuple[str, str]:
    """修订方案（预期成果：方案）。 and 修订方案。方案 have both the title 修订方案; the last of a list loses its ；."""
    said = said.rstrip("；;")
    if printed := _EXPECTED.fullmatch(said):
        return printed["title"], printed["said"]
    found = _ITEM_HEAD.match(said)
    title = found[0] if found else said
    if title.count("（") > title.count("）"):  # 主题党日（责任人：王芳） is not cut inside
        title = said[: said.find("）", len(title)) + 1] or said
    return title.rstrip("。"), said[len(title) :].lstrip("。：:")
