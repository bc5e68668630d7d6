"""edudesk forecast: who retires in the years to come and what each subject lacks then, as tables or as JSON."""

import argparse
from typing import TYPE_CHECKING, Any

from edudesk.base import clock
from edudesk.cli import screen
from edudesk.cli.opening import open_school
from edudesk.cli.options import command, data_option
from edudesk.cli.typed import day_typed

if TYPE_CHECKING:
    from edudesk.indicators.rules.forecast import Forecast


def forecast(kinds: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    """Add the command."""
    made = command(kinds, "forecast", "师资预测：五年内每年谁到退休年龄，各学科缺几人", show)
    made.add_argument("--on", default="", metavar="日期", help="从哪一天的人员算起（默认今天）")
    made.add_argument("--pupils", type=int, default=0, metavar="人数", help="五年后学生增减，如 200、-100")
    made.add_argument("--json", action="store_true", help="结果以 JSON 输出")
    data_option(made)


def show(chosen: argparse.Namespace) -> None:
    """Work it out and tell it; nothing is changed."""
    from edudesk.indicators.rules.forecast import NOTE, forecast

    day = day_typed(chosen.on, "没有计算") or clock.today()
    with open_school(chosen) as desk:
        found = forecast(desk.indicators.inputs(day), chosen.pupils)
    if chosen.json:
        screen.say_json({"on": day.isoformat(), "pupils": chosen.pupils, **_as_json(found)})
        return
    _tell(found)
    origin = f"课时取自{found.origin}。" if found.subjects else ""
    unknown = f"{len(found.unknown)} 人缺出生年月或性别，没有计入。" if found.unknown else ""
    screen.say(f"{NOTE}{origin}{unknown}")


def _tell(found: "Forecast") -> None:
    from edudesk.indicators.rules.forecast import lack_words, rounded

    years = [
        (
            str(year.year),
            str(len(year.leavers)),
            str(year.staff),
            f"{rounded(year.teachers):g}",
            "、".join(f"{one.row.name}（{one.month}）" for one in year.leavers),
        )
        for year in found.years
    ]
    screen.table(("年份", "退休", "年末教职工", "年末专任教师", "退休人员"), years, right=(1, 2, 3))
    subjects = [
        (
            f"{one.now.stage}{one.now.subject}",
            *(
                f"{rounded(value):g}"
                for value in (one.now.periods, one.now.load, one.now.needed, one.now.staff)
            ),
            lack_words(one.now.lack),
            *map(lack_words, one.lacks),
        )
        for one in found.subjects
    ]
    heads = (
        "学科",
        "周课时",
        "每人标准",
        "需要",
        "现有",
        "现在",
        *(f"{year.year}年底" for year in found.years),
    )
    screen.table(heads, subjects, right=range(1, len(heads)))


def _as_json(found: "Forecast") -> dict[str, Any]:
    from edudesk.indicators.rules.forecast import rounded

    return {
        "years": [
            {
                "year": year.year,
                "staff": year.staff,
                "teachers": rounded(year.teachers),
                "pupils": None if year.pupils is None else round(float(year.pupils)),
                "leavers": [
                    {"name": one.row.name, "month": one.month, "subject": one.row.subject}
                    for one in year.leavers
                ],
            }
            for year in found.years
        ],
        "subjects": [
            {
                "stage": one.now.stage,
                "subject": one.now.subject,
                "periods": rounded(one.now.periods),
                "load": rounded(one.now.load),
                "staff": rounded(one.now.staff),
                "lack": rounded(one.now.lack),
                "lacks": {
                    str(year.year): rounded(lack) for year, lack in zip(found.years, one.lacks, strict=True)
                },
            }
            for one in found.subjects
        ],
        "unknown": [row.name for row in found.unknown],
        "periods_from": found.origin,
    }
