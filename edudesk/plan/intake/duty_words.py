"""Who answers for what, as a plan says it: 【责任部门：教导处；责任人：李静】, 由办公室负责, 教务处牵头，德育处配合."""

import re
from collections.abc import Mapping
from typing import Final

from edudesk.plan.intake.due_words import due_said

_NAMED: Final[Mapping[str, str]] = {
    "责任部门": "department", "责任单位": "department", "牵头部门": "department", "牵头单位": "department",
    "职能部门": "department", "责任科室": "department", "负责部门": "department", "牵头": "department", "配合部门": "with_departments",
    "配合单位": "with_departments", "协助部门": "with_departments", "配合": "with_departments", "责任领导": "leader",
    "分管领导": "leader", "分管校长": "leader", "责任人": "person", "负责人": "person", "具体责任人": "person",
    "时限": "due", "完成时限": "due", "完成时间": "due",
}  # fmt: skip
_WORDS: Final = "|".join(sorted(_NAMED, key=len, reverse=True))
_PAIR: Final = re.compile(
    rf"(?P<word>{_WORDS})\s*[:：]\s*(?P<who>[^；;\n]+?)(?=[，,。\s]+(?:{_WORDS})\s*[:：]|[；;。]|$)"
)
_BRACKET: Final = re.compile(rf"[【〔\[（(]\s*(?=(?:{_WORDS})\s*[:：])(?P<said>[^】〕\]）)]+)[】〕\]）)]")
_LINE: Final = re.compile(rf"(?:(?:{_WORDS})\s*[:：][^。]{{1,60}})+[。]?")
_KNOWN: Final = (
    "校长室|党政办公室|党政办|办公室|党支部|党总支|党委|教务处|教导处|教学处|德育处|学生处|政教处|总务处|后勤处|后勤服务中心|教科室|"
    "科研处|科研室|教研室|教师发展中心|课程中心|学生发展中心|信息中心|工会|团委|少先队大队部|大队部|少先队|安全办|保卫处|体卫艺处|"
    "体艺处|家委会|各教研组|各年级组|各部门|财务室|人事处"
)
_ENDS: Final = re.compile(rf"(?:{_KNOWN})$")
# a department of any name, where something marks its beginning
_ANY: Final = r"[\u4e00-\u9fff]{1,8}?(?:处|室|部|组|科|中心|工会|团委|支部|总支|党委|委员会|大队|办)(?![\u4e00-\u9fff]{0,2}长)"
_BEGINS: Final = r"(?:(?<=由)|(?<=[，,。；;：:、\s（(])|^)"
_ONE: Final = rf"(?:{_KNOWN}|{_BEGINS}{_ANY})"
_MORE: Final = rf"(?:{_KNOWN}|{_ANY})"
_LIST: Final = rf"{_ONE}(?:[、和与及]{_MORE}){{0,6}}"
_LED: Final = re.compile(
    rf"(?P<who>{_LIST})(?:负责)?牵头(?:负责|组织|实施|落实)*(?:[，,、；;]\s*(?P<others>(?:{_MORE})(?:[、和与及]{_MORE}){{0,6}})等?"
    rf"(?:密切|积极|协同)?(?:配合|协助|参与))?",
    re.MULTILINE,
)
_DONE_BY: Final = re.compile(
    rf"由(?P<who>{_LIST})(?:具体|统一|统筹)?(?:负责|组织实施|承办|主抓)", re.MULTILINE
)
_DOES: Final = ("负责", "牵头", "组织", "承办", "主抓")
_LONGEST: Final = 200  # characters of a sentence that are looked at
_PERSON: Final = re.compile(
    r"由(?P<who>[\u4e00-\u9fff·]{2,4}?)(?:老师|同志)(?:具体|统一|统筹)?(?:负责|组织|牵头)"
)


def duties_in(text: str) -> tuple[str, dict[str, str]]:
    """The text without what only names who answers (brackets, and lines of 责任部门：……), and who it is: department,
    with_departments, leader, person, and due as it is said. Sentences stay as they are written."""
    found: dict[str, str] = {}
    for said in _BRACKET.finditer(text):
        _take(said["said"], found)
    kept = []
    for line in _BRACKET.sub("", text).split("\n"):
        if _LINE.fullmatch(line.strip()) and _PAIR.search(line):
            _take(line, found)
        elif line.strip():
            kept.append(line.rstrip())
    rest = "\n".join(kept)
    for sentence in re.split("[。\n]", rest):
        if any(word in sentence for word in _DOES):
            _read(sentence[:_LONGEST], found)
    return rest, found


def _read(sentence: str, found: dict[str, str]) -> None:
    """What a sentence says, where nothing was said before."""
    if led := _LED.search(sentence):
        if "department" not in found and led["others"]:
            found.setdefault("with_departments", _joined(led["others"]))
        found.setdefault("department", _joined(led["who"]))
    elif by := _DONE_BY.search(sentence):
        found.setdefault("department", _joined(by["who"]))
    if person := _PERSON.search(sentence):
        found.setdefault("person", person["who"])


def _take(text: str, found: dict[str, str]) -> None:
    for pair in _PAIR.finditer(text.strip()):
        found.setdefault(_NAMED[pair["word"]], pair["who"].strip(" 。，,；;"))


def _joined(text: str) -> str:
    """Several as the columns have them: 教务处、德育处; what a sentence has before a name everybody knows is left out."""
    names = re.split("[、和与及]", text)
    return "、".join(found[0] if (found := _ENDS.search(one)) else one for one in names)


def as_task(facts: Mapping[str, str]) -> dict[str, str]:
    """Who answers until when, by key of a task."""
    told = {"owner" if key == "person" else key: value for key, value in facts.items()}
    return told | {key: value for key, value in due_said(told.pop("due", "")).items() if value}


def as_goal(facts: Mapping[str, str]) -> dict[str, str]:
    """Who answers, by key of a goal, which has no 配合部门."""
    return {key: value for key, value in facts.items() if key not in ("with_departments", "due")}
