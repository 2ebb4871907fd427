"""What organisers fill in to begin a consultation, and about who decides in it and how."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Form, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length

from consult.accounts.rules.identity import clean_name
from consult.consensus.rules.bundles import BUNDLES
from consult.consultations.rules.naming import LONGEST_TITLE
from consult.front.forms.terms import WAYS, DecisionFields, MandateFields
from consult.front.rules.terms import chosen_terms
from consult.kernel.errors import Refused, msgid
from consult.localisation.rules.tags import normalise_tag
from consult.rounds import service as rounds
from consult.rounds.rules.contract import CLAIMED_TOO, VERIFIED_ONLY, Disclosure
from consult.rounds.rules.states import RoundKind
from consult.web.words import choices

FEWEST_ROWS = 3
MOST_ROWS = 30
LONGEST_NAME = 200
DECIDER = ("name", "office", "since")
COUNTING = {"verified_only": VERIFIED_ONLY, "claimed_too": CLAIMED_TOO}
"""Which states of verification count, by the name under which organisers choose them."""


class LanguageRefused(Refused):
    """The language is named by its tag."""

    code = "main-language-refused"
    status = 422
    sentence = msgid("Name the language by its tag, as in en, zh-Hans, ar or pt-BR.")


class SinceRefused(Refused):
    """What was typed is not a day."""

    code = "since-refused"
    status = 422
    sentence = msgid("Give the day on which each decision-maker took the office, as in 2026-01-31.")


class PurposeForm(Form):
    """What a consultation is called and what it is for, in its main language."""

    title = StringField(
        _("Title"),
        [
            InputRequired(_("Give the consultation a title.")),
            Length(max=LONGEST_TITLE, message=_("Give the consultation a title of at most 300 characters.")),
        ],
    )
    purpose = TextAreaField(
        _("Purpose, in one or two sentences"),
        [Length(max=2000, message=_("Say the purpose in at most 2,000 characters."))],
        render_kw={"rows": 3},
    )


class BeginForm(PurposeForm):
    """What is needed before anything else: a title, an address and a language."""

    slug = StringField(_("Short name for its address"))
    language = StringField(
        _("Main language"),
        [InputRequired(_("Say in which language the consultation is held in the first place."))],
        render_kw={"list": "languages"},
    )


def read_language(form: BeginForm) -> str:
    """Return the tag of the main language in its usual spelling; refuse `main-language-refused`."""
    tag = normalise_tag(form.language.data or "")
    if tag is None:
        raise LanguageRefused(field="language")
    return tag


def with_fields(form: type[Form], fields: Mapping[str, Any]) -> type[Form]:
    """Return the form with more fields, whose number depends on what was saved or sent."""
    return type(form.__name__, (form,), dict(fields))


def rows_in(sent: Mapping[str, str] | None, field: str, known: int) -> int:
    """Return how many rows a form has: those that were sent, else one more than are known, and never less than three."""
    if sent is None:
        return min(max(FEWEST_ROWS, known + 1), MOST_ROWS)
    return min(sum(name.startswith(f"{field}-") for name in sent), MOST_ROWS)


def mandate_form(kept: Mapping[str, Any], sent: Any = None) -> Form:  # noqa: ANN401 - what a request holds, or None
    """Return the form about who decides, with a row for each decision-maker and some to fill in."""
    deciders = kept.get("decision_makers", ())
    fields: dict[str, Any] = {}
    for row in range(rows_in(sent, "name", len(deciders))):
        fields[f"name-{row}"] = StringField(_("Name"))
        fields[f"office-{row}"] = StringField(_("Office"))
        fields[f"since-{row}"] = StringField(_("In office since"), render_kw={"type": "date"})
        fields[f"email-{row}"] = StringField(_("E-mail address of the person's account"), render_kw={"type": "email"})
    rows = {f"{part}-{row}": one[part] for row, one in enumerate(deciders) for part in DECIDER}
    plain = {name: kept[name] for name in ("deciding_body", "mandate", "effect") if name in kept}
    return with_fields(MandateFields, fields)(sent, data={**plain, **rows})


def read_mandate(form: Form, account: Callable[[str, str], str | None]) -> dict[str, Any]:
    """Return the answers about who decides; refuse a decision-maker without a name, an office or a day.

    `account` says whose account the address is that was typed in a field.
    """
    typed = {name: str(value or "").strip() for name, value in form.data.items()}
    rows = [name.removeprefix("name-") for name in typed if name.startswith("name-")]
    filled = [row for row in rows if any(typed[f"{part}-{row}"] for part in DECIDER)]
    return {
        "deciding_body": typed["deciding_body"],
        "mandate": typed["mandate"],
        "effect": typed["effect"],
        "decision_makers": [
            {**_read_decider(typed, row), "person": account(f"email-{row}", typed[f"email-{row}"])} for row in filled
        ],
    }


def _read_decider(typed: Mapping[str, str], row: str) -> dict[str, str]:
    name = clean_name(typed[f"name-{row}"], LONGEST_NAME)
    office = clean_name(typed[f"office-{row}"], LONGEST_NAME)
    if name is None:
        raise rounds.DeciderRefused(field=f"name-{row}")
    if office is None:
        raise rounds.OfficeRefused(field=f"office-{row}")
    try:
        since = date.fromisoformat(typed[f"since-{row}"])
    except ValueError as error:
        raise SinceRefused(field=f"since-{row}") from error
    return {"name": name, "office": office, "since": since.isoformat()}


class DecisionForm(DecisionFields):
    """How the first round is decided; nothing is chosen before someone chooses."""

    bundle = RadioField(
        _("How will you decide?"),
        [AnyOf(tuple(BUNDLES), message=_("Choose one of the ways to decide."))],
        choices=WAYS,
        validate_choice=False,
    )


def decision_form(kept: Mapping[str, Any], categories: Sequence[str], sent: Any = None) -> Form:  # noqa: ANN401 - as above
    """Return the form about how the round is decided, with a row for each category."""
    usual = chosen_terms(RoundKind.BALLOT, categories, bundle=next(iter(BUNDLES)), fewest=1)
    shown = choices([Disclosure.ROLL_CALL, Disclosure.PSEUDONYMOUS])
    fields: dict[str, Any] = {}
    data = {name: kept[name] for name in ("bundle", "reveal") if name in kept}
    for one in categories:
        fields[f"disclosure-{one}"] = SelectField(_("How answers are shown"), choices=shown)
        fields[f"counting-{one}"] = SelectField(_("Which seats count"), choices=choices(COUNTING))
        data[f"disclosure-{one}"] = kept.get("disclosure", usual.disclosure).get(one, usual.disclosure[one])
        counting = kept.get("counting", usual.counting).get(one, usual.counting[one])
        data[f"counting-{one}"] = "claimed_too" if tuple(counting) == CLAIMED_TOO else "verified_only"
    fewest = {"n_min": str(kept["fewest"])} if "fewest" in kept else {}
    return with_fields(DecisionForm, fields)(sent, data={**data, **fewest})


def read_decision(form: Form, categories: Sequence[str]) -> dict[str, Any]:
    """Return the answers about how the round is decided."""
    chosen = form.data
    return {
        "bundle": chosen["bundle"],
        "fewest": int(chosen["n_min"]),
        "reveal": str(chosen["reveal"]),
        "disclosure": {one: chosen[f"disclosure-{one}"] for one in categories},
        "counting": {one: list(COUNTING[chosen[f"counting-{one}"]]) for one in categories},
    }
