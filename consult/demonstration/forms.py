"""What is chosen to enter the demonstration."""

from wtforms import Form, HiddenField


class EnterForm(Form):
    """As whom a visitor looks around."""

    role = HiddenField()
