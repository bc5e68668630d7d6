"""The sample school 龙城实验小学 and its teachers: all invented, the same on every machine and every day.

ID numbers carry the region 990199, which no place has, and a good check digit; phones begin 1990199.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final
from zlib import crc32

from edudesk.base.ids import check_digit
from edudesk.roster.rows import TeacherDraft

SCHOOL: Final = {
    "name": "龙城实验小学",
    "code": "9901990001",
    "stage": "小学",
    "place": "江苏省常州市",
    "school_year": "2026—2027",
    "term_start": "2026-08-31",
}

# ages are told for this year, so that the four bands of the roster page stay as they are all term
_YEAR: Final = 2026
_GRADES: Final = "一二三四五六"
_CLASSES_PER_GRADE: Final = 6

# name, sex, birth, education, title, subject, classes, duty, honour: as design/2-roster.png shows them
_SHOWN: Final = (
    ("李静", "女", "1984-03", "本科", "高级教师", "语文", "四（2）班", "班主任", "区骨干教师"),
    ("周敏华", "女", "1991-07", "本科", "一级教师", "数学", "五（3）（4）班", "", "教坛新秀"),
    ("王建国", "男", "1976-11", "本科", "高级教师", "数学", "六（1）班", "", "市学科带头人"),
    ("陈晓岚", "女", "1995-01", "硕士研究生", "二级教师", "英语", "三年级", "", ""),
    ("赵磊", "男", "1988-05", "本科", "一级教师", "体育与健康", "一至三年级", "", ""),
    ("孙雨桐", "女", "1998-09", "硕士研究生", "未定级", "音乐", "四至六年级", "", ""),
    ("吴桂芳", "女", "1970-12", "专科", "一级教师", "语文", "二（1）班", "班主任", ""),
    ("钱海峰", "男", "1982-04", "本科", "高级教师", "科学", "五年级", "", "区学科带头人"),
    ("何佳怡", "女", "1993-08", "本科", "一级教师", "美术", "一、二年级", "", ""),
    ("马俊", "男", "1986-10", "硕士研究生", "一级教师", "信息科技", "三至六年级", "", "教学能手"),
    ("许莉", "女", "1979-02", "本科", "高级教师", "道德与法治", "", "副校长", "市骨干教师"),
    ("冯堃", "男", "1990-06", "本科", "一级教师", "体育与健康", "四至六年级", "", ""),
    ("沈婷", "女", "1996-03", "本科", "二级教师", "心理健康", "", "专职心理教师", ""),
)


@dataclass(frozen=True)
class _Band:
    """People of one age band: their ages, oldest first, and how many hold which title."""

    oldest: int
    youngest: int
    titles: tuple[tuple[str, int], ...]
    men: str
    women: str


_BANDS: Final = (
    _Band(
        59, 51, (("正高级教师", 1), ("高级教师", 9), ("一级教师", 5)),
        "单国平 蒋建明 陆志强 仇永康 顾卫东 邹立新 查世荣 丁华明",
        "曾秀兰 吕亚萍 袁玉琴 邵惠芬 薛红妹 葛琴芳 朱美娟",
    ),
    _Band(
        50, 41, (("高级教师", 19), ("一级教师", 11)),
        "解志宏 潘晓东 任文斌 徐䶮 韩卫峰 缪剑锋 郑亮 尉迟海波",
        "王芳 盖丽萍 翟红英 张静 刘燕 杨丽娟 黄敏 唐晓燕 谢红梅 史丽 汤亚琴 "
        "蔡文娟 江海燕 华丽君 戴春花 范雪梅 石莉萍 金红霞 陶亚芬 夏晓红 殷琴 包丽华",
    ),
    _Band(
        40, 31, (("高级教师", 5), ("一级教师", 28)),
        "李昇 高翔 牛犇 万俟凯 董超 叶飞 秦明 宋磊",
        "区慧仪 朴美善 阿依古丽·买买提 陈佳 刘婷婷 杨帆 许晴 沈洁 陆颖 吴倩 王㛃 周莹 徐梦洁 "
        "孙琳 马晓雯 朱琳 胡蝶 王芳 郭玲玲 林巧 何婧 罗丹 梁爽 姚瑶 彭程",
    ),
    _Band(
        30, 23, (("一级教师", 3), ("二级教师", 10), ("未定级", 4)),
        "张昊然 钱𬭎 顾子轩 龚俊杰",
        "张喆 刘诗雨 杨思琪 赵雪莹 周雨萱 黄可欣 姜文静 戴梦瑶 邓若曦 汪紫涵 石欣怡 田甜 庄晓彤",
    ),
)  # fmt: skip

# subjects of those not shown above
_MEN: Final = {"体育与健康": 7, "科学": 4, "信息科技": 3, "数学": 9, "语文": 3, "道德与法治": 1, "美术": 1}
_WOMEN: Final = {
    "语文": 29, "数学": 13, "英语": 10, "道德与法治": 2, "科学": 2, "体育与健康": 2, "音乐": 4, "美术": 4, "劳动": 1,
}  # fmt: skip

_DUTIES: Final = {
    "单国平": "校长", "蒋建明": "书记", "解志宏": "副校长", "盖丽萍": "教导处主任", "唐晓燕": "教导处副主任",
    "翟红英": "德育处主任", "邹立新": "总务处主任", "张静": "教科室主任", "陈佳": "大队辅导员",
    "袁玉琴": "语文教研组长", "王建国": "数学教研组长", "曾秀兰": "英语教研组长", "钱海峰": "科学教研组长",
    "赵磊": "体育教研组长", "吕亚萍": "音乐教研组长", "杨丽娟": "美术教研组长", "顾卫东": "信息科技教研组长",
    "朴美善": "一年级组长", "王㛃": "二年级组长", "任文斌": "三年级组长", "江海燕": "四年级组长",
    "朱美娟": "五年级组长", "戴春花": "六年级组长",
}  # fmt: skip
_ETHNICITIES: Final = {
    "朴美善": "朝鲜族",
    "阿依古丽·买买提": "维吾尔族",
    "马晓雯": "回族",
    "包丽华": "蒙古族",
}
_NATIVE: Final = {
    "朴美善": "吉林延吉",
    "阿依古丽·买买提": "新疆喀什",
    "马晓雯": "宁夏银川",
    "包丽华": "内蒙古通辽",
}
_PLACES: Final = (
    "江苏常州",
    "江苏常州",
    "江苏常州",
    "江苏溧阳",
    "江苏无锡",
    "江苏丹阳",
    "江苏泰兴",
    "安徽芜湖",
)
_SCHOOLS: Final = ("江南师范学院", "滨江师范大学", "太湖教育学院")
_MAJORS: Final = {
    "语文": "汉语言文学", "数学": "数学与应用数学", "英语": "英语", "道德与法治": "思想政治教育", "科学": "科学教育",
    "信息科技": "计算机科学与技术", "体育与健康": "体育教育", "音乐": "音乐学", "美术": "美术学", "劳动": "小学教育",
    "心理健康": "应用心理学",
}  # fmt: skip
# departments of the staff number
_GROUP: Final = {"语文": 1, "数学": 2, "英语": 3, "科学": 4, "体育与健康": 5, "音乐": 6, "美术": 7}
_SPECIALISTS: Final = {
    "英语": ("三年级", "四年级", "五年级", "六年级"),
    "道德与法治": ("三、四年级", "五、六年级"),
    "科学": ("一、二年级", "三年级", "四年级", "五年级", "六年级"),
    "信息科技": ("三、四年级", "五、六年级"),
    "体育与健康": ("一年级", "二年级", "三年级", "四年级", "五年级", "六年级"),
    "音乐": ("一、二年级", "三、四年级", "五、六年级"),
    "美术": ("一、二年级", "三、四年级", "五、六年级"),
    "劳动": ("三至六年级",),
}
# title -> years of work before it, and the grades of its posts
_AFTER: Final = {"正高级教师": 26, "高级教师": 15, "一级教师": 8, "二级教师": 1}
_POSTS: Final = {
    "正高级教师": ("四级",),
    "高级教师": ("七级", "七级", "六级", "六级", "五级"),
    "一级教师": ("九级", "十级", "九级", "八级"),
    "二级教师": ("十二级", "十一级"),
}
_HONOURS: Final = {
    "正高级教师": (("特级教师", "省级"),),
    "高级教师": (
        ("", ""), ("市骨干教师", "市级"), ("", ""), ("区学科带头人", "县区级"), ("区骨干教师", "县区级"), ("", ""),
        ("市学科带头人", "市级"),
    ),
    "一级教师": (("", ""), ("", ""), ("教学能手", "县区级"), ("", ""), ("教坛新秀", "县区级")),
}  # fmt: skip
_LEVELS: Final = {
    "区骨干教师": "县区级", "教坛新秀": "县区级", "市学科带头人": "市级", "区学科带头人": "县区级", "教学能手": "县区级",
    "市骨干教师": "市级",
}  # fmt: skip
_GONE: Final = (
    ("周志华", "男", "1965-09", "中专", "高级教师", "数学", "退休", "2025-09"),
    ("陈玉珍", "女", "1970-06", "专科", "一级教师", "语文", "退休", "2025-08"),
    ("倪晓峰", "男", "1987-02", "本科", "一级教师", "科学", "调出", "2026-08"),
    ("苏珊珊", "女", "1997-11", "本科", "二级教师", "英语", "离职", "2026-07"),
)


@cache
def sample_teachers() -> tuple[TeacherDraft, ...]:
    """108 teachers at school, the thirteen of the roster page first, then four who retired or left."""
    shown = [_shown(*facts) for facts in _SHOWN]
    others = _with_classes([person for band in _band_people() for person in band])
    gone = [
        TeacherDraft(
            name=name, gender=sex, birth=birth, top_edu=edu, title=title, subject=subject,
            status=status, status_date=since,
        )
        for name, sex, birth, edu, title, subject, status, since in _GONE
    ]  # fmt: skip
    return tuple(_complete(number, draft) for number, draft in enumerate([*shown, *others, *gone]))


def id_number(birth: str, sequence: int) -> str:
    """A number of nobody with a good check digit. birth: ISO day; sequence 0–999, odd for men."""
    body = f"990199{birth.replace('-', '')}{sequence:03d}"
    return body + check_digit(body)


def _draw(what: str, number: int, size: int) -> int:
    """A number below size that looks drawn and is always the same."""
    return crc32(f"{what} {number}".encode()) % size


def _shown(
    name: str, sex: str, birth: str, edu: str, title: str, subject: str, classes: str, duty: str, honour: str
) -> TeacherDraft:
    is_head = duty == "班主任"
    return TeacherDraft(
        name=name, gender=sex, birth=birth, top_edu=edu, title=title, subject=subject, classes=classes,
        head_teacher="是" if is_head else "", admin_post="" if is_head else duty or _DUTIES.get(name, ""),
        honour=honour, honour_level=_LEVELS.get(honour, ""),
    )  # fmt: skip


def _band_people() -> Iterator[list[TeacherDraft]]:
    """The people of each band, oldest first, with sex, birth, title, education and subject."""
    subjects = {"男": _shuffled(_MEN), "女": _shuffled(_WOMEN)}
    subjects["男"].remove("语文")
    for band in _BANDS:
        men, women = band.men.split(), band.women.split()
        people = sorted(
            [(at / len(men), name, "男") for at, name in enumerate(men)]
            + [((at + 0.5) / len(women), name, "女") for at, name in enumerate(women)]
        )
        titles = [title for title, count in band.titles for _ in range(count)]
        span = band.oldest - band.youngest
        found = []
        for at, (_, name, sex) in enumerate(people):
            age = band.oldest - round(span * at / (len(people) - 1))
            if sex == "女":
                age = min(age, 54)  # nobody here is past the age of retirement
            edu = "硕士研究生" if 27 <= age <= 40 and _draw("master", at + age, 5) == 0 else "本科"
            if titles[at] == "一级教师" and age <= 30:
                edu = "硕士研究生"
            subject = "语文" if name == "单国平" else subjects[sex].pop()
            month = 1 + _draw("month", at + age, 8)  # before September: the age holds all term
            found.append(
                TeacherDraft(
                    name=name, gender=sex, birth=f"{_YEAR - age}-{month:02d}", title=titles[at], top_edu=edu,
                    subject=subject, admin_post=_DUTIES.get(name, ""),
                )
            )  # fmt: skip
        yield found


def _shuffled(counts: dict[str, int]) -> list[str]:
    each = [subject for subject, count in counts.items() for _ in range(count)]
    order = sorted(range(len(each)), key=lambda at: (_draw("subject", at, 1 << 16), at))
    return [each[at] for at in order]


def _with_classes(people: list[TeacherDraft]) -> list[TeacherDraft]:
    """语文 and 数学 share out the 36 classes and their 班主任; the others teach whole grades."""
    keys = [(grade, number) for grade in _GRADES for number in range(1, _CLASSES_PER_GRADE + 1)]
    taken = {"语文": [("四", 2), ("二", 1)], "数学": [("五", 3), ("五", 4), ("六", 1)]}
    headless = [key for key in keys if key not in taken["语文"]]
    classes: dict[int, list[tuple[str, int]]] = {}
    for subject, gone in taken.items():
        teachers = [
            at for at, one in enumerate(people) if one.subject == subject and one.admin_post != "校长"
        ]
        teachers.sort(key=lambda at: _draw("class", at, 1 << 16))
        classes.update(_share([key for key in keys if key not in gone], teachers))
    heads: set[int] = set()
    for key in headless:
        able = [at for at in classes if key in classes[at] and at not in heads and not _is_leader(people[at])]
        heads.update(able[key[1] % 6 == 0 and len(able) > 1 :][:1])
    seen: dict[str, int] = {}
    placed = []
    for at, person in enumerate(people):
        if at in classes:
            text = _class_text(classes[at])
        elif person.subject in _SPECIALISTS:
            grades = _SPECIALISTS[person.subject]
            text = grades[seen.get(person.subject, 0) % len(grades)]
            seen[person.subject] = seen.get(person.subject, 0) + 1
        else:
            text = ""
        placed.append(replace(person, classes=text, head_teacher="是" if at in heads else ""))
    return placed


def _share(keys: list[tuple[str, int]], teachers: list[int]) -> dict[int, list[tuple[str, int]]]:
    """One or two classes of the same grade for each teacher, none left over."""
    shared: dict[int, list[tuple[str, int]]] = {}
    left = list(keys)
    for place, teacher in enumerate(teachers):
        mine = [left.pop(0)]
        must_take_two = len(left) > len(teachers) - place - 1
        if must_take_two and left[0][0] == mine[0][0]:
            mine.append(left.pop(0))
        shared[teacher] = mine
    return shared


def _class_text(keys: Iterable[tuple[str, int]]) -> str:
    grade, numbers = "", ""
    for grade, number in keys:  # noqa: B007
        numbers += f"（{number}）"
    return f"{grade}{numbers}班" if grade else ""


def _complete(number: int, draft: TeacherDraft) -> TeacherDraft:
    """All other facts, consistent with birth, sex, education and title. number: place in the roster."""
    born = int(draft.birth[:4])
    birth = f"{draft.birth}-{1 + _draw('day', number, 28):02d}"
    is_master = draft.top_edu == "硕士研究生"
    was_at_normal_school = born <= 1981  # then 中师 came first and 本科 beside the job
    first = "中专" if was_at_normal_school else "本科" if is_master else draft.top_edu
    started = born + (19 if was_at_normal_school else 25 if is_master else 22)
    top_end = started + 6 if was_at_normal_school else started
    school = _SCHOOLS[_draw("school", number, len(_SCHOOLS))]
    major = _MAJORS[draft.subject]
    obtained = started + _AFTER.get(draft.title, 0) - (4 if is_master and draft.title == "一级教师" else 0)
    obtained = min(obtained + _draw("obtained", number, 3), _YEAR - 1)
    has_title = draft.title != "未定级"
    posts = _POSTS.get(draft.title, ("",))
    grade = "九级" if draft.name == "周敏华" else posts[_draw("post", number, len(posts))]
    honours = _HONOURS.get(draft.title, (("", ""),)) if number >= len(_SHOWN) else (("", ""),)
    honour, level = honours[_draw("honour", number, len(honours))]
    honour, level = draft.honour or honour, draft.honour_level or level
    political = _political(number, born, draft)
    arrived = min(started + _draw("arrived", number, 12) * (born < 1990), _YEAR)
    phone = 5571 if draft.name == "周敏华" else (number * 173 + 1009) % 10000
    is_main = draft.subject in ("语文", "数学")
    return replace(
        draft,
        staff_no=f"{1 + _GROUP.get(draft.subject, 8):02d}{number + 1:03d}",
        ethnicity=_ETHNICITIES.get(draft.name, "汉族"),
        id_type="居民身份证",
        id_no=id_number(birth, 2 * (number + 10) + (draft.gender == "男")),
        birth=birth,
        native_place=_NATIVE.get(draft.name, _PLACES[_draw("place", number, len(_PLACES))]),
        political=political,
        party_date=f"{max(born + 21, started - 1) + _draw('party', number, 8) % max(1, _YEAR - started)}-06"
        if political == "中共党员"
        else "",
        work_start=f"{started}-08",
        teach_start=f"{started}-08",
        school_start=f"{arrived}-08",
        first_edu=first,
        first_school="龙城师范学校" if first == "中专" else school,
        first_major="普师" if first == "中专" else major,
        first_end=f"{(started - 3 if is_master else started)}-06",
        top_school=school,
        top_major="学科教学" if is_master else major,
        top_end=f"{top_end}-06",
        degree="硕士"
        if is_master
        else "学士"
        if draft.top_edu == "本科" and not was_at_normal_school
        else "",
        normal_major="是",
        title_obtained=f"{obtained}-{'08' if draft.title == '二级教师' else '12'}" if has_title else "",
        title_appointed=f"{obtained + 1}-01" if has_title and obtained < _YEAR else "",
        post_class="专业技术",
        post_grade=f"专业技术{grade}" if grade else "",
        stage="小学",
        weekly_periods=_periods(number, draft),
        head_teacher_years=str(1 + _draw("head", number, max(1, min(20, _YEAR - started))))
        if draft.head_teacher
        else "",
        staff_category="专任教师",
        establishment="备案制" if born >= 1999 and _draw("post kind", number, 2) else "在编",
        cert_type="小学",
        cert_subject=draft.subject,
        cert_no=f"{started}9901991{number + 1:06d}",
        cert_register=f"{_YEAR + _draw('register', number, 5)}-06" if draft.name != "周敏华" else "2028-06",
        mandarin="二级甲等" if is_main or _draw("mandarin", number, 3) else "二级乙等",
        honour=honour,
        honour_level=level,
        honour_date=f"{max(obtained, 2018) + _draw('honoured', number, 1 + _YEAR - max(obtained, 2018)) % 7}-06"
        if honour
        else "",
        annual_review="优秀" if _draw("review", number, 6) == 0 else "合格",
        ethics_review="合格",
        training_credits="221" if draft.name == "周敏华" else str(140 + _draw("credits", number, 160)),
        phone=f"1990199{phone:04d}",
        short_no=f"6{number + 100}",
        address=f"龙城花园{1 + _draw('house', number, 30)}幢{101 + _draw('door', number, 4) + 100 * _draw('floor', number, 6)}室",
    )


def _political(number: int, born: int, draft: TeacherDraft) -> str:
    if draft.name in ("周敏华", "单国平", "许莉", "蒋建明"):
        return "中共党员"
    if born >= 1999:
        return "共青团员"
    return ("中共党员", "群众", "群众", "中共党员", "民进会员" if born < 1980 else "群众")[
        _draw("political", number, 5)
    ]


def _periods(number: int, draft: TeacherDraft) -> str:
    if draft.status in ("退休", "调出", "离职"):
        return ""
    if _is_leader(draft):
        return "8" if "主任" in draft.admin_post else "4"
    return str((12 if draft.subject in ("语文", "数学") else 14) + _draw("periods", number, 4))


def _is_leader(draft: TeacherDraft) -> bool:
    return draft.admin_post.endswith(("校长", "书记", "主任"))
