"""What organisers fill in to set a consultation up and to run its rounds, and what a reader answers to a statement."""

from consult.front.forms.answering import AnswerForm
from consult.front.forms.dates import (
    ClosingRefused,
    DatesFields,
    OpeningRefused,
    read_closing,
    read_opening,
    suggested_closing,
    written,
)
from consult.front.forms.moves import ConfirmForm, ReasonForm
from consult.front.forms.terms import (
    BundleRefused,
    NoLanguage,
    OpenForm,
    open_form,
    read_terms,
    suggested_terms,
    ways_for,
)

__all__ = [
    "AnswerForm",
    "BundleRefused",
    "ClosingRefused",
    "ConfirmForm",
    "DatesFields",
    "NoLanguage",
    "OpenForm",
    "OpeningRefused",
    "ReasonForm",
    "open_form",
    "read_closing",
    "read_opening",
    "read_terms",
    "suggested_closing",
    "suggested_terms",
    "ways_for",
    "written",
]
