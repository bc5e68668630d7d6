"""How often each sentence was written by hand in checks of a kind: phrases are offered in this order."""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from edudesk.checks.forms.value import PhraseKind
from edudesk.checks.tables import Campaign, CheckProblem, CheckSheet
from edudesk.store.context import Context
from edudesk.store.rights import Right
from edudesk.store.tables import core
from edudesk.store.verbs import view

Used = Mapping[PhraseKind, Mapping[str, int]]
"""Where it was written -> sentence -> how often."""

_RECENT = 4  # checks of a kind whose sheets are looked through: a term of 月查


class PhraseService:
    """常用语 as they were used."""

    def __init__(self, context: Context) -> None:
        self.context = context

    @view(Right.SEE_CHECKS)
    def used(self, connection: Connection, kind: str) -> dict[PhraseKind, Mapping[str, int]]:
        """The problems of all checks of a kind; line by line the 亮点 and 建议 of the last four."""
        problem, sheet, check = core(CheckProblem).c, core(CheckSheet).c, core(Campaign).c
        said = (
            select(problem.text, func.count())
            .where(problem.kind == kind, problem.item == "", problem.deleted_at == "")
            .group_by(problem.text)
        )
        latest = select(check.id).where(check.kind == kind, check.deleted_at == "")
        latest = latest.order_by(check.id.desc()).limit(_RECENT)
        found: dict[PhraseKind, Mapping[str, int]] = {
            PhraseKind.PROBLEM: {str(text): count for text, count in connection.execute(said)}
        }
        for kind_of, written in ((PhraseKind.PRAISE, sheet.highlights), (PhraseKind.ADVICE, sheet.advice)):
            texts = (
                select(written, func.count())
                .where(sheet.campaign_id.in_(latest), sheet.deleted_at == "", written != "")
                .group_by(written)
            )
            lines: Counter[str] = Counter()
            for text, count in connection.execute(texts):
                lines.update(dict.fromkeys(_lines(text), count))
            found[kind_of] = lines
        return found


def _lines(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines()} - {""}
