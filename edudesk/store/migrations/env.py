"""Alembic's entry: called by store.schema.upgrade with an open connection; never from the shell."""

from typing import Any

from alembic import context

from edudesk.store.schema import seal


def _sealed(ctx: Any, step: Any, heads: Any, run_args: Any) -> None:
    seal(ctx.connection, step.up_revision_id)


context.configure(
    connection=context.config.attributes["connection"],
    transaction_per_migration=True,
    on_version_apply=_sealed,
)
context.run_migrations()
