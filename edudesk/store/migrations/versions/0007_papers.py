"""公文写作: the official papers a school writes itself."""

from edudesk.store.revising import create_record, texts

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    create_record(
        "own_paper",
        *texts(
            "kind", "title", "text", "number", "addressee", "signer", "issuer", "on", "copies", "printer",
            "note", "masthead", "style", "is_sealed", "serial",
        ),
    )  # fmt: skip
