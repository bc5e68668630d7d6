"""Attachments beside records; why the day of a problem was put off."""

import sqlalchemy as sa
from alembic import op

from edudesk.store.revising import add_texts, create_record, texts

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    create_record(
        "attachment",
        *texts("owner_table", "owner_id", "name", "sha256"),
        sa.Column("size", sa.Integer(), nullable=False),
        *texts("media", "taken", "caption"),
    )
    op.create_index("ix_attachment_owner_id", "attachment", ["owner_id"])
    add_texts("check_problem", ("extension",))
