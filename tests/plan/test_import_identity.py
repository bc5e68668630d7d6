"""The identity card and the aims of a plan that is imported: as headings, as led paragraphs, as our own paper prints them."""

import pytest

from edudesk.base.prose import Prose
from edudesk.desk import open_desk
from edudesk.kit.writing import write
from edudesk.plan.intake.proposing import proposed
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rules.content import FACTS
from edudesk.plan.rules.filling import usual_sections
from edudesk.plan.rules.outline import lines_of, outline_of
from edudesk.sheets.prose import read_prose
from edudesk.submissions.plan_papers import text_of

CARD = {
    "philosophy": "让每一个孩子站在课堂中央",
    "motto": "诚朴 勤勇",
    "spirit": "和乐向上",
    "teaching": "善导乐研",
    "learning": "好问笃行",
    "belief": "在真实的学习中成长。课堂是孩子的课堂",
    "vision": "办一所家门口的、有青果巷文化底色的高品质小学",
    "pupils": "培养身心健康、会学习、能合作、爱家乡的龙城少年",
    "guiding": "坚持立德树人。\n坚持五育并举。",
    "overall": "到 2028 年，成为区内示范的高品质小学。\n分三步走。",
    "school_goal": "建成市品质提升示范校。",
    "teacher_goal": "区级以上骨干教师占比达到 46%。",
    "pupil_goal": "近视率逐年下降。",
}


def facts_in(text):
    found = proposed(outline_of(lines_of(text)))
    return {one.kind: one.title for one in found.proposals if one.key.startswith("fact:")}


@pytest.mark.parametrize("has_sections", [True, False], ids=["written", "usual"])
def test_the_card_that_we_print_comes_back(five, desk, tmp_path, has_sections):
    """Into a school that has no plan all of it is new, into its own nothing is."""
    file = tmp_path / "规划文本.docx"
    with open_desk(five) as own:
        plan = own.plans.add(
            PlanDraft(title="学校规划（2025—2028）", starts="2025-09-01", ends="2028-08-31", **CARD)
        )
        if has_sections:
            own.plan_sections.lay(plan.id, [("", one) for one in usual_sections(plan.id)])
        write(text_of(own, own.plan_wholes.of(plan.id)), file)
        again = own.plan_outlines.preview(read_prose(file), file=file.name)
        assert (again.plan_id, again.counts["new"], again.counts["changed"]) == (plan.id, 0, 0)
    desk.plan_outlines.import_plan(desk.plan_outlines.preview(read_prose(file), file=file.name))
    (plan,) = desk.plans.rows()
    assert {key: getattr(plan, key) for key in FACTS if key in CARD} == CARD


def test_facts_under_headings_of_their_own_and_behind_a_colon():
    text = (
        "某校三年发展规划（2026—2029）\n一、办学理念与文化\n（一）办学理念\n以爱育人。\n（二）校训：求真\n（三）我们的校风\n和乐。\n"
        "1.教风：善导乐研；\n办学愿景：建设一所面向未来、面向世界、面向现代化、面向全体学生、面向每一位教师、面向每一个家庭、"
        "面向整个社区的高品质现代化学校。\n（四）培养目标\n培养少年。\n培养他们的品格。\n二、发展目标\n"
        "（一）学校发展目标：建成示范校。\n（二）教师发展目标\n骨干过半。\n（三）学生发展目标。人人健康。\n三、主要任务与措施\n（一）德育\n"
        "1.学风。抓好学风，人人参与。\n"
    )
    told = facts_in(text)
    assert {key: told[key] for key in ("办学理念", "校训", "校风", "教风")} == {
        "办学理念": "以爱育人",
        "校训": "求真",
        "校风": "和乐",
        "教风": "善导乐研",
    }
    assert told["办学愿景"].endswith("面向整个社区的高品质现代化学校")  # whole, however long
    assert told["培养目标"] == "培养少年。\n培养他们的品格。"
    assert (told["学校发展目标"], told["教师发展目标"], told["学生发展目标"]) == (
        "建成示范校。",
        "骨干过半。",
        "人人健康。",
    )
    assert "学风" not in told  # a measure of 德育


def test_several_facts_on_one_line():
    told = facts_in("某校规划\n一、背景\n办学理念：以爱育人。校训：求真。校风：和乐。")
    assert told == {"办学理念": "以爱育人", "校训": "求真", "校风": "和乐"}


def test_a_long_chapter_on_ideas_is_no_motto():
    """What is said in the text wins over the text as a whole, and an essay is not taken for the idea."""
    essay = "教育是慢的艺术，要耐心等待花开，尊重规律。" * 20
    told = facts_in(
        f"某校规划\n一、办学理念\n{essay}\n我们以“求真”为办学理念。\n二、教育主张\n{essay}\n三、目标与措施\n（一）德育\n好。"
    )
    assert told == {"办学理念": "求真"}


def test_a_plan_whose_card_is_there_is_not_changed_by_a_full_stop(desk):
    desk.plans.add(PlanDraft(title="三年规划", starts="2026-09-01", ends="2029-08-31", motto="求真。"))
    seen = desk.plan_outlines.preview(
        Prose("text", lines_of("三年规划\n一、理念\n（一）校训。求真。\n（二）校风。和乐。"))
    )
    assert [(line.proposal.kind, line.state.value) for line in seen.lines] == [
        ("校训", "same"),
        ("校风", "new"),
    ]
    desk.plan_outlines.import_plan(seen)
    (plan,) = desk.plans.rows()
    assert (plan.motto, plan.spirit) == ("求真。", "和乐")
