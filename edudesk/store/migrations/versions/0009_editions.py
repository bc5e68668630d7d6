"""Editions of the result of a term: each keeps its scheme and why it was made again."""

import sqlalchemy as sa
from alembic import op

from edudesk.store.revising import add_texts, create_record, texts

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    create_record(
        "check_edition",
        *texts("school_year", "term"),
        sa.Column("number", sa.Integer(), nullable=False),
        *texts("made_on", "reason", "scheme", "notes"),
    )
    add_texts("check_result", ("edition_id",))
    op.create_index("ix_check_result_edition_id", "check_result", ["edition_id"])
