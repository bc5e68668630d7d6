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
from tests.plan.texts import word_with_tables

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


SPREAD = {
    "办学理念": "让每一株青禾向阳生长",
    "校　　训": "厚积 · 笃行",
    "校风": "勤朴、明理、向上",
    "教 风": "严谨善导，润物无声",
    "学风": "乐学、善思、力行",
    "教育主张": "生长教育",
    "办学愿景": "建成区域内有影响力的品牌学校。",
    "培养目标": "身心两健、学思并进的青禾少年",
}
TOLD = {key.replace("　", "").replace(" ", ""): value.rstrip("。") for key, value in SPREAD.items()}
PAIRS = list(SPREAD.items())
CARDS = {
    "two columns": PAIRS,
    "with a head": [("项目", "内容"), *PAIRS],
    "numbered": [("序号", "项目", "表述"), *((str(n), *pair) for n, pair in enumerate(PAIRS, 1))],
    "four columns": [(*PAIRS[n], *PAIRS[n + 1]) for n in range(0, 8, 2)],
    "names above": [[key for key, _ in PAIRS[:4]], [said for _, said in PAIRS[:4]],
                    [key for key, _ in PAIRS[4:]], [said for _, said in PAIRS[4:]]],
    "merged heads": [("文化", *PAIRS[0]), *(("", *pair) for pair in PAIRS[1:])],
    "both in one cell": [(f"{a}：{b}", f"{c}：{d}") for (a, b), (c, d) in zip(PAIRS[::2], PAIRS[1::2], strict=True)],
}  # fmt: skip


@pytest.mark.parametrize("heading", ["（一）办学思想", "（一）办学理念", "（一）学校文化"])
@pytest.mark.parametrize("shape", CARDS)
def test_a_card_as_a_table(desk, tmp_path, heading, shape):
    file = word_with_tables(
        [
            "青禾学校五年发展规划（2026—2030年）", "一、办学理念与目标", heading, CARDS[shape],
            "（二）总体目标", "到2030年建成品牌学校。", "二、重点任务", "（一）党建", "1.治理", "（1）修订章程。",
        ],
        tmp_path / "规划.docx",
    )  # fmt: skip
    seen = desk.plan_outlines.preview(read_prose(file), file=file.name)
    told = {
        line.proposal.kind: line.proposal.title for line in seen.lines if line.proposal.key[:5] == "fact:"
    }
    assert told == TOLD | {"总目标": "到2030年建成品牌学校。"}
    desk.plan_outlines.import_plan(seen)
    again = desk.plan_outlines.preview(read_prose(file), file=file.name)
    assert (again.counts["new"], again.counts["changed"], again.importable) == (0, 0, False)


def test_what_of_a_card_has_no_place_is_told(tmp_path):
    card = [("校训", "求真"), ("校风", "和乐"), ("校歌", "青禾之歌"), ("办学特色", "生长课堂")]
    file = word_with_tables(
        ["某校规划", "一、学校文化", "文化如下。", card, "二、目标", "好。"], tmp_path / "规划.docx"
    )
    found = proposed(outline_of(read_prose(file).lines))
    assert {one.kind: one.title for one in found.proposals if one.key[:5] == "fact:"} == {
        "校训": "求真",
        "校风": "和乐",
    }
    assert "“一、学校文化”的表格里，“校歌”、“办学特色”没有读进规划信息，只留在章节的文字里。" in found.remarks


def test_a_table_that_only_mentions_a_fact_is_no_card():
    table = "| 序号 | 措施 | 责任部门 |\n|---|---|---|\n| 1 | 培养目标 | 教务处 |\n| 2 | 校风 | 德育处 |"
    assert facts_in(f"某校规划\n一、任务与措施\n（一）德育\n{table}") == {}


def test_names_that_are_spread_out_in_the_text():
    text = "某校规划\n一、办学理念\n（一）校　　训\n厚积笃行。\n（二）校　风：勤朴\n教 风：严谨；学　风：乐学"
    assert facts_in(text) == {"校训": "厚积笃行", "校风": "勤朴", "教风": "严谨", "学风": "乐学"}


def test_a_table_is_no_part_of_an_aim():
    table = "| 年度 | 步骤 |\n|---|---|\n| 2026年 | 起步 |"
    told = facts_in(f"某校规划\n一、指导思想\n立德树人。\n{table}\n二、总目标\n建成名校。\n{table}")
    assert told == {"指导思想": "立德树人。", "总目标": "建成名校。"}
