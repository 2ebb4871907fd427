"""What organisers fill in to begin a consultation, and about who decides in it and how."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, Form, RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import AnyOf, InputRequired, Length

from consult.accounts.rules.identity import clean_name
from consult.consensus.rules.bundles import BUNDLES
from consult.consultations.rules.naming import LONGEST_TITLE
from consult.front.forms.terms import EVERY_WAY, DecisionFields, MandateFields
from consult.front.rules.terms import chosen_terms
from consult.kernel.errors import Refused, msgid
from consult.localisation.rules.named import language_named
from consult.rounds import service as rounds
from consult.rounds.rules.contract import CLAIMED_TOO, VERIFIED_ONLY, Disclosure
from consult.rounds.rules.states import RoundKind
from consult.web.words import choices

FEWEST_ROWS = 3
MOST_ROWS = 30
LONGEST_NAME = 200
DECIDER = ("name", "office", "since")
NEEDED = {
    "name": rounds.DeciderRefused.sentence,
    "office": rounds.OfficeRefused.sentence,
    "since": msgid("Give the day on which each decision-maker took the office, as in 2026-01-31."),
}
"""What is said where a decision-maker lacks something."""
COUNTING = {"verified_only": VERIFIED_ONLY, "claimed_too": CLAIMED_TOO}
"""Which states of verification count, by the name under which organisers choose them."""


class LanguageRefused(Refused):
    """The language is given by its name or its tag."""

    code = "main-language-refused"
    status = 422
    sentence = msgid("Give the language by its name, as in English, or by its tag, as in pt-BR.")


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
    """Return the tag of the main language, which was typed by its name or its tag; refuse `main-language-refused`."""
    tag = language_named(form.language.data or "", str(get_locale()))
    if tag is None:
        raise LanguageRefused(field="language")
    return tag


def with_fields(form: type[Form], fields: Mapping[str, Any]) -> type[Form]:
    """Return the form with more fields, whose number depends on what was saved or sent."""
    return type(form.__name__, (form,), dict(fields))


def rows_in(sent: Mapping[str, str] | None, field: str, known: int, fewest: int = FEWEST_ROWS) -> int:
    """Return how many rows a form has: those that were sent, else one more than are known, and never less than the fewest."""
    if sent is None:
        return min(max(fewest, known + 1), MOST_ROWS)
    return min(sum(name.startswith(f"{field}-") for name in sent), MOST_ROWS)


def mandate_form(
    kept: Mapping[str, Any],
    sent: Any = None,  # noqa: ANN401 - what a request holds, or None
    *,
    has_account: Callable[[str], bool] = bool,
) -> Form:
    """Return the form about who decides, with a row for each decision-maker and one to fill in.

    `has_account` says whether an address belongs to an account. Everything that is wrong in a row is said at once.
    """
    deciders = kept.get("decision_makers", ())
    fields: dict[str, Any] = {}
    for row in range(rows_in(sent, "name", len(deciders), fewest=1)):
        needed = [_needed]
        fields[f"name-{row}"] = StringField(_("Name"), needed)
        fields[f"office-{row}"] = StringField(_("Office"), needed)
        fields[f"since-{row}"] = StringField(_("In office since"), needed, render_kw={"type": "date"})
        fields[f"email-{row}"] = StringField(
            _("E-mail address of the person's account"), [_linked(has_account)], render_kw={"type": "email"}
        )
    rows = {f"{part}-{row}": one[part] for row, one in enumerate(deciders) for part in DECIDER}
    plain = {name: kept[name] for name in ("deciding_body", "mandate", "effect") if name in kept}
    return with_fields(MandateFields, fields)(sent, data={**plain, **rows})


def read_mandate(form: Form, account: Callable[[str], str | None]) -> dict[str, Any]:
    """Return the answers about who decides, as a form has them that was found valid.

    `account` says whose account an address is.
    """
    typed = {name: str(value or "").strip() for name, value in form.data.items()}
    rows = [name.removeprefix("name-") for name in typed if name.startswith("name-")]
    filled = [row for row in rows if typed[f"name-{row}"]]
    return {
        "deciding_body": typed["deciding_body"],
        "mandate": typed["mandate"],
        "effect": typed["effect"],
        "decision_makers": [
            {
                "name": clean_name(typed[f"name-{row}"], LONGEST_NAME),
                "office": clean_name(typed[f"office-{row}"], LONGEST_NAME),
                "since": typed[f"since-{row}"],
                "person": account(typed[f"email-{row}"]),
            }
            for row in filled
        ],
    }


def _needed(form: Form, field: Field) -> None:
    """Refuse what is missing or cannot be read in a row in which something is typed."""
    part, _between, row = field.name.partition("-")
    typed = str(field.data or "").strip()
    if not any(str(form[f"{one}-{row}"].data or "").strip() for one in (*DECIDER, "email")):
        return
    if not (_is_day(typed) if part == "since" else clean_name(typed, LONGEST_NAME)):
        raise ValidationError(gettext(NEEDED[part]))


def _linked(has_account: Callable[[str], bool]) -> Callable[[Form, Field], None]:
    """Return what refuses an address without an account."""

    def check(_form: Form, field: Field) -> None:
        typed = str(field.data or "").strip()
        if typed and not has_account(typed):
            raise ValidationError(
                gettext(
                    "Nobody here has this address. Leave the address empty for now; you can link the account later on the page of decision-makers."
                )
            )

    return check


def _is_day(typed: str) -> bool:
    try:
        return date.fromisoformat(typed).isoformat() == typed
    except ValueError:
        return False


class DecisionForm(DecisionFields):
    """How the first round is decided; nothing is chosen before someone chooses."""

    bundle = RadioField(
        _("How will votes be counted?"),
        [AnyOf(tuple(BUNDLES), message=_("Choose one of the ways to decide."))],
        choices=EVERY_WAY,
        validate_choice=False,
    )


def decision_form(kept: Mapping[str, Any], categories: Sequence[str], sent: Any = None) -> Form:  # noqa: ANN401 - as above
    """Return the form about how the round is decided, with a row for each category."""
    usual = chosen_terms(RoundKind.BALLOT, categories, bundle=next(iter(BUNDLES)), fewest=1)
    shown = choices([Disclosure.ROLL_CALL, Disclosure.PSEUDONYMOUS])
    fields: dict[str, Any] = {}
    data = {name: kept[name] for name in ("bundle", "reveal") if name in kept}
    for one in categories:
        fields[f"disclosure-{one}"] = SelectField(
            _("How answers are shown"), choices=shown, default=str(usual.disclosure[one])
        )
        fields[f"counting-{one}"] = SelectField(
            _("Which seats count"), choices=choices(COUNTING), default=_counting(usual.counting[one])
        )
        data[f"disclosure-{one}"] = kept.get("disclosure", usual.disclosure).get(one, usual.disclosure[one])
        data[f"counting-{one}"] = _counting(kept.get("counting", usual.counting).get(one, usual.counting[one]))
    fewest = {"n_min": str(kept["fewest"])} if "fewest" in kept else {}
    return with_fields(DecisionForm, fields)(sent, data={**data, **fewest})


def _counting(states: Sequence[str]) -> str:
    return "claimed_too" if tuple(states) == CLAIMED_TOO else "verified_only"


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
