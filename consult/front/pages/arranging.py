"""The parts of the draft that is being written, arranged: put in, taken out, moved, split, put together."""

from flask import Response, request, url_for
from flask_babel import gettext

from consult.drafting.service import DraftView, editing
from consult.front import service
from consult.front.forms.editing import (
    FIRST,
    InsertForm,
    MoveForm,
    SeenForm,
    SplitForm,
    read_after,
    read_kind,
    read_place,
    with_kinds,
    with_places,
)
from consult.front.pages.blueprint import pages
from consult.front.pages.in_hand import back_to, in_hand, may_edit
from consult.kernel.errors import NotFound, Refused
from consult.kernel.ids import is_id, new_id
from consult.kernel.transaction import transaction
from consult.web import errors, guards, render


@pages.get("/c/<slug>/d/<int:draft>/edit/<uuid:uid>/move")
@guards.requires(may_edit)
@guards.never_stored
def moving(slug: str, draft: int, uid: object) -> Response:
    """Show the form that moves a part up, down, or behind another."""
    return _move_page(in_hand(slug, draft), str(uid))


@pages.post("/c/<slug>/d/<int:draft>/edit/<uuid:uid>/move")
@guards.requires(may_edit)
def move_clause(slug: str, draft: int, uid: object) -> Response:
    """Move a part up, down, or behind another."""
    found, form = in_hand(slug, draft), MoveForm(request.form)
    way = request.form.get("way")
    try:
        with transaction():
            known = [one.uid for one in service.places_for(found, str(uid))]
            editing.move_clause(
                **_scope(found, uid),
                number=form.number.data or "",
                up=way == "up" if way in {"up", "down"} else None,
                after_uid=None if way in {"up", "down"} else read_after(form, known),
            )
    except Refused as refused:
        return _move_page(found, str(uid), form, errors.show_in_form(form, refused))
    render.notice(gettext("The part is moved, and everything after it counts on from there."))
    return back_to(slug, found, str(uid))


@pages.get("/c/<slug>/d/<int:draft>/edit/<uuid:uid>/split")
@guards.requires(may_edit)
@guards.never_stored
def splitting(slug: str, draft: int, uid: object) -> Response:
    """Show the places where a clause can be split."""
    return _split_page(in_hand(slug, draft), str(uid))


@pages.post("/c/<slug>/d/<int:draft>/edit/<uuid:uid>/split")
@guards.requires(may_edit)
def split_clause(slug: str, draft: int, uid: object) -> Response:
    """Split a clause in two."""
    found, form = in_hand(slug, draft), SplitForm(request.form)
    try:
        with transaction():
            editing.split_clause(**_scope(found, uid), place=read_place(form), seen=form.seen.data or "")
    except Refused as refused:
        return _split_page(found, str(uid), form, errors.show_in_form(form, refused))
    render.notice(gettext("The clause is split: the second part is a clause of its own now."))
    return back_to(slug, found, str(uid))


@pages.get("/c/<slug>/d/<int:draft>/edit/<uuid:uid>/merge")
@guards.requires(may_edit)
@guards.never_stored
def merging(slug: str, draft: int, uid: object) -> Response:
    """Show what a clause and the next one would say together, and the button that puts them together."""
    return _merge_page(in_hand(slug, draft), str(uid))


@pages.post("/c/<slug>/d/<int:draft>/edit/<uuid:uid>/merge")
@guards.requires(may_edit)
def merge_clauses(slug: str, draft: int, uid: object) -> Response:
    """Put a clause and the next one together."""
    found, form = in_hand(slug, draft), SeenForm(request.form)
    try:
        with transaction():
            editing.merge_clauses(**_scope(found, uid), seen=form.seen.data or "", seen_next=form.seen_next.data or "")
    except Refused as refused:
        return _merge_page(found, str(uid), form, errors.show_in_form(form, refused))
    render.notice(gettext("The two clauses are one now."))
    return back_to(slug, found, str(uid))


@pages.get("/c/<slug>/d/<int:draft>/edit/<uuid:uid>/remove")
@guards.requires(may_edit)
@guards.never_stored
def removing(slug: str, draft: int, uid: object) -> Response:
    """Show what would be taken out of the draft, and the button that does it."""
    return _remove_page(in_hand(slug, draft), str(uid))


@pages.post("/c/<slug>/d/<int:draft>/edit/<uuid:uid>/remove")
@guards.requires(may_edit)
def remove_clause(slug: str, draft: int, uid: object) -> Response:
    """Take a part out of the draft."""
    found, form = in_hand(slug, draft), SeenForm(request.form)
    try:
        with transaction():
            editing.remove_clause(**_scope(found, uid), seen=form.seen.data or "")
    except Refused as refused:
        return _remove_page(found, str(uid), form, errors.show_in_form(form, refused))
    render.notice(gettext("The part is no longer in the draft. In the published drafts it stays."))
    return render.done(url_for(".edit_draft", slug=slug, draft=draft))


@pages.get("/c/<slug>/d/<int:draft>/edit/insert")
@pages.get("/c/<slug>/d/<int:draft>/edit/<uuid:uid>/insert")
@guards.requires(may_edit)
@guards.never_stored
def inserting(slug: str, draft: int, uid: object | None = None) -> Response:
    """Show the form for a new part behind another, or at the beginning of the text."""
    return _insert_page(in_hand(slug, draft), uid, InsertForm(data={"kind": "clause", "uid": new_id()}))


@pages.post("/c/<slug>/d/<int:draft>/edit/insert")
@pages.post("/c/<slug>/d/<int:draft>/edit/<uuid:uid>/insert")
@guards.requires(may_edit)
def insert_clause(slug: str, draft: int, uid: object | None = None) -> Response:
    """Put a new part into the draft."""
    found, form = in_hand(slug, draft), InsertForm(request.form)
    typed = form.uid.data or ""
    own = typed if is_id(typed) else new_id()
    try:
        with transaction():
            editing.insert_clause(
                consultation_id=found.consultation_id,
                draft_id=found.id,
                after_uid=str(uid) if uid else None,
                kind=read_kind(form),
                heading=form.heading.data or "",
                text=form.text.data or "",
                uid=own,
            )
    except Refused as refused:
        return _insert_page(found, uid, form, errors.show_in_form(form, refused))
    render.notice(gettext("The new part is in the draft."))
    return back_to(slug, found, own)


def _scope(draft: DraftView, uid: object) -> dict[str, str]:
    return {"consultation_id": draft.consultation_id, "draft_id": draft.id, "uid": str(uid)}


def _move_page(draft: DraftView, uid: str, form: MoveForm | None = None, status: int = 200) -> Response:
    part = service.part_of(draft, uid)
    stands = form or MoveForm(data={"after": service.stands_behind(draft, uid) or FIRST})
    shown = with_places(stands, service.places_for(draft, uid), gettext("The beginning of the text"))
    shown.number.data = part.clause.number
    return render.page("front/move_clause.html", status=status, draft=draft, part=part, form=shown)


def _split_page(draft: DraftView, uid: str, form: SplitForm | None = None, status: int = 200) -> Response:
    part = service.part_of(draft, uid)
    shown = form or SplitForm()
    shown.place.choices = [(str(place), after) for place, _, after in part.cuts]
    if form is None and len(part.cuts) == 1:
        shown.place.data = shown.place.choices[0][0]
    shown.seen.data = part.seen
    return render.page("front/split_clause.html", status=status, draft=draft, part=part, form=shown)


def _merge_page(draft: DraftView, uid: str, form: SeenForm | None = None, status: int = 200) -> Response:
    part, together = service.part_of(draft, uid), service.merging_of(draft, uid)
    shown = form or SeenForm()
    shown.seen.data, shown.seen_next.data = part.seen, together.seen_next if together else ""
    return render.page("front/merge_clauses.html", status=status, draft=draft, part=part, together=together, form=shown)


def _remove_page(draft: DraftView, uid: str, form: SeenForm | None = None, status: int = 200) -> Response:
    part = service.part_of(draft, uid)
    shown = form or SeenForm()
    shown.seen.data = part.seen
    return render.page("front/remove_clause.html", status=status, draft=draft, part=part, form=shown)


def _insert_page(draft: DraftView, uid: object | None, form: InsertForm, status: int = 200) -> Response:
    after = service.part_of(draft, str(uid)) if uid else None
    if after is None and uid is not None:
        raise NotFound
    return render.page("front/insert_clause.html", status=status, draft=draft, after=after, form=with_kinds(form))
