"""What the papers of a self-evaluation are made from, out of the open school."""

from datetime import date

from edudesk.appraisal.reports.facts import AppraisalFacts
from edudesk.appraisal.rows.appraisals import AppraisalRow
from edudesk.appraisal.rules.scoring import Judged, judge
from edudesk.submissions.footing import footer
from edudesk.submissions.sources import Sources


def appraisal_facts(sources: Sources, on: date, appraisal_id: str = "") -> AppraisalFacts:
    """What a paper is made from. appraisal_id: "" = the newest; without any an empty form of the school's 学段."""
    rows = sources.appraisals.rows()
    row = sources.appraisals.get(appraisal_id) if appraisal_id else (rows[0] if rows else None)
    school = sources.school.identity()
    if row is None:
        offered = sources.appraisal_forms.offered()
        form = next((one for one in offered if school.stage in one.stages), offered[0])
        return AppraisalFacts(school, on, form, None, judge(form, ()), footer=footer(sources))
    form = sources.appraisal_forms.of(row.form, row.form_version)
    before = sorted(
        (one for one in rows if one.form == row.form and one.year < row.year), key=lambda one: one.year
    )
    files = sources.attachments.of([row.id]).get(row.id, ())
    return AppraisalFacts(
        school=school,
        on=on,
        form=form,
        row=row,
        judged=_judged(sources, row),
        earlier={one.year: _judged(sources, one) for one in before[-2:]},
        files=tuple(one.name for one in files),
        footer=footer(sources),
    )


def _judged(sources: Sources, row: AppraisalRow) -> Judged:
    form = sources.appraisal_forms.of(row.form, row.form_version)
    return judge(form, sources.appraisal_answers.of(row.id))
