"""What organisers choose about a round's contract, when they set a consultation up and before each later round."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from wtforms import BooleanField, Form, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Regexp

from consult.consensus.rules.bundles import BUNDLES
from consult.consultations.service import ConsultationView
from consult.front.forms.dates import DatesFields
from consult.front.rules.terms import FEWEST, chosen_terms, fits
from consult.kernel.errors import Refused, msgid
from consult.localisation.rules.languages import native_name
from consult.rounds.rules.contract import Effect, Reveal, Terms
from consult.rounds.rules.states import RoundKind
from consult.web.words import choices, word


class MandateFields(Form):
    """Who decides in the end, on what mandate, and what the result is to them."""

    deciding_body = StringField(
        _("Who decides"), [Length(max=300, message=_("Name the deciding body in at most 300 characters."))]
    )
    mandate = TextAreaField(
        _("On what mandate"), [Length(max=2000, message=_("Describe the mandate in at most 2,000 characters."))]
    )
    effect = RadioField(_("What the result does"), choices=choices(Effect), default=Effect.ADVISORY)


WAYS = [SelectChoice(one, LazyString(word, f"bundle_{one}")) for one in BUNDLES]
"""The ways to decide, as choices of a form field."""


class DecisionFields(Form):
    """How a round is decided, and when its result is shown."""

    bundle = RadioField(_("How will votes be counted?"), choices=WAYS, default=next(iter(BUNDLES)))
    n_min = StringField(
        _("Fewest voices in each category"),
        [Regexp(r"[1-9][0-9]{0,3}$", message=_("Give a whole number from 1 to 9999."))],
        default="5",
        render_kw={"inputmode": "numeric"},
    )
    reveal = RadioField(_("When results are shown"), choices=choices(Reveal), default=Reveal.AT_FREEZE)


USE = "use-"
"""What the name of a language's box begins with, before its tag."""


KINDS = (RoundKind.BALLOT, RoundKind.STATEMENTS)
"""The kinds of round that organisers may open."""


class OpenForm(DecisionFields, MandateFields, DatesFields):
    """The contract of a later round."""

    kind = RadioField(_("What people do in this round"), choices=choices(KINDS), default=RoundKind.BALLOT)
    statements = TextAreaField(_("Statements, one on each line"), render_kw={"rows": 6})


class NoLanguage(Refused):
    """People take part in some language."""

    code = "no-language"
    status = 422
    sentence = msgid("Choose at least one language in which people take part.")


class BundleRefused(Refused):
    """A rule reads the answers of some kinds of round."""

    code = "bundle-refused"
    status = 422
    sentence = msgid("This way of deciding is made for positions on clauses. Choose another one for statements.")


def open_form(
    languages: Sequence[str],
    chosen: Sequence[str],
    sent: Any = None,  # noqa: ANN401 - what a request holds, or None
    *,
    data: Mapping[str, str] | None = None,
) -> OpenForm:
    """Return the form with a box for each language that the round can be held in, those ticked that are chosen."""
    fields = {f"use-{tag}": BooleanField(native_name(tag)) for tag in languages}
    kind = type(OpenForm.__name__, (OpenForm,), fields)
    form: OpenForm = kind(sent, data={**(data or {}), **{f"use-{tag}": tag in chosen for tag in languages}})
    return form


def suggested_terms(last: Terms | None) -> dict[str, str]:
    """Return what the fields hold before anyone has typed: the terms of the last round, if there was one."""
    if last is None:
        return {}
    fewest = {"n_min": str(last.parameters[FEWEST])} if FEWEST in last.parameters else {}
    return {
        "deciding_body": last.deciding_body,
        "mandate": last.mandate,
        "effect": str(last.effect),
        "reveal": str(last.reveal),
        **({"bundle": last.bundle} if last.bundle in BUNDLES else {}),
        **fewest,
    }


def read_terms(form: OpenForm, consultation: ConsultationView, last: Terms | None) -> Terms:
    """Return the terms that were chosen; who decides, counts and is shown is as in the last round.

    Refuses a way of deciding that does not read the answers of this kind of round, and a round in no language.
    """
    languages = tuple(one.name.removeprefix(USE) for one in form if one.name.startswith(USE) and one.data)
    if not languages:
        raise NoLanguage
    if not fits(form.kind.data, form.bundle.data):
        raise BundleRefused(field="bundle")
    return chosen_terms(
        form.kind.data,
        consultation.categories,
        bundle=form.bundle.data,
        fewest=int(form.n_min.data),
        reveal=Reveal(form.reveal.data),
        effect=Effect(form.effect.data),
        deciding_body=(form.deciding_body.data or "").strip(),
        mandate=(form.mandate.data or "").strip(),
        languages=languages,
        **(_carried(last) if last else {}),
    )


def _carried(last: Terms) -> dict[str, Any]:
    kept = ("disclosure", "counting", "importance", "authentic_languages", "review_threshold", "decision_makers")
    also = ("blocking", "co_signers", "clocks", "objections_public", "one_per_state", "one_per_corporate_group")
    return {name: getattr(last, name) for name in (*kept, *also)}
