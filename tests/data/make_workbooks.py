"""Makes the invented rosters beside it as strangers' offices make them: python -m tests.data.make_workbooks.

Nobody in them exists: ID numbers carry the region 990199. R1–R6 are the column sets of real rosters.
"""

import sys
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import xlwt
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from edudesk.base.ids import check_digit
from edudesk.roster.sample import id_number, sample_teachers

_SHEET = "xl/worksheets/sheet1.xml"

HERE = Path(__file__).parent
_MADE = datetime(2026, 9, 10, 8, 0)  # noqa: DTZ001 a workbook's own time has no zone


def man(birth: str, n: int) -> str:
    return id_number(birth, 2 * n + 1)


def woman(birth: str, n: int) -> str:
    return id_number(birth, 2 * n)


def _workbook(title: str) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    book.properties.created = book.properties.modified = _MADE
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    return book, sheet


def _put(sheet: Worksheet, row: int, values: Iterable[object]) -> None:
    for column, value in enumerate(values, 1):
        if value not in (None, ""):
            sheet.cell(row, column, value)


def _head(sheet: Worksheet, first_row: int, head: Sequence[str | tuple[str, Sequence[str]]]) -> int:
    """A two-level head: texts merged downward, (group, texts) merged across. Returns its number of columns."""
    column = 1
    for entry in head:
        if isinstance(entry, str):
            sheet.cell(first_row, column, entry)
            sheet.merge_cells(
                start_row=first_row, end_row=first_row + 1, start_column=column, end_column=column
            )
            column += 1
            continue
        group, children = entry
        sheet.cell(first_row, column, group)
        sheet.merge_cells(
            start_row=first_row,
            end_row=first_row,
            start_column=column,
            end_column=column + len(children) - 1,
        )
        for child in children:
            sheet.cell(first_row + 1, column, child)
            column += 1
    return column - 1


def r6_one_sheet(path: Path) -> None:
    """The school's own one-sheet roster: title, unit row, two-level head, totals and signature rows."""
    book, sheet = _workbook("教师花名册")
    head: list[str | tuple[str, Sequence[str]]] = [
        "序号", "姓　名", "性别", "民族", "出生\n年月", "籍贯", "身份证号(18位)", "政治面貌", "参加工作时间(如1995.08)",
        "来校时间", ("第一学历", ("学历", "毕业院校", "专业", "毕业时间")),
        ("最高学历", ("学历", "毕业院校", "专业", "毕业时间", "学位")), ("职称", ("名称", "取得时间", "聘任时间")),
        "岗位等级", "★职务", "任教学科", "任教年级班级", "周课时", "是否班主任", "编制性质",
        ("教师资格证", ("种类", "学科", "号码")), "普通话等级", ("骨干称号", ("名称", "级别", "时间")),
        "联系电话(长号)", "备注",
    ]  # fmt: skip
    width = _head(sheet, 3, head)
    sheet.cell(1, 1, "北湖小学2026—2027学年教师花名册")
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    sheet.cell(2, 1, "填报单位（公章）：北湖小学      填报时间：2026年9月10日      单位：人")
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=width)
    normal, college = "江南师范学院", "滨江师范大学"
    people: list[list[object]] = [
        ["方志明", "男", "汉", "1974.03", "江苏常州", man("1974-03-12", 1), "党员", "1993.08", "1993.08",
         "中师", "龙城师范学校", "普师", "1993.06", "大学本科", normal, "教育管理", "2001.06", "",
         "高级教师", "2013.12", "2014.01", "专业技术六级", "校长", "道德与法治", "六(1)", 4, "否", "在编",
         "小学", "道德与法治", "19939901991000101", "二级甲等", "市学科带头人", "市级", "2019.06", 19901990101.0, ""],
        ["梅 婷", "女", "汉族", "1980.11", "江苏溧阳", woman("1980-11-02", 2), "群众", "2001.08", "2008.08",
         "大专", "太湖教育学院", "小学教育", "2001.06", "本科", normal, "汉语言文学", "2006.01", "学士",
         "小学高级", "2008.12", "2009.01", "专业技术八级", "语文教研组长", "小学语文", "五(2)", 13, "√", "在编",
         "小学", "语文", "20019901991000102", "一乙", "区骨干教师", "区级", "2021.09", "199 0199 0102", ""],
        ["柳青青", "女", "汉", "1992.05", "江苏无锡", woman("1992-05-21", 3), "团员", "2014.08", "2014.08",
         "本科", normal, "数学与应用数学", "2014.06", "研究生", college, "学科教学", "2020.06", "教育硕士",
         "一级教师", "2022.12", "2023.01", "专业技术十级", "", "数学", "三(1)(2)", 14, "", "在编",
         "小学", "数学", "20149901991000103", "二级乙等", "", "", "", "19901990103", ""],
        ["韦 强", "男", "壮族", "1986.09", "广西南宁", man("1986-09-30", 4), "群众", "2009.08", "2016.08",
         "本科", college, "体育教育", "2009.06", "本科", college, "体育教育", "2009.06", "学士",
         "一级教师", "2019.12", "2020.01", "专业技术九级", "", "体育", "四年级", 15, "否", "在编",
         "小学", "体育与健康", "20099901991000104", "二乙", "", "", "", "1990199-0104", ""],
        ["古丽娜尔．艾合买提", "女", "维吾尔族", "1995.02", "新疆喀什", woman("1995-02-14", 5), "群众", "2017.08",
         "2017.08", "本科", normal, "音乐学", "2017.06", "本科", normal, "音乐学", "2017.06", "学士",
         "二级教师", "2018.08", "2018.08", "专业技术十一级", "", "音乐", "一、二年级", 16, "否", "在编",
         "小学", "音乐", "20179901991000105", "二级乙等", "", "", "", "19901990105", ""],
        ["王㛃", "女", "汉", "2000.07", "江苏常州", woman("2000-07-08", 6), "共青团员", "2022.08", "2022.08",
         "本科", normal, "英语", "2022.06", "本科", normal, "英语", "2022.06", "学士", "二级教师", "2023.08",
         "2023.08", "专业技术十二级", "", "英语", "三年级", 14, "否", "合同", "小学", "英语", "20229901991000106",
         "二级甲等", "", "", "", "19901990106", "怀孕"],
        ["单小凤", "女", "汉", "1971.12", "江苏丹阳", woman("1971-12-01", 7), "民进", "1991.08", "1991.08",
         "中师", "龙城师范学校", "普师", "1991.06", "专科", "太湖教育学院", "美术", "1998.06", "无",
         "一级教师", "2004.12", "2005.01", "专业技术八级", "", "美术", "五、六年级", 12, "否", "在编",
         "小学", "美术", "19919901991000107", "二级乙等", "", "", "", "19901990107", ""],
        ["贺兰", "女", "汉", "1998.01", "江苏常州", woman("1998-01-19", 8), "群众", "2021.09", "2021.09",
         "本科", college, "科学教育", "2021.06", "本科", college, "科学教育", "2021.06", "学士",
         "未评", "", "", "", "", "科学", "四年级", 15, "否", "员额制",
         "小学", "科学", "20219901991000108", "二级乙等", "", "", "", "19901990108", "/"],
    ]  # fmt: skip
    for place, person in enumerate(people):
        _put(sheet, 5 + place, [place + 1, *person])
    last = 5 + len(people)
    _put(sheet, last, ["合计", f"{len(people)}人"])
    _put(
        sheet,
        last + 1,
        ["校长签字：", "", "", "", "", "审核人：", "", "", "填表人：", "", "", "", "联系电话："],
    )
    _put(sheet, last + 2, ["注：本表一式两份，出生年月填写如1985.07。"])
    book.save(path)


def r6_three_row_head(path: Path) -> None:
    """One sheet per category, a head of three rows, and a hidden sheet with the words of the drop-downs."""
    book, sheet = _workbook("在编")
    groups = [
        (1, 1, "序号"), (2, 2, "姓名"), (3, 3, "性别"), (4, 4, "出生年月"), (5, 5, "身份证号码"), (6, 11, "学历情况"),
        (12, 14, "职称"), (15, 17, "骨干称号"), (18, 18, "任教学科"), (19, 19, "手机号码"),
    ]  # fmt: skip
    third = {
        6: "学历", 7: "毕业学校", 8: "毕业年月", 9: "学历", 10: "毕业学校", 11: "毕业年月",
        12: "名称", 13: "取得时间", 14: "聘任时间", 15: "称号", 16: "级别", 17: "批准时间",
    }  # fmt: skip
    sheets: dict[str, list[list[object]]] = {
        "在编": [
            ["范国华", "男", date(1969, 5, 1), man("1969-05-20", 11), "中师", "龙城师范学校", "1988.07", "本科",
             "江南师范学院", "2003.01", "高级教师", "2016.12", "2017.01", "市骨干教师", "市", "2018.09", "数学",
             "19901990111"],
            ["闵慧", "女", date(1979, 8, 1), woman("1979-08-08", 12), "大专", "太湖教育学院", "2000.07", "本科",
             "江南师范学院", "2007.07", "小高", "2009.12", "2010.01", "教学能手", "区", "2012.06", "语文", "19901990112"],
            ["万俟丽", "女", date(1990, 10, 1), woman("1990-10-10", 13), "本科", "滨江师范大学", "2013.06", "本科",
             "滨江师范大学", "2013.06", "一级教师", "2021.12", "2022.01", "", "", "", "英语", "19901990113"],
            ["凌霄", "男", date(1997, 3, 1), man("1997-03-03", 14), "本科", "滨江师范大学", "2019.06", "研究生",
             "滨江师范大学", "2023.06", "二级", "2020.08", "2020.08", "", "", "", "信息技术", "19901990114"],
        ],
        "临聘": [
            ["卞雨", "女", date(2001, 6, 1), woman("2001-06-16", 15), "本科", "江南师范学院", "2023.06", "本科",
             "江南师范学院", "2023.06", "", "", "", "", "", "", "语文", "19901990115"],
            ["齐飞", "男", date(2002, 1, 1), man("2002-01-11", 16), "本科", "江南师范学院", "2024.06", "本科",
             "江南师范学院", "2024.06", "", "", "", "", "", "", "体育", "19901990116"],
        ],
        "退休": [
            ["项老实", "男", date(1964, 2, 1), man("1964-02-29", 17), "中师", "龙城师范学校", "1983.07", "专科",
             "太湖教育学院", "1990.07", "中学高级", "2008.12", "2009.01", "", "", "", "数学", "19901990117"],
        ],
    }  # fmt: skip
    for name, people in sheets.items():
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        sheet.cell(1, 1, f"东河小学教师基本情况一览表（{name}）")
        sheet.merge_cells("A1:S1")
        for first, last, text in groups:
            sheet.cell(2, first, text)
            end_row = 4 if first == last else 3 if text in ("职称", "骨干称号") else 2
            sheet.merge_cells(start_row=2, end_row=end_row, start_column=first, end_column=last)
        for first, text in ((6, "第一学历"), (9, "最高学历")):
            sheet.cell(3, first, text)
            sheet.merge_cells(start_row=3, end_row=3, start_column=first, end_column=first + 2)
        for column, text in third.items():
            sheet.cell(4, column, text)
        for place, person in enumerate(people):
            _put(sheet, 5 + place, [place + 1, *person])
            sheet.cell(5 + place, 4).number_format = "yyyy.mm"
    helper = book.create_sheet("数据源")
    helper.sheet_state = "hidden"
    words = ["姓名", "性别", "民族", "学历"], ["", "男", "汉族", "本科"], ["", "女", "回族", "专科"]
    for row, values in enumerate(words, 1):
        _put(helper, row, values)
    book.save(path)


def r1_national_export(path: Path) -> None:
    """Flat export of the national teacher system: many columns, dates as text of eight digits."""
    book, sheet = _workbook("教职工基础信息")
    _put(sheet, 1, [
        "姓名", "曾用名", "性别", "教职工号", "国籍/地区", "身份证件类型", "身份证件号", "出生日期", "籍贯", "出生地", "民族",
        "政治面貌", "婚姻状况", "健康状况", "参加工作年月", "进本校年月", "教职工来源", "教职工类别", "是否在编", "用人形式",
        "签订合同情况", "是否全日制师范类专业毕业", "信息技术应用能力", "人员状态", "手机", "邮箱",
    ])  # fmt: skip
    people: list[list[object]] = [
        ["虞敏", "", "女", "01001", "中国", "居民身份证", woman("1976-04-04", 21), "19760404", "江苏常州", "江苏常州", "汉族",
         "中共党员", "已婚", "健康", "199608", "200308", "校外调入", "专任教师", "是", "聘用", "聘用合同", "是", "熟练", "在岗",
         "19901990121", "yumin@example.cn"],
        ["盛大伟", "盛伟", "男", "02003", "中国", "居民身份证", man("1988-12-25", 22), "19881225", "江苏金坛", "江苏金坛", "汉族",
         "群众", "已婚", "健康", "201108", "201108", "招聘", "专任教师", "是", "聘用", "聘用合同", "是", "熟练", "在岗",
         "19901990122", ""],
        ["桑吉卓玛", "", "女", "02004", "中国", "居民身份证", woman("1993-09-01", 23), "19930901", "青海西宁", "青海西宁", "藏族",
         "共青团员", "未婚", "健康", "201608", "201608", "招聘", "专任教师", "是", "聘用", "聘用合同", "是", "精通", "长期病假",
         "19901990123", ""],
        ["MARTIN SMITH", "", "男", "09001", "加拿大", "护照", "GA1234567", "19850301", "", "", "",
         "", "", "健康", "201409", "201409", "招聘", "兼任教师", "否", "合同制", "劳动合同", "否", "熟练", "在岗",
         "19901990124", "martin@example.cn"],
        ["栾平", "", "男", "03001", "中国", "居民身份证", man("1972-10-01", 24), "19721001", "山东青岛", "山东青岛", "汉族",
         "九三", "已婚", "健康", "199408", "201008", "校外调入", "工勤人员", "是", "聘用", "聘用合同", "否", "一般", "在岗",
         "19901990125", ""],
    ]  # fmt: skip
    for row, person in enumerate(people, 2):
        _put(sheet, row, person)
    book.save(path)


def r2_jiangsu(path: Path) -> None:
    """The old Excel format of the provincial system; 编制类别 there says what staff somebody is."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("教职工")
    head = ("所在学校", "职工号", "姓名", "曾用名", "身份证号", "性别", "民族", "出生日期", "籍贯", "健康状况", "婚姻状况",
            "编制类别", "用人形式", "工资来源")  # fmt: skip
    people: list[tuple[object, ...]] = [
        ("西林小学", "01001", "钮建华", "", man("1968-07-15", 31), "男", "汉族", date(1968, 7, 15), "江苏常州", "健康或良好",
         "已婚", "行政人员", "固定干部", "财政全额"),
        ("西林小学", "02001", "翟羽", "翟雨", woman("1983-02-28", 32), "女", "汉族", date(1983, 2, 28), "江苏宜兴", "健康或良好",
         "已婚", "专任教师", "聘用干部", "财政全额"),
        ("西林小学", "02002", "鲍燕", "", woman("1987-11-11", 33), "女", "满族", date(1987, 11, 11), "辽宁沈阳", "健康或良好",
         "已婚", "专任教师", "聘用干部", "财政全额"),
        ("西林小学", "02003", "司马玉", "", man("1994-06-01", 34), "男", "汉族", date(1994, 6, 1), "江苏常州", "健康或良好",
         "未婚", "专任教师", "合同工人", "学校自筹"),
        ("西林小学", "05001", "后勤明", "", man("1975-01-30", 35), "男", "汉族", date(1975, 1, 30), "江苏泰兴", "一般或较弱",
         "已婚", "工勤人员", "固定工人", "财政全额"),
    ]  # fmt: skip
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for column, text in enumerate(head):
        sheet.write(0, column, text)
    for row, person in enumerate(people, 1):
        for column, value in enumerate(person):
            if isinstance(value, date):
                sheet.write(row, column, value, day)
            elif value:
                sheet.write(row, column, value)
    book.save(str(path))


def r5_personnel_gbk(path: Path) -> None:
    """Export of a pay system, opened in Excel and saved as CSV: IDs cut, names beyond GB2312, in GB18030."""
    rows: list[list[str]] = [
        ["单位编码", "单位名称", "人员编码", "姓名", "身份证", "性别", "出生年月", "人员类别", "岗位分类", "参加工作年月", "最高学历",
         "当前职务级别", "当前岗位", "民族", "政治面貌", "档案号"],
        ["990199", "南塘小学", "0012", "陶喆", "9.90199E+17", "男", "1981.1", "专任教师", "专业技术岗位", "2003.08",
         "大学本科毕业", "一级教师", "专技八级", "汉族", "群众", "A012"],
        ["990199", "南塘小学", "0013", "王㛃", "9.90199E+17", "女", "1992.05", "专任教师", "专业技术岗位", "2014.08",
         "大学本科毕业", "一级教师", "专技十级", "汉族", "中共党员", "A013"],
        ["990199", "南塘小学", "0014", "徐䶮", _ending_in_x("1979-03"), "男", "1979.03", "专任教师", "专业技术岗位",
         "2000.08", "大学专科毕业", "高级教师", "专技七级", "汉族", "中共党员", "A014"],
        ["990199", "南塘小学", "0015", "庄𬭎", "9.90199E+17", "男", "1988.12", "专任教师", "专业技术岗位", "2010.08",
         "硕士研究生毕业", "一级教师", "专技九级", "回族", "群众", "A015"],
        ["990199", "南塘小学", "0016", "谈吐", "9.90199E+17", "女", "1970.10", "工勤人员", "工勤技能岗位", "1990.10",
         "普通高中毕业", "", "工勤三级", "汉族", "群众", "A016"],
    ]  # fmt: skip
    text = "".join(",".join(row) + "\r\n" for row in rows)
    path.write_bytes(text.encode("gb18030"))


def _ending_in_x(month: str) -> str:
    """A number of that month whose check digit is X: Excel leaves such a one alone."""
    return next(
        number
        for day in range(1, 29)
        for n in range(200)
        if (number := man(f"{month}-{day:02d}", n))[-1] == "X"
    )


def damaged_ids(path: Path) -> None:
    """Every kind of damage a number can suffer, M10–M18, and one number in two rows."""
    book, sheet = _workbook("Sheet1")
    _put(sheet, 1, ["序号", "姓名", "性别", "身份证号", "出生年月", "任教学科"])
    good = woman("1985-07-12", 41)
    swapped = good[:10] + good[11] + good[10] + good[12:]  # month 07 became 70
    short = woman("1986-02-03", 43)
    long = man("1986-02-03", 44)
    old = f"990199{'700215'}{'006'}"
    numbers: list[tuple[str, str, object, str]] = [
        ("安好", "女", good, "1985.07"),
        ("毕截断", "女", float(int(woman("1985-07-12", 42)[:15] + "000")), "1985.07"),  # M10
        ("常科学", "男", "9.90199E+17", "1984.03"),  # M11
        ("戴整数", "男", 1111, "1990.04"),  # M12, see exact below
        ("尔零零", "女", 2222, "1987.08"),  # M12
        ("方小写", "男", _ending_in_x("1991-05").lower(), "1991.05"),  # M13
        ("高全角", "女", _full_width(woman("1992-06-07", 46)), "1992.06"),
        ("何引号", "男", "'" + man("1993-08-09", 47), "1993.08"),
        ("季空格", "女", _spaced(woman("1994-10-11", 48)), "1994.10"),
        ("柯横线", "男", _spaced(man("1995-12-13", 49), "-"), "1995.12"),
        ("雷暗号", "女", "\u202a" + woman("1996-01-15", 50) + "\u202c", "1996.01"),
        ("孟小数", "男", man("1997-02-17", 52) + ".0", "1997.02"),
        ("倪十五", "女", old, "1970.02"),  # M14
        ("欧短一", "女", short[:10] + short[11:], "1986.02"),  # M15
        ("潘长一", "男", long[:10] + "7" + long[10:], "1986.02"),  # M15
        ("覃调换", "女", swapped, "1985.07"),  # M16
        ("任打码", "男", "990199********0531", "1977.03"),  # M17
        ("SAM LEE", "男", "K1234567", "1988.08"),  # M18
        ("唐居住", "女", _permit("1989-09-09"), "1989.09"),  # M18
        ("魏不符", "女", woman("1982-05-06", 53), "1983.05"),  # M19
        ("席性别", "男", woman("1983-07-08", 54), "1983.07"),  # M20
        ("姚重复", "女", woman("1984-09-10", 55), "1984.09"),
        ("姚重复", "女", woman("1984-09-10", 55), "1984.09"),
        ("郑空白", "女", None, "1980.01"),
    ]
    for place, (name, sex, number, birth) in enumerate(numbers):
        _put(sheet, 2 + place, [place + 1, name, sex, number, birth, "语文"])
    book.save(path)
    _write_exact(path, {"1111": man("1990-04-05", 45), "2222": _ending_in_000("1987-08")})


def _write_exact(path: Path, numbers: Mapping[str, str]) -> None:
    """Put numbers of 18 digits into cells as programs other than Excel write them; openpyxl rounds them."""
    with zipfile.ZipFile(path) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    for marker, digits in numbers.items():
        cell, exact = f"<v>{marker}</v>".encode(), f"<v>{digits}</v>".encode()
        parts[_SHEET] = parts[_SHEET].replace(cell, exact)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _ending_in_000(month: str) -> str:
    """A good number that looks as if Excel had rounded it."""
    numbers = (woman(f"{month}-{day:02d}", n) for day in range(1, 29) for n in range(0, 500, 50))
    return next(number for number in numbers if number.endswith("000"))


def _full_width(number: str) -> str:
    return "".join(chr(ord(mark) + 0xFEE0) for mark in number)


def _spaced(number: str, gap: str = " ") -> str:
    return f"{number[:6]}{gap}{number[6:14]}{gap}{number[14:]}"


def _permit(birth: str) -> str:
    body = f"830000{birth.replace('-', '')}002"
    return body + check_digit(body)


def hidden_and_banners(path: Path) -> None:
    """Hidden rows and columns, a filter, banner rows, a repeated head, a sample row, and a long gap."""
    book, sheet = _workbook("教师名单")
    head = [
        "序号",
        "姓名",
        "性别",
        "出生年月",
        "身份证号",
        "任教学科",
        "职务",
        "年龄",
        "教龄",
        "联系电话",
        "备注",
    ]
    sheet.cell(1, 1, "南山小学教师名单（2026年9月）")
    _put(sheet, 2, head)
    rows: dict[int, list[object]] = {
        3: ["例", "张三", "男", "1985.07", "110101198507120011", "语文", "教师", 41, 20, "13800000000", "此行为填写样例"],
        4: ["一、语文组"],
        5: [1, "严谨", "女", "1980.02", woman("1980-02-02", 61), "语文", "教研组长", 46, 24, "19901990161"],
        6: [2, "尤佳", "女", "1991.03", woman("1991-03-03", 62), "语文", "", 35, 13, "19901990162"],
        7: [3, "俞藏", "男", "1988.04", man("1988-04-04", 63), "语文", "", 38, 16, "19901990163", "已筛选掉"],
        8: ["二、数学组"],
        9: [4, "云帆", "男", "1985.05", man("1985-05-05", 64), "数学", "", 30, 18, "19901990164"],
        10: head,
        11: [5, "臧红", "女", "1979.06", woman("1979-06-06", 65), "数学", "副校长", 47, 25, "19901990165"],
        12: [],
        13: ["小计", "5人"],
        14: ["退休教师"],
        15: [6, "翟老师", "男", "1963.07", man("1963-07-07", 66), "数学", "", 63, 40, "19901990166"],
        30: ["行政后勤"],
        31: [7, "郑后", "男", "1977.08", man("1977-08-08", 67), "", "", 49, 26, "19901990167"],
        32: ["合计", "7人"],
        33: ["填表人：尤佳", "", "", "联系电话：19901990162"],
        70: ["以下为草稿"],
        71: [8, "草稿人", "女", "1999.09", woman("1999-09-09", 68), "语文"],
    }  # fmt: skip
    for row, values in rows.items():
        _put(sheet, row, values)
    sheet.auto_filter.ref = "A2:K32"
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["K"].hidden = True
    book.save(path)


def dates(path: Path) -> None:
    """Every way to write a month, M21–M26; the last column tells what should be read."""
    book, sheet = _workbook("出生日期")
    _put(sheet, 1, ["姓名", "出生年月", "参加工作时间", "来校时间", "身份证号"])
    cells: list[tuple[str, object, str, object, object, str]] = [
        ("甲一", datetime(1985, 7, 12), "yyyy-mm-dd", "2007.08", "2007-8-15", ""),  # noqa: DTZ001
        ("甲二", datetime(1985, 7, 1), 'yyyy"年"m"月"', "2007年8月", "同上", ""),  # noqa: DTZ001
        ("甲三", datetime(1985, 7, 1), '[DBNum1][$-804]yyyy"年"m"月"', "2007/8/15", "〃", ""),  # noqa: DTZ001
        ("甲四", datetime(1985, 7, 1), "mmm-yy", "2007、8", "2007。08", ""),  # noqa: DTZ001
        ("乙一", 31229, "General", 200708, 20070815, ""),
        ("乙二", 19850712, "General", "200708", "20070815", ""),
        ("乙三", 198507, "General", "07.8", "07-8", ""),
        ("丙一", 1985.07, "General", 2007.08, 2007.8, ""),
        ("丙二", 1985.1, "0.00", "2007.O8", "2007.l0", ""),
        ("丙三", 1985.1, "General", "二〇〇七年八月", "〇七年八月", ""),
        ("丙四", 1985.1, "General", "2007.08", "2007.08", woman("1985-10-06", 71)),
        ("丁一", "85.7", "General", "不详", "/", ""),
        ("丁二", "八五年七月", "General", "—", "无", ""),
        ("丁三", "1985.07.00", "General", "1985.13", "2007.13.2", ""),
        ("丁四", "1985年7月12日", "General", "2007年", "2007.08", ""),
    ]
    for row, (name, birth, number_format, work, school, number) in enumerate(cells, 2):
        _put(sheet, row, [name, birth, work, school, number])
        sheet.cell(row, 2).number_format = number_format
    book.save(path)


def sample_school_update(path: Path) -> None:
    """Thirty people of the sample school as its office keeps them, five of them changed, two new."""
    book, sheet = _workbook("教师")
    keys = ("name", "gender", "birth", "id_no", "political", "work_start", "title", "title_obtained", "subject",
            "classes", "weekly_periods", "admin_post", "phone")  # fmt: skip
    _put(sheet, 1, ["序号", "姓名", "性别", "出生年月", "身份证号", "政治面貌", "参加工作时间", "职称", "职称取得时间", "任教学科",
                    "任教班级", "周课时", "行政职务", "联系电话"])  # fmt: skip
    changed = {
        "周敏华": {"title": "高级教师", "title_obtained": "2026-10"},
        "陈晓岚": {"title": "一级教师", "title_obtained": "2026-10"},
        "赵磊": {"phone": "19901990188"},
        "何佳怡": {"classes": "三、四年级"},
        "沈婷": {"admin_post": "心理健康中心主任"},
    }
    row = 2
    for teacher in sample_teachers()[:30]:
        values = {key: getattr(teacher, key) for key in keys} | changed.get(teacher.name, {})
        values["birth"] = values["birth"][:7].replace("-", ".")
        values["work_start"] = values["work_start"].replace("-", ".")
        _put(sheet, row, [row - 1, *values.values()])
        row += 1
    _put(sheet, row, [row - 1, "新来", "女", "2003.05", woman("2003-05-06", 91), "共青团员", "2026.08", "未定级", "",
                      "语文", "一（1）班", "12", "", "19901990191"])  # fmt: skip
    _put(sheet, row + 1, [row, "王芳", "女", "2002.03", woman("2002-03-04", 92), "群众", "2026.08", "未定级", "",
                          "英语", "四年级", "14", "", "19901990192"])  # fmt: skip
    book.save(path)


def plain_utf8(path: Path) -> None:
    """A clean CSV as a web form exports it: UTF-8 with its mark, quoted cells, one with a line break."""
    rows: list[list[str]] = [
        ["姓名", "性别", "身份证号码", "任课学科", "任教班级", "电子邮箱", "手机"],
        ["邬晴", "女", woman("1989-03-08", 81), "道法", "五（1）（2）班", "wuqing@example.cn", "19901990181"],
        ["巫马施", "男", man("1982-01-20", 82), "数学", '"三（1）班\n三（2）班"', "", "19901990182"],
        ["“小”郝", "女", woman("1999-12-31", 83), "音乐", '"一年级,二年级"', "", "19901990183"],
    ]
    text = "".join(",".join(row) + "\r\n" for row in rows)
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())


WORKBOOKS: dict[str, Callable[[Path], None]] = {
    "r6_one_sheet.xlsx": r6_one_sheet,
    "r6_three_row_head.xlsx": r6_three_row_head,
    "r1_national_export.xlsx": r1_national_export,
    "r2_jiangsu.xls": r2_jiangsu,
    "r5_personnel_gbk.csv": r5_personnel_gbk,
    "damaged_ids.xlsx": damaged_ids,
    "hidden_and_banners.xlsx": hidden_and_banners,
    "dates.xlsx": dates,
    "sample_school_update.xlsx": sample_school_update,
    "plain_utf8.csv": plain_utf8,
}


def make(folder: Path) -> None:
    """Write all workbooks into folder."""
    for name, maker in WORKBOOKS.items():
        maker(folder / name)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
