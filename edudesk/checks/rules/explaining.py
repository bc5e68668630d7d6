"""How the total of a teacher came about, line after line, so that anybody can reckon it again with a calculator."""

from dataclasses import dataclass
from decimal import Decimal

from edudesk.checks.forms.kinds import kinds
from edudesk.checks.forms.points import plain
from edudesk.checks.rules.combining import recheck_words
from edudesk.checks.rules.results import CheckScore, UnitScore, books_looked_at
from edudesk.checks.rules.scheme import scheme_of
from edudesk.checks.rules.summary import TermSummary
from edudesk.checks.rules.term_facts import TeacherTerm
from edudesk.checks.rules.weighing import Classes, Weighed


@dataclass(frozen=True, slots=True)
class Step:
    """One line. depth: 0 the term, 1 a part, 2 a check, 3 a unit, 4 a sheet; figure: as printed; sheet_id: of a line
    about one sheet."""

    id: int
    depth: int
    text: str
    figure: str = ""
    how: str = ""
    sheet_id: str = ""


def explained(summary: TermSummary, line: TeacherTerm) -> list[Step]:
    """From the parts down to the sheets, then the total."""
    telling = _Telling()
    say = telling.say
    scheme = scheme_of(summary.facts.scheme)[0]
    score = line.score
    for part, weight in scheme.weights.items():
        value = score.parts.get(part)
        codes = [code for code, kind in kinds().items() if kind.part == part]
        checks = [check for check in score.checks if check.campaign.kind in codes]
        if value is None and not checks:
            continue
        share = score.total.weights.get(part)
        how = f"权重 {plain(weight)}" + (f"，折合 {share:.1f}%" if share is not None else "，不计入")
        joined = [f"{kinds()[code].name} {score.kinds[code]:.1f}" for code in codes if code in score.kinds]
        say(1, part, value, f"{how}；平均：{'、'.join(joined)}" if len(joined) > 1 else how)
        for code in codes:
            of_kind = [check for check in checks if check.campaign.kind == code]
            made = score.made.get(code)
            if made is not None and len(made.shares) > 1:
                say(2, f"{kinds()[code].name} {len(made.shares)} 次", made.value, made.words)
            if code in score.carried:
                say(2, f"{kinds()[code].name}免检", score.carried[code], "用上学期的均分")
            elif code in score.exempt:
                say(2, f"{kinds()[code].name}免检", None, "不计入")
            for check in of_kind:
                _tell_check(telling, check, summary)
        if "TB" in codes and "TB" in score.kinds:
            say(2, "听课笔记", score.kinds["TB"], "满分 10 分，缺一节减 1 分，按百分计")
    total = score.total
    if total.base is not None:
        present = [(part, score.parts[part]) for part in total.weights]
        told = " + ".join(f"{value}×{plain(scheme.weights[part])}" for part, value in present)
        weights = sum((scheme.weights[part] for part, _ in present), Decimal(0))
        left = f"；{'、'.join(total.left_out)}没有成绩，不计入" if total.left_out else ""
        say(0, "加权得分", total.base, f"({told}) ÷ {plain(weights)}{left}")
    events = summary.events.get(line.id, [])
    for event in events:
        say(1, f"巡课 {event.day} {event.class_name}{event.case_text}", -event.points)
    if total.lost:
        told_off = sum((event.points for event in events), Decimal(0))
        capped = f"，最多扣 {plain(scheme.patrol_most)} 分" if told_off > total.lost else ""
        say(0, "巡课扣分", -total.lost, f"已确认 {len(events)} 条{capped}")
    if total.gained:
        say(0, "加分", total.gained, f"最多 {plain(scheme.bonus_most)} 分")
    if total.is_vetoed and total.original is not None:
        say(
            0,
            "一票否决",
            total.value,
            f"原 {total.original}，最多 {plain(scheme.veto_most)} 分，等级为{summary.levels[-1].name}",
        )
    if line.total is None:
        say(0, "学期总分", None, "；".join(line.words) or "本学期没有计分的检查")
    else:
        say(0, "学期总分", line.total, line.grade + ("" if line.place is None else f"，第 {line.place} 位"))
    return telling.steps


class _Telling:
    """Collects the lines."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def say(
        self, depth: int, text: str, value: Decimal | None = None, how: str = "", sheet_id: str = ""
    ) -> None:
        figure = "" if value is None else f"{value:.1f}"
        self.steps.append(Step(len(self.steps), depth, text, figure, how, sheet_id))


def _tell_check(telling: _Telling, check: CheckScore, summary: TermSummary) -> None:
    weights = summary.how.weights
    is_left_out = check.value is not None and not weights.of_check(check.campaign.id)
    how = [
        check.made.words if check.made is not None else check.word,
        "本次权重 0，不计入学期" if is_left_out else "",
    ]
    telling.say(2, check.campaign.title, check.value, "；".join(filter(None, how)))
    if check.made is not None:
        _tell_shares(telling, check.made)
    for unit in check.units:
        _tell_unit(telling, unit, summary)


def _tell_shares(telling: _Telling, made: Weighed) -> None:
    """The figures between a check and its units: 主科, a subject, a grade, of those that were combined themselves."""
    for share in made.shares:
        if share.made is not None:
            telling.say(3, share.name, share.value, share.made.words)
            _tell_shares(telling, share.made)


def _tell_unit(telling: _Telling, unit: UnitScore, summary: TermSummary) -> None:
    weights = summary.how.weights
    books = (
        books_looked_at(unit, weights) if weights.classes is Classes.BOOKS and unit.value is not None else 0
    )
    name = " ".join(filter(None, (unit.unit.subject, unit.unit.classes))) or unit.unit.group or unit.unit.name
    words = [
        unit.word,
        "一票否决" if unit.is_vetoed else "",
        unit.unit.reason if unit.word else "",
        f"抽查 {books} 本" if books else "",
        *unit.remarks,
    ]
    telling.say(3, name, unit.value, "；".join(filter(None, words)))
    rules = summary.how
    again = {sheet.first_id: sheet for sheet in unit.sheets if sheet.first_id}
    for sheet in unit.sheets:
        if sheet.first_id:
            continue
        told = f"{sheet.form} v{sheet.form_version} {sheet.grade or '仅供参考，不计'}"
        if sheet.id in again and sheet.score is not None and again[sheet.id].score is not None:
            told += f"，{recheck_words(sheet.score, again[sheet.id].score or sheet.score, rules.recheck, rules.recheck_most)}"
        if sheet.original != sheet.tenths and sheet.original is not None:
            told += f"，否决前 {Decimal(sheet.original) / 10}"
        telling.say(4, f"{sheet.on} {sheet.inspector}", sheet.score, told, sheet.id)
