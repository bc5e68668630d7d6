"""龙城实验小学 with five teachers: the small fixed school of the golden files. Rare characters included."""

from dataclasses import replace

from edudesk.checks.forms.reading import shipped_forms
from edudesk.checks.forms.scoring import Answer
from edudesk.checks.rows.campaigns import CampaignDraft
from edudesk.checks.rows.patrols import VERIFIED, ListeningDraft, PatrolDraft
from edudesk.checks.rules.sheets import Filled, Finding
from edudesk.checks.service.planning import proposed
from edudesk.desk import Desk
from edudesk.desk.founding import found_appraisal, found_governance
from edudesk.indicators.rows.stored import RegionDraft
from edudesk.plan.rows.course import AdjustmentDraft, OpinionDraft, StageDraft
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.rows.measures import MeasureDraft, TargetDraft
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.proofs import ProofDraft
from edudesk.plan.rows.reviews import GoalReviewDraft, ReviewDraft
from edudesk.plan.rows.survey import SurveyDraft
from edudesk.plan.rows.tasks import TaskDraft
from edudesk.plan.rows.text import SwotDraft
from edudesk.plan.rules.years import years_of
from edudesk.plan.service.evaluating import Evaluations
from edudesk.roster.histories import KIND
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.sample import id_number
from edudesk.school.rows import SchoolDraft
from edudesk.school.sample import SCHOOL, sample_classes, sample_days, sample_stats, sample_terms
from edudesk.store.context import Context
from edudesk.store.engine import Store
from edudesk.timetable.rows import LessonDraft

ZHOU = TeacherDraft(
    name="周敏华", gender="女", ethnicity="汉族", birth="1991-07-26", native_place="江苏常州",
    id_type="居民身份证", id_no=id_number("1991-07-26", 222), political="中共党员", party_date="2012-06",
    work_start="2013-08", school_start="2016-08", first_edu="本科", first_school="江南师范大学",
    first_major="小学教育", first_end="2013-06", top_edu="本科", top_school="江南师范大学", top_major="小学教育",
    top_end="2013-06", degree="学士", title="一级教师", title_obtained="2020-12", title_appointed="2021-01",
    post_grade="专业技术九级", admin_post="教研组长", subject="数学", classes="五（3）（4）班", weekly_periods="14",
    head_teacher="是", establishment="在编", cert_type="小学", cert_subject="数学", cert_no="20139901991000001",
    mandarin="二级甲等", honour="教坛新秀", honour_level="县区级", honour_date="2022-06", phone="19901995571",
    short_no="65571", email="zhou@example.com", address="龙城花园3幢201室", staff_no="02007",
    remark="借用至2027年8月，联系人19901990042",
)  # fmt: skip
FIVE = (
    ZHOU,
    TeacherDraft(
        name="吉𬭎喆", gender="男", birth="1985-07-12", id_no=id_number("1985-07-12", 81), id_type="居民身份证",
        work_start="2007-08", top_edu="硕士研究生", degree="硕士", title="高级教师", subject="语文",
        phone="19901990081", establishment="在编", remark=f"原登记身份证号{id_number('1985-07-21', 83)}有误",
    ),
    TeacherDraft(
        name="阿依古丽·买买提", gender="女", ethnicity="维吾尔族", birth="1998-03-02", subject="音乐",
        id_no=id_number("1998-03-02", 14), id_type="居民身份证", title="二级教师", phone="0519-86990199",
        establishment="备案制", weekly_periods="16.5",
    ),
    TeacherDraft(
        name="万俟㛃", gender="女", birth="1976-11-30", id_status="待补", subject="信息科技", title="未定级",
        first_edu="中专", first_school="龙城师范学校", first_major="普师", top_edu="专科", admin_post="副校长",
        remark="=1+1",
    ),
    TeacherDraft(
        name="查世荣", gender="男", birth="1964-02-09", id_no=id_number("1964-02-09", 33), id_type="居民身份证",
        status="退休", status_date="2026-02", subject="体育与健康", phone="19901990033",
    ),
)  # fmt: skip
FOOTER = "校务通生成 2026-11-20　操作记录第 2 条　校验 0123456789ab"


# kind -> facts as (name, fields): what the sheets and the files of teachers print
FACTS: dict[str, list[tuple[str, dict[str, object]]]] = {
    "honour": [("周敏华", {
        "name": "教坛新秀", "level": "县区级", "awarded": "2022-06", "doc_no": "天教人〔2022〕17号", "subject": "数学",
    })],
    "post": [("周敏华", {"post_class": "专业技术", "grade": "专业技术九级", "since": "2023-01"})],
    "assignment": [
        ("周敏华", {
            "school_year": "2026-2027", "term": "第一学期", "subject": "数学", "classes": "五（3）（4）班",
            "weekly_periods": "14", "is_main": "是", "other_load": "社团 2",
        }),
        ("周敏华", {
            "school_year": "2026-2027", "term": "第一学期", "subject": "综合实践活动", "classes": "五（3）班",
            "weekly_periods": "1", "is_main": "否",
        }),
    ],
    "head_teacher": [("周敏华", {"school_year": "2026-2027", "term": "第一学期", "class_name": "五（3）班"})],
    "annual_review": [
        ("周敏华", {"year": "2024", "result": "合格"}), ("周敏华", {"year": "2025", "result": "优秀"}),
        ("吉𬭎喆", {"year": "2025", "result": "合格", "reason": "联系人19901990042"}),
    ],
    "ethics_review": [("周敏华", {"year": "2025", "result": "合格"})],
    "ethics_event": [("万俟㛃", {
        "begins": "2026-03-05", "clause": "十 规范从教行为", "finding": "查实", "measure": "警告", "doc_no": "龙教〔2026〕12号",
        "description": "有偿补课",
    })],
    "achievement": [
        ("周敏华", {"kind": "论文", "title": "单元整体教学的实践", "level": "市级", "grade": "二等奖", "begins": "2024-05"}),
        ("周敏华", {"kind": "公开课", "title": "圆的认识", "level": "县区级", "begins": "2025-11"}),
    ],
    "training": [
        ("周敏华", {
            "project": "小学数学骨干教师高级研修班", "organiser": "市教师发展中心", "level": "市", "kind": "集中", "layer": "中级",
            "begins": "2024-07", "hours": 90.0,
        }),
        ("周敏华", {"project": "校本研修", "level": "校本", "kind": "校本", "begins": "2025-09", "hours": 24.0}),
        ("吉𬭎喆", {"project": "网络研修", "level": "省", "kind": "网络", "begins": "2026-05", "hours": 60.0}),
    ],
    "exchange": [("吉𬭎喆", {
        "direction": "派出", "other_school": "龙城第二实验小学", "kind": "顶岗", "begins": "2026-09", "ends": "2027-06",
        "moved_relation": "否", "was_backbone": "否",
    })],
    "mentoring": [("阿依古丽·买买提", {
        "mentor": "周敏华", "track": "教学", "begins": "2025-09", "ends": "2027-07", "observations": 18,
    })],
    "registration": [("周敏华", {"kind": "定期注册", "begins": "2026-04", "conclusion": "注册合格"})],
}  # fmt: skip


def desk_of_five(store: Store) -> Desk:
    """The five in an open school file with its terms, classes and figures; the last of them has retired."""
    desk = Desk(store)
    desk.context = Context(store, device="教务处电脑")
    desk.school.found(SchoolDraft(**SCHOOL))
    desk.terms.add_many("建立学期", sample_terms())
    desk.days.add_many("建立校历", sample_days())
    desk.classes.add_many("建立班级", sample_classes())
    desk.stats.add_many("建立年度统计", sample_stats())
    desk.teachers.add_many("建立教师", FIVE)
    ids = {row.name: row.id for row in desk.teachers.rows()}
    for key, facts in FACTS.items():
        rows = [KIND[key].row(teacher_id=ids[name], **fields) for name, fields in facts]
        desk.histories.add_many(f"建立{KIND[key].title}", key, rows)
    _checks_of_five(desk, ids)
    _timetable_of_five(desk, ids)
    desk.region_schools.add_many("建立区域学校", REGION)
    _plan_of_five(desk)
    found_governance(desk, ids)
    found_appraisal(desk)
    return desk


PLAN = PlanDraft(
    title="三年发展规划（2025—2028）", starts="2025-09-01", ends="2028-08-31", guiding="全面贯彻党的教育方针。",
    overall="建成高品质小学。", motto="诚朴 勤勇",
)  # fmt: skip
BEFORE = PlanDraft(title="三年发展规划（2022—2025）", starts="2022-09-01", ends="2025-08-31")
# two other schools of the region, one of which did not tell all, and one that does not count
REGION = [
    RegionDraft(
        school_year="2026-2027", stage="小学", name="龙城桃园小学", pupils=842, educated=39.0, backbones=7.0, arts=8.0,
        teaching_area=3890.0, sports_area=7020.0, equipment_value=1702000.0, multimedia_rooms=20.0, sports=3.0,
        group_name="龙城教育集团",
    ),
    RegionDraft(
        school_year="2026-2027", stage="小学", name="龙城实验小学", pupils=1504, educated=2.0, backbones=1.0, arts=1.0,
        teaching_area=7060.0, multimedia_rooms=42.0,
    ),
    RegionDraft(school_year="2026-2027", stage="小学", name="龙城沙洲教学点", pupils=43, educated=4.0),
]  # fmt: skip


# class, weekday, period, subject, teacher, and what else there is to say
LESSONS: tuple[tuple[str, str, str, str, str, dict[str, str]], ...] = (
    ("五（3）班", "周一", "第1节", "数学", "周敏华", {}),
    ("五（3）班", "周一", "第2节", "语文", "吉𬭎喆", {}),
    ("五（3）班", "周二", "第1节", "音乐", "阿依古丽·买买提", {"weeks": "单周", "place": "音乐教室"}),
    ("五（3）班", "周二", "第1节", "书法", "", {"weeks": "双周", "teacher": "秦砚"}),
    ("五（4）班", "周一", "第2节", "数学", "周敏华", {}),
    ("五（4）班", "周五", "第6节", "班会", "周敏华", {"remark": "两班合上"}),
)


def _timetable_of_five(desk: Desk, ids: dict[str, str]) -> None:
    """A few lessons: one every other week, one with somebody from outside."""
    desk.lessons.add_many(
        "建立课程表",
        [
            LessonDraft(
                school_year="2026-2027", term="第一学期", class_name=name, weekday=day, period=period,
                subject=subject, teacher_id=ids.get(teacher, ""), **more,
            )
            for name, day, period, subject, teacher, more in LESSONS
        ],
    )  # fmt: skip


def _checks_of_five(desk: Desk, ids: dict[str, str]) -> None:
    """Two checks of the term: 备课 with a problem, 作业 of one class, and a lesson that began late."""
    forms = {form.key: form for form in shipped_forms()}
    for kind, month, days in (("BK", "9月备课检查", "14"), ("ZY", "9月作业检查", "21")):
        draft = CampaignDraft(
            kind=kind, title=month, school_year="2026-2027", term="第一学期", begins=f"2026-09-{days}",
            ends=f"2026-09-{int(days) + 4}", weeks="第3周", materials="教案本" if kind == "BK" else "",
        )  # fmt: skip
        row = desk.campaigns.add(draft)
        desk.campaigns.publish(row.id, proposed(desk.context, draft))
        unit = next(one for one in desk.campaigns.units(row.id) if one.subject == "数学")
        filled = Filled(
            on=f"2026-09-{int(days) + 2}",
            inspector="万俟㛃",
            inspector_id=ids["万俟㛃"],
            counts={"lessons_due": 32, "lessons_done": 31}
            if kind == "BK"
            else {"markings_due": 20, "markings_done": 18},
            answers={
                item.key: Answer(item.full - (3 if place == 1 else 0), reason="按现场")
                for place, item in enumerate(forms[unit.form].items)
            },
            highlights="单元整体设计突出，联系人19901990042",
            problems="未见二次备课痕迹" if kind == "BK" else "",
            findings=(Finding("未见二次备课痕迹", due="2026-09-25"),) if kind == "BK" else (),
        )
        desk.sheets.submit(unit.id, filled)
    desk.patrols.add(
        PatrolDraft(
            day="2026-09-15", period="第2节", class_name="五（3）班", teacher_id=ids["周敏华"], inspector="万俟㛃", code="K1",
            tenths=5, status=VERIFIED, verifier="查世荣",
        )
    )  # fmt: skip
    desk.listening.add(
        ListeningDraft(
            school_year="2026-2027", term="第一学期", teacher_id=ids["周敏华"], role="教研组长", due=20, heard=12, valid=11,
            checked_on="2026-11-10",
        )
    )  # fmt: skip


def _round_before(desk: Desk) -> tuple[str, str]:
    """Ids of the plan before it and of the task that went on: a goal that was called otherwise, and one that ended."""
    plan = desk.plans.add(BEFORE).id
    year = years_of(BEFORE)[-1].word
    top = desk.plan_goals.add(GoalDraft(plan_id=plan, title="教师队伍", kind="领域", weight=70.0)).id
    ladder = desk.plan_goals.add(GoalDraft(plan_id=plan, parent_id=top, title="骨干培养")).id
    desk.plan_goals.add(GoalDraft(plan_id=plan, title="校舍改造", kind="领域", weight=30.0))
    share = desk.plan_measures.add(
        MeasureDraft(plan_id=plan, goal_id=ladder, title="区级以上骨干教师占比", unit="%", base="25")
    ).id
    desk.plan_targets.add(TargetDraft(plan_id=plan, measure_id=share, year=year, target="32", actual="33"))
    left = TaskDraft(plan_id=plan, goal_id=ladder, title="名师工作室建设", year=year, percent=60)
    return plan, desk.plan_tasks.add(left).id


def _plan_of_five(desk: Desk) -> None:
    """A plan of three years with two goals, what was decided of it, and its first year as it was reported."""
    before, left = _round_before(desk)
    plan = desk.plans.add(replace(PLAN, previous_id=before)).id
    first, second, _ = (year.word for year in years_of(PLAN))
    desk.plan_stages.add_many(
        "建立规划阶段",
        [
            StageDraft(plan_id=plan, stage="论证", on="2025-05-23", place="本校会议室", result="通过论证"),
            StageDraft(
                plan_id=plan, stage="审议通过", on="2025-06-20", body="教代会", number="七届二次", present=58,
                votes_for=56, votes_against=0, votes_abstain=2, result="通过",
            ),
        ],
    )  # fmt: skip
    desk.plan_opinions.add(
        OpinionDraft(
            plan_id=plan, stage="论证", on="2025-05-23", name="周教授", unit="市教科院", text="指标宜写明每年的数。",
            taken="采纳", answer="各指标列出年度目标值。", scores='{"背景分析": 92, "保障": 91}',
        )
    )  # fmt: skip
    top = desk.plan_goals.add(
        GoalDraft(
            plan_id=plan, title="教师队伍", kind="领域", weight=60.0, leader="万俟㛃", department="教科室"
        )
    ).id
    ladder, reading = (
        desk.plan_goals.add(one).id
        for one in (
            GoalDraft(
                plan_id=plan, parent_id=top, title="梯队培养", text="骨干教师逐年增加。", person="周敏华"
            ),
            GoalDraft(
                plan_id=plan, title="书香校园", kind="领域", weight=40.0, person="吉𬭎喆", mark="人人有书读"
            ),
        )
    )
    share, books = (
        desk.plan_measures.add(one).id
        for one in (
            MeasureDraft(plan_id=plan, goal_id=ladder, title="区级以上骨干教师占比", unit="%", base="33"),
            MeasureDraft(
                plan_id=plan, goal_id=reading, title="生均借阅", unit="册", base="18", direction="越高越好"
            ),
        )
    )
    desk.plan_targets.add_many(
        "建立目标值",
        [
            TargetDraft(plan_id=plan, measure_id=share, year=first, target="36", actual="35"),
            TargetDraft(plan_id=plan, measure_id=share, year=second, target="43", actual="38.5"),
            TargetDraft(plan_id=plan, measure_id=books, year=first, target="20"),
            TargetDraft(
                plan_id=plan, measure_id=books, year=second, target="24", excused="是", why="馆舍维修"
            ),
        ],
    )
    desk.plan_tasks.add_many(
        "建立任务",
        [
            TaskDraft(
                plan_id=plan, goal_id=ladder, title="修订培养方案", year=first, due="2026-06-30", department="教科室",
                owner="周敏华", expected="方案", percent=100,
            ),
            TaskDraft(
                plan_id=plan, goal_id=ladder, title="名师工作室开放", year=second, due="2026-12-10", percent=50, carried_from=left,
            ),
            TaskDraft(plan_id=plan, goal_id=reading, title="读书节", year=second, due="2026-10-30", percent=20),
        ],
    )  # fmt: skip
    swot = desk.plan_swots.add(
        SwotDraft(plan_id=plan, quadrant="优势", text="骨干教师逐年增加", figure_text="33%", goal_id=ladder)
    )
    answers = (("教职工", 41, 440), ("家长", 205, 417))
    desk.plan_survey.add_many(
        "问卷",
        [
            SurveyDraft(plan_id=plan, swot_id=swot.id, people=people, on="2025-01-15", answers=count, hundredths=mean)
            for people, count, mean in answers
        ]
        + [SurveyDraft(plan_id=plan, people="家长", text="多安排体育活动", answers=46)],
    )  # fmt: skip
    desk.plan_adjustments.add(
        AdjustmentDraft(
            plan_id=plan, on="2026-08-28", what="指标", subject="区级以上骨干教师占比", original="40%", adjusted="43%",
            reason="提前接近原定目标", meeting="校务会",
        )
    )  # fmt: skip
    desk.plan_proofs.add(
        ProofDraft(plan_id=plan, title="培养方案", on="2026-06-18", form="文件", pages=6, goal_ids=ladder)
    )
    review = desk.plan_reviews.add(
        ReviewDraft(
            plan_id=plan, kind="年度", year=first, on="2026-06-26", members="校级领导和教师代表 5 人", effects="骨干教师增加。",
            adjustment="1.5", adjustment_reason="教代会同意", outside_tenths=700, evaluator="区教育督导室",
        )
    )  # fmt: skip
    desk.plan_goal_reviews.add(
        GoalReviewDraft(
            plan_id=plan,
            review_id=review.id,
            goal_id=ladder,
            done="建立梯队名单。",
            problems="进度偏慢。",
            mending="按月提醒。",
        )
    )
    Evaluations(desk.context, desk.plan_wholes, lambda whole, on: {}).freeze(review.id)
