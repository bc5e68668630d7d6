"""Entry without its page: the queue, what was found before, problems that go into the ledger with the sheet, drafts."""

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from edudesk.checks.forms.scoring import Answer
from edudesk.checks.forms.value import PhraseKind
from edudesk.checks.rules.combining import Recheck
from edudesk.checks.rules.queue import before, following, standing
from edudesk.checks.rules.results import How
from edudesk.checks.rules.sheets import Finding, draft_of, draft_text
from edudesk.checks.service.phrases import PhraseService
from edudesk.checks.service.problems import ProblemService
from edudesk.checks.service.sheets import SheetService
from edudesk.store.attachments import FileDraft
from edudesk.store.context import Context
from edudesk.store.schema import open_store
from edudesk.store.timeline import Timeline
from tests.checks.checking import CHECK, FORMS, TERM, YEAR, Office, filled


def test_the_queue_says_where_everybody_stands(context: Context):
    office = Office(context)
    campaign = office.publish()
    zhou, li, shen = (office.unit(campaign, name) for name in ("周敏华", "李静", "沈婷"))
    office.sheets.submit(zhou.id, filled(place=0))
    office.sheets.keep_draft(li.id, "许莉", filled(answers={}))
    shen = office.campaigns.set_unit(shen.id, "请假", reason="产假", on="2026-11-30")
    drafted = office.sheets.drafted()
    sheets = office.sheets.of_campaign(campaign.id)
    line = [
        standing(
            unit,
            FORMS["BK01"],
            [one for one in sheets if one.unit_id == unit.id],
            has_draft=unit.id in drafted,
        )
        for unit in (zhou, li, shen)
    ]
    assert [(one.word, one.level, one.is_done, one.is_due) for one in line] == [
        ("100 优秀", 0, True, False),
        ("填写中", None, False, True),
        ("请假", None, False, False),
    ]
    assert following(line, zhou.id) == li
    assert following(line, li.id) is None
    assert office.campaigns.progress() == {campaign.id: (1, 2)}


def test_who_has_not_handed_in_is_checked_with_nought(context: Context):
    office = Office(context)
    campaign = office.publish()
    unit = office.campaigns.set_unit(office.unit(campaign, "李静").id, "未交", reason="逾期两天")
    assert standing(unit, FORMS["BK01"], [], has_draft=False).is_done
    assert office.campaigns.progress() == {campaign.id: (1, 3)}
    office.sheets.submit(unit.id, filled())  # handed in after all
    assert (
        standing(unit, FORMS["BK01"], office.sheets.of_campaign(campaign.id), has_draft=False).word
        == "85.5 良好"
    )


def test_a_unit_stands_with_the_score_of_its_term(context: Context):
    office = Office(context)
    unit = office.unit(office.publish(), "李静")
    first = office.sheets.submit(unit.id, filled(place=2))
    office.sheets.submit(unit.id, filled(place=0, first_id=first.id))
    words = [
        standing(
            unit, FORMS["BK01"], office.sheets.of_campaign(unit.campaign_id), has_draft=False, how=how
        ).word
        for how in (How(), How(recheck=Recheck.REPLACE), How(recheck=Recheck.FIRST))
    ]
    assert words == ["80 良好", "100 优秀", "70 合格"]


def test_what_was_found_the_last_time_is_told(context: Context):
    office = Office(context)
    first = office.publish(replace(CHECK, title="9月备课检查"))
    office.sheets.submit(office.unit(first, "李静").id, filled(on="2026-09-20"))
    second = office.publish()
    earlier = office.sheets.earlier(office.unit(second, "李静").id)
    assert before(earlier, YEAR, TERM) == "本学期第 2 次，上次 85.5 良好"
    assert office.sheets.earlier(office.unit(second, "沈婷").id) == []
    assert before([], YEAR, TERM) == ""


def test_problems_go_into_the_ledger_with_the_sheet_and_come_back_with_it(context: Context):
    office, problems = Office(context), ProblemService(context)
    campaign = office.publish()
    unit = office.unit(campaign, "李静")
    weak = {**filled().answers, "BK01-2": Answer(Decimal(5))}
    vague = Finding("反思笼统，缺课例分析", due="2026-11-28", again="许莉")
    sheet = office.sheets.submit(unit.id, filled(answers=weak, findings=(vague,)))
    lines = {line.text: line for line in problems.of_sheet(sheet.id)}
    assert {text: (line.status, line.due, line.again) for text, line in lines.items()} == {
        "反思笼统，缺课例分析": ("待整改", "2026-11-28", "许莉"),
        "数量进度：得 5 分，满分 10 分": ("待确认", "2026-11-25", ""),
    }
    kept = Finding("反思笼统", due="2026-11-30", id=lines[vague.text].id)
    office.sheets.submit(unit.id, filled(findings=(kept, Finding("未见板书"))), sheet.version)
    assert sorted((line.text, line.due) for line in problems.of_sheet(sheet.id)) == [
        ("反思笼统", "2026-11-30"),
        ("未见板书", "2026-11-25"),
    ]
    used = PhraseService(context).used("BK")
    assert used[PhraseKind.PROBLEM] == {"反思笼统": 1, "未见板书": 1}
    Timeline(context).undo()
    assert sorted(line.text for line in problems.of_sheet(sheet.id)) == [
        "反思笼统，缺课例分析",
        "数量进度：得 5 分，满分 10 分",
    ]


def test_praise_and_advice_are_counted_line_by_line_in_the_last_checks_of_a_kind(context: Context):
    office = Office(context)
    campaign = office.publish()
    first, second = office.unit(campaign, "李静"), office.unit(campaign, "沈婷")
    office.sheets.submit(first.id, filled(highlights="单元整体设计突出\n板书好", advice="多听课"))
    office.sheets.submit(second.id, filled(highlights="板书好\n板书好\n"))
    used = PhraseService(context).used("BK")
    assert used[PhraseKind.PRAISE] == {"板书好": 2, "单元整体设计突出": 1}
    assert used[PhraseKind.ADVICE] == {"多听课": 1}
    assert not PhraseService(context).used("ZY")[PhraseKind.PRAISE]


def test_a_line_somebody_works_on_stays_when_the_sheet_changes(context: Context):
    office, problems = Office(context), ProblemService(context)
    unit = office.unit(office.publish(), "李静")
    sheet = office.sheets.submit(unit.id, filled(findings=(Finding("未见板书"),)))
    (line,) = problems.of_sheet(sheet.id)
    problems.mend(line.id, "已补板书设计", "2026-11-20")
    office.sheets.submit(unit.id, filled(findings=()), sheet.version)
    assert [one.status for one in problems.of_sheet(sheet.id)] == ["已提交整改"]


def test_a_draft_keeps_the_problems_too():
    photo = FileDraft(name="板书.jpg", sha256="ab" * 32, size=9, taken="2026-11-18T10:20", caption="黑板")
    finding = Finding("未见板书", "较重", "2026-11-28", "许莉", photos=(photo,))
    half = filled(answers={}, findings=(finding,), photos=(photo,))
    assert draft_of(draft_text(half)) == half


_TYPING = """
import os, sys
from pathlib import Path
from edudesk.checks.rules.sheets import Filled
from edudesk.checks.service.sheets import SheetService
from edudesk.store.context import Context
from edudesk.store.schema import open_store
sheets = SheetService(Context(open_store(Path(sys.argv[1]), None)))
sheets.keep_draft("u1", "许莉", Filled(on="2026-11-18", inspector="许莉", counts={"lessons_due": 44}))
os.kill(os.getpid(), 9 if os.name == "posix" else 15)
"""


def test_a_draft_outlives_a_program_that_is_killed(school_file: Path):
    """What was kept is on the disk; the page keeps every three seconds (test_entry_page)."""
    subprocess.run([sys.executable, "-c", _TYPING, str(school_file)], check=False, timeout=60)
    store = open_store(school_file, None)
    kept = SheetService(Context(store)).draft("u1", "许莉")
    store.close()
    assert kept is not None
    assert kept.counts == {"lessons_due": 44}
