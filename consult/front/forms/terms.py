"""What organisers choose about a round's contract, when they set a consultation up and before each later round."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from wtforms import BooleanField, Form, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, Length, Optional, Regexp

from consult.consensus.rules.bundles import BUNDLES
from consult.consultations.service import ConsultationView
from consult.front.forms.dates import DatesFields
from consult.front.rules.terms import CHOOSING, FEWEST, WITHOUT_VOTES, chosen_terms, fits
from consult.kernel.errors import Refused, msgid
from consult.localisation.rules.languages import native_name
from consult.rounds.rules.contract import MOST_ROUNDS, Effect, Reopens, Reveal, Terms, may_be_live
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


EVERY_WAY = [SelectChoice(one, LazyString(word, f"bundle_{one}")) for one in BUNDLES]
"""The ways to decide, as choices of a form field."""


AFTER_THE_ROUND = (Reveal.AT_FREEZE, Reveal.AT_PUBLICATION)
"""When results of any kind of round may be shown."""
NO_MOMENT = _("Choose one of the moments offered.")


class DecisionFields(Form):
    """How a round is decided, and when its result is shown."""

    bundle = RadioField(_("How will votes be counted?"), choices=EVERY_WAY, default=next(iter(BUNDLES)))
    n_min = StringField(
        _("Fewest voices in each category"),
        [Regexp(r"[1-9][0-9]{0,3}$", message=_("Give a whole number from 1 to 9999."))],
        default="5",
        render_kw={"inputmode": "numeric"},
    )
    reveal = RadioField(
        _("When results are shown"),
        [AnyOf(AFTER_THE_ROUND, message=NO_MOMENT)],
        choices=choices(AFTER_THE_ROUND),
        default=Reveal.AT_FREEZE,
        validate_choice=False,
    )


USE, OBSERVES = "use-", "observes-"
"""What the name of the box of a language, or of a category, begins with, before its tag or its id."""


KINDS = (
    RoundKind.BALLOT,
    RoundKind.COMMENT,
    RoundKind.RATING,
    RoundKind.OPTIONS,
    RoundKind.SILENCE,
    RoundKind.STATEMENTS,
)
"""The kinds of round that organisers may open."""


class OpenForm(DecisionFields, MandateFields, DatesFields):
    """The contract of a later round."""

    kind = RadioField(_("What people do in this round"), choices=choices(KINDS), default=RoundKind.BALLOT)
    reopens = RadioField(
        _("Which clauses are asked about"), choices=choices(Reopens), default=Reopens.ALL, validate_choice=False
    )
    reveal = RadioField(
        _("When results are shown"),
        [AnyOf(tuple(Reveal), message=NO_MOMENT)],
        choices=choices(AFTER_THE_ROUND),
        default=Reveal.AT_FREEZE,
        validate_choice=False,
    )
    statements = TextAreaField(_("Statements, one on each line"), render_kw={"rows": 6})
    opinion_groups = BooleanField(_("Look for groups of people who answer alike"), default=True)
    from_participants = BooleanField(_("Participants submit statements too"), default=True)
    question = StringField(_("Question that the options answer"))
    options = TextAreaField(_("Options, one on each line"), render_kw={"rows": 6})
    choose_by = RadioField(
        _("How is one of the options chosen?"),
        choices=[SelectChoice(one, LazyString(word, f"choose_{one}")) for one in CHOOSING],
        default=CHOOSING[0],
    )
    most_rounds = StringField(
        _("Most rounds of a panel"),
        [Optional(), Regexp(r"[1-9]$", message=_("Give a whole number from 1 to 9."))],
        default=str(MOST_ROUNDS),
        render_kw={"inputmode": "numeric"},
    )


WITH_OBSERVERS = frozenset({"standards"})
"""The ways to decide that know categories which only observe."""


class NoLanguage(Refused):
    """People take part in some language."""

    code = "no-language"
    status = 422
    sentence = msgid("Choose at least one language in which people take part.")


class BundleRefused(Refused):
    """A rule reads the answers of some kinds of round."""

    code = "bundle-refused"
    status = 422
    sentence = msgid(
        "This way of deciding is made for another kind of round. Choose one that fits what people do in this one."
    )


def open_form(
    languages: Sequence[str],
    chosen: Sequence[str],
    sent: Any = None,  # noqa: ANN401 - what a request holds, or None
    *,
    categories: Sequence[str] = (),
    data: Mapping[str, Any] | None = None,
) -> OpenForm:
    """Return the form with a box for each language that the round can be held in, those ticked that are chosen.

    There is another box for each category, which says that it only observes.
    """
    fields = {f"{USE}{tag}": BooleanField(native_name(tag)) for tag in languages}
    fields |= {f"{OBSERVES}{one}": BooleanField(LazyString(word, one)) for one in categories}
    kind = type(OpenForm.__name__, (OpenForm,), fields)
    form: OpenForm = kind(sent, data={**(data or {}), **{f"{USE}{tag}": tag in chosen for tag in languages}})
    if may_be_live(form.kind.data):
        form.reveal.choices = choices(Reveal)
    return form


def ways_for(kind: str) -> list[str]:
    """Return the ways of deciding that a kind of round can have; none where there is only one."""
    return [one for one in BUNDLES if fits(kind, one)]


def suggested_terms(last: Terms | None, kind: str | None = None) -> dict[str, Any]:
    """Return what the fields hold before anyone has typed: the terms of the last round, if there was one.

    `kind` is what people are to do in the round; without one that there is, what they did in the last panel, or vote.
    """
    usual = last.kind if last and last.kind == RoundKind.RATING else RoundKind.BALLOT
    chosen = str(kind if kind in set(KINDS) else usual)
    ways = ways_for(chosen) or list(BUNDLES)
    way = last.bundle if last and last.bundle in ways else ways[0]
    if last is None:
        return {"kind": chosen, "bundle": way}
    asked = next((str(last.parameters[name]) for name in FEWEST if name in last.parameters), None)
    return {
        "kind": chosen,
        "bundle": way,
        "deciding_body": last.deciding_body,
        "mandate": last.mandate,
        "effect": str(last.effect),
        "reveal": str(last.reveal if last.reveal in AFTER_THE_ROUND or may_be_live(chosen) else Reveal.AT_FREEZE),
        "reopens": str(last.reopens),
        "most_rounds": str(last.most_rounds),
        "opinion_groups": last.opinion_groups,
        "from_participants": last.statements_from_participants,
        **{f"{OBSERVES}{one}": True for one in last.observers},
        **({"n_min": asked} if asked else {}),
    }


def read_terms(form: OpenForm, consultation: ConsultationView, last: Terms | None) -> Terms:
    """Return the terms that were chosen; who decides, counts and is shown is as in the last round.

    Refuses a way of deciding that does not read the answers of this kind of round, and a round in no language.
    """
    languages = tuple(one.name.removeprefix(USE) for one in form if one.name.startswith(USE) and one.data)
    if not languages:
        raise NoLanguage
    has_one_way = form.kind.data in WITHOUT_VOTES or form.kind.data == RoundKind.OPTIONS
    if not has_one_way and not fits(form.kind.data, form.bundle.data):
        raise BundleRefused(field="bundle")
    observers = tuple(one.name.removeprefix(OBSERVES) for one in form if one.name.startswith(OBSERVES) and one.data)
    return chosen_terms(
        form.kind.data,
        consultation.categories,
        bundle=form.bundle.data,
        fewest=int(form.n_min.data),
        reveal=Reveal(form.reveal.data),
        most_rounds=int(form.most_rounds.data or MOST_ROUNDS),
        reopens=Reopens(form.reopens.data) if form.reopens.data in set(Reopens) else Reopens.ALL,
        effect=Effect(form.effect.data),
        deciding_body=(form.deciding_body.data or "").strip(),
        mandate=(form.mandate.data or "").strip(),
        languages=languages,
        question=form.question.data or "",
        options=tuple((form.options.data or "").splitlines()) if form.kind.data == RoundKind.OPTIONS else (),
        choose_by=form.choose_by.data,
        observers=observers if form.bundle.data in WITH_OBSERVERS else (),
        statements_from_participants=form.from_participants.data or form.kind.data != RoundKind.STATEMENTS,
        opinion_groups=form.opinion_groups.data or form.kind.data != RoundKind.STATEMENTS,
        **(_carried(last) if last else {}),
    )


def _carried(last: Terms) -> dict[str, Any]:
    kept = ("disclosure", "counting", "importance", "authentic_languages", "review_threshold", "decision_makers")
    also = ("blocking", "co_signers", "clocks", "objections_public", "one_per_state", "one_per_corporate_group")
    return {name: getattr(last, name) for name in (*kept, *also)}
