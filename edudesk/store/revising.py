"""What revisions of the schema are written with: a table of records, more columns for one."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from edudesk.store.schema import rewrite


def texts(*names: str) -> list[sa.Column[str]]:
    """Facts that are text, "" when not known."""
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def counts(*names: str) -> list[sa.Column[int]]:
    """Whole numbers, NULL when not known."""
    return [sa.Column(name, sa.Integer(), nullable=True) for name in names]


def numbers(*names: str) -> list[sa.Column[float]]:
    """Numbers, NULL when not known."""
    return [sa.Column(name, sa.Double(), nullable=True) for name in names]


def create_record(
    table: str,
    *columns: sa.Column[str] | sa.Column[int] | sa.Column[float] | sa.ForeignKeyConstraint,
) -> None:
    """A new table of records (store.tables.Record) with these columns of its own."""
    op.create_table(
        table,
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.String(40), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )


def add_texts(table: str, names: Sequence[str]) -> None:
    """More text columns for a table of records; "" in the rows that are there, which the journal need not be told.

    Twice rebuilt on SQLite: a column comes with a default for the old rows, and new ones are to have none.
    """
    with op.batch_alter_table(table) as batch:
        for name in names:
            batch.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table(table) as batch:
        for name in names:
            batch.alter_column(name, server_default=None)


def add_counts(table: str, names: Sequence[str]) -> None:
    """More whole numbers for a table of records; NULL in the rows that are there, which the journal need not be told."""
    with op.batch_alter_table(table) as batch:
        for name in names:
            batch.add_column(sa.Column(name, sa.Integer(), nullable=True))


def add_numbers(table: str, names: Sequence[str]) -> None:
    """More numbers for a table of records; NULL in the rows that are there, which the journal need not be told."""
    with op.batch_alter_table(table) as batch:
        for name in names:
            batch.add_column(sa.Column(name, sa.Double(), nullable=True))


def fill(table: str, change: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> None:
    """Set fields of the rows that are there and tell the journal (schema.rewrite); there are none while the revision is
    only printed as SQL."""
    if not op.get_context().as_sql:
        rewrite(op.get_bind(), table, change)
