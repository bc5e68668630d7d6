"""What changed between two versions of a plan, to be read: what went is struck through, what came is underlined."""

from html import escape

from edudesk.kit.theme import Tokens, tokens
from edudesk.plan.rules.compared import Compared
from edudesk.plan.rules.differences import Fate, Passage, Piece, Told

_AROUND = 40  # characters of what stayed, at each side of a change
_LONGEST = 60  # characters of a value of a record that came or went whole
_EMPTY = "（空）"
_GAP = "&nbsp;&nbsp; "  # Qt makes one narrow space of all others


def html_of(found: Compared, *, most: int = 0) -> str:
    """Group by group. most: so many changes at once, 0 = all; a link named 全部 leads to the rest."""
    colours = tokens()
    parts = [f"<p style='color:{colours.muted}'>{escape(found.note)}</p>"] if found.note else []
    if not found.groups:
        return "".join([*parts, "<p>两稿相同。</p>"])
    left = most or sum(len(some) for _, some in found.groups)
    for word, some in found.groups:
        parts.append(
            f"<h3 style='margin:14px 0 4px 0'>{word}"
            f"<span style='color:{colours.muted};font-weight:normal'>{_GAP}{len(some)} 处</span></h3>"
        )
        parts += [_passage(one, colours) for one in some[:left]]
        if len(some) > left:
            parts.append(
                f"<p style='margin:8px 0 0 0'>这一组还有 {len(some) - left} 处，<a href='全部' style='color:{colours.brand}'>全部列出</a></p>"
            )
        left = max(left - len(some), 0)
    return "".join(parts)


def _passage(one: Passage, colours: Tokens) -> str:
    fate = {Fate.ADDED: colours.good, Fate.GONE: colours.bad}.get(one.fate, colours.muted)
    told = [f"<b>{escape(one.heading)}</b>", f"<span style='color:{fate}'>{one.fate.value}</span>"]
    quiet = (f"原为“{one.was}”" if one.was else "", one.beside)
    told += [f"<span style='color:{colours.muted}'>{escape(text)}</span>" for text in quiet if text]
    lines = [f"<p style='margin:8px 0 0 0'>{_GAP.join(told)}</p>"]
    if one.pieces:
        text = "".join(_piece(piece, colours) for piece in one.pieces)
        lines.append(f"<p style='margin:2px 0 0 14px'>{text}</p>")
    if one.fate is Fate.CHANGED:
        lines += [f"<p style='margin:2px 0 0 14px'>{_field(told, colours)}</p>" for told in one.fields]
    elif one.fields:
        said = _GAP.join(_whole(told, colours) for told in one.fields)
        lines.append(f"<p style='margin:2px 0 0 14px'>{said}</p>")
    return "".join(lines)


def _field(told: Told, colours: Tokens) -> str:
    label = f"<span style='color:{colours.muted}'>{escape(told.label)}</span>{_GAP}"
    if not told.is_replaced:
        return label + "".join(_piece(piece, colours) for piece in told.pieces)
    was, now = (
        _piece(Piece(fate, text), colours) if text else f"<span style='color:{colours.muted}'>{_EMPTY}</span>"
        for fate, text in ((Fate.GONE, told.before), (Fate.ADDED, told.after))
    )
    return f"{label}{was} → {now}"


def _whole(told: Told, colours: Tokens) -> str:
    """A field of a record that came or went: its fate is said once, at the head."""
    text = told.before or told.after
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    words = escape(short).replace("\n", " ")
    return f"<span style='color:{colours.muted}'>{escape(told.label)}</span> {words}"


def _piece(piece: Piece, colours: Tokens) -> str:
    text = piece.text
    if piece.fate is Fate.SAME:
        if len(text) > 2 * _AROUND + 3:
            text = f"{text[:_AROUND]}…{text[-_AROUND:]}"
        return escape(text).replace("\n", "<br>")
    mark = (
        f"color:{colours.good};background:{colours.good_soft};text-decoration:underline"
        if piece.fate is Fate.ADDED
        else f"color:{colours.bad};background:{colours.bad_soft};text-decoration:line-through"
    )
    return f"<span style='{mark}'>{escape(text)}</span>".replace("\n", "<br>")
