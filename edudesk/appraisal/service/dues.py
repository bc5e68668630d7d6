"""What waits in the self-evaluations, for the start page: what a line says is mended by a day."""

from collections.abc import Sequence
from datetime import date, timedelta

from edudesk.appraisal.rows.appraisals import AppraisalRow
from edudesk.appraisal.rules.scoring import judge
from edudesk.appraisal.service.appraisals import AnswerService, AppraisalService
from edudesk.appraisal.service.forms import FormService
from edudesk.base.due import Due
from edudesk.base.words import shortened
from edudesk.store.context import Context

_SOON_DAYS = 30


class AppraisalDues:
    """待办与到期 of the last self-evaluation on each form: its lines that have a day and not all their points."""

    def __init__(self, context: Context) -> None:
        self._appraisals, self._answers = AppraisalService(context), AnswerService(context)
        self._forms = FormService(context)

    def dues(self, today: date) -> Sequence[Due]:
        """What is late, or comes within a month. A line that was mended is told as such by its level."""
        last = (today + timedelta(_SOON_DAYS)).isoformat()
        answers = [one for one in self._answers.of() if one.due and one.due <= last]
        if not answers:
            return ()
        newest: dict[str, AppraisalRow] = {}
        for row in self._appraisals.rows():  # the newest year first
            newest.setdefault(row.form, row)
        found = []
        for row in newest.values():
            own = [one for one in answers if one.appraisal_id == row.id]
            if not own:
                continue
            form = self._forms.of(row.form, row.form_version)
            for line in judge(form, own).lines:
                answer = line.answer
                if answer is None or not line.is_leaf or line.is_excused or line.own == line.points:
                    continue
                found.append(
                    Due(
                        text=f"整改：{shortened(answer.problems or line.node.title)}", feature="自评", page="appraisals",
                        record=f"{row.id} {line.node.id}", day=answer.due, source=shortened(row.title),
                    )
                )  # fmt: skip
        return found
