"""资料疑点: what deserves a second look about the teacher shown; gone when there is nothing."""

from edudesk.kit.cards import Card
from edudesk.kit.labels import label
from edudesk.roster.rows import TeacherRow, day_of
from edudesk.roster.rules.careers import DOUBTED_KINDS, all_doubts
from edudesk.roster.rules.growth import Facts
from edudesk.roster.service import TeacherService


class DoubtCard(Card):
    """A sentence for each doubt. teachers: the titles of mentors are theirs, and who else has a 工号."""

    def __init__(self, teachers: TeacherService) -> None:
        super().__init__("资料疑点", role="warning")
        self._teachers = teachers
        self._words = label("", wraps=True)
        self.add(self._words)

    def show_teacher(self, row: TeacherRow, facts: Facts) -> None:
        """facts: see HistoryService.of; those told by the flat row are doubted there."""
        held = {key: [one for one in facts.get(key, ()) if one.id] for key in DOUBTED_KINDS}
        mentors = {one.mentor_id for one in held["mentoring"]}
        titles = {one.id: one.title for one in self._teachers.rows() if one.id in mentors} if mentors else {}
        bearers = [name for one, name in self._teachers.bearers(row.staff_no).items() if one != row.id]
        found = dict.fromkeys(doubt.text for doubt in all_doubts(row, held, titles, day_of(row), bearers))
        self._words.setText("\n".join(found))
        self.setVisible(bool(found))
