"""How the people of the sample school grew: reviews, training, exchange, pairs, certificates, achievements, events."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from edudesk.base.dates import months_later
from edudesk.roster.histories.certificates import REGISTRATION_MONTHS, Certificate, Event, Registration, Skill
from edudesk.roster.histories.growing import Exchange, Mentoring, Training
from edudesk.roster.histories.honours import Achievement
from edudesk.roster.histories.reviews import EthicsEvent, Review
from edudesk.roster.rows import GONE, TeacherDraft
from edudesk.roster.sample.people import data, draw, one_of

_REVIEWED: Final = range(2021, 2026)
_CYCLE: Final = range(2023, 2027)
_UNIT: Final = "龙城实验小学"
_BOUND: Final = "拒绝有偿家教承诺书"


def annual_reviews(number: int, one: TeacherDraft) -> Iterator[Review]:
    """Five years, the last as the flat row says."""
    for year in _REVIEWED:
        if int(one.work_start[:4]) > year:
            continue
        result = "优秀" if draw(f"review {year}", number, 7) == 0 else "合格"
        if one.name == "周敏华":
            result = "优秀" if year == 2023 else "合格"
        yield Review(
            year=str(year), result=one.annual_review if year == _REVIEWED[-1] else result, unit=_UNIT
        )


def ethics_reviews(number: int, one: TeacherDraft) -> Iterator[Review]:
    """Five years."""
    for year in _REVIEWED:
        if int(one.work_start[:4]) <= year:
            yield Review(year=str(year), result=one.ethics_review, unit=_UNIT)


def ethics_events(number: int, one: TeacherDraft) -> Iterator[EthicsEvent]:
    """One, of somebody retired, lifted long ago."""
    lifted = dict(data()["careers"]["lifted"])
    if lifted.pop("name") == one.name:
        yield EthicsEvent(**lifted)


def trainings(number: int, one: TeacherDraft) -> Iterator[Training]:
    """The courses of the cycle; their credits add up to the flat figure."""
    told = data()["careers"]["trainings"].get(one.name)
    for begins, kind, credits in told or _spread(number, one):
        courses = data()["careers"]["courses"][kind]
        organiser, level, project = one_of(courses, f"course {begins}", number)
        if one.name == "周敏华" and kind == "集中":
            organiser, level, project = courses[0]
        yield Training(
            project=project.replace("{学科}", one.subject), organiser=organiser, level=level, kind=kind,
            begins=begins, hours=float(credits), credits=float(credits),
        )  # fmt: skip


def _spread(number: int, one: TeacherDraft) -> Iterator[tuple[str, str, int]]:
    """Begin, kind and credits of courses that add up to the flat figure."""
    total, started = int(one.training_credits), int(one.work_start[:4])
    if started >= _CYCLE[0]:
        first = min(120, total // 2)
        total -= first
        yield f"{started}-08", "新教师", first
    years = [year for year in _CYCLE if year >= started]
    for place, year in enumerate(years):
        share = total // len(years) + (place < total % len(years))
        ethics, online, own = 4, min(12, share // 4), min(24, share // 2)
        yield f"{year}-03", "师德", ethics
        if year < _CYCLE[-1]:
            yield f"{year}-09", "校本", own
        else:
            yield f"{year}-06", "校本", own
        yield f"{year}-08", "网络", online
        yield f"{year}-07", "集中", share - ethics - online - own


def exchanges(number: int, one: TeacherDraft) -> Iterator[Exchange]:
    """Those that are told."""
    for name, direction, school, kind, begins, ends in data()["careers"]["exchanges"]:
        if name == one.name:
            yield Exchange(
                direction=direction, other_school=school, kind=kind, begins=begins, ends=ends, subject=one.subject,
                moved_relation="否", was_backbone="是" if one.honour else "否", result="合格",
            )  # fmt: skip


def pairs(number: int, one: TeacherDraft) -> Iterator[Mentoring]:
    """青蓝工程 of those who are led."""
    every = data()["careers"]["pairs"]
    for place, (name, mentor, track, begins, ends, lessons, checks, result) in enumerate(every, 1):
        if name == one.name:
            yield Mentoring(
                mentor=mentor, track=track, begins=begins, ends=ends, agreement=f"青蓝{begins[:4]}-{place:02d}",
                observations=lessons, checks=checks, result=result,
            )  # fmt: skip


def certificates(number: int, one: TeacherDraft) -> Iterator[Certificate]:
    """The qualification."""
    yield Certificate(
        kind=one.cert_type, subject=one.cert_subject, number=one.cert_no, issued=one.work_start,
        authority="龙城区教育局",
    )  # fmt: skip


def registrations(number: int, one: TeacherDraft) -> Iterator[Registration]:
    """The last one, from which the next is due as the flat row says."""
    begins = months_later(one.cert_register, -REGISTRATION_MONTHS)
    if begins <= one.work_start:
        begins = months_later(one.work_start, 2)
        yield Registration(kind="首次注册", conclusion="首次注册", begins=begins, next_due=one.cert_register)
    else:
        yield Registration(kind="定期注册", conclusion="注册合格", begins=begins, next_due=one.cert_register)


def skills(number: int, one: TeacherDraft) -> Iterator[Skill]:
    """普通话 of everybody, more of some."""
    yield Skill(kind="普通话", grade=one.mandarin, begins=f"{one.first_end[:4]}-05")
    for name, kind, grade, begins in data()["careers"]["skills"]["more"]:
        if name == one.name:
            yield Skill(kind=kind, grade=grade, begins=begins)


def achievements(number: int, one: TeacherDraft) -> Iterator[Achievement]:
    """More, the higher the title."""
    told = data()["careers"]["achievements"]
    chosen: Sequence[Any] = told.get(one.name, ())
    if not chosen:
        most = {"正高级教师": 5, "高级教师": 4, "一级教师": 3, "二级教师": 2}.get(one.title, 1)
        count = draw("how many", number, most + 1)
        first = draw("achieved", number, len(told["every"]))
        chosen = [
            (
                f"{2026 - 2 * place - draw('late', number, 2)}-{3 + draw(f'month {place}', number, 4):02d}",
                *entry,
            )
            for place, entry in enumerate((told["every"] * 2)[first : first + count])
        ]
    for begins, kind, level, grade, title in chosen:
        if begins > one.work_start:
            yield Achievement(
                kind=kind, title=title.replace("{学科}", one.subject), level=level, grade=grade, begins=begins,
                rank="1/1" if kind in ("论文", "公开课") else "", organiser=_organiser(level),
            )  # fmt: skip


def _organiser(level: str) -> str:
    return {"省级": "省教育学会", "市级": "龙城市教育科学研究院"}.get(level, "龙城区教师发展中心")


def events(number: int, one: TeacherDraft) -> Iterator[Event]:
    """承诺书 of everybody, 家访 of 班主任."""
    yield Event(kind="承诺书", begins="2026-09-01", text=_BOUND, count=1)
    if one.head_teacher == "是":
        homes = 6 + draw("homes", number, 12)
        yield Event(
            kind="家访",
            begins=f"2026-10-{10 + draw('visit', number, 18)}",
            text="秋学期集中家访",
            count=homes,
        )


_PRESENT: Final = (
    ("annual_review", annual_reviews), ("ethics_review", ethics_reviews), ("training", trainings),
    ("exchange", exchanges), ("mentoring", pairs), ("cert", certificates), ("registration", registrations),
    ("skill", skills), ("achievement", achievements), ("event", events),
)  # fmt: skip


def of_growth(number: int, one: TeacherDraft) -> dict[str, list[Any]]:
    """The rows of this module for one person, by key of their kind."""
    found: dict[str, list[Any]] = {"ethics_event": list(ethics_events(number, one))}
    if one.status not in GONE:
        found |= {key: list(rows(number, one)) for key, rows in _PRESENT}
    return found
