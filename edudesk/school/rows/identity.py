"""Who the school is, as papers, the status line and the school's page print it."""

import tomllib
from dataclasses import dataclass, fields

from edudesk.base import paths
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind, column_map


def code_list(name: str, *words: str, is_open: bool = False) -> CodeList:
    """A list of words without national codes."""
    return CodeList(name, tuple(Code(word) for word in words), is_open)


STAGES = code_list("学段", "小学", "初中", "九年一贯制", "高中", "完全中学", "十二年一贯制", "幼儿园")
NATURES = code_list("办学性质", "公办", "民办", "公办民助", "集体办", "其他", is_open=True)
AREAS = code_list("城乡类型", "城区", "镇区", "乡村")


def _credit_rules() -> CodeList:
    """The names of forms/roster/credit_rules.toml, the one without a choice first (read whole: rules of the roster)."""
    with paths.shipped("forms", "roster", "credit_rules.toml").open("rb") as file:
        found = tomllib.load(file)["rule"]
    return CodeList("培训学分规定", tuple(Code(one["name"], one["key"]) for one in found), is_open=False)


CREDIT_RULES = _credit_rules()


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolDraft:
    """A school's identity. school_year: "2026-2027"; founded: "1956"; "" = not known. credit_rule: a word of
    CREDIT_RULES, "" = its first.

    term_start: ISO day of the present term's first day, of files that know no terms yet.
    """

    name: str
    code: str = ""
    stage: str = ""
    place: str = ""
    school_year: str = ""
    term_start: str = ""
    short_name: str = ""
    former_names: str = ""
    credit_code: str = ""
    nature: str = ""
    sponsor: str = ""
    area_type: str = ""
    founded: str = ""
    campuses: str = ""
    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    principal: str = ""
    principal_phone: str = ""
    secretary: str = ""
    secretary_phone: str = ""
    contact: str = ""
    contact_phone: str = ""
    motto: str = ""
    school_spirit: str = ""
    teaching_spirit: str = ""
    learning_spirit: str = ""
    philosophy: str = ""
    proposition: str = ""
    vision: str = ""
    aim: str = ""
    feature: str = ""
    credit_rule: str = ""
    profile: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolRow(SchoolDraft):
    """The stored school."""

    id: str
    version: int


FIELDS = tuple(field.name for field in fields(SchoolDraft))

COLUMNS = (
    Column("name", "学校名称", width=60, required=True, help="与公章一致的全称"),
    Column("code", "学校标识码", Kind.ID, 30, help="10 位数字，可以以后再填"),
    Column("stage", "学段", Kind.CHOICE, 24, codes=STAGES, required=True),
    Column("place", "所在地", width=40, help="例如：江苏省常州市天宁区"),
    Column("school_year", "当前学年", width=24, required=True, help="例如：2026-2027"),
    Column("term_start", "本学期开学日期", Kind.DATE, 24, help="没有填学期时，状态栏按它显示第几周"),
    Column("short_name", "学校简称", width=24),
    Column("former_names", "曾用名", width=40, help="有几个时用顿号隔开"),
    Column("credit_code", "统一社会信用代码", Kind.ID, 38, help="18 位，在事业单位法人证书上"),
    Column("nature", "办学性质", Kind.CHOICE, 20, codes=NATURES),
    Column("sponsor", "主管部门", width=40, aliases=("举办者",), help="例如：天宁区教育局"),
    Column("area_type", "城乡类型", Kind.CHOICE, 16, codes=AREAS),
    Column("founded", "建校年份", width=16, help="例如：1956"),
    Column("campuses", "校区", width=40, help="有几个时用顿号隔开"),
    Column("address", "地址", width=60, aliases=("学校地址",)),
    Column("postcode", "邮政编码", Kind.ID, 16, aliases=("邮编",)),
    Column("phone", "学校电话", Kind.ID, 26, aliases=("办公电话",)),
    Column("email", "电子邮箱", width=36),
    Column("website", "网址", width=40),
    Column("principal", "校长", Kind.NAME, 18),
    Column("principal_phone", "校长电话", Kind.PHONE, 26),
    Column("secretary", "书记", Kind.NAME, 18),
    Column("secretary_phone", "书记电话", Kind.PHONE, 26),
    Column("contact", "联系人", Kind.NAME, 18, help="填报表格的人"),
    Column("contact_phone", "联系人电话", Kind.PHONE, 26),
    Column("motto", "校训", width=40),
    Column("school_spirit", "校风", width=40),
    Column("teaching_spirit", "教风", width=40),
    Column("learning_spirit", "学风", width=40),
    Column("philosophy", "办学理念", width=60),
    Column("proposition", "教育主张", width=60),
    Column("vision", "办学愿景", width=60),
    Column("aim", "培养目标", width=60, aliases=("育人目标",)),
    Column("feature", "办学特色", width=60),
    Column(
        "credit_rule",
        "培训学分规定",
        Kind.CHOICE,
        40,
        codes=CREDIT_RULES,
        help=f"按所在地区的文件选；不选时按“{CREDIT_RULES.words[0]}”",
    ),
    Column("profile", "学校简介", width=80),
    Column("remark", "备注", width=60),
)
COLUMN = column_map(COLUMNS)

# what a school is founded with: the form of the first start
FOUNDING = tuple(COLUMN[key] for key in ("name", "code", "stage", "place", "school_year", "term_start"))

# The order of the form and of the page: heading -> keys.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("名称与代码", ("name", "short_name", "former_names", "code", "credit_code", "founded")),
    ("类别", ("stage", "nature", "sponsor", "area_type", "campuses", "school_year", "term_start")),
    ("地址与联系", ("place", "address", "postcode", "phone", "email", "website")),
    (
        "负责人",
        ("principal", "principal_phone", "secretary", "secretary_phone", "contact", "contact_phone"),
    ),
    ("办学思想", (
        "motto", "school_spirit", "teaching_spirit", "learning_spirit", "philosophy", "proposition", "vision",
        "aim", "feature",
    )),
    ("执行的规定", ("credit_rule",)),
    ("其他", ("profile", "remark")),
)  # fmt: skip
