"""The draft that an address means where it is being written, and the way back to the whole of it."""

from flask import Response, url_for

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.drafting.service import DraftView
from consult.front import service
from consult.web import render

may_edit = may(Act.EDIT)


def in_hand(slug: str, number: int) -> DraftView:
    """Return the unpublished draft with this number; refuse `not-found`, and a published one."""
    return service.draft_for_editing(consultations.get_consultation(slug).id, number)


def back_to(slug: str, draft: DraftView, uid: str) -> Response:
    """Lead back to where a part stands in the whole draft."""
    return render.done(url_for(".edit_draft", slug=slug, draft=draft.number, _anchor=service.anchor_of(uid)))
