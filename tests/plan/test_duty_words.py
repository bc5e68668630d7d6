"""Who answers for what, in the words in which plans say it."""

import pytest

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
        ("由班主任负责联系家长，由学校负责保障。", None, {}),
        ("各目标明确责任领导、责任部门和责任人。", None, {}),
        ("成立由校长任组长的规划实施领导小组。", None, {}),
    ],
)  # fmt: skip
def test_who_answers(text: str, rest: str | None, found: dict[str, str]) -> None:
    assert duties_in(text) == (text if rest is None else rest, found)
