"""健康状况 and 婚姻状况 of a teacher; by which rule the school counts training credits."""

from edudesk.store.revising import add_texts

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    add_texts("teacher", ("health", "marital"))
    add_texts("school", ("credit_rule",))
