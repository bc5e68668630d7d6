"""Self-evaluations of the sample school, two years, all invented."""

from edudesk.appraisal.rows.appraisals import AnswerDraft, AppraisalDraft

_BEFORE = {
    "B1": "良", "B2": "优", "B3": "良", "B4": "良", "B5": "合格", "B6": "优", "B7": "良", "B8": "合格", "B9": "良",
    "B10": "优", "B11": "良", "B12": "良",
}  # fmt: skip
_NOW = _BEFORE | {"B4": "优", "B5": "良", "B7": "优", "B9": "优"}
_OUTSIDE = {"B4": "良", "B7": "优"}
_DONE = {
    "B2": "落实德育工作方案，主题班会、劳动实践和研学形成序列，全员导师覆盖每个班级。",
    "B4": "教学常规检查覆盖全部教师，备课、作业、辅导每月检查并通报，问题销号后复查。",
    "B5": "开展课堂教学改革，实验课开齐，信息技术与学科融合的研究课每学期一轮。",
    "B7": "校本研修按梯队分层安排，区级以上骨干教师比例逐年上升，青蓝结对全覆盖。",
    "B9": "三届教代会审议通过学校三年发展规划和教学常规管理制度，家委会每学期听取汇报。",
}
_PROBLEMS = {"B5": "探究式教学在部分学科开展不够。", "B8": "教师减负的措施还不够具体。"}
_MENDING = {"B5": "以“人机协同课堂评价”项目带动各组每月一节研究课。", "B8": "清理非教学任务，公布减负清单。"}
_PROOF = {"B4": "检查通报 4 份", "B7": "2.1-01", "B9": "教代会决议 2 份"}
_DEPARTMENT = {"B2": "德育处", "B3": "教导处", "B4": "教导处", "B5": "教科室", "B7": "教科室", "B9": "校长室"}


def _answers(words: dict[str, str], outside: dict[str, str]) -> list[AnswerDraft]:
    return [
        AnswerDraft(
            appraisal_id="",
            node=node,
            word=word,
            done=_DONE.get(node, ""),
            problems=_PROBLEMS.get(node, ""),
            mending=_MENDING.get(node, ""),
            proof=_PROOF.get(node, ""),
            department=_DEPARTMENT.get(node, ""),
            outside_word=outside.get(node, ""),
        )
        for node, word in words.items()
    ]


def sample_appraisals() -> list[tuple[AppraisalDraft, list[AnswerDraft]]]:
    """Each with what is said of its lines; the first, of the year before, was checked from outside in two lines."""
    common = {"form": "compulsory", "title": "义务教育学校办学质量自评表", "leader": "单国平"}
    group = "李静、许莉、周敏华、王建国"
    return [
        (
            AppraisalDraft(
                **common,
                form_version=1,
                year="2024-2025",
                on="2025-06-20",
                members=group,
                conclusion="办学方向正确，教学管理规范，教师专业成长的机制还需完善。",
            ),
            _answers(_BEFORE, {}),
        ),
        (
            AppraisalDraft(
                **common,
                form_version=1,
                year="2025-2026",
                on="2026-06-22",
                members=group,
                conclusion="教学实施、教师成长和内部治理比上年有明显进步，课堂方式和教师激励仍需改进。",
                outside_unit="区教育督导室",
                outside_on="2026-09-18",
                outside_words="作业管理还需细化。",
            ),
            _answers(_NOW, _OUTSIDE),
        ),
    ]
