"""A value into the text of a label's own cell: 填报单位：____ keeps its fonts and its other labels. Runs in the child."""

from edudesk.sheets.filling.look import plain_text
from edudesk.sheets.filling.markup import Element, Markup, escaped, unescaped
from edudesk.sheets.filling.slots import Slot, in_room, slots_in


def with_value(markup: Markup, item: Element, label: str, value: str) -> tuple[bytes, str] | None:
    """Runs and text of a string item (si, is) with the value behind its label; None when it has no such room."""
    text = plain_text(markup, item)
    slot = next((one for one in slots_in(text) if one.label == label), None)
    if slot is None:
        return None
    new = in_room(text, slot, value)
    runs: list[bytes] = []
    is_written, at = False, 0
    texts = [part for part in item.children if part.name in ("t", "r")]
    for place, part in enumerate(texts):
        inner = part if part.name == "t" else part.child("t")
        if inner is None:
            continue
        old = unescaped(markup.content(inner))
        start, end = at, at + len(old)
        at = end
        is_last = place == len(texts) - 1
        is_here = not is_written and (_meets(slot, start, end) or is_last)
        kept = old[: max(slot.start - start, 0)], old[max(slot.end - start, 0) :]
        if end <= slot.start and not is_here:
            kept = old, ""
        is_written = is_written or is_here
        piece = _piece(inner.prefix, kept[0] + (new if is_here else "") + kept[1])
        if part is inner:
            runs.append(piece)
        else:
            runs.append(markup.xml[part.start : inner.start] + piece + markup.xml[inner.end : part.end])
    return b"".join(runs), text[: slot.start] + new + text[slot.end :]


def _meets(slot: Slot, start: int, end: int) -> bool:
    """Whether the piece of text holds the room or, of an empty one, its place."""
    return max(slot.start, start) < min(slot.end, end) or (
        slot.start == slot.end and start < slot.start <= end
    )


def _piece(prefix: bytes, text: str) -> bytes:
    return b'<%st xml:space="preserve">%s</%st>' % (prefix, escaped(text), prefix)
