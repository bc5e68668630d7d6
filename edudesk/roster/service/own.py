"""Verbs on what the school adds to ladders and code lists. The desk installs it after each change."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from sqlalchemy import select

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem
from edudesk.roster.codes import history_codes
from edudesk.roster.histories.honours import HONOUR
from edudesk.roster.history_tables import TABLES
from edudesk.roster.own import (
    TIER_COLUMN,
    WORD_COLUMN,
    YES,
    TierDraft,
    TierRow,
    WordDraft,
    WordRow,
    spellings,
    tier_problems,
    word_problems,
)
from edudesk.roster.service import keeping
from edudesk.roster.service.installing import counting
from edudesk.roster.tables import HonourTier, OwnWord
from edudesk.store.rights import Right
from edudesk.store.row_service import RowService
from edudesk.store.tables import core
from edudesk.store.work import Work


class LadderService(RowService[TierDraft, TierRow]):
    """Rungs of ladders. The highest honour of teachers follows in the same entry."""

    table, row, draft = HonourTier, TierRow, TierDraft
    columns: ClassVar[Mapping[str, Column]] = TIER_COLUMN
    sees = Right.SEE_ROSTER

    def _order(self, row: TierRow) -> Any:
        return row.ladder, -(row.rank or 0), row.word

    def _settled(self, draft: TierDraft) -> TierDraft:
        return replace(
            draft,
            ladder=draft.ladder.strip(),
            word="".join(draft.word.split()),
            is_county=YES if draft.is_county == YES else "否",
        )

    def _problems(self, draft: TierDraft, others: Sequence[TierDraft]) -> tuple[FieldProblem, ...]:
        return tier_problems(draft, others)

    def _followed(self, work: Work) -> None:
        words, c = _words_of(work), core(TABLES[HONOUR.key]).c
        held = select(c.teacher_id, c.name).where(c.deleted_at == "")
        holders = {row.teacher_id for row in work.connection.execute(held) if row.name.endswith(words)}
        with counting(work.connection):
            keeping.refresh(work, HONOUR, holders)


def _words_of(work: Work) -> tuple[str, ...]:
    """The rungs that became others, by the names they had and have."""
    changes = [one for one in work.changes if one.table == HonourTier.__tablename__]
    there = work.rows(core(HonourTier), [one.row_id for one in changes])
    told = [row for one in changes for row in (one.before, one.after, there.get(one.row_id)) if row]
    return tuple({str(row["word"]) for row in told if "word" in row})


class WordService(RowService[WordDraft, WordRow]):
    """Words of code lists."""

    table, row, draft = OwnWord, WordRow, WordDraft
    columns: ClassVar[Mapping[str, Column]] = WORD_COLUMN
    sees = Right.SEE_ROSTER

    def _order(self, row: WordRow) -> Any:
        return list(history_codes()).index(row.list) if row.list in history_codes() else -1, row.id

    def _settled(self, draft: WordDraft) -> WordDraft:
        return replace(draft, word="".join(draft.word.split()), aliases="、".join(spellings(draft.aliases)))

    def _problems(self, draft: WordDraft, others: Sequence[WordDraft]) -> tuple[FieldProblem, ...]:
        return word_problems(draft, others)
