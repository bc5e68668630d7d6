"""Named views of a list: columns, order, sorting, groups, chips and search under a name. No Qt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeAlias

from edudesk.base.errors import FieldProblem, UserError

State: TypeAlias = Mapping[str, Any]
"""How a list looks, as JSON; {} as it is declared."""


class Keep(NamedTuple):
    """Where the views of a page are kept: read() gives the JSON value that write() was last given, None before."""

    read: Callable[[], Any]
    write: Callable[[Any], object]


class Preset(NamedTuple):
    """A search that comes with the program. help: one sentence, whom it finds; apply(): shows them."""

    title: str
    help: str
    apply: Callable[[], object]


@dataclass(frozen=True, slots=True)
class View:
    """A name and what it stands for."""

    name: str
    state: State


@dataclass(frozen=True, slots=True)
class ViewShelf:
    """The views of one page in the order they were made. first: the name of the one shown at the start, or ""."""

    views: tuple[View, ...] = ()
    first: str = ""

    @classmethod
    def read(cls, document: Any) -> "ViewShelf":
        """From its JSON; what another version wrote and this one cannot read is left aside."""
        kept = document if isinstance(document, dict) else {}
        listed = kept.get("views")
        views = tuple(
            View(one["name"], one["state"])
            for one in (listed if isinstance(listed, list) else ())
            if isinstance(one, dict)
            and isinstance(one.get("name"), str)
            and isinstance(one.get("state"), dict)
        )
        first = kept.get("first", "")
        return cls(views, first if any(view.name == first for view in views) else "")

    def document(self) -> dict[str, Any]:
        """As JSON."""
        views = [{"name": view.name, "state": dict(view.state)} for view in self.views]
        return {"views": views, "first": self.first}

    def find(self, name: str) -> View | None:
        """The view of this name."""
        return next((view for view in self.views if view.name == name), None)

    def put(self, name: str, state: State) -> "ViewShelf":
        """With a view more, or with another state under a name there is."""
        if self.find(name) is None:
            return replace(self, views=(*self.views, View(name, state)))
        return replace(self, views=tuple(View(name, state) if v.name == name else v for v in self.views))

    def add(self, name: str, state: State) -> "ViewShelf":
        """With a view more; raises UserError when the name is taken."""
        self._check_free(name)
        return self.put(name, state)

    def rename(self, name: str, new: str) -> "ViewShelf":
        """Under another name; raises UserError when that is taken."""
        if name != new:
            self._check_free(new)
        views = tuple(View(new, view.state) if view.name == name else view for view in self.views)
        return ViewShelf(views, new if self.first == name else self.first)

    def remove(self, name: str) -> "ViewShelf":
        """Without it."""
        views = tuple(view for view in self.views if view.name != name)
        return ViewShelf(views, "" if self.first == name else self.first)

    def _check_free(self, name: str) -> None:
        if self.find(name) is not None:
            problem = FieldProblem("name", f"已有叫“{name}”的视图。")
            raise UserError("视图没有保存。", "请换一个名称；已有的视图没有改动。", (problem,))
