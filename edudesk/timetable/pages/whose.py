"""Whose week is shown: the classes or the teachers, found by name, pinyin and figures."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal

from edudesk.base.pinyin import rank
from edudesk.kit.cards import Card
from edudesk.kit.counted_list import CountedList
from edudesk.kit.search_line import SearchLine
from edudesk.school.pages.people import Choosing
from edudesk.timetable.rows import LessonRow

_WIDTH = 190


class WhoseSide(Card):
    """chosen(key): another class or teacher; taken: Enter in the search took the first that is left."""

    chosen = Signal(str)
    taken = Signal()

    def __init__(self, choosing: Choosing) -> None:
        super().__init__()
        self._choosing = choosing
        self.body.setContentsMargins(10, 10, 10, 10)
        self.setFixedWidth(_WIDTH)
        self.search = SearchLine("班级 / 姓名 / 拼音")
        self.search.textChanged.connect(self._filter)
        self.search.descended.connect(self._take_first)
        self.list = CountedList("看谁的课程表", ())
        self.list.chosen.connect(self.chosen)
        self.add(self.search)
        self.add(self.list, 1)

    def show_classes(self, lessons: Sequence[LessonRow], names: Sequence[str]) -> None:
        """The classes in their order, each with how many lessons it has."""
        self.list.show_entries([(name, name) for name in names])
        self.list.show_counts(Counter(lesson.class_name for lesson in lessons))
        self._filter()

    def show_teachers(self, lessons: Sequence[LessonRow]) -> None:
        """Who teaches, by pinyin; also who is named and not in the roster."""
        counts = Counter(lesson.teacher_id or lesson.teacher for lesson in lessons)
        words = {key: self._choosing.word(key) or key for key in counts if key}
        self.list.show_entries(
            sorted(words.items(), key=lambda one: (self._choosing.spell(one[1])[0] or "~", one[1]))
        )
        self.list.show_counts(counts)
        self._filter()

    def choose(self, key: str) -> None:
        """A class or a teacher; raises StopIteration when it is not listed."""
        self.search.clear()
        self.list.choose(key)

    def _filter(self) -> None:
        typed = self.search.text().strip()
        for place in range(self.list.count()):
            item = self.list.item(place)
            item.setHidden(not self._is_found(typed, item.text().rpartition(" ")[0]))

    def _is_found(self, typed: str, word: str) -> bool:
        if not typed or typed in word or rank(typed, word, *self._choosing.spell(word)) is not None:
            return True
        return typed.isdecimal() and typed in _digits(word)

    def _take_first(self) -> None:
        for place in range(self.list.count()):
            if not self.list.item(place).isHidden():
                self.list.setCurrentRow(place)
                break
        self.search.clear()
        self.list.scrollToItem(self.list.currentItem())
        self.taken.emit()


def _digits(text: str) -> str:
    """53 of 五（3）班: classes are found by figures too."""
    marks = {mark: str(number) for number, mark in enumerate("一二三四五六七八九", 1)}
    return "".join(marks.get(letter, letter) for letter in text if letter.isdigit() or letter in marks)
