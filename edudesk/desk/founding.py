"""The sample school 龙城实验小学 is made, feature by feature."""

import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from edudesk.base import files, paths
from edudesk.desk.desk import Desk
from edudesk.desk.opening import already_there, found_school, open_desk


def found_sample(path: Path) -> Desk:
    """Make the file of the sample school 龙城实验小学 with its invented people."""
    from edudesk.desk.founding_plan import found_plan
    from edudesk.roster.sample import sample_teachers, with_gaps
    from edudesk.roster.sample.histories import sample_histories, without_dated
    from edudesk.school import sample

    files.check_place(path)
    # made beside and renamed, so that a stop half-way leaves no sample without people
    part = path.with_name(f"{path.stem}.新建中{path.suffix}")
    if part.exists():
        part.unlink()
    if path.exists():
        raise already_there(path)
    try:
        with found_school(part, sample.sample_school()) as desk:
            desk.terms.add_many("建立示例学期", sample.sample_terms())
            desk.days.add_many("建立示例校历", sample.sample_days())
            desk.classes.add_many("建立示例班级", sample.sample_classes())
            desk.stats.add_many("建立示例年度统计", sample.sample_stats())
            bare = [without_dated(number, one) for number, one in enumerate(sample_teachers())]
            desk.teachers.add_many("建立示例教师", with_gaps(bare))
            teachers = desk.teachers.rows()
            desk.histories.add_every(
                "建立示例发展记录", sample_histories({row.staff_no: row.id for row in teachers})
            )
            heads = {row.name: row.id for row in teachers}
            desk.departments.add_many("建立示例部门", sample.sample_departments(heads))
            _found_timetable(desk)
            _found_checks(desk, heads)
            _found_projects(desk, heads)
            found_governance(desk, heads)
            found_plan(desk, heads)
            found_appraisal(desk)
            found_submissions(desk)
            _found_indicators(desk)
        _move_kept(part, path)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        shutil.rmtree(paths.kept_folder(part), ignore_errors=True)
        raise
    return open_desk(path)


def _move_kept(part: Path, path: Path) -> None:
    """What lies beside the file goes along with its new name; the same bytes may be there already."""
    there, place = paths.kept_folder(part), paths.kept_folder(path)
    for file in there.glob("*/*"):
        target = place / file.relative_to(there)
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)
    shutil.rmtree(there, ignore_errors=True)


def _found_timetable(desk: Desk) -> None:
    """The week of every class of the sample school, by its 任课, and its bells."""
    from edudesk.school.sample import sample_terms
    from edudesk.timetable.rules.bells import default_bells
    from edudesk.timetable.sample import sample_lessons
    from edudesk.timetable.service.reading import term_plan

    present = desk.school.identity()
    term = next(one for one in sample_terms() if one.school_year == present.school_year)
    plan = term_plan(desk.context, term.school_year, term.term)
    desk.bells.add_many("建立示例作息时间", default_bells(present.stage, term.school_year, term.term))
    lessons = sample_lessons(term.school_year, term.term, plan.classes, plan.taught, plan.heads)
    desk.lessons.add_many("建立示例课程表", lessons)


def _found_checks(desk: Desk, people: dict[str, str]) -> None:
    """Checks of the sample school with their sheets. people: id by name."""
    from edudesk.checks.sample import (
        LOOKS_AGAIN,
        sample_allowances,
        sample_checks,
        sample_mended,
        sample_patrols,
        sample_sheets,
    )
    from edudesk.checks.service.planning import proposed

    for check in sample_checks(people):
        row = desk.campaigns.add(check.draft)
        desk.campaigns.publish(row.id, proposed(desk.context, row))
        units = desk.campaigns.units(row.id)
        desk.sheets.record(row.id, sample_sheets(check, units, desk.check_forms.every()))
        for state in check.states:
            desk.campaigns.move(row.id, state)
        lines = [one for one in desk.check_problems.since("") if one.campaign_id == row.id]
        desk.check_problems.confirm([one.id for one in lines if check.is_past])
        again = people.get(LOOKS_AGAIN, LOOKS_AGAIN)
        mended = sample_mended(check, [one.id for one in lines if one.owner_id != again])
        if mended:
            desk.check_problems.close_many(mended, on=check.again_on, again=again)
    desk.patrols.add_many("登记示例巡课", sample_patrols(people))
    desk.allowances.add_many("登记示例免检与加分", sample_allowances(people))


def _found_projects(desk: Desk, people: dict[str, str]) -> None:
    """Projects of the sample school with their records. people: id by name."""
    from edudesk.projects.rows.people import StudioScoreDraft
    from edudesk.projects.sample import sample_files, sample_projects, sample_texts, studio_scores
    from edudesk.roster.rules import is_present

    present = [row.id for row in desk.teachers.rows() if is_present(row)]
    desk.projects.begin_many("建立示例项目", sample_projects(people, present))
    ids = {row.title: row.id for row in desk.projects.rows()}
    results = {(row.project_id, row.title): row.id for row in desk.deliverables.of()}
    for promise in desk.planned_results.of():
        if (done := (promise.project_id, promise.title)) in results:
            desk.planned_results.deliver(promise.id, results[done])
    for title, texts in sample_texts().items():
        desk.projects.write(ids[title], texts)
    members = {(row.project_id, row.name): row.id for row in desk.project_members.of()}
    desk.studio_scores.add_many(
        "建立示例成员考核",
        [
            StudioScoreDraft(
                project_id=ids[title], member_id=members[ids[title], name], year=year, counts=counts
            )
            for title, name, year, counts in studio_scores()
        ],
    )
    proofs = {(row.project_id, row.title): row.id for row in desk.evidence.of()}
    for title, proof, name, content in sample_files():
        desk.evidence.keep_files(proofs[ids[title], proof], [desk.attachments.keep(name, content)])


def _found_indicators(desk: Desk) -> None:
    """Figures of four years as they were kept, and the schools of the region with our own among them."""
    from edudesk.indicators.sample import SNAPSHOT_DAYS, own_group, sample_region, year_before
    from edudesk.school.rules.years import school_year_of

    for day in SNAPSHOT_DAYS:
        desk.snapshots.add(desk.indicators.snapshot(day, f"{day.year} 年优质均衡监测"))
    present = desk.school.identity()
    last, now = (school_year_of(day) for day in SNAPSHOT_DAYS[-2:])
    schools = sample_region(now, present.stage)
    desk.region_schools.add_many("建立示例区域学校", [*year_before(schools, last), *schools])
    for day in SNAPSHOT_DAYS[-2:]:
        row = desk.region.put_own(day, present.stage)
        desk.region_schools.change(row.id, {"group_name": own_group()})


def found_governance(desk: Desk, people: dict[str, str]) -> None:
    """Bodies with their meetings, regulations and inspections. people: id by name."""
    from edudesk.governance.sample import sample_bodies, sample_inspections, sample_regulations

    held: dict[str, str] = {}
    for one in sample_bodies():
        body = desk.bodies.add(one.body)
        seats = [replace(seat, body_id=body.id, teacher_id=people.get(seat.name, "")) for seat in one.seats]
        desk.body_seats.add_many("建立示例机构成员", seats)
        for draft, resolutions in one.meetings:
            meeting = desk.meetings.add(replace(draft, body_id=body.id))
            held[meeting.number] = meeting.id
            desk.resolutions.add_many(
                "建立示例决议", [replace(line, meeting_id=meeting.id) for line in resolutions]
            )
    for regulation, editions in sample_regulations():
        row = desk.regulations.add(regulation)
        desk.editions.add_many(
            "建立示例制度版次",
            [replace(line, regulation_id=row.id, meeting_id=held.get(by, "")) for line, by in editions],
        )
    for inspection, findings in sample_inspections():
        visit = desk.inspections.add(inspection)
        desk.findings.add_many(
            "建立示例整改清单", [replace(line, inspection_id=visit.id) for line in findings]
        )


def found_appraisal(desk: Desk) -> None:
    """Two years of 办学质量自评."""
    from edudesk.appraisal.sample import sample_appraisals

    for draft, answers in sample_appraisals():
        row = desk.appraisals.begin(draft)
        desk.appraisal_answers.fill(row.id, answers)


def found_submissions(desk: Desk) -> None:
    """Forms the sample school was asked for, and what it wrote."""
    from edudesk.submissions.sample import sample_asked, sample_papers

    for form in sample_asked():
        row = desk.asked.add(form.draft)
        if form.template is not None:
            desk.asked.keep_template(row.id, form.template.name, form.template.read_bytes(), form.mapping)
    desk.papers.add_many("建立示例公文", sample_papers())
