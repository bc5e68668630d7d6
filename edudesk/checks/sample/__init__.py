"""Checks of the sample school: this term and the one before, filled in by lot; the same on every machine and day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from edudesk.checks.forms.lists import shipped_lists
from edudesk.checks.forms.scoring import Answer, quick_points
from edudesk.checks.forms.value import CheckForm, FieldKind, Method, PhraseKind
from edudesk.checks.rows.campaigns import RANDOM, REPORTED, SUMMED, CampaignDraft, UnitRow
from edudesk.checks.rows.patrols import UNVERIFIED, VERIFIED, PatrolDraft
from edudesk.checks.rows.terms import ADDED, EXEMPTED, AllowanceDraft
from edudesk.checks.rules.campaigns import inspectors_of, inspectors_text
from edudesk.checks.rules.sampling import Inspector
from edudesk.checks.rules.sheets import Filled, Finding
from edudesk.checks.sample.heads import told
from edudesk.school.rows.terms import FIRST_TERM, SECOND_TERM
from edudesk.school.sample import SCHOOL

_INSPECTORS = (("李静", ("语文", "道德与法治")), ("许莉", ("数学", "科学", "信息科技")), ("单国平", ()))
LOOKS_AGAIN = "单国平"
_ODDS = (46, 38, 13, 3)  # of the buttons, best first


@dataclass(frozen=True, slots=True)
class SampleCheck:
    """draft: the check; day: of its sheets; share: of the units that are filled in; states: it went on to."""

    draft: CampaignDraft
    day: str
    share: float = 1.0
    states: tuple[str, ...] = ()

    @property
    def is_past(self) -> bool:
        """Whether its problems should be mended by now."""
        return self.share == 1.0

    @property
    def again_on(self) -> str:
        """ISO day of the 复查."""
        return (date.fromisoformat(self.day) + timedelta(days=6)).isoformat()


def sample_checks(people: Mapping[str, str]) -> list[SampleCheck]:
    """people: id by name; an inspector who is not among them looks from outside."""
    inspectors = inspectors_text(
        [Inspector(people.get(name, ""), name, subjects) for name, subjects in _INSPECTORS]
    )

    def check(kind: str, title: str, weeks: str, begins: str, ends: str, **more: object) -> CampaignDraft:
        term = {"school_year": SCHOOL["school_year"], "term": FIRST_TERM}
        return CampaignDraft(
            kind=kind,
            title=title,
            weeks=weeks,
            begins=begins,
            ends=ends,
            inspectors=inspectors,
            leader_id=people.get("单国平", ""),
            **(term | more),  # type: ignore[arg-type]
        )

    written = {"subjects": "语文、数学、英语", "sampling": RANDOM}  # with homework to mend and tests
    homework = written | {"count": 24, "seed": "20261012"}
    tutoring = written | {"count": 14, "seed": "20261013"}
    tests = written | {"count": 20, "seed": "20261109"}
    some = {"sampling": RANDOM, "count": 24, "seed": "20260901"}
    spring = {
        "school_year": "2025-2026",
        "term": SECOND_TERM,
        "sampling": RANDOM,
        "count": 40,
        "seed": "20260301",
    }
    done = (SUMMED, REPORTED)
    return [
        SampleCheck(
            check("BK", "4月备课检查", "第8周", "2026-04-13", "2026-04-17", **spring),
            "2026-04-15",
            states=done,
        ),
        SampleCheck(
            check("TK", "5月随堂听课", "第11—12周", "2026-05-06", "2026-05-15", **spring),
            "2026-05-12",
            states=done,
        ),
        SampleCheck(
            check("BK", "9月备课检查", "第4—5周", "2026-09-21", "2026-09-30"),
            "2026-09-25",
            states=done,
        ),
        SampleCheck(
            check("TK", "9月推门听课", "第4—5周", "2026-09-22", "2026-09-30", **some),
            "2026-09-28",
            states=done,
        ),
        SampleCheck(
            check("JB", "10月集体备课检查", "第7周", "2026-10-12", "2026-10-16"), "2026-10-14", states=done
        ),
        SampleCheck(
            check("FD", "10月辅导检查", "第7—8周", "2026-10-13", "2026-10-23", **tutoring),
            "2026-10-20",
        ),
        SampleCheck(
            check("ZY", "10月作业检查", "第8—9周", "2026-10-19", "2026-10-30", **homework), "2026-10-23"
        ),
        SampleCheck(
            check("ZL", "单项抽测质量分析", "第11周", "2026-11-09", "2026-11-13", **tests),
            "2026-11-12",
        ),
        SampleCheck(
            check("BK", "11月备课检查", "第12—13周", "2026-11-16", "2026-11-27"), "2026-11-19", share=0.7
        ),
    ]


def sample_mended(check: SampleCheck, lines: Sequence[str]) -> list[str]:
    """Which problems of a check were mended: all of the reported checks, most of those after them. lines: their ids."""
    if not check.is_past:
        return []
    return [key for number, key in enumerate(lines) if check.states or number % 4]


def sample_patrols(people: Mapping[str, str]) -> list[PatrolDraft]:
    """A fortnight of 巡课: most of it in order, a few events, one still to be verified."""
    cases = shipped_lists().cases
    events = (
        ("2026-11-09", "第2节", "三（2）班", "", "K0", "课堂秩序好", VERIFIED),
        ("2026-11-10", "早读", "五（1）班", "周敏华", "K1", "", VERIFIED),
        ("2026-11-11", "第5节", "四（3）班", "冯堃", "K2", "提前 3 分钟下课", VERIFIED),
        ("2026-11-12", "第3节", "二（2）班", "赵磊", "K3", "体育课上语文", VERIFIED),
        ("2026-11-17", "第1节", "六（1）班", "", "K0", "", VERIFIED),
        ("2026-11-18", "午练", "五（4）班", "李静", "K7", "", UNVERIFIED),
    )
    return [
        PatrolDraft(
            day=day,
            period=period,
            class_name=class_name,
            teacher_id=people.get(name, ""),
            inspector="许莉",
            code=code,
            text=text,
            tenths=int(cases[code].points * 10),
            status=status,
            verifier="单国平" if status == VERIFIED else "",
        )
        for day, period, class_name, name, code, text, status in events
    ]


def sample_allowances(people: Mapping[str, str]) -> list[AllowanceDraft]:
    """Somebody who need not show plans, and a bonus. people: id by name."""
    return [
        AllowanceDraft(
            school_year="2026-2027",
            term="第一学期",
            teacher_id=people.get(name, ""),
            kind=kind,
            checks=checks,
            tenths=tenths,
            reason=reason,
            approved_by="校长办公会",
            proof=proof,
        )
        for name, kind, checks, tenths, reason, proof in (
            ("单国平", EXEMPTED, "BK", None, "校长，教案由教研组传阅", "校长办公会纪要（2026-08-28）"),
            ("孙雨桐", ADDED, "", 20, "市级公开课《小步舞曲》", "市教研室活动通知（2026-10-20）"),
        )
    ]


def sample_sheets(
    check: SampleCheck, units: Sequence[UnitRow], forms: Mapping[tuple[str, int], CheckForm]
) -> dict[str, Filled]:
    """Sheets by id of the unit, of the first share of the queue."""
    names = {one.key: (one.id, one.name) for one in inspectors_of(check.draft)}
    return {
        unit.id: _sheet(check, unit, forms[unit.form, unit.form_version], names)
        for unit in units[: round(len(units) * check.share)]
    }


def _sheet(
    check: SampleCheck, unit: UnitRow, form: CheckForm, names: Mapping[str, tuple[str, str]]
) -> Filled:
    lot = Random(f"{check.draft.title} {unit.name} {unit.subject} {unit.classes}")
    drawn = _counts(form, lot)
    counts = told(form, drawn, unit, check.day)
    if form.kind == "ZL":
        counts |= _figures_of_test(drawn)
    answers: dict[str, Answer] = {}
    for item in form.items:
        if item.method is Method.GRADE:
            (place,) = lot.choices(range(4), _ODDS)
            answers[item.key] = Answer(quick_points(item, form.buttons)[place])
        elif item.method is Method.CHECK:
            answers[item.key] = Answer(item.full)
        elif item.method is Method.DEDUCT:
            causes = [one.key for one in item.deductions if not one.field]
            hit = {lot.choice(causes): 1} if causes and lot.random() < 0.2 else {}
            answers[item.key] = Answer(causes=hit)
    inspector_id, inspector = names.get(unit.inspectors.partition("、")[0], ("", _INSPECTORS[0][0]))
    praise = [one.text for one in form.phrases if one.kind is PhraseKind.PRAISE]
    faults = [one.text for one in form.phrases if one.kind is PhraseKind.PROBLEM and "×" not in one.text]
    findings = (Finding(lot.choice(faults)),) if lot.random() < 0.25 else ()
    return Filled(
        on=check.day,
        inspector=inspector,
        inspector_id=inspector_id,
        counts=counts,
        answers=answers,
        highlights=praise[-1] if praise and lot.random() < 0.2 else "",
        problems="\n".join(one.text for one in findings),
        findings=findings or None,
    )


def _counts(form: CheckForm, lot: Random) -> dict[str, object]:
    """Every number that a BAND needs, the part near the whole; the rest of the head as a hurried inspector leaves it."""
    counts: dict[str, object] = {}
    for item in form.items:
        if item.part:
            whole = counts.setdefault(item.whole, lot.randint(8, 44))
            assert isinstance(whole, int)
            counts[item.part] = max(whole - lot.choice((0, 0, 0, 1, 2, 4)), 0)
    for field in form.fields:
        if field.kind is FieldKind.CHOICE:
            counts[field.key] = field.choices[0]
        elif field.kind is FieldKind.COUNT:
            counts.setdefault(field.key, lot.randint(36, 45) if field.unit == "人" else lot.choice((0, 0, 1)))
    return counts


def _figures_of_test(counts: Mapping[str, object]) -> dict[str, object]:
    """A 单项抽测 as it turns out in a class: a 小学 has no mid-term exams."""
    due, came = sorted((counts["examinees"], counts["examinees_due"]), reverse=True)  # type: ignore[type-var]
    lot = Random(f"{due}{came}{counts}")
    return {
        "test_name": "单项抽测（口算、朗读、口语）",
        "test_kind": "单项抽测",
        "mean": lot.randint(800, 930) / 10,
        "pass_rate": lot.randint(940, 1000) / 10,
        "excellent_rate": lot.randint(350, 620) / 10,
        "low_rate": lot.randint(0, 30) / 10,
    }
