"""Whatever a plan is put together from: imported, the same file again says nothing new, and neither does our own paper of it."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edudesk.base.prose import Prose
from edudesk.kit.writing import write
from edudesk.plan.rules.outline import lines_of
from edudesk.sheets.prose import read_prose
from edudesk.submissions.plan_papers import text_of
from tests.plan.texts import table

_DOMAINS = ("教师队伍建设", "课程与教学改革", "学生发展", "安全与后勤")
_GOALS = ("骨干培养", "提升课堂质量", "体质与健康", "平安校园", "梯队建设")
_TASKS = (
    "培养骨干。（责任部门：人事处；责任人：李静；2027年6月底前）",
    "骨干占比达到35%以上，近视率控制在42%以内。（责任部门：教科室；长期）",
    "优质课比例由60%提升至百分之八十五；隐患整改率100%。",
    "每学期召开教代会（工会，2026年12月）。",
    "编写案例集——每年一册；",
    "文明班级比例三年分别达到80%、85%、90%。",
)
_YEARS = ("2026学年", "2027学年", "2028学年")
_WEIGHTS = st.sampled_from(["", "（30分）", "（权重20%）"])
_FIGURES = st.lists(
    st.sampled_from(["", "80%", "≥85%", "90", "0", "≤42%", "A", "是", "3—5门"]), min_size=3, max_size=3
)


@st.composite
def _chapter(draw):
    lines = []
    for number, domain in enumerate(
        draw(st.lists(st.sampled_from(_DOMAINS), min_size=1, max_size=3, unique=True))
    ):
        lines.append(f"（{'一二三四'[number]}）{domain}{draw(_WEIGHTS)}")
        for place, goal in enumerate(draw(st.lists(st.sampled_from(_GOALS), max_size=2, unique=True)), 1):
            lines.append(f"{place}.{goal}{draw(_WEIGHTS)}")
            lines += draw(st.sampled_from([[], ["说明一段。"], ["措施："], ["达成标志：案例集一册。"]]))
            for count, task in enumerate(draw(st.lists(st.sampled_from(_TASKS), max_size=3)), 1):
                lines.append(f"（{count}）{task}")
    return lines


_TABLES = st.one_of(
    st.lists(st.tuples(st.sampled_from(_DOMAINS), st.sampled_from(["骨干占比", "近视率", "课程数"]), _FIGURES), max_size=3).map(
        lambda rows: table(("领域", "指标", "2025年现状", *_YEARS), *((a, b, "20%", *c) for a, b, c in rows))
    ),
    st.lists(st.tuples(st.sampled_from(_GOALS), st.sampled_from(["组织培训", "推广经验"]), st.sampled_from(["长期", "2027年6月", ""])), max_size=3).map(
        lambda rows: table(("重点工作", "具体措施", "责任部门", "完成时限"), *((a, b, "教务处", c) for a, b, c in rows))
    ),
    st.lists(st.tuples(st.sampled_from(_DOMAINS), st.sampled_from(_GOALS)), max_size=2).map(
        lambda rows: table(("领域", "目标", *_YEARS, "责任人"), *((a, b, "修订方案", "读书8本；演练", "12本", "李静") for a, b in rows))
    ),
    st.just(table(("类别", "内容", "对策"), ("优势", "师资年轻；课程有特色", "发挥"), ("劣势", "骨干偏少", "补齐"))),
    st.just(table(("校训", "求真"), ("校　风", "和乐"), ("校歌", "青禾之歌"))),
)  # fmt: skip


@given(_chapter(), st.lists(_TABLES, max_size=3), st.sampled_from(["", "（讨论稿）"]))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_same_file_again_says_nothing_new(desk, tmp_path, chapter, tables, draft):
    number = len(desk.plans.rows()) + 1
    lines = [
        f"第{number}校三年规划（2026年9月—2029年8月）{draft}",
        "一、校情分析",
        "好。",
        "二、目标与措施",
        *chapter,
    ]
    for place, one in enumerate(tables):
        lines += [f"{'三四五'[place]}、附表{place}", one]
    prose = Prose("text", lines_of("\n".join(lines)))
    seen = desk.plan_outlines.preview(prose)
    desk.plan_outlines.import_plan(seen)
    again = desk.plan_outlines.preview(prose)
    other = [
        (line.state.value, line.proposal.kind, line.told, line.before) for line in again.lines if line.is_kept
    ]
    assert [one for one in other if one[0] != "same"] == []
    (plan,) = [one for one in desk.plans.rows() if one.title == seen.draft.title]
    file = tmp_path / "规划文本.docx"
    write(text_of(desk, desk.plan_wholes.of(plan.id)), file)
    printed = desk.plan_outlines.preview(read_prose(file), file=file.name)
    other = [
        (line.state.value, line.proposal.kind, line.told, line.before)
        for line in printed.lines
        if line.is_kept
    ]
    assert [one for one in other if one[0] != "same"] == []
