"""What is handed in: own packs and their days, what was sent, forms that were asked for, passages of reports; files."""

import sqlalchemy as sa
from alembic import op

from edudesk.store.revising import create_record, texts

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    create_record(
        "own_pack",
        *texts(
            "key", "title", "addressee", "due", "audience", "naming", "files", "needs", "doubts", "concerns",
            "texts", "remark",
        ),
    )  # fmt: skip
    create_record("pack_due", *texts("pack", "school_year", "due", "remark"))
    create_record(
        "sending",
        *texts("pack", "subject", "title", "addressee", "audience", "school_year", "serial"),
        sa.Column("number", sa.Integer(), nullable=False),
        *texts("made_at", "made_by", "as_of", "place", "is_locked", "files"),
        sa.Column("head_seq", sa.Integer(), nullable=False),
        *texts("head_mac", "reason", "reported_on", "received_by", "remark"),
    )
    create_record(
        "asked_form",
        *texts(
            "school_year",
            "title",
            "issuer",
            "due",
            "template",
            "template_name",
            "mapping",
            "audience",
            "remark",
        ),
    )
    create_record("report_text", *texts("key", "school_year", "text"))
    op.create_table(
        "kept_file",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_kept_file"),
    )
