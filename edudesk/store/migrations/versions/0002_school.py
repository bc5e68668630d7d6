"""The school: more of its identity, departments, terms and calendar, classes, yearly statistics."""

import sqlalchemy as sa

from edudesk.store.revising import add_texts, counts, create_record, numbers, texts

revision = "0002"
down_revision = "0001"

_SCHOOL = (
    "short_name",
    "former_names",
    "credit_code",
    "nature",
    "sponsor",
    "area_type",
    "founded",
    "campuses",
    "address",
    "postcode",
    "phone",
    "email",
    "website",
    "principal",
    "principal_phone",
    "secretary",
    "secretary_phone",
    "contact",
    "contact_phone",
    "motto",
    "school_spirit",
    "teaching_spirit",
    "learning_spirit",
    "philosophy",
    "proposition",
    "vision",
    "aim",
    "feature",
    "profile",
    "remark",
)


def upgrade() -> None:
    add_texts("school", _SCHOOL)
    create_record(
        "department",
        *texts("kind", "name", "head_id", "head", "subject", "grade", "phone"),
        *counts("place"),
        *texts("remark"),
    )
    create_record("term", *texts("school_year", "term", "start", "end", "first_week", "remark"))
    create_record("calendar_day", *texts("day", "kind", "name", "follows", "remark"))
    create_record(
        "school_class",
        *texts("school_year", "stage", "grade"),
        sa.Column("number", sa.Integer(), nullable=False),
        *texts("name", "class_key"),
        *counts("size", "boys", "girls", "boarders"),
        *texts("room", "status", "remark"),
    )
    create_record(
        "year_stats",
        *texts("school_year", "stage", "as_of"),
        *counts(
            "students", "grade1", "grade2", "grade3", "grade4", "grade5", "grade6", "classes", "boarders"
        ),
        *numbers("campus_area", "building_area", "teaching_area", "sports_area", "equipment_value"),
        *counts("multimedia_rooms", "books", "staff_quota"),
        *counts(
            "posts_full_senior",
            "posts_senior",
            "posts_middle",
            "posts_assistant",
            "posts_junior",
            "posts_management",
            "posts_labour",
        ),
        *texts("remark"),
    )
