"""edudesk import timetable, export timetable, template timetable: a timetable from the command line."""

import argparse
from functools import partial
from typing import TYPE_CHECKING

from edudesk.base.errors import UserError
from edudesk.base.files import free_name
from edudesk.cli import screen
from edudesk.cli.exporting import ListSheets
from edudesk.cli.opening import open_school
from edudesk.cli.options import audience_option, command, data_option, target_options
from edudesk.cli.previewing import Way, import_options, imported, tell_errors, tell_preview
from edudesk.cli.templates import out_option, put_out
from edudesk.school.rows.terms import TERMS

if TYPE_CHECKING:
    from edudesk.desk import Desk
    from edudesk.sheets.workbook import Workbook


def timetable(
    into: argparse._SubParsersAction,  # type: ignore[type-arg]
    exports: argparse._SubParsersAction,  # type: ignore[type-arg]
    templates: argparse._SubParsersAction,  # type: ignore[type-arg]
) -> None:
    """Add the commands below import, export and template."""
    made = command(
        into, "timetable", "导入课程表：总课表、各班课表或一行一节的清单（xlsx、xls、csv）", import_timetable
    )
    import_options(made, "课程表", "清单里有错误的行另写成工作簿")
    _term_options(made)

    sheets = command(exports, "timetable", "导出课程表：总课表、班级课表、教师课表、作息时间表", export)
    sheets.set_defaults(feature="timetable")
    sheets.add_argument("--sheet", default="whole", metavar="表", help="哪张表（默认 %(default)s）")
    sheets.add_argument("--list", action=ListSheets, nargs=0, help="只列出有哪些表")
    sheets.add_argument("--only", default="", metavar="班级或教师", help="只要这个班或这位教师的")
    _term_options(sheets)
    target_options(sheets)
    audience_option(sheets)
    data_option(sheets)

    out_option(command(templates, "timetable", "课程表清单的导入模板（xlsx）", template))


def import_timetable(chosen: argparse.Namespace) -> None:
    """Preview, and unless only the preview is wanted or a question must be answered first, import."""
    asked, result, errors_file = imported(chosen, partial(_way, chosen))
    preview = asked.preview
    if chosen.json:
        told: dict[str, object] = {
            "how": preview.how, "school_year": preview.school_year, "term": preview.term,
            **preview.as_json(), **asked.as_json(),
        }  # fmt: skip
        if not chosen.preview:
            new, changed, gone = (
                (result.new, result.changed, result.gone) if result is not None else (0, 0, 0)
            )
            told["imported"] = {"new": new, "changed": changed, "gone": gone}
        if chosen.errors_to is not None:
            told["errors_file"] = str(errors_file) if errors_file else ""
        screen.say_json(told)
    else:
        screen.say(f"导入到 {preview.school_year}学年{preview.term}。{preview.how}：{preview.layout}。")
        tell_preview(preview, "节课")
        asked.tell()
        tell_errors(chosen, errors_file)
    if not chosen.preview:
        asked.require()
    if chosen.json:
        return
    if chosen.preview:
        screen.say("这是预览，没有写入任何内容。")
    elif result is None:
        screen.say("课程表中已经是这些内容，没有要导入的。")
    else:
        left = f"，删去 {result.gone} 节" if result.gone else ""
        screen.say(
            f"已导入：新增 {result.new} 节课，更新 {result.changed} 节{left}。可在窗口的“操作记录”里整体撤销。"
        )


def _way(chosen: argparse.Namespace, desk: "Desk", workbook: "Workbook") -> Way:
    """Into the term that is named, else the one the file tells."""
    from edudesk.timetable.intake.lists import list_layout
    from edudesk.timetable.intake.preview import term_told
    from edudesk.timetable.service.importing import previewed

    told_year, told_term = term_told(workbook, chosen.file.stem)
    school_year, term = _term(desk, chosen.school_year or told_year, chosen.term or told_term, "没有导入")
    look = partial(previewed, desk.context, workbook, school_year, term)
    return Way(look, desk.lessons.import_rows, list_layout())


def export(chosen: argparse.Namespace) -> None:
    """One paper of a term, of everybody or of one class or teacher."""
    from edudesk.base import clock
    from edudesk.base.masking import Audience
    from edudesk.kit.writing import write
    from edudesk.submissions import term_papers
    from edudesk.timetable.reports import catalogue

    known = {sheet.key: sheet for sheet in catalogue.sheets()}
    sheet = known.get(chosen.sheet)
    if sheet is None:
        raise UserError(f"没有“{chosen.sheet}”这张表，没有导出。", "加 --list 可以查看有哪些表。")
    if chosen.format not in sheet.formats:
        raise UserError(
            f"《{sheet.title}》不能存成 {chosen.format}，没有导出。",
            f"请把 --format 改为 {sheet.formats[0]}。",
        )
    with open_school(chosen) as desk, screen.progress() as step:
        school_year, term = _term(desk, chosen.school_year, chosen.term, "没有导出")
        only = _only(desk, chosen.only) if chosen.only else None
        facts = term_papers.timetable_facts(
            desk, clock.today(), school_year=school_year, term=term, chosen=only
        )
        paper = sheet.build(facts, Audience(chosen.audience))
        target = free_name(chosen.out / f"{paper.file_name}.{chosen.format}")
        with desk.exports.leaving(paper, target, unit=sheet.unit):
            written = write(paper, target, step)
    screen.say(f"已导出 {len(paper.rows)} {sheet.unit}：{written.path}")
    for remark in written.remarks:
        screen.say(f"注意：{remark}")


def template(chosen: argparse.Namespace) -> None:
    """An empty list of lessons to be filled in and imported."""
    from edudesk.base import clock
    from edudesk.timetable.reports.template import timetable_template

    put_out(timetable_template(clock.today()), chosen.out)


def _term_options(made: argparse.ArgumentParser) -> None:
    made.add_argument("--school-year", default="", metavar="学年", help="哪个学年（默认当前学年）")
    made.add_argument("--term", default="", choices=TERMS.words, help="哪个学期（默认离今天最近的）")


def _term(desk: "Desk", school_year: str, term: str, undone: str) -> tuple[str, str]:
    """The term meant. Raises UserError when the school year cannot be read."""
    from edudesk.base import clock
    from edudesk.school.rules import read_school_year
    from edudesk.school.rules.terms import term_nearest, term_of_year
    from edudesk.school.rules.years import term_and_year

    terms, today = desk.terms.rows(), clock.today()
    if not school_year and not term:
        near = term_nearest(today, terms)
        return (near.school_year, near.term) if near is not None else term_and_year(today.isoformat())
    year = read_school_year(school_year) if school_year else desk.school.identity().school_year
    if not year:
        raise UserError(f"看不懂学年“{school_year}”，{undone}。", "请写成 2026-2027 这样。")
    return year, term or term_of_year(year, today, terms)


def _only(desk: "Desk", text: str) -> frozenset[str]:
    """A class as the school prints it, or the teachers of a name."""
    from edudesk.school.rules.class_names import class_names

    school = desk.school.identity()
    names = class_names(text, school.school_year, school.stage) or ()
    people = [row.id for row in desk.teachers.rows() if row.name == text]
    if not names and not people:
        raise UserError(
            f"没有“{text}”这个班，也没有这位教师，没有导出。", "请写五（3）班这样的班级，或教师姓名。"
        )
    return frozenset((*names, *people))
