"""Who answers for what, in the words in which plans say it."""

import pytest

from edudesk.plan.intake.due_words import due_said
from edudesk.plan.intake.duty_words import duties_in


@pytest.mark.parametrize(
    ("text", "rest", "found"),
    [
        ("本项工作由办公室负责。", None, {"department": "办公室"}),
        ("教务处牵头，德育处配合，每学期一次。", None, {"department": "教务处", "with_departments": "德育处"}),
        ("活动由教导处牵头，德育处和总务处协助。", None, {"department": "教导处", "with_departments": "德育处、总务处"}),
        ("每学期末教务处牵头开展调研。", None, {"department": "教务处"}),
        ("由李静老师负责组织。", None, {"person": "李静"}),
        ("【责任部门：校长室；责任人：单国平】", "", {"department": "校长室", "person": "单国平"}),
        ("开展读书节。〔职能部门：教科室，责任人：许莉〕", "开展读书节。", {"department": "教科室", "person": "许莉"}),
        ("建章立制。\n责任部门：教务处　责任人：李静", "建章立制。", {"department": "教务处", "person": "李静"}),
        ("开发课程。（责任部门：教务处；责任人：孟晚晴；2030年6月底前）", "开发课程。",
         {"department": "教务处", "person": "孟晚晴", "due": "2030年6月底前"}),
        ("排查隐患。（责任部门：总务处；长期）", "排查隐患。", {"department": "总务处", "due": "长期"}),
        ("展示课（责任部门：教务处，2027年6月）。", "展示课。", {"department": "教务处", "due": "2027年6月"}),
        ("展示课（责任部门：教务处，教科室；责任人：李静，王芳）。", "展示课。", {"department": "教务处、教科室", "person": "李静、王芳"}),
        ("案例集。（责任单位：教务处、教科室 完成时间：2028年底）", "案例集。", {"department": "教务处、教科室", "due": "2028年底"}),
        ("建立档案（教科室，2027年12月）。", "建立档案。", {"department": "教科室", "due": "2027年12月"}),
        ("建立档案（教务处、德育处）；", "建立档案；", {"department": "教务处、德育处"}),
        ("建立档案（2027年6月底前）", "建立档案", {"due": "2027年6月底前"}),
        ("建立档案（责任部门：教务处；经费8万元）。", "建立档案（经费8万元）。", {"department": "教务处"}),
        ("开设校本课程12门，2027年6月前完成，教务处负责；", None, {"department": "教务处", "due": "2027年6月前"}),
        ("高级教师9人（2025年12月）。", None, {}),
        ("建设录播室（创新实验室）。", None, {}),
        ("骨干占比达到20%（2026年）。", None, {}),
        ("成立家委会（教务处）和校务会。", None, {}),
        ("由班主任负责联系家长，由学校负责保障。", None, {}),
        ("各目标明确责任领导、责任部门和责任人。", None, {}),
        ("成立由校长任组长的规划实施领导小组。", None, {}),
    ],
)  # fmt: skip
def test_who_answers(text: str, rest: str | None, found: dict[str, str]) -> None:
    assert duties_in(text) == (text if rest is None else rest, found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2027年6月底前", {"due": "2027-06-30", "due_words": ""}),
        ("2028年底", {"due": "2028-12-31", "due_words": ""}),
        ("2028年末前完成", {"due": "2028-12-31", "due_words": ""}),
        ("2028年上半年", {"due": "2028-06-30", "due_words": ""}),
        ("2026年9月—2027年6月", {"starts": "2026-09-01", "due": "2027-06-30", "due_words": ""}),
        ("2026年9月1日至2027年6月30日", {"starts": "2026-09-01", "due": "2027-06-30", "due_words": ""}),
        ("2026.9-2027.6", {"starts": "2026-09-01", "due": "2027-06-30", "due_words": ""}),
        ("2026年9—12月", {"starts": "2026-09-01", "due": "2026-12-31", "due_words": ""}),
        ("2026-12-20", {"due": "2026-12-20", "due_words": ""}),
        ("2026/12/20前，分两批", {"due": "2026-12-20", "due_words": "分两批"}),
        ("2026年13月", {"due": "", "due_words": "2026年13月"}),
        ("2028年", {"due": "", "due_words": "2028年"}),
        ("每学期", {"due": "", "due_words": "每学期"}),
        ("2026—2028年", {"due": "", "due_words": "2026—2028年"}),
        ("2026-2027学年", {"due": "", "due_words": "2026-2027学年"}),
    ],
)
def test_until_when(text: str, found: dict[str, str]) -> None:
    assert due_said(text) == found
