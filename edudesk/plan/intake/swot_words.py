"""SWOT of a text: what stands below a heading 优势, and the cells of a matrix."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from edudesk.plan.intake.plan_tables import items_of, tables_in
from edudesk.plan.intake.proposal import CHANCE, IN_MATRIX, LIKELY, STRENGTH, SURE, THREAT, WEAKNESS, Proposal
from edudesk.plan.rows.text import QUADRANTS
from edudesk.plan.rules.marks import without_mark
from edudesk.plan.rules.outline import Chapter
from edudesk.plan.rules.sections import end_of

_SWOT_HEADS: Final = (
    (STRENGTH, r"优势|发展成效|主要成绩|办学特色"),
    (WEAKNESS, r"劣势|不足|短板|制约|薄弱|存在(?:的)?(?:主要)?问题|主要问题"),
    (CHANCE, r"机遇|机会"),
    (THREAT, r"挑战|威胁"),
)
_CELL: Final = re.compile(
    r"(?:[SWOT][:：、.]?|内部|外部|学校|发展|办学|主要)*(?P<word>优势|劣势|弱势|不足|机遇|机会|挑战|威胁|SO|ST|WO|WT)"
    r"(?:因素|分析|条件|策略|战略|[SWOT])*"
)
_LETTERS: Final = {"S": STRENGTH, "W": WEAKNESS, "O": CHANCE, "T": THREAT}
# heads of columns: what is said of a quadrant, and what is to be done about it
_OWN: Final = re.compile("内容|表现|描述|分析|情况|说明|要点|因素")
_OTHER: Final = re.compile(
    "对策|措施|策略|举措|应对|建议|思路|做法|路径|目标|备注|依据|数据|来源|责任|权重|得分|序号|编号|^序$"
)
_SAME: Final = {"弱势": WEAKNESS, "不足": WEAKNESS, "机会": CHANCE, "威胁": THREAT}
_FEWEST: Final = 2  # quadrants that make a table a matrix
# as our own paper prints a line: 骨干偏少（骨干占比 33%；对应目标 3.2 梯队培养）
_BESIDE: Final = re.compile(
    r"(?P<text>.+)（(?:(?P<figure>(?:[^（）]|（[^（）]*）)*)；)?对应目标\s*[\d.]+\s*(?P<goal>(?:[^（）]|（[^（）]*）)+)）"
)

# what our own paper adds to a line that was asked about: it stands with the answers, not in the line
_ANSWERED: Final = r"问卷\s*[\d.]+\s*分、\s*\d+\s*人"
_BRACKETED: Final = re.compile(rf"（{_ANSWERED}）|；{_ANSWERED}(?=[；）])|(?<=（){_ANSWERED}；")


def swot_in(chapters: Sequence[Chapter]) -> Iterator[Proposal]:
    """Every line of the matrix that the text says, in its order, each once."""
    done = 0
    seen: set[tuple[str, str]] = set()
    for place, chapter in enumerate(chapters):
        for at, lines in tables_in(chapter):
            for one in _matrix(chapter, f"swot:{place}:{at}", lines):
                if (one.kind, one.title) not in seen:
                    yield one
                seen.add((one.kind, one.title))
        quadrants = [word for word, pattern in _SWOT_HEADS if re.search(pattern, chapter.name)]
        if len(quadrants) != 1 or place < done or "目标" in chapter.name or "措施" in chapter.name:
            continue
        done = end_of(chapters, place)
        for one in _below(chapters, place, done, quadrants[0]):
            if (one.kind, one.title) not in seen:
                yield one
            seen.add((one.kind, one.title))


def _below(chapters: Sequence[Chapter], place: int, done: int, quadrant: str) -> Iterator[Proposal]:
    """What stands below a heading, each heading or paragraph one line."""
    chapter, below = chapters[place], chapters[place + 1 : done]
    level = min((one.level for one in below), default=0)
    told = [(one.name, one.line) for one in below if one.level == level] or [
        (_first_sentence(text), chapter.line)
        for text in chapter.text.split("\n")
        if text and not text.startswith("|")  # a row of a table
    ]
    for count, (text, line) in enumerate(told, 1):
        why = f"在“{chapter.name}”之下"
        yield Proposal(f"swot:{place}:{count}", quadrant, text, "", "", line, LIKELY, why)


def _matrix(chapter: Chapter, key: str, rows: Sequence[Sequence[str]]) -> Iterator[Proposal]:
    """The cells of a table below the heads 优势 and 劣势, or beside them, but for columns of other things."""
    if not is_matrix(rows):
        return
    other = _other_columns(rows)
    above: dict[int, str] = {}
    count = 0
    for row in rows:
        heads = {column: word for column, cell in enumerate(row) if (word := _quadrant(cell))}
        if heads and _is_head(row, heads):
            above = heads
            continue
        for column, cell in enumerate(row):
            before = [heads[at] for at in heads if at < column]
            quadrant = before[-1] if before else above.get(column, "")
            if not cell or column in heads or column in other or not quadrant:
                continue
            for item in items_of(_BRACKETED.sub("", cell)):
                count += 1
                beside = _BESIDE.fullmatch(item)
                text = (beside["text"] if beside else item).rstrip("。；; ")
                facts = {"figure_text": beside["figure"] or "", "goal": beside["goal"]} if beside else {}
                facts = {name: value.strip() for name, value in facts.items() if value}
                yield Proposal(
                    f"{key}:{count}", quadrant, text, "", "", chapter.line, SURE, IN_MATRIX, facts=facts
                )


def not_in_swot(chapters: Sequence[Chapter]) -> Iterator[str]:
    """Columns of a matrix that say nothing of the four, in words."""
    for chapter in chapters:
        for _, rows in tables_in(chapter):
            if is_matrix(rows) and (left := "、".join(f"“{said}”" for said in _other_columns(rows).values())):
                yield f"“{chapter.heading or '引言'}”的 SWOT 表格里，{left}没有读进优势、劣势、机遇和挑战，只留在章节的文字里。"


def is_matrix(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table is one of 优势 and 劣势."""
    return len({word for row in rows for cell in row if (word := _quadrant(cell))}) >= _FEWEST


def _is_head(row: Sequence[str], heads: Mapping[int, str]) -> bool:
    """Whether a row is the head over others: 优势 劣势, or 因素 优势 劣势 机遇 挑战."""
    others = {column for column, cell in enumerate(row) if cell and column not in heads}
    if not others:
        return True
    last = max(heads)
    return len(heads) > 1 and all(
        column < min(heads) or (column > last and _OTHER.search(row[column])) for column in others
    )


def _other_columns(rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """Columns whose head says that they hold something else, with it: 对策, 备注; beside one that says 内容 all the others."""
    head = rows[0]
    if any(map(_quadrant, head)) and len([cell for cell in head if _quadrant(cell)]) > 1:
        return {column: cell for column, cell in enumerate(head) if _OTHER.search(cell)}
    if any(map(_quadrant, head)):
        return {}  # no head: 优势 and what it is
    of_quadrants = {column for row in rows for column, cell in enumerate(row) if _quadrant(cell)}
    told = {
        column: cell
        for column, cell in enumerate(head)
        if cell and column > min(of_quadrants) and column not in of_quadrants
    }
    own = [column for column, cell in told.items() if _OWN.search(cell) and not _OTHER.search(cell)]
    if own:
        return {column: cell for column, cell in told.items() if column not in own}
    return {column: cell for column, cell in told.items() if _OTHER.search(cell)}


def _quadrant(cell: str) -> str:
    """优势 of 内部优势（S）, S（优势） or S; "" of anything else."""
    bare = re.sub(r"\s", "", cell)
    if bare in _LETTERS:
        return _LETTERS[bare]
    found = _CELL.fullmatch(re.sub(r"（[^（）]*）|\([^()]*\)", "", bare)) or _CELL.fullmatch(
        re.sub(r"[（()）]", "", bare)
    )
    if found is None:
        return ""
    word = _SAME.get(found["word"], found["word"])
    return word if word in QUADRANTS.words else ""


def _first_sentence(text: str) -> str:
    return re.split(r"[。！？；]", without_mark(text))[0].strip()
