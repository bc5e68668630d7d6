"""Pure rules on teachers.

Here stands what every list needs. Rules over the dated facts load their kinds and are asked for by module:
counting, retirement, credits, posts, careers.
"""

from edudesk.roster.rules.checking import (
    birth_doubt,
    doubts,
    fresh_doubts,
    is_future,
    length_doubt,
    longest_of,
    number_doubts,
    periods_doubt,
    periods_of,
    problems,
    settled,
    sex_doubt,
    usual_births,
    value_doubt,
)
from edudesk.roster.rules.finding import search_facts, search_rank
from edudesk.roster.rules.presence import (
    AGE_BANDS,
    GAPS,
    TITLE_BANDS,
    Share,
    age_band,
    age_shares,
    gaps_of,
    is_present,
    title_shares,
)
from edudesk.roster.rules.wording import change_title, changed_fields, names_of

__all__ = [
    "AGE_BANDS",
    "GAPS",
    "TITLE_BANDS",
    "Share",
    "age_band",
    "age_shares",
    "birth_doubt",
    "change_title",
    "changed_fields",
    "doubts",
    "fresh_doubts",
    "gaps_of",
    "is_future",
    "is_present",
    "length_doubt",
    "longest_of",
    "names_of",
    "number_doubts",
    "periods_doubt",
    "periods_of",
    "problems",
    "search_facts",
    "search_rank",
    "settled",
    "sex_doubt",
    "title_shares",
    "usual_births",
    "value_doubt",
]
