"""姓氏笔画: counts of strokes, and the order of names by them."""

from random import Random

from edudesk.base.pinyin import spell
from edudesk.base.strokes import stroke_key, strokes_of
from tests.tables import each


@each(
    ("character", "count"),
    [("一", 1), ("丁", 2), ("卜", 2), ("王", 4), ("邓", 4), ("刘", 6), ("吕", 6), ("李", 7), ("陈", 7), ("沈", 7),
     ("周", 8), ("赵", 9), ("徐", 10), ("黄", 11), ("龚", 11), ("魏", 17), ("鑫", 24), ("䶮", 9)],
)  # fmt: skip
def test_characters_have_the_strokes_of_the_mainland(character, count):
    assert strokes_of(character) == count


@each("character", ["A", "·", " ", "々", "\U0002b7a9"])
def test_what_is_not_in_the_table_has_none(character):
    assert strokes_of(character) == 0


def by_strokes(names):
    return sorted(names, key=lambda name: stroke_key(name, spell(name)[0]))


def test_names_are_sorted_as_name_lists_of_meetings_are():
    right = [
        "丁一",  # 2
        "万里", "万俟凯",  # 3: the single surname first
        "王一", "王卜", "王建业", "王建国",  # 4: then the given name, character by character
        "李静", "沈婷",  # 7: by pinyin
        "魏征",  # 17
    ]  # fmt: skip
    mixed = right.copy()
    Random(3).shuffle(mixed)
    assert by_strokes(mixed) == right
    assert by_strokes(["欧阳修", "周敏华", "沈婷"]) == ["沈婷", "周敏华", "欧阳修"]


def test_one_surname_stays_together_and_strange_names_come_last():
    assert by_strokes(["陈一", "李鑫", "陈鑫", "李一"]) == ["陈一", "陈鑫", "李一", "李鑫"]
    assert by_strokes(["Smith", "", "魏征"])[0] == "魏征"
