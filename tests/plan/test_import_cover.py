"""The cover of a plan that is imported: its title, and what stands above and below it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.base.prose import TITLE, Prose, ProseLine
from edudesk.kit.writing import write
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rules.covers import without_draft
from edudesk.plan.rules.outline import lines_of, outline_of
from edudesk.sheets.prose import read_prose
from edudesk.submissions.plan_papers import text_of
from tests.plan.texts import bare, word_with_tables

BODY = ("一、目标与措施", "（一）党建", "1.治理", "（1）修订章程。")
TITLE_LINES = ("青禾学校五年发展规划", "（2026—2030年）")
PLAN = "青禾学校五年发展规划（2026—2030年）"


@pytest.mark.parametrize(
    "cover",
    [
        ("青禾学校五年发展规划", "（2026—2030年）", "（2026年1月12日第三届教职工代表大会第二次会议审议通过）"),
        ("青禾学校五年发展规划（2026—2030年）", "（讨论稿）"),
        ("青禾学校五年发展规划（2026—2030年）（征求意见稿）",),
        ("青禾学校五年发展规划（2026—2030年）", "青禾学校", "2026年1月"),
        ("青禾学校", "五年发展规划", "（2026—2030年）", "送审稿", "二〇二六年一月"),
        ("青禾学校五年发展规划", "2026年1月—2030年12月", "编制单位：青禾学校", "2026.1"),
        ("附件：", "青禾教〔2026〕3号", "青禾学校五年发展规划", "（2026-2030）"),
        ("青禾学校五年发展规划", "（2026—2030年）", "青禾学校", "2026年1月", "青禾学校五年发展规划（2026—2030年）"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("preface", [(), ("为推动学校高质量发展，特制定本规划。",)])
def test_what_stands_on_a_cover_is_no_part_of_the_title(desk, tmp_path, cover, preface):
    file = word_with_tables([*cover, *preface, *BODY], tmp_path / "规划.docx")
    seen = desk.plan_outlines.preview(read_prose(file), file=file.name)
    draft = seen.draft
    assert (
        draft.title.replace("2026年1月—2030年12月", "（2026—2030年）").replace("—2030）", "—2030年）") == PLAN
    )
    assert (draft.starts, draft.ends, draft.year_basis) == ("2026-01-01", "2030-12-31", "自然年")
    chapters = seen.proposed.outline.chapters
    assert [one.text for one in chapters if not one.heading] == list(preface)


def test_what_is_left_of_a_cover_is_told():
    found = outline_of(lines_of("\n".join(("2026年1月", *TITLE_LINES, "（讨论稿）", "青禾学校", *BODY))))
    assert found.title == "\n".join(TITLE_LINES)
    assert (
        found.remarks[0] == "封面上的 3 段没有读入：“2026年1月”、“（讨论稿）”。"
    )  # the title says the school


def test_a_title_in_words_style_with_its_years_below():
    lines = [
        ProseLine("青禾学校", 0),
        ProseLine("五年发展规划", TITLE),
        ProseLine("（2026—2030年）"),
        ProseLine("（讨论稿）"),
    ]
    found = outline_of([*lines, ProseLine("为了发展，制定本规划。"), ProseLine("目标", 1)])
    assert found.title == "五年发展规划\n（2026—2030年）"
    assert [one.text for one in found.chapters] == ["为了发展，制定本规划。", ""]


def test_a_sentence_below_the_title_is_no_cover():
    for said in ("学校创办于1958年", "2026年1月起实施新一轮规划", "办学基础", "教育是慢的艺术"):
        found = outline_of(lines_of(f"某校五年规划\n{said}\n一、目标\n好。"))
        assert (found.title, found.chapters[0].text) == ("某校五年规划", said)


def test_the_next_text_of_a_plan_that_was_a_draft_goes_into_it(desk):
    def seen(*cover):
        return desk.plan_outlines.preview(Prose("text", lines_of("\n".join((*cover, *BODY)))))

    desk.plan_outlines.import_plan(seen(*TITLE_LINES, "（讨论稿）"))
    (plan,) = desk.plans.rows()
    for cover in ((PLAN,), (f"{PLAN}（送审稿）",), (*TITLE_LINES, "（2026年1月12日教代会审议通过）")):
        again = seen(*cover)
        assert (again.plan_id, again.importable) == (plan.id, False)


@pytest.mark.parametrize(
    "title",
    ["青禾学校规划", "青禾九年一贯制学校五年发展规划（2026—2030年）", f"{'长江' * 20}学校五年发展规划"],
)
def test_a_title_of_any_length_comes_back_as_we_print_it(desk, tmp_path, title):
    desk.plans.add(
        PlanDraft(title=title, starts="2026-01-01", ends="2030-12-31", year_basis="自然年", motto="求真")
    )
    (plan,) = desk.plans.rows()
    file = tmp_path / "规划.docx"
    write(text_of(desk, desk.plan_wholes.of(plan.id)), file)
    seen = desk.plan_outlines.preview(read_prose(file))
    assert (seen.plan_id, seen.importable, seen.counts["new"], seen.counts["changed"]) == (
        plan.id,
        False,
        0,
        0,
    )


def test_a_plan_whose_name_has_the_word_draft_comes_back(desk, tmp_path):
    desk.plans.add(
        PlanDraft(title="学校 规划(讨论稿)", starts="2026-01-01", ends="2030-12-31", year_basis="自然年")
    )
    (plan,) = desk.plans.rows()
    file = tmp_path / "规划.docx"
    write(text_of(desk, desk.plan_wholes.of(plan.id)), file)
    seen = desk.plan_outlines.preview(read_prose(file))
    assert (seen.plan_id, seen.draft.title, seen.counts["new"], seen.counts["changed"]) == (
        plan.id,
        plan.title,
        0,
        0,
    )


@pytest.mark.parametrize("title", ["（讨论稿）", "某校规划（2026—2030）", "修订规划", "草案规划"])
def test_what_is_no_draft_of_a_title_stays(title):
    assert without_draft(title) == title


_LINES = st.sampled_from(
    [
        *TITLE_LINES,
        *BODY,
        "（讨论稿）",
        "2026年1月",
        "青禾学校",
        "目录",
        "学校有12个班。",
        "2026年启动",
        "附件：",
    ]
)


@given(st.lists(_LINES, max_size=9))
def test_no_line_of_a_cover_is_lost_without_a_word(lines):
    found = outline_of(lines_of("\n".join(lines)) if lines else [])
    told = bare(found.title + "".join(f"{one.heading}{one.text}" for one in found.chapters))
    count = sum(map(len, map(bare, lines))) - len(told)
    assert not count or found.remarks[0].startswith("封面上的")
