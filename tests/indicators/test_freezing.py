"""A snapshot says years later what it said; figures in the words of a page."""

from fractions import Fraction

from edudesk.indicators.rows.values import Verdict
from edudesk.indicators.rules.freezing import frozen, settings_of, thawed
from edudesk.indicators.rules.judging import results
from edudesk.indicators.rules.settings import Settings
from edudesk.indicators.rules.wording import gap_words, sum_words, target_words, value_words
from tests.indicators.schools import classes, figures, people, school, stats
from tests.tables import each


def test_every_figure_comes_back_as_it_was():
    own = Settings({"above_primary": "本科", "arts_subjects": ["音乐"]})
    facts = school(people(7, top_edu="本科", subject="音乐"), stats(students=333), rows=classes(45, None, 57))
    found = results(facts, own)
    content = frozen(facts, found, own)
    back = thawed(content)
    # the limit that a rule knows itself stands in the result, not in the figure again
    assert [(one.indicator.id, one.stage, one.value, one.target, one.verdict, one.gap) for one in back] == [
        (one.indicator.id, one.stage, one.value, one.target, one.verdict, one.gap) for one in found
    ]
    assert [one.figure.counted for one in back] == [one.figure.counted for one in found]
    assert [one.figure.parts for one in back] == [one.figure.parts for one in found]
    assert [one.figure.missing for one in back] == [one.figure.missing for one in found]
    assert settings_of(content).words("arts_subjects") == ("音乐",)


@each(
    ("key", "value", "target", "gap", "total"),
    [
        ("Q3", "0.86", "≥ 0.9", "还差 1 人", "12 人 ÷ 1\u2009394 × 100 = 0.86"),
        ("P4", "1:116", "1:220", "超出 5 人", "1\u2009394 ÷ 12 人 = 116.2"),
        ("P6", "—", "1:220", "还差 7 人", ""),
        ("C3", "46.5", "≤ 45", "超过 44 人", "1\u2009394 人 ÷ 30 = 46.5"),
        ("Q6", "2\u2009640", "≥ 2\u2009000", "—", "3\u2009680\u2009160 元 ÷ 1\u2009394 = 2\u2009640"),
        ("Q4", "4.00", "≥ 4.5", "还差 697 平方米", "5\u2009576 平方米 ÷ 1\u2009394 = 4.00"),
        ("E1", "100%", "≥ 100%", "—", "12 人 ÷ 12 = 100%"),
    ],
)
def test_words_of_a_page(key, value, target, gap, total):
    rows = people(12, subject="体育与健康", top_edu="本科")
    facts = school(rows, stats(students=1394, classes=30, equipment_value=3680160.0, teaching_area=5576.0))
    one = figures(facts)[key]
    assert (value_words(one), target_words(one), gap_words(one), sum_words(one)) == (
        value,
        target,
        gap,
        total,
    )


def test_halves_go_up_as_in_offices():
    one = figures(school(people(1), stats(students=8)))["Q1"]
    assert value_words(one) == "0.00"
    facts = school(people(1, top_edu="本科"), stats(students=16))
    assert figures(facts)["Q1"].value == Fraction(25, 4)
    assert value_words(figures(facts)["Q1"]) == "6.25"
    eighth = figures(school(people(1, top_edu="本科"), stats(students=800)))["Q1"]
    assert (eighth.value, value_words(eighth), eighth.verdict) == (Fraction(1, 8), "0.13", Verdict.MISSED)
