"""One draft and another of each record of a self-evaluation, for tests that go over all of them."""

from typing import Any

from edudesk.appraisal.rows.appraisals import AnswerDraft, AppraisalDraft
from edudesk.appraisal.service.appraisals import AnswerService, AppraisalService

PARTS: dict[str, tuple[type[Any], Any, Any]] = {
    "answer": (
        AnswerService,
        AnswerDraft(appraisal_id="a1", node="B1", word="优"),
        AnswerDraft(appraisal_id="a1", node="B2", done="每周一次主题班会"),
    ),
}
APPRAISAL: dict[str, tuple[type[Any], Any, Any]] = {
    "appraisal": (
        AppraisalService,
        AppraisalDraft(form="compulsory", form_version=1, year="2025-2026", title="办学质量自评"),
        AppraisalDraft(form="compulsory", form_version=1, year="2026-2027", title="办学质量自评"),
    ),
    **PARTS,
}
CHANGED = {"answer": "proof"}  # the field that is changed; elsewhere it is the remark
