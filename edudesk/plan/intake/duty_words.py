"""Who answers for what, as a plan says it: 【责任部门：教导处；责任人：李静】, 由办公室负责, 教务处牵头，德育处配合."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from edudesk.plan.intake.due_words import due_said, is_due
from edudesk.plan.intake.goal_words import weight_said

_NAMED: Final[Mapping[str, str]] = {
    "责任部门": "department", "责任单位": "department", "牵头部门": "department", "牵头单位": "department",
    "职能部门": "department", "责任科室": "department", "负责部门": "department", "牵头": "department", "配合部门": "with_departments",
    "配合单位": "with_departments", "协助部门": "with_departments", "配合": "with_departments", "责任领导": "leader",
    "分管领导": "leader", "分管校长": "leader", "责任人": "person", "负责人": "person", "具体责任人": "person",
    "权重": "weight", "分值": "weight", "时限": "due", "完成时限": "due", "完成时间": "due",
}  # fmt: skip
_WORDS: Final = "|".join(sorted(_NAMED, key=len, reverse=True))
_PAIR: Final = re.compile(rf"(?P<word>{_WORDS})\s*[:：]\s*(?P<who>.+)")
_PIECE: Final = re.compile(rf"[；;，,。]|\s+(?=(?:{_WORDS})\s*[:：])")
_BRACKET: Final = re.compile(r"[【〔\[（(](?P<said>[^【〔\[（(】〕\]）)]+)[】〕\]）)]")
_LINE: Final = re.compile(rf"(?:(?:{_WORDS})\s*[:：][^。]{{1,60}})+[。]?")
_CLOSED: Final = re.compile(r"[。；;，,\s]*(?:\n|$)")
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
# ……，教务处负责；
_AND_BY: Final = re.compile(
    rf"[，,]\s*(?P<who>(?:{_MORE})(?:[、和与及](?:{_MORE})){{0,6}})(?:具体|统一|统筹)?负责\s*[；;]?\s*$",
    re.MULTILINE,
)
_LISTED: Final = re.compile(rf"(?:{_MORE})(?:[、和与及/／\s](?:{_MORE})){{0,6}}")
# alone in a bracket: 录播室 is a room, 教务处 is not
_SURE: Final = rf"(?:{_KNOWN}|[\u4e00-\u9fff]{{2,6}}(?:处|办公室|教研组|年级组|委员会|工会|团委))"
_SURELY: Final = re.compile(rf"{_SURE}(?:[、和与及/／\s]{_SURE}){{0,6}}")
_CLOSES: Final = re.compile("[前底末]$|^长期|^每学|^每月|^每周|^常年")
_NAME: Final = re.compile(r"[\u4e00-\u9fff·]{2,4}")
_BEFORE: Final = re.compile(
    r"(?P<day>20\d\d\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?(?:底|末)?(?:以|之)?前|20\d\d\s*年(?:底|末)(?:以|之)?前)"
)
_DOES: Final = ("负责", "牵头", "组织", "承办", "主抓")
_LONGEST: Final = 200  # characters of a sentence that are looked at
_PERSON: Final = re.compile(
    r"由(?P<who>[\u4e00-\u9fff·]{2,4}?)(?:老师|同志)(?:具体|统一|统筹)?(?:负责|组织|牵头)"
)


def duties_in(text: str) -> tuple[str, dict[str, str]]:
    """The text without what only names who answers and until when (brackets, and lines of 责任部门：……), and who it is: department,
    with_departments, leader, person, and due as it is said. Sentences stay as they are written; so does of a bracket what is
    neither."""
    found: dict[str, str] = {}

    def without(bracket: re.Match[str]) -> str:
        is_last = _CLOSED.match(text, bracket.end()) is not None
        left = _taken(bracket["said"], found, is_last=is_last)
        if left is None:
            return bracket[0]
        return f"{bracket[0][0]}{'；'.join(left)}{bracket[0][-1]}" if left else ""

    kept = []
    for line in _BRACKET.sub(without, text).split("\n"):
        if _LINE.fullmatch(line.strip()) and (left := _taken(line, found)) is not None:
            kept += left
        elif line.strip():
            kept.append(line.rstrip())
    rest = "\n".join(kept)
    for sentence in re.split("[。\n]", rest):
        if any(word in sentence for word in _DOES):
            _read(sentence[:_LONGEST], found)
        if "前" in sentence and (day := _BEFORE.search(sentence)):
            found.setdefault("due", day["day"])
    return rest, found


def _read(sentence: str, found: dict[str, str]) -> None:
    """What a sentence says, where nothing was said before."""
    if led := _LED.search(sentence):
        if "department" not in found and led["others"]:
            found.setdefault("with_departments", _joined(led["others"]))
        found.setdefault("department", _joined(led["who"]))
    elif (by := _DONE_BY.search(sentence)) or (by := _AND_BY.search(sentence)):
        found.setdefault("department", _joined(by["who"]))
    if person := _PERSON.search(sentence):
        found.setdefault("person", person["who"])


def _taken(text: str, found: dict[str, str], *, is_last: bool = False) -> list[str] | None:
    """Take who answers and until when out of a bracket or a line, and return what is neither; None where it names nothing of it.

    is_last: it closes a sentence; there 教务处，2027年6月 says both without their names.
    """
    pieces = [piece.strip() for piece in _PIECE.split(text.strip()) if piece.strip()]
    if not any(_PAIR.fullmatch(piece) for piece in pieces):
        return _unnamed(pieces, found) if is_last else None
    left: list[str] = []
    key = ""
    for piece in pieces:
        if pair := _PAIR.fullmatch(piece):
            key, who = _NAMED[pair["word"]], pair["who"].strip()
            if key == "weight":
                who = weight_said(who)
            if who:
                found.setdefault(key, who)
            else:
                left.append(piece)
        elif is_due(piece) and "due" not in found:
            found["due"] = piece
        elif (key in ("department", "with_departments") and _LISTED.fullmatch(piece)) or (
            key in ("person", "leader") and _NAME.fullmatch(piece)
        ):
            found[key] = f"{found[key]}、{piece}"
        else:
            left.append(piece)
    return left


def _unnamed(pieces: Sequence[str], found: dict[str, str]) -> list[str] | None:
    """Of 教务处，2027年6月 or 2027年6月底前: what it says; None where anything else is in it."""
    dues = [piece for piece in pieces if is_due(piece)]
    others = [piece for piece in pieces if piece not in dues]
    pattern = _LISTED if dues else _SURELY
    if len(dues) > 1 or not all(pattern.fullmatch(piece) for piece in others):
        return None
    if not others and not (dues and _CLOSES.search(dues[0])):
        return None  # 高级教师9人（2025年12月） is no task
    if dues:
        found.setdefault("due", dues[0])
    if others:
        found.setdefault("department", _joined("、".join(others)))
    return []


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
