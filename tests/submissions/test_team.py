"""师资队伍分析报告: its words, tables and charts say what the roster says, counted here a second time from the rows."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from edudesk.base.chart import Chart, ChartKind
from edudesk.base.contents import texts_of
from edudesk.base.document import Document, Heading, Paragraph
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.desk import open_desk
from edudesk.kit.writing import write
from edudesk.roster.reports.facts import Facts
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules.counting import is_full_time_teacher
from edudesk.roster.rules.retirement import base_age, retirement_month
from edudesk.submissions.registry import roster_facts
from edudesk.submissions.reports.team import GAPS, MEASURES, default_text, form, team_analysis
from tests.roster.people import teacher


@pytest.fixture
def facts(sample: Path, stopped_clock: Callable[[str], None]) -> Iterator[Facts]:
    with open_desk(sample) as desk:
        yield roster_facts(desk, date(2026, 9, 1))


def made(facts: Facts, audience: Audience = Audience.BUREAU, **texts: str) -> Document:
    return team_analysis(facts, {key.replace("_", "."): text for key, text in texts.items()}, audience)


def people(facts: Facts) -> list[TeacherRow]:
    return [row for row in facts.present if is_full_time_teacher(row)]


def under(document: Document, title: str) -> list[str]:
    """The paragraphs below a heading of the first level."""
    found, is_there = [], False
    for block in document.body:
        if isinstance(block, Heading) and block.level == 1:
            is_there = block.text.endswith(title)
        elif is_there and isinstance(block, Paragraph):
            found.append(block.text)
    return found


def tables(document: Document) -> list[Report]:
    return [block for block in document.body if isinstance(block, Report)]


def charts(document: Document) -> dict[str, Chart]:
    return {block.key: block for block in document.body if isinstance(block, Chart)}


def test_every_table_adds_up_to_all_teachers(facts: Facts) -> None:
    count, women = len(people(facts)), sum(row.gender == "女" for row in people(facts))
    assert [table.title for table in tables(made(facts))] == [
        f"表{number}　专任教师{one['title']}" for number, one in enumerate(form()["section"], 1)
    ]
    for table in tables(made(facts)):
        *rows, total = table.rows
        assert total == ("合计", count, "100.0%", women)
        assert sum(row[1] for row in rows) == count  # type: ignore[misc]
        assert sum(row[3] for row in rows) == women  # type: ignore[misc]
        for row in rows:
            assert row[2] == f"{row[1] / count:.1%}"  # type: ignore[operator]


def test_tables_say_what_the_rows_say(facts: Facts) -> None:
    found = {
        table.columns[0].title: {row[0]: row[1] for row in table.rows[:-1]} for table in tables(made(facts))
    }
    assert found["学科"] == dict(Counter(row.subject for row in people(facts)))
    assert found["学历"] == dict(Counter(row.top_edu for row in people(facts)))
    honoured = sum(bool(row.honour and row.honour_level) for row in people(facts))
    assert sum(count for word, count in found["骨干教师"].items() if word != "无县级以上称号") <= honoured


def test_charts_are_numbered_and_the_words_above_say_where_to_look(facts: Facts) -> None:
    document = made(facts)
    titles = [chart.title for chart in charts(document).values()]
    wanted = [one["title"] for one in form()["section"] if one["chart"]]
    assert titles == [f"图{number}　专任教师{title}" for number, title in enumerate(wanted, 1)]
    said = [text[text.index("（见") :] for text in under(document, "结构分析")]
    assert said == [
        "（见图1、表1）。", "（见图2、表2）。", "（见图3、表3）。", "（见图4、表4）。", "（见表5）。", "（见表6）。",
    ]  # fmt: skip


def test_charts_hold_the_people_behind_each_point(facts: Facts) -> None:
    ids = sorted(row.id for row in people(facts))
    document = made(facts)
    assert sorted(document.records) == ids
    for key, chart in charts(document).items():
        points = [point for series in chart.series for point in series.points]
        assert sorted(one for point in points for one in point.ids) == ids, key
        assert all(point.value == len(point.ids) for point in points)
        title = chart.title.partition("　")[2]
        (table,) = [one for one in tables(document) if one.title.endswith(title)]
        whole = [
            sum(series.points[place].value or 0 for series in chart.series)
            for place in range(len(chart.categories))
        ]
        assert whole == [row[1] for row in table.rows[:-1]]
    ages = charts(document)["team_analysis.年龄"]
    assert (ages.kind, [series.name for series in ages.series]) == (ChartKind.STACKED, ["女", "男"])


def test_whose_sex_is_not_known_is_in_the_chart_too(facts: Facts) -> None:
    rows = [teacher("李红", birth="1990-01", gender="女"), teacher("王强", birth="1985-01", gender="")]
    document = made(Facts(facts.school, facts.on, facts.today, rows))
    series = charts(document)["team_analysis.年龄"].series
    assert {one.name: sum(point.value or 0 for point in one.points) for one in series} == {
        "女": 1,
        "未登记": 1,
    }


def test_who_retires_is_counted_by_birth_and_sex(facts: Facts) -> None:
    leaving = [
        row for row in people(facts) if retirement_month(row.birth, row.gender, base_age(row)) <= "2031-12"
    ]
    (sentence,) = [text for text in under(made(facts), "问题与缺口") if "到龄退休" in text]
    assert re.search(r"专任教师 (\d+) 人", sentence)[1] == str(len(leaving))  # type: ignore[index]
    subject, count = Counter(row.subject for row in leaving).most_common(1)[0]
    assert f"其中{subject} {count} 人" in sentence


def test_a_gap_is_told_only_beyond_its_limit(facts: Facts) -> None:
    def team(young: int, old: int) -> Facts:
        rows = [
            *(teacher(f"青{n}", birth="1999-01", top_edu="硕士研究生") for n in range(young)),
            *(teacher(f"老{n}", birth="1970-01", top_edu="硕士研究生") for n in range(old)),
        ]
        return Facts(school=facts.school, on=facts.on, today=facts.today, teachers=rows)

    aged = "队伍年龄偏大：50 岁及以上专任教师 4 人，占 40.0%。"
    assert aged in str(under(made(team(6, 4)), "问题与缺口"))
    assert "队伍年龄偏大" not in str(under(made(team(7, 3)), "问题与缺口"))  # 30 %, not above
    assert "青年教师不足：34 岁及以下专任教师 1 人，占 10.0%" in str(under(made(team(1, 9)), "问题与缺口"))
    assert "青年教师不足" not in str(under(made(team(2, 8)), "问题与缺口"))


def test_a_school_without_anybody_gets_a_report_all_the_same(facts: Facts, tmp_path: Path) -> None:
    empty = Facts(school=facts.school, on=facts.on, today=facts.today, teachers=())
    document = made(empty)
    assert "没有登记专任教师。" in "".join(texts_of(document))
    assert (document.records, charts(document)) == ((), {})
    assert write(document, tmp_path / "a.pdf").pages >= 1
    assert write(document, tmp_path / "a.docx").path.exists()


def test_the_school_writes_gaps_and_measures_itself(facts: Facts) -> None:
    usual = made(facts)
    assert under(usual, "培养措施") == [
        f"{number}.{line}" for number, line in enumerate(default_text(MEASURES).splitlines(), 1)
    ]
    own = made(
        facts, team_gaps="缺一名专职心理教师。", team_measures="  联系人19901990042。  \n\n抓好师徒结对。"
    )
    assert under(own, "问题与缺口")[-1].endswith("缺一名专职心理教师。")
    assert under(own, "培养措施") == ["1.联系人199****0042。", "2.抓好师徒结对。"]
    inside = made(facts, Audience.INTERNAL, team_measures="联系人19901990042。")
    assert under(inside, "培养措施") == ["联系人19901990042。"]
    assert len(under(own, "问题与缺口")) == len(under(usual, "问题与缺口")) + 1
    assert default_text(GAPS) == ""


def test_it_names_nobody(facts: Facts) -> None:
    text = "".join(texts_of(made(facts, Audience.WEB_NOTICE)))
    assert [row.name for row in facts.teachers if row.name in text] == []


def test_evidence_counts_what_is_on_record(facts: Facts) -> None:
    evidence = made(facts).evidence
    assert evidence is not None
    told = {row[1]: row[2] for row in evidence.rows}
    assert told["教职工花名册"] == f"{len(facts.present)} 人"
    held = sum(len(facts.of("training", row)) for row in facts.present)
    assert told["培训结业证书及学分登记"] == f"{held} 条"
    assert [row[0] for row in evidence.rows] == list(range(1, len(evidence.rows) + 1))
    bare = made(Facts(facts.school, facts.on, facts.today, facts.teachers)).evidence
    assert bare is not None
    assert [row[1] for row in bare.rows] == ["教职工花名册"]


def test_it_is_of_the_day_asked_for(facts: Facts) -> None:
    document = made(facts)
    assert document.title == "龙城实验小学\n2026—2027学年师资队伍分析报告"
    assert "统计时点：2026年9月1日" in "".join(texts_of(document))
    assert (document.on, document.issuer) == (date(2026, 11, 20), ("龙城实验小学",))
