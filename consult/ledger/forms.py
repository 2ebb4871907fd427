"""What people fill in to check a receipt."""

from flask_babel import lazy_gettext as _
from wtforms import Form, StringField


class ReceiptForm(Form):
    """A receipt's code."""

    code = StringField(_("Receipt"), render_kw={"autocomplete": "off"})
