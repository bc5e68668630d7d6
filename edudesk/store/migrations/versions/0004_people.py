"""Two more facts of a teacher: 健康状况, 婚姻状况."""

from edudesk.store.revising import add_texts

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    add_texts("teacher", ("health", "marital"))
