"""A ballot to try: it answers as a real one does, and keeps nothing."""

from flask import Response, request

from consult.front.forms.practising import PracticeForm
from consult.front.pages.blueprint import pages
from consult.front.rules.glossary import ENTRIES
from consult.web import guards, render
from consult.web.security import needs_no_proof


@pages.get("/practice")
@guards.anyone
def practice() -> Response:
    """Show a ballot on an invented clause, to try."""
    return _page(PracticeForm())


@pages.post("/practice")
@guards.anyone
@needs_no_proof  # a proof would leave a cookie with whoever only tries
def try_position() -> Response:
    """Show what a real ballot would answer to this position; nothing is kept of it."""
    form = PracticeForm(request.form)
    return _page(form) if form.validate() else _page(form, 422)


def _page(form: PracticeForm, status: int = 200) -> Response:
    is_tried = request.method == "POST" and status == 200
    return render.page(
        "front/practice.html",
        fragment="front/_practice.html",
        status=status,
        form=form,
        tried=ENTRIES[str(form.position.data)] if is_tried else None,
    )
