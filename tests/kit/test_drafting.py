"""What a form gives becomes a draft: empty fields are as in every draft."""

from dataclasses import dataclass

from edudesk.kit.drafting import drafted


@dataclass(frozen=True)
class Lesson:
    school_id: str
    title: str
    periods: int | None = None
    state: str = "拟订"


def test_what_was_left_empty_is_as_in_every_draft() -> None:
    typed = {"title": None, "periods": 0, "state": ""}
    assert drafted(Lesson, typed, school_id="s1") == Lesson("s1", "", periods=0, state="拟订")
    assert drafted(Lesson, {"title": "识字", "state": "定稿"}) == Lesson("", "识字", None, "定稿")
