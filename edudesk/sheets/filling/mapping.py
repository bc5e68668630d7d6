"""Which cell of a form takes what: a value, and the TOML file in which schools keep and share it."""

import json
import tomllib
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field, replace
from typing import Any, Final

from edudesk.base.errors import UserError

_ABOUT: Final = """\
# 校务通：上级表格与本校资料的对照，套用同样表头的表格时使用；可以复制给别的学校。
# {holds}key 是程序里的名称，空的不填；text 是照写的文字，写了它就不看 key。
"""
_HOLDS_NOBODY: Final = "里面只有表头和填什么，没有任何人的资料。"
_HOLDS_TEXTS: Final = "里面有表头、填什么和自己写的文字（text），文字里如有姓名、电话等，请先删去再给别人。"


@dataclass(frozen=True, slots=True)
class Target:
    """One column of the form. letters: C; header: for people; name: HeaderCell.name, by which it is found again;
    key: of a column of the list, "" for none; text: written into every row instead."""

    letters: str
    header: str
    name: str
    key: str = ""
    text: str = ""

    @property
    def is_filled(self) -> bool:
        """Whether anything goes there."""
        return bool(self.key or self.text)


@dataclass(frozen=True, slots=True)
class Single:
    """A place for one value. cell: A2; label: beside which it stands; is_inside: behind the label in the same
    cell; key: of a fact of the school, "" for none; text: written instead."""

    sheet: str
    cell: str
    label: str
    is_inside: bool
    key: str = ""
    text: str = ""

    @property
    def is_filled(self) -> bool:
        """Whether anything goes there."""
        return bool(self.key or self.text)


@dataclass(frozen=True)
class Mapping:
    """What goes where in one form.

    template: name of its file; fingerprint: of its headers (Head.fingerprint); list_key: what the rows are;
    sheet: that holds the list, "" when there is none; head: first and last row of its header; first_row,
    last_row: the form's rows for the list, last_row < first_row when it has none ready. What stands below
    last_row (totals, signatures) moves down when the list is longer.
    """

    template: str
    fingerprint: str
    list_key: str
    sheet: str = ""
    head: tuple[int, int] = (0, 0)
    first_row: int = 0
    last_row: int = 0
    columns: tuple[Target, ...] = ()
    singles: tuple[Single, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns of the list that are wanted, in the order of the form."""
        return tuple(dict.fromkeys(one.key for one in self.columns if one.key and not one.text))

    def with_key(self, name: str, key: str, text: str = "") -> "Mapping":
        """The column of this name takes something else."""
        columns = tuple(replace(one, key=key, text=text) if one.name == name else one for one in self.columns)
        return replace(self, columns=columns)

    def with_single(self, number: int, key: str, text: str = "") -> "Mapping":
        """The single value of this number (from 0) is something else."""
        singles = (*self.singles[:number], replace(self.singles[number], key=key, text=text))
        return replace(self, singles=(*singles, *self.singles[number + 1 :]))

    def with_first_row(self, row: int) -> "Mapping":
        """The list begins elsewhere: an example or what was entered before is written over, or rows are left out."""
        return replace(self, first_row=row, last_row=max(self.last_row, row - 1))

    @property
    def texts(self) -> tuple[str, ...]:
        """What the user wrote to be filled in as it is; it may name people."""
        texts = [one.text for one in self.columns] + [one.text for one in self.singles]
        return tuple(filter(None, texts))

    def to_toml(self) -> str:
        """The file to keep or hand on."""
        lines = [
            _ABOUT.format(holds=_HOLDS_TEXTS if self.texts else _HOLDS_NOBODY),
            f"# 来源：{''.join(mark if mark.isprintable() else ' ' for mark in self.template)}",
            *_table({
                "template": self.template, "fingerprint": self.fingerprint, "list": self.list_key,
                "sheet": self.sheet, "head": list(self.head), "first_row": self.first_row, "last_row": self.last_row,
            }),
        ]  # fmt: skip
        for one in self.columns:
            lines += ["", "[[columns]]", *_table(_told(column=one.letters, header=one.header, name=one.name,
                                                       key=one.key, text=one.text))]  # fmt: skip
        for single in self.singles:
            lines += ["", "[[cells]]", *_table(_told(sheet=single.sheet, cell=single.cell, label=single.label,
                                                     inside=single.is_inside, key=single.key, text=single.text))]  # fmt: skip
        return "\n".join(lines) + "\n"


def from_toml(text: str) -> Mapping:
    """A mapping from its file. Raises UserError when it is none."""
    try:
        return _read(_Table(tomllib.loads(text)))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise UserError(
            "这个对照文件的内容不完整或写法不对，没有使用。",
            "请对方重新导出一份，或不用对照文件、由程序重新识别表头。",
        ) from error


@dataclass(frozen=True, slots=True)
class _Table:
    """A TOML table whose values must have the type asked for."""

    values: Dictionary[str, Any] = field(default_factory=dict)

    def of(self, kind: type[Any], name: str, default: Any = None) -> Any:
        value = self.values.get(name, default)
        if type(value) is not kind:
            raise KeyError(name)
        return value

    def tables(self, name: str) -> "list[_Table]":
        return [_Table(one) for one in self.of(list, name, [])]


def _read(table: _Table) -> Mapping:
    first, last = table.of(list, "head")
    return Mapping(
        template=table.of(str, "template"),
        fingerprint=table.of(str, "fingerprint"),
        list_key=table.of(str, "list"),
        sheet=table.of(str, "sheet"),
        head=(int(first), int(last)),
        first_row=table.of(int, "first_row"),
        last_row=table.of(int, "last_row"),
        columns=tuple(
            Target(
                one.of(str, "column"), one.of(str, "header"), one.of(str, "name"),
                one.of(str, "key", ""), one.of(str, "text", ""),
            )
            for one in table.tables("columns")
        ),
        singles=tuple(
            Single(
                one.of(str, "sheet"), one.of(str, "cell"), one.of(str, "label"), one.of(bool, "inside", False),
                one.of(str, "key", ""), one.of(str, "text", ""),
            )
            for one in table.tables("cells")
        ),
    )  # fmt: skip


def _told(**values: Any) -> dict[str, Any]:
    """Without what is the same when it is left out; key stays, so that one sees where to write it."""
    return {name: value for name, value in values.items() if value or name not in ("text", "inside")}


def _table(values: Dictionary[str, Any]) -> list[str]:
    # a basic string of TOML is one of JSON, but for U+007F
    return [
        f"{name} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "\\u007f")
        for name, value in values.items()
    ]
