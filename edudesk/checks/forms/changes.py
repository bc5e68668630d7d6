"""What another version of a form says differently, in sentences."""

from collections.abc import Iterator, Sequence

from edudesk.base.standard import Line
from edudesk.checks.forms.form_parts import Part, parts
from edudesk.checks.forms.tabular import tables_of
from edudesk.checks.forms.value import CheckForm

_LONGEST = 24  # characters of a text that is quoted


def changes_between(old: CheckForm, new: CheckForm) -> tuple[str, ...]:
    """Lines that came, went or read otherwise, in the order of the tables."""
    before, after = tables_of(old), tables_of(new)
    return tuple(text for key, part in parts().items() for text in _changes(part, before[key], after[key]))


def _changes(part: Part, before: Sequence[Line], after: Sequence[Line]) -> Iterator[str]:
    was = {_name(part, line): line for line in before}
    now = {_name(part, line): line for line in after}
    for name, line in now.items():
        said = part.title if part.key == "head" else f"{part.title} {_called(part, line)}"
        if name not in was:
            yield f"新增{said}"
            continue
        for column in part.columns:
            if was[name][column.key] != line[column.key]:
                yield f"{said}：{column.title} {_short(was[name][column.key])} → {_short(line[column.key])}"
    for name, line in was.items():
        if name not in now:
            yield f"删去{part.title} {_called(part, line)}"


def _name(part: Part, line: Line) -> tuple[str, ...]:
    """What a line is known by in both versions: its number, else what it is about."""
    if part.key == "head":
        return ()
    if part.key == "deduction":
        return line["item"], line["key"]
    if "key" in line:
        return (line["key"],)
    return (line["item"], line["least"]) if part.key == "band" else (next(iter(line.values())),)


def _called(part: Part, line: Line) -> str:
    if part.key == "item":
        return line["key"]
    if part.key == "band":
        return f"{line['item']} {line['least']}%"
    return f"“{_short(line.get('title') or line.get('text') or line.get('name') or '')}”"


def _short(text: str) -> str:
    return f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text or "（空）"
