"""A form of self-evaluation: a tree of lines of any depth, levels with their share of the points, grades (规划与项目调研 5)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

YES_NO = "是否"
POINTS = "打分"
LEVEL = "等级"
METHODS = (LEVEL, POINTS, YES_NO)
ASKED = ("主要做法与成效", "主要问题", "改进措施")


class Level(NamedTuple):
    """A word a line is judged by and its share of the points, 0 … 1; or a grade of the whole and the least share of it."""

    word: str
    share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One line. id: stays with it in every version; parent: id, "" = at the top; method: a word of METHODS, of a line that
    others belong to it means nothing; points: of 100, None = an equal share of what its parent has; look: 考查要点."""

    id: str
    title: str
    parent: str = ""
    method: str = LEVEL
    points: Fraction | None = None
    look: str = ""


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form. heads: names of the levels of the tree (重点内容, 关键指标), the last counts for what lies deeper; limit: most characters
    of a text; asked: what the three texts of a line are called (done, problems, mending of an answer); due: what the day is called by which
    a line is mended, "" = none is asked for; is_reference: not confirmed as official, prints 参考模板; stages: 学段 it is offered for, () = all."""

    key: str
    title: str
    version: int = 1
    note: str = ""
    source: str = ""
    stages: tuple[str, ...] = ()
    is_reference: bool = False
    heads: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    grades: tuple[Level, ...] = ()
    limit: int = 200
    asked: tuple[str, str, str] = ASKED
    due: str = ""
    nodes: tuple[Node, ...] = field(default=())

    @property
    def texts(self) -> dict[str, str]:
        """Field of an answer -> what it is called."""
        return dict(zip(("done", "problems", "mending"), self.asked, strict=True))

    @cached_property
    def children(self) -> dict[str, tuple[Node, ...]]:
        """The lines under each id, "" = at the top, in their order."""
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            found.setdefault(node.parent, []).append(node)
        return {key: tuple(nodes) for key, nodes in found.items()}

    def walk(self, parent: str = "", depth: int = 0) -> Iterator[tuple[Node, int]]:
        """Every line with its depth from 0, each before those that belong to it."""
        for node in self.children.get(parent, ()):
            yield node, depth
            yield from self.walk(node.id, depth + 1)

    @cached_property
    def leaves(self) -> tuple[Node, ...]:
        """The lines that are judged."""
        return tuple(node for node, _ in self.walk() if node.id not in self.children)

    @cached_property
    def points(self) -> dict[str, Fraction]:
        """id -> points, exactly: what a line says itself, else an equal share of what its parent has left; the top has 100."""
        found: dict[str, Fraction] = {}
        self._share("", Fraction(100), found)
        return found

    def _share(self, parent: str, whole: Fraction, found: dict[str, Fraction]) -> None:
        nodes = self.children.get(parent, ())
        free = [node for node in nodes if node.points is None]
        left = max(whole - sum((node.points or Fraction(0) for node in nodes), Fraction(0)), Fraction(0))
        for node in nodes:
            found[node.id] = node.points if node.points is not None else left / len(free)
            self._share(node.id, found[node.id], found)

    def words(self, node: Node) -> tuple[str, ...]:
        """What a leaf is judged by: words, () where points are typed."""
        if node.method == YES_NO:
            return ("是", "否")
        return tuple(one.word for one in self.levels) if node.method == LEVEL else ()

    def share(self, node: Node, word: str) -> Fraction | None:
        """The share of the points a word gives, None for one that is none."""
        if node.method == YES_NO:
            return {"是": Fraction(1), "否": Fraction(0)}.get(word)
        return next((one.share for one in self.levels if one.word == word), None)
