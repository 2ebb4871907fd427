"""A delegation: its members, how it releases what it says, its drafts, and the release itself."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext
from wtforms import Form

from consult.accounts import service as accounts
from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.deliberation import service
from consult.deliberation.forms import AbsenceForm, MemberForm, ReleaseForm
from consult.deliberation.pages.blueprint import pages
from consult.deliberation.service import CommentDraftView
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView
from consult.kernel.errors import NotFound, Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.participation import service as participation
from consult.participation.service import Delegation, MemberRole
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState
from consult.rounds.service import RoundView
from consult.web import errors, guards, render
from consult.web.visitor import person_id
from consult.web.words import word


@pages.get("/c/<slug>/delegation")
@guards.requires(may(Act.COMMENT))
@guards.never_stored
def delegation(slug: str) -> Response:
    """Show the members of the reader's delegation and the drafts that wait in it."""
    return _page(consultations.get_consultation(slug), MemberForm())


@pages.post("/c/<slug>/delegation/mode")
@guards.requires(may(Act.COMMENT))
def delegation_mode(slug: str) -> Response:
    """Have a signatory release what the delegation says, or let its members post it themselves."""
    consultation = consultations.get_consultation(slug)
    form = MemberForm(request.form)
    try:
        with transaction():
            participation.set_two_step(
                consultation_id=consultation.id,
                person_id=person_id() or "",
                two_step=request.form.get("two_step") == "on",
            )
    except Refused as refused:
        return _page(consultation, form, errors.show_in_form(form, refused))
    render.notice(gettext("It is noted. It holds for what is written from now on; votes of drafters wait either way."))
    return render.done(url_for(".delegation", slug=slug))


@pages.post("/c/<slug>/delegation/members/<uuid:member>")
@guards.requires(may(Act.COMMENT))
def delegation_member(slug: str, member: object) -> Response:
    """Give a member of the delegation another role."""
    consultation = consultations.get_consultation(slug)
    form = MemberForm(request.form)
    if not form.validate():
        return _page(consultation, form, 422)
    try:
        with transaction():
            participation.set_member_role(
                consultation_id=consultation.id,
                person_id=person_id() or "",
                member_id=str(member),
                role=MemberRole(form.role.data),
            )
    except Refused as refused:
        return _page(consultation, form, errors.show_in_form(form, refused))
    name = accounts.get_person(str(member)).name
    render.notice(gettext("From now on %(name)s is: %(role)s.", name=name, role=word(form.role.data)))
    return render.done(url_for(".delegation", slug=slug))


@pages.post("/c/<slug>/delegation/members/<uuid:member>/remove")
@guards.requires(may(Act.COMMENT))
def remove_member(slug: str, member: object) -> Response:
    """Remove a member from the delegation; what they said and voted stays its own."""
    consultation, form = consultations.get_consultation(slug), Form()
    try:
        with transaction():
            participation.remove_member(
                consultation_id=consultation.id, person_id=person_id() or "", member_id=str(member)
            )
    except Refused as refused:
        return _page(consultation, MemberForm(), errors.show_in_form(form, refused), other=form)
    render.notice(
        gettext(
            "%(name)s is no member any more. Whoever knows the code can join again: have a new one on the page of your seat.",
            name=accounts.get_person(str(member)).name,
        ),
        (url_for("participation.seat", slug=slug), gettext("Your organisation's seat")),
    )
    return render.done(url_for(".delegation", slug=slug))


@pages.post("/c/<slug>/delegation/absence")
@guards.requires(may(Act.COMMENT))
def delegation_absence(slug: str) -> Response:
    """Note until when a signatory is absent, or that they are there again."""
    consultation = consultations.get_consultation(slug)
    form, until = AbsenceForm(request.form), None
    if "back" not in request.form:
        if not form.validate() or form.until.data is None:
            form.until.errors = [gettext("Give a day, such as 2027-03-31.")]
            return _page(consultation, MemberForm(), 422, form)
        until = datetime.combine(form.until.data, time(23, 59, 59), UTC)
    try:
        with transaction():
            participation.set_absence(consultation_id=consultation.id, person_id=person_id() or "", until=until)
    except Refused as refused:
        return _page(consultation, MemberForm(), errors.show_in_form(form, refused), form)
    told = gettext("Your absence is noted.") if until else gettext("It is noted that you are there again.")
    render.notice(told)
    return render.done(url_for(".delegation", slug=slug))


@pages.get("/c/<slug>/delegation/release")
@guards.requires(may(Act.COMMENT))
@guards.never_stored
def release(slug: str) -> Response:
    """Show what a release would let go, for a signatory to confirm."""
    return _release_page(consultations.get_consultation(slug), ReleaseForm())


@pages.post("/c/<slug>/delegation/release")
@guards.requires(may(Act.COMMENT))
def release_now(slug: str) -> Response:
    """Release every accepted draft."""
    consultation = consultations.get_consultation(slug)
    form = ReleaseForm(request.form)
    one = _open_round(consultation.id)
    try:
        if one is None:
            raise rounds.RoundNotOpen
        with transaction():
            posted = service.release_drafts(
                consultation_id=consultation.id,
                round_id=one.id,
                person_id=person_id() or "",
                seen=form.seen.data or "",
            )
    except Refused as refused:
        return _release_page(consultation, form, errors.show_in_form(form, refused))
    render.notice(
        gettext(
            "Released: %(count)s. Each is a comment of your delegation now, with a number and a receipt.",
            count=len(posted),
        ),
        (url_for(".own_comments", slug=slug), gettext("All your comments and their answers")),
    )
    return render.done(url_for(".delegation", slug=slug))


def own_delegation(consultation: ConsultationView) -> Delegation:
    """Return the delegation of whoever asks; refuse `not-found` for someone who belongs to none."""
    found = participation.delegation_of(consultation_id=consultation.id, person_id=person_id() or "")
    if found is None:
        raise NotFound
    return found


def clauses_of(
    consultation_id: str, drafts: Sequence[CommentDraftView], *, lang: str | None = None
) -> dict[str, ClauseView]:
    """Return the clause that each draft is about, by the draft's id, in this language or the reader's where it has words."""
    found: dict[str, ClauseView] = {}
    for round_id in {one.round_id for one in drafts}:
        on_draft = rounds.get_round(consultation_id, round_id).draft_id or ""
        every = drafting.clauses_of(drafting.draft_by_id(consultation_id, on_draft), lang=lang or page_language())
        by_uid = {each.uid: each for each in every}
        of_round = [one for one in drafts if one.round_id == round_id]
        found |= {one.id: by_uid[one.clause_uid] for one in of_round if one.clause_uid in by_uid}
    return found


def _open_round(consultation_id: str) -> RoundView | None:
    every = rounds.list_rounds(consultation_id)
    return next((one for one in reversed(every) if one.state is RoundState.OPEN), None)


def _page(
    consultation: ConsultationView,
    form: MemberForm,
    status: int = 200,
    absence: AbsenceForm | None = None,
    other: Form | None = None,
) -> Response:
    found = own_delegation(consultation)
    one = _open_round(consultation.id)
    drafts = service.drafts_of(consultation_id=consultation.id, organisation_id=found.organisation_id)
    return render.page(
        "deliberation/delegation.html",
        status=status,
        form=form,
        absence=absence or AbsenceForm(),
        other=other or Form(),
        own=next(member for member in found.members if member.person_id == person_id()),
        found=found,
        one=one,
        begun=[each for each in rounds.list_rounds(consultation.id) if each.opened_at],
        drafts=[draft for draft in drafts if one and draft.round_id == one.id and not draft.is_released],
        released=[draft for draft in drafts if draft.is_released],
        too_late=[draft for draft in drafts if not draft.is_released and (one is None or draft.round_id != one.id)],
        **_around(consultation.id, drafts),
    )


def _release_page(consultation: ConsultationView, form: ReleaseForm, status: int = 200) -> Response:
    found = own_delegation(consultation)
    one = _open_round(consultation.id)
    scope = {"consultation_id": consultation.id, "organisation_id": found.organisation_id}
    drafts = service.accepted_drafts(**scope, round_id=one.id) if one else []
    form.seen.data = service.seal_of(drafts)
    return render.page(
        "deliberation/release.html",
        status=status,
        form=form,
        found=found,
        one=one,
        drafts=drafts,
        **_around(consultation.id, drafts),
    )


def _around(consultation_id: str, drafts: Sequence[CommentDraftView]) -> dict[str, Any]:
    """Return what stands beside the drafts: their clauses, and the people who wrote and released them."""
    named = {person for one in drafts for person in (one.author, one.edited_by, one.released_by) if person}
    return {"clauses": clauses_of(consultation_id, drafts), "people": accounts.people(named)}
