"""Check my receipt: what the log holds under a code, and never what it contained."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Flask, Response, request

from consult.kernel.errors import NotFound
from consult.ledger import service
from consult.ledger.forms import ReceiptForm
from consult.web import guards, render

pages = Blueprint("ledger", __name__, url_prefix="/<lang:lang>")


def init_app(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(pages)


def may_read_log(person: str | None, address: Mapping[str, Any], /) -> bool:
    """Whether the person may read the log that the address names; a log they may not read is not there for them."""
    if not service.may_read(str(address["log_id"]), person):
        raise NotFound
    return True


@pages.get("/c/<uuid:log_id>/log/receipt")
@guards.requires(may_read_log)
def check(log_id: object) -> Response:
    """Show what the log holds under a receipt."""
    form = ReceiptForm(request.args)
    typed = form.code.data or ""
    found = service.find_receipt(log_id=str(log_id), typed=typed) if typed else None
    status = 404 if typed and found is None else 200
    return render.page("ledger/check.html", status=status, form=form, typed=typed, found=found, log_id=str(log_id))
