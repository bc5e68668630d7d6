"""Governance of the sample school: its bodies, meetings, regulations and inspections, all invented."""

from typing import NamedTuple

from edudesk.governance.rows.bodies import BodyDraft, SeatDraft
from edudesk.governance.rows.inspections import FindingDraft, InspectionDraft
from edudesk.governance.rows.meetings import MeetingDraft, ResolutionDraft
from edudesk.governance.rows.regulations import EditionDraft, RegulationDraft


class SampleBody(NamedTuple):
    """A body, who sits in it, and its meetings with what they resolved. Ids are filled in when they are stored."""

    body: BodyDraft
    seats: tuple[SeatDraft, ...]
    meetings: tuple[tuple[MeetingDraft, tuple[ResolutionDraft, ...]], ...]


def _seat(name: str, duty: str, side: str, unit: str = "", term: str = "第三届") -> SeatDraft:
    return SeatDraft(body_id="", name=name, term=term, duty=duty, side=side, unit=unit, begins="2023-09-08")


def sample_bodies() -> list[SampleBody]:
    """教代会, 校务会, 家委会."""
    return [
        SampleBody(
            BodyDraft(
                title="教职工代表大会",
                kind="教职工代表大会",
                founded="2015-09-10",
                chair="单国平",
                term_years=3,
                meets="每学年至少一次",
                duties="审议发展规划、重大改革和规章制度，监督学校工作。",
            ),
            (
                _seat("单国平", "主席", "行政"),
                _seat("许莉", "副主席", "教师", "教科室"),
                _seat("王建国", "代表", "教师", "数学组"),
                _seat("李静", "代表", "行政", "教导处"),
            ),
            (
                (
                    MeetingDraft(
                        title="三届一次教职工代表大会", number="三届一次", on="2024-06-21",
                        place="报告厅", chair="单国平", recorder="许莉", due=62, present=60,
                        agenda="审议教学常规管理制度修订稿",
                        text="大会听取修订说明，分组讨论后表决。",
                    ),
                    (
                        ResolutionDraft(
                            meeting_id="", title="教学常规管理制度（修订）", result="通过",
                            votes_for=55, votes_against=2, votes_abstain=3,
                            owner="李静", due="2024-09-01", done_on="2024-08-30", done="新学期起施行",
                        ),
                    ),
                ),
                (
                    MeetingDraft(
                        title="三届二次教职工代表大会", number="三届二次", on="2025-06-20",
                        place="报告厅", chair="单国平", recorder="许莉", due=60, present=58,
                        agenda="审议三年主动发展规划（2025—2028）",
                        text="大会听取校长作规划报告，分组讨论后表决。",
                    ),
                    (
                        ResolutionDraft(
                            meeting_id="", title="三年主动发展规划（2025—2028）", result="通过",
                            votes_for=56, votes_against=0, votes_abstain=2,
                            text="同意规划文本，报区教育局备案后实施。",
                            owner="单国平", due="2025-08-31", done_on="2025-06-27", done="已报区教育局备案",
                        ),
                    ),
                ),
                (
                    MeetingDraft(
                        title="三届三次教职工代表大会", number="三届三次", on="2026-06-19",
                        place="报告厅", chair="单国平", recorder="许莉", due=64, present=63,
                        agenda="听取规划实施情况报告；审议教职工体检与疗休养方案",
                    ),
                    (
                        ResolutionDraft(
                            meeting_id="", title="教职工体检与疗休养方案", result="原则通过",
                            votes_for=50, votes_against=6, votes_abstain=7,
                            text="修改后由校务会审定。", owner="工会", due="2026-10-31",
                        ),
                    ),
                ),
            ),
        ),
        SampleBody(
            BodyDraft(
                title="校务会议", kind="校务会议", chair="单国平", meets="每两周一次",
                duties="研究决定学校日常工作中的重要事项。",
            ),
            (),
            (
                (
                    MeetingDraft(
                        title="第 1 次校务会议", number="2026—2027学年第 1 次", on="2026-08-28", place="小会议室",
                        chair="单国平", recorder="周敏华", due=9, present=9,
                        agenda="新学年工作安排；规划年度目标调整",
                        text="会议听取各部门新学年工作安排，讨论三年主动发展规划第二学年的目标。",
                    ),
                    (
                        ResolutionDraft(
                            meeting_id="", title="区级以上骨干教师占比年度目标由 40% 调整为 43%", result="通过",
                            text="第一学年已达到 38.9%，提前接近原定目标。",
                            owner="许莉", due="2026-09-04", done_on="2026-09-04", done="已写入年度目标分解表",
                        ),
                    ),
                ),
                (
                    MeetingDraft(
                        title="第 6 次校务会议", number="2026—2027学年第 6 次", on="2026-11-09", place="小会议室",
                        chair="单国平", recorder="周敏华", due=9, present=9,
                        agenda="作业管理专项督导整改；单项抽测安排",
                    ),
                    (
                        ResolutionDraft(
                            meeting_id="", title="作业管理专项督导整改分工", result="通过",
                            text="教导处牵头，各教研组 11 月底前完成分层作业清单。",
                            owner="李静", due="2026-11-30",
                        ),
                    ),
                ),
            ),
        ),
        SampleBody(
            BodyDraft(title="家长委员会", kind="家长委员会", founded="2016-10-15", term_years=2, meets="每学期一次"),
            (
                _seat("钱卫东", "会长", "家长", "六（2）班", "第六届"),
                _seat("孙丽娟", "副会长", "家长", "三（1）班", "第六届"),
                _seat("周敏华", "秘书长", "行政", "校长室", "第六届"),
            ),
            (),
        ),
    ]  # fmt: skip


class SampleRegulation(NamedTuple):
    """A regulation with its editions; adopted: number of the meeting (三届一次) an edition was adopted by."""

    regulation: RegulationDraft
    editions: tuple[tuple[EditionDraft, str], ...]


def _edition(on: str, why: str = "", by: str = "", effective: str = "") -> EditionDraft:
    return EditionDraft(regulation_id="", on=on, why=why, adopted_by=by, effective=effective or on)


def sample_regulations() -> list[SampleRegulation]:
    """Some of the regulations of a school."""
    third = "三届一次教职工代表大会"
    return [
        SampleRegulation(
            RegulationDraft(title="龙城实验小学章程", field="章程", department="校长室"),
            ((_edition("2016-05-20", "制定", "一届二次教代会"), ""), (_edition("2022-06-17", "按新修订的教育法律核对", "二届三次教代会"), "")),
        ),
        SampleRegulation(
            RegulationDraft(title="教学常规管理制度", field="教学", department="教导处", keeper="李静"),
            (
                (_edition("2019-08-28", "制定", "校务会议"), ""),
                (_edition("2024-06-21", "增加作业总量与分层要求", third, "2024-09-01"), "三届一次"),
            ),
        ),
        SampleRegulation(
            RegulationDraft(title="师德师风考核办法", field="教师", department="校长室"),
            ((_edition("2021-09-06", "制定", "二届二次教代会"), ""),),
        ),
        SampleRegulation(
            RegulationDraft(title="教职工代表大会实施办法", field="民主管理", department="工会"),
            ((_edition("2023-09-08", "换届修订", "三届预备会议"), ""),),
        ),
        SampleRegulation(
            RegulationDraft(title="校园安全管理制度", field="安全", department="总务处"),
            ((_edition("2020-02-24", "制定", "校务会议"), ""),),
        ),
        SampleRegulation(
            RegulationDraft(title="学生手机管理办法", field="学生", department="德育处", standing="修订中"),
            ((_edition("2021-03-01", "制定", "校务会议"), ""),),
        ),
    ]  # fmt: skip


class SampleInspection(NamedTuple):
    """An inspection with what it asked for."""

    inspection: InspectionDraft
    findings: tuple[FindingDraft, ...]


def sample_inspections() -> list[SampleInspection]:
    """督导 of this school year."""
    return [
        SampleInspection(
            InspectionDraft(
                title="作业管理专项督导", kind="专项督导", on="2026-10-15", unit="区教育督导室",
                people="赵建新、陆文娟", scope="作业总量、分层设计、批改反馈", result="良好",
                strengths="作业公示及时，学科组有统一的总量控制表。", doc_no="龙教督〔2026〕18号",
                reply_due="2026-11-30",
            ),
            (
                FindingDraft(
                    inspection_id="", problem="五、六年级数学作业分层不明显",
                    demand="按基础、提高两层设计作业", measure="数学组每周备课时同备分层作业",
                    department="教导处", leader="单国平", owner="李静", due="2026-11-30",
                ),
                FindingDraft(
                    inspection_id="", problem="部分班级订正没有二次批改",
                    demand="订正必须复批", measure="纳入 11 月作业检查",
                    department="教导处", leader="单国平", owner="王建国", due="2026-11-14",
                    closed_on="2026-11-13", proof="11 月作业检查 108 人全部复批，见检查通报", closed_by="单国平",
                ),
                FindingDraft(
                    inspection_id="", problem="作业公示栏缺少周末作业",
                    demand="周末作业一并公示", department="年级组", owner="各年级组长", due="2026-11-06",
                ),
            ),
        ),
        SampleInspection(
            InspectionDraft(
                title="责任督学 9 月挂牌督导", kind="责任督学挂牌督导", on="2026-09-22",
                unit="区教育督导室", people="陆文娟", scope="开学工作、课程开设", result="合格",
            ),
            (
                FindingDraft(
                    inspection_id="", problem="科学实验室药品台账不全", demand="补登并每月核对",
                    measure="实验员补登，总务处每月抽查", department="总务处", owner="周敏华", due="2026-10-10",
                    closed_on="2026-10-08", proof="台账已补齐，10 月抽查记录一份", closed_by="单国平",
                ),
            ),
        ),
    ]  # fmt: skip
