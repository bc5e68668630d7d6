"""The tables of self-evaluations, made of their rows: a column for each field of the draft."""

from dataclasses import fields
from typing import Any, ClassVar

from edudesk.appraisal.rows.appraisals import AnswerDraft, AppraisalDraft
from edudesk.appraisal.rows.forms import FormVersionDraft
from edudesk.store.rights import Right
from edudesk.store.tables import Record


class AppraisalRecord(Record):
    """What all tables of this room share."""

    concern: ClassVar[str] = "appraisal"
    right: ClassVar[Right] = Right.EDIT_APPRAISAL


def _table(name: str, draft: type[Any], noun: str, label: str, owner: str = "") -> type[Record]:
    return type(
        "".join(map(str.title, name.split("_"))),
        (AppraisalRecord,),
        {
            "__tablename__": name,
            "__doc__": draft.__doc__,
            "__annotations__": {field.name: field.type for field in fields(draft)},
            "found_by": ((owner,),) if owner else (),
            "noun": noun,
            "label": label,
        },
    )


Appraisal = _table("appraisal", AppraisalDraft, "办学质量自评", "title")
AppraisalAnswer = _table("appraisal_answer", AnswerDraft, "自评内容", "node", "appraisal_id")
AppraisalForm = _table("appraisal_form", FormVersionDraft, "自评表", "title")
