"""成果, proofs and the archive of a project as tables inside its papers."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from edudesk.projects.forms.lists import sections
from edudesk.projects.reports.body import Body, columns
from edudesk.projects.reports.facts import ProjectFacts
from edudesk.projects.rows.dossiers import Dossier
from edudesk.projects.rows.evidence import EvidenceRow
from edudesk.projects.rows.planned import PlannedRow
from edudesk.projects.rows.results import DeliverableDraft
from edudesk.projects.rules.deliverables import MARKED, Tabled, tabled
from edudesk.projects.rules.evidence import archive as by_section
from edudesk.projects.rules.evidence import is_there, wanting
from edudesk.projects.rules.planned import final_planned, kept, stage_planned
from edudesk.projects.rules.stages import reached
from edudesk.projects.rules.words import day_words

_MISSING = "缺"
_RESULT_HEADS = (
    ("序号", 10), ("成果名称", 56), ("成果类型", 20), ("作者（承担人）", 28), ("刊物（出版、颁发单位）", 36), ("时间", 22),
    ("级别等第", 20),
)  # fmt: skip


def _results_of(rows: Iterable[DeliverableDraft]) -> Body:
    return Body(
        columns(*_RESULT_HEADS),
        [
            (
                number,
                one.title,
                one.kind,
                one.authors,
                _outlet(one),
                day_words(one.on),
                f"{one.level}{one.grade}",
            )
            for number, one in enumerate(rows, 1)
        ],
    )


def _outlet(one: DeliverableDraft) -> str:
    return "，".join(part for part in (one.outlet, one.issue, one.number) if part)


def all_results(dossier: Dossier, facts: ProjectFacts) -> Body:
    return _results_of(dossier.results)


def stage_results(dossier: Dossier, facts: ProjectFacts) -> Body:
    return _of_table(tabled(dossier.kind, dossier.results)[0], dossier)


def final_results(dossier: Dossier, facts: ProjectFacts) -> Body:
    return _of_table(tabled(dossier.kind, dossier.results)[1], dossier)


_PLANNED_HEADS = (("序号", 10), ("完成时间", 34), ("成果名称", 66), ("成果形式", 26), ("承担人", 40))


def planned_stage(dossier: Dossier, facts: ProjectFacts) -> Body:
    return _planned("预期阶段成果", stage_planned(dossier.planned), dossier.kind.stage_rows)


def planned_final(dossier: Dossier, facts: ProjectFacts) -> Body:
    return _planned("预期最终成果", final_planned(dossier.planned), dossier.kind.final_rows)


def planned(dossier: Dossier, facts: ProjectFacts) -> Body:
    """What is promised, 最终成果 last, in one table."""
    rows = [
        (number, day_words(one.due), one.title, one.kind, one.owner)
        for number, one in enumerate((*stage_planned(dossier.planned), *final_planned(dossier.planned)), 1)
    ]
    return Body(columns(*_PLANNED_HEADS), rows)


def _planned(word: str, own: Sequence[PlannedRow], most: int) -> Body:
    """What an application promises; whoever promises more than the table has room for is told."""
    rows = [
        (number, day_words(one.due), one.title, one.kind, one.owner)
        for number, one in enumerate(own[:most], 1)
    ]
    doubts = (f"{word} {len(own)} 项，表内限填 {most} 项，只列前 {most} 项。",) if len(own) > most else ()
    return Body(columns(*_PLANNED_HEADS), rows, notes=(f"注：限填 {most} 项。",), doubts=doubts)


def kept_promises(dossier: Dossier, facts: ProjectFacts) -> Body:
    """原计划 beside what there is: form and time of both; a promise that was not kept keeps its line."""
    rows: list[Sequence[object]] = []
    for number, one in enumerate(kept(dossier.planned, dossier.results), 1):
        done = one.result
        told = (done.title, done.kind, day_words(done.on)) if done is not None else ("未完成", "", "")
        rows.append((number, one.planned.title, one.planned.kind, day_words(one.planned.due), *told))
    heads = (
        ("序号", 10),
        ("原计划成果", 46),
        ("原计划形式", 22),
        ("原计划时间", 30),
        ("实际成果", 46),
        ("形式", 20),
        ("完成时间", 28),
    )
    return Body(columns(*heads), rows)


def _printed(table: Tabled, dossier: Dossier) -> Sequence[DeliverableDraft]:
    return table.printed(dossier.texts.get(MARKED, "").split("、"))


def handed_results(dossier: Dossier, facts: ProjectFacts) -> Body:
    """What is appraised: 主件 are the final results, 附件 the stage results; an empty one keeps its line."""
    stage, final = tabled(dossier.kind, dossier.results)
    rows: list[Sequence[object]] = []
    for word, table in (("主件", final), ("附件", stage)):
        lines = [(one.title, one.kind, one.authors, day_words(one.on)) for one in _printed(table, dossier)]
        for place, line in enumerate(lines or [("", "", "", "")], 1):
            rows.append((word if place == 1 else "", place if lines else "", *line))
    heads = (
        ("类别", 14),
        ("序号", 10),
        ("成果名称", 66),
        ("成果形式", 24),
        ("作者", 28),
        ("完成时间", 34),
    )
    return Body(columns(*heads), rows, is_grouped=True)


def _of_table(table: Tabled, dossier: Dossier) -> Body:
    """What it has room for; that somebody should choose is told while nobody did."""
    marked = dossier.texts.get(MARKED, "").split("、")
    body = _results_of(table.printed(marked))
    count = len(table.results)
    if count <= table.most:
        return body
    chosen = any(one.id in marked for one in table.results)
    doubts = () if chosen else (table.told(marked),)
    return replace(body, notes=(f"注：共 {count} 项，表内限填 {table.most} 项。",), doubts=doubts)


def evidence(dossier: Dossier, facts: ProjectFacts) -> Body:
    rows = [
        (one.number, one.title, one.document, dossier.files.get(one.id, 0) or "", one.pages or "")
        for one in dossier.evidence
    ]
    return Body(columns(("编号", 18), ("材料名称", 76), ("种类", 34), ("文件数", 16), ("页数", 14)), rows)


def lacking(dossier: Dossier) -> tuple[str, ...]:
    """The documents of the stages reached that are not there."""
    there = {one.document for one in dossier.evidence if is_there(one, dossier.files.get(one.id, 0))}
    far = max(
        (dossier.kind.place(one) for one in (*reached(dossier.steps), dossier.project.stage)), default=-1
    )
    return wanting(dossier.kind, dossier.kind.stages[far].name, there) if far >= 0 else ()


def archive(dossier: Dossier, facts: ProjectFacts) -> Body:
    """Every section in its order with what lies in it, papers of the same kit too; an empty one keeps its line. What is
    registered and not there is missing."""
    missing = [one for one in lacking(dossier) if one not in facts.kit]
    blanks = [f"缺材料：{one}" for one in missing]
    rows: list[Sequence[object]] = []
    own = by_section(dossier.evidence)
    for section in sections():
        lines: list[Sequence[object]] = []
        for one in own.get(section.name, ()):
            if not is_there(one, dossier.files.get(one.id, 0)):
                if one.document in facts.kit:
                    continue
                if one.document not in missing:
                    blanks.append(f"缺材料：{one.title}")
            lines.append((one.number, one.title, _form(dossier, one), one.pages or "", day_words(one.on)))
        named = {one.document for one in own.get(section.name, ())}
        lines += [(facts.kit[one], one, "本袋", "", "") for one in section.documents if one in facts.kit]
        lines += [
            ("", one, _MISSING, "", "") for one in section.documents if one in missing and one not in named
        ]
        for place, line in enumerate(lines or [("", "", "", "", "")]):
            rows.append((f"{section.number}　{section.name}" if place == 0 else "", *line))
    heads = (("归档类别", 40), ("编号", 16), ("材料名称", 56), ("形式", 20), ("页数", 12), ("日期", 31))
    return Body(columns(*heads), rows, is_grouped=True, blanks=tuple(dict.fromkeys(blanks)))


def _form(dossier: Dossier, one: EvidenceRow) -> str:
    count = dossier.files.get(one.id, 0)
    if not is_there(one, count):
        return _MISSING
    return f"文件 {count} 个" if count else one.form
