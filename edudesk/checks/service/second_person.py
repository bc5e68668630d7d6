"""Who confirms a veto: somebody of the roster, neither who looked nor who is looked at (R7)."""

from typing import NamedTuple
from unicodedata import normalize

from sqlalchemy import Connection, select

from edudesk.base.errors import FieldProblem, UserError
from edudesk.roster.tables import Teacher
from edudesk.store.tables import core


class Confirmer(NamedTuple):
    """As the roster knows them."""

    id: str
    name: str


def second_person(
    connection: Connection,
    word: str,
    *,
    inspector: tuple[str, str],
    owner_id: str,
    person_id: str = "",
    key: str = "who",
) -> Confirmer:
    """Who is meant by a name as typed. inspector: (id, name) of who found it, id "" = from outside; owner_id: who answers
    for what is looked at; person_id: who was chosen from the list; key: of the field, for problems.

    Raises UserError when it is nobody of the roster, one of two, the inspector or the owner.
    """
    c = core(Teacher).c
    name = _plain(word)
    query = select(c.id, c.name).where(c.deleted_at == "")
    query = query.where(c.id == person_id) if person_id else query
    found = [row for row in connection.execute(query) if person_id or _plain(row.name) == name]
    looked = inspector[0], _plain(inspector[1])
    if (person_id and person_id == looked[0]) or (not looked[0] and name == looked[1]):
        raise _refused("一票否决应由另一人确认。", "请由检查人以外的人确认；数据没有改动。", key)
    if not found:
        raise _refused(
            f"花名册里没有“{word.strip()}”，一票否决没有确认。",
            "请从名单里选一位检查人以外的本校人员；数据没有改动。",
            key,
        )
    if looked[0] in [row.id for row in found]:
        raise _refused("一票否决应由另一人确认。", "请由检查人以外的人确认；数据没有改动。", key)
    if owner_id and owner_id in [row.id for row in found]:
        raise _refused("一票否决不能由被检查的本人确认。", "请换一名确认人；数据没有改动。", key)
    if len(found) > 1:
        raise _refused(
            f"花名册里有 {len(found)} 位“{word.strip()}”，不知道是哪一位。",
            "请从名单里选择；数据没有改动。",
            key,
        )
    return Confirmer(found[0].id, found[0].name)


def _plain(word: str) -> str:
    """Without blanks, full width or not: 周 敏华 is 周敏华."""
    return "".join(normalize("NFKC", word).split())


def _refused(text: str, hint: str, key: str) -> UserError:
    return UserError(text, hint, (FieldProblem(key, text),))
