"""edudesk checks forms, import checks, export checks: the forms looked through, records read, the sheets of a term."""

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.cli import screen
from edudesk.cli.exporting import ListSheets
from edudesk.cli.opening import open_school
from edudesk.cli.options import audience_option, command, data_option, group
from edudesk.cli.previewing import Way, Words, import_options, import_previewed
from edudesk.school.rows.terms import TERMS

if TYPE_CHECKING:
    from edudesk.desk import Desk
    from edudesk.sheets.workbook import Workbook


def checks(kinds: argparse._SubParsersAction, exports: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the commands. exports: the words below export."""
    sheets = command(exports, "checks", "导出教学常规检查的表：不写 --sheet 时导出一个学期的全部", export)
    sheets.set_defaults(feature="checks")
    sheets.add_argument("--sheet", default="", metavar="表", help="哪张表（默认全部）")
    sheets.add_argument("--list", action=ListSheets, nargs=0, help="只列出有哪些表")
    sheets.add_argument("--school-year", default="", metavar="学年", help="哪个学年（默认当前学年）")
    sheets.add_argument("--term", default="", choices=TERMS.words, help="哪个学期（默认离今天最近的）")
    sheets.add_argument(
        "--check",
        default="",
        metavar="检查",
        help="记录表、反馈单、统计表按哪次检查（默认本学期全部；通报默认最近一次）",
    )
    sheets.add_argument(
        "--format", choices=("xlsx", "pdf", "docx"), default="", help="文件格式（默认各表能存的都存）"
    )
    sheets.add_argument("--out", type=Path, required=True, metavar="文件夹", help="放到哪个文件夹")
    audience_option(sheets)
    data_option(sheets)
    of_forms = command(
        group(kinds, "checks", "教学常规检查"), "forms", "核对全部检查表单：编号、满分、分档、等级", forms
    )
    of_forms.add_argument(
        "--data", type=Path, metavar="学校文件", help="连同这个学校文件里的表单（默认只看程序自带的）"
    )


def records(into: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command below import."""
    made = command(
        into, "checks", "导入检查记录：一行一位教师，各检查项目是列（xlsx、xls、csv）", import_records
    )
    made.add_argument("--check", required=True, metavar="检查", help="导入到哪次检查：名称或其中几个字")
    import_options(made, "记录表")


def import_records(chosen: argparse.Namespace) -> None:
    """An old record sheet into a check; what the check has already stays."""

    def way(desk: "Desk", workbook: "Workbook") -> Way:
        from edudesk.checks.intake.record_preview import record_layout

        campaign_id = _check_named(desk, chosen.check, "没有导入")
        every = desk.check_forms.every()
        keys = dict.fromkeys((one.form, one.form_version) for one in desk.campaigns.units(campaign_id))
        look = partial(desk.check_records.preview, campaign_id, workbook, kind=desk.school.identity().stage)
        return Way(look, desk.check_records.import_rows, record_layout([every[key] for key in keys]))

    import_previewed(chosen, way, Words("份记录", "份", "检查记录", "这次检查中"))


def forms(chosen: argparse.Namespace) -> int:
    """Every form that comes with the program, and those of a school file: what is wrong with each. 1 when one is."""
    from edudesk.checks.forms.checking import hints_of, problems_of
    from edudesk.checks.forms.points import plain
    from edudesk.checks.forms.reading import shipped_forms

    found = {(form.key, form.version): form for form in shipped_forms()}
    if chosen.data is not None:
        with open_school(chosen) as desk:
            found |= desk.check_forms.every()
    rows, told = [], []
    for form in found.values():
        problems = problems_of(form)
        rows.append(
            (
                form.key,
                str(form.version),
                form.title,
                str(len(form.items)),
                plain(form.total),
                "有错" if problems else "",
            )
        )
        told += [f"{form.key}：{problem.text}" for problem in problems]
        told += [f"{form.key} 请看一看：{hint}" for hint in hints_of(form)]
    screen.table(("编号", "版本", "表单", "项数", "满分", ""), rows, right=(1, 3, 4))
    for line in told:
        screen.say(line)
    wrong = sum(bool(row[-1]) for row in rows)
    screen.say(f"共 {len(rows)} 张表单，{wrong} 张有错。" if wrong else f"共 {len(rows)} 张表单，都没有错。")
    return 1 if wrong else 0


def export(chosen: argparse.Namespace) -> None:
    """One sheet of a term, or all of them, into a folder."""
    from edudesk.base import clock
    from edudesk.checks.reports import catalogue
    from edudesk.submissions import term_papers
    from edudesk.submissions.check_papers import make_all, place_all

    known = {sheet.key: sheet for sheet in catalogue.sheets()}
    if chosen.sheet and chosen.sheet not in known:
        raise UserError(f"没有“{chosen.sheet}”这张表，没有导出。", "加 --list 可以查看有哪些表。")
    audience = Audience(chosen.audience)
    sheets = (
        [known[chosen.sheet]]
        if chosen.sheet
        else [one for one in known.values() if audience in one.audiences]
    )
    with open_school(chosen) as desk, screen.progress() as step:
        school_year, term = _term_wanted(desk, chosen.school_year, chosen.term)
        facts = term_papers.check_facts(
            desk,
            clock.today(),
            school_year=school_year,
            term=term,
            campaign_id=_check_named(desk, chosen.check),
        )
        of_term = facts.summary.facts
        if not chosen.sheet and not (of_term.campaigns or of_term.patrols or of_term.listening):
            raise UserError(
                f"{facts.term_words}还没有检查，没有导出。",
                "请用 --school-year 和 --term 写有检查的学期；空白检查表可用 --sheet blank 导出。",
            )
        made = make_all(facts, sheets, audience, step)
        if chosen.sheet and made[0].refused is not None:
            raise made[0].refused
        rows = [
            (one.title, one.file or f"没有导出：{one.words}", one.words if one.file else "")
            for one in place_all(desk.exports, made, Path(chosen.out), chosen.format, step)
        ]
    if not rows:
        raise UserError(
            f"《{sheets[0].title}》不能存成 {chosen.format}，没有导出。",
            f"请把 --format 改为 {sheets[0].formats[0]}。",
        )
    screen.say(f"已放到 {Path(chosen.out).resolve()}")
    screen.table(("表", "文件", "篇幅"), rows, right=(2,))


def _check_named(desk: "Desk", title: str, refused: str = "没有导出") -> str:
    """The id of a check by its title; "" when none was asked for. refused: what is told of an unknown one."""
    if not title:
        return ""
    rows = desk.campaigns.rows()
    if named := [row for row in rows if title == row.title]:
        return named[-1].id  # of several years the newest
    found = [row for row in rows if title in row.title]
    if len(found) != 1:
        there = "、".join(row.title for row in found or rows) or "还没有检查"
        raise UserError(f"“{title}”对应 {len(found)} 次检查，{refused}。", f"请写完整的检查名称：{there}。")
    return found[0].id


def _term_wanted(desk: "Desk", school_year: str, term: str) -> tuple[str, str]:
    """The term asked for; ("", "") when none is, and the one nearest to today is meant."""
    from edudesk.base import clock
    from edudesk.school.rules import read_school_year
    from edudesk.school.rules.terms import term_of_year

    if not school_year and not term:
        return "", ""
    year = read_school_year(school_year) if school_year else desk.school.identity().school_year
    if not year:
        raise UserError(f"看不懂学年“{school_year}”，没有导出。", "请写成 2026-2027 这样。")
    return year, term or term_of_year(year, clock.today(), desk.terms.rows())
