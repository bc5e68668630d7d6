"""Stored versions of forms. The shipped ones stand in forms/checks and are version 1."""

import json
from dataclasses import dataclass
from functools import lru_cache

from edudesk.checks.forms.reading import form_of
from edudesk.checks.forms.value import CheckForm
from edudesk.store.editions import OwnVersionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class FormVersionRow(OwnVersionRow):
    """A stored version. content: JSON of the form."""

    kind: str

    @property
    def form(self) -> CheckForm:
        """The form itself."""
        return _form(self.content)


@lru_cache(maxsize=128)
def _form(content: str) -> CheckForm:
    """Read once: every page of the checks asks for all of them."""
    return form_of(json.loads(content))
