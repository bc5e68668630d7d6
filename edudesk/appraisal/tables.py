"""The tables of self-evaluations, made of their rows: a column for each field of the draft."""

from functools import partial
from typing import ClassVar

from edudesk.appraisal.rows.appraisals import AnswerDraft, AppraisalDraft
from edudesk.store.editions import OwnVersionDraft
from edudesk.store.rights import Right
from edudesk.store.tables import Record, table_of


class AppraisalRecord(Record):
    """What all tables of this room share."""

    concern: ClassVar[str] = "appraisal"
    right: ClassVar[Right] = Right.EDIT_APPRAISAL


_table = partial(table_of, AppraisalRecord)

Appraisal = _table("appraisal", AppraisalDraft, "办学质量自评", "title")
AppraisalAnswer = _table(
    "appraisal_answer",
    AnswerDraft,
    "自评内容",
    "node",
    owner="appraisal_id",
    part_of={"appraisal_id": "appraisal"},
)
AppraisalForm = _table("appraisal_form", OwnVersionDraft, "自评表", "title")
