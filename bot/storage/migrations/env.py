"""Alembic's way in: steps run on the connection that `migrate.upgrade` hands over, inside its transaction."""

from alembic import context

from bot.storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the transaction is begun and committed by `migrate`
)
context.run_migrations()
