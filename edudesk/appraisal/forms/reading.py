"""Forms of self-evaluation as plain data (TOML in forms/appraisal, JSON in the school file) and back."""

import tomllib
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from edudesk.appraisal.forms.value import ASKED, LEVEL, Form, Level, Node
from edudesk.base import paths
from edudesk.base.errors import UserError

DUE = "整改时限"
_AND_DUE = f"和{DUE}"


class FormError(UserError):
    """A form that cannot be read; nothing of it was taken over."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"自评表“{title}”无法读取：有缺少、多余或写法不对的项目。", "原有的表没有改动；请修改后再试。"
        )


@cache
def shipped_forms() -> dict[str, Form]:
    """The forms that come with the program, by key."""
    found = {}
    for path in sorted(paths.shipped("forms", "appraisal").glob("*.toml")):
        with path.open("rb") as file:
            form = form_of(tomllib.load(file))
        found[form.key] = form
    return found


def form_of(plain: Mapping[str, Any]) -> Form:
    """A form from plain data. Raises FormError."""
    try:
        values = dict(plain)
        nodes = tuple(_node(one) for one in values.pop("node", ()))
        for key, share in (("levels", "ratio"), ("grades", "least")):
            values[key] = tuple(Level(str(one["word"]), _exact(one[share])) for one in values.get(key, ()))
        for key in ("stages", "heads"):
            values[key] = tuple(map(str, values.get(key, ())))
        done, problems, mending = map(str, values.pop("asked", ASKED))  # kept forms of before do not say it
        if "due" not in values and mending.endswith(_AND_DUE):  # kept when both were one text
            values["due"], mending = DUE, mending.removesuffix(_AND_DUE)
        return Form(**values, nodes=nodes, asked=(done, problems, mending))
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        raise FormError(str(plain.get("title", "")) or "未命名") from error


def plain_of(form: Form) -> dict[str, Any]:
    """The form as plain data: form_of(plain_of(form)) == form."""
    return {
        "key": form.key,
        "title": form.title,
        "version": form.version,
        "note": form.note,
        "source": form.source,
        "stages": list(form.stages),
        "is_reference": form.is_reference,
        "heads": list(form.heads),
        "levels": [{"word": one.word, "ratio": str(one.share)} for one in form.levels],
        "grades": [{"word": one.word, "least": str(one.share)} for one in form.grades],
        "limit": form.limit,
        "asked": list(form.asked),
        "due": form.due,
        "node": [
            {
                "id": node.id,
                "title": node.title,
                "parent": node.parent,
                "method": node.method,
                "look": node.look,
                **({"points": str(node.points)} if node.points is not None else {}),
            }
            for node in form.nodes
        ],
    }


def _node(one: Mapping[str, Any]) -> Node:
    points = one.get("points")
    return Node(
        id=str(one["id"]),
        title=str(one["title"]),
        parent=str(one.get("parent", "")),
        method=str(one.get("method", LEVEL)),
        points=None if points is None else _exact(points),
        look=str(one.get("look", "")),
    )


def _exact(number: object) -> Fraction:
    """0.85 is 17/20, not what a binary number makes of it."""
    return Fraction(str(number))
