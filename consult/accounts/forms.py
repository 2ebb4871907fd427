"""What people fill in about themselves."""

from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _
from wtforms import Form, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, InputRequired, Optional

from consult.localisation.rules.languages import LANGUAGES

ZONES = sorted(available_timezones())


class AddressForm(Form):
    """An address to send a way in to."""

    email = StringField(
        _("E-mail address"),
        [InputRequired(_("Enter your e-mail address."))],
        render_kw={"type": "email", "autocomplete": "email"},
    )


class RegisterForm(AddressForm):
    """Someone new."""

    name = StringField(
        _("Name"),
        [InputRequired(_("Enter the name under which you want to be known."))],
        render_kw={"autocomplete": "name"},
    )


class PasswordForm(AddressForm):
    """An address and its password."""

    password = PasswordField(
        _("Password"), [InputRequired(_("Enter your password."))], render_kw={"autocomplete": "current-password"}
    )


class CodeForm(Form):
    """The code from a letter."""

    code = StringField(
        _("Eight-digit code"),
        [InputRequired(_("Enter the code from the letter."))],
        render_kw={"inputmode": "numeric", "autocomplete": "one-time-code"},
    )


class NewPasswordForm(Form):
    """A password to sign in with from now on."""

    password = PasswordField(
        _("New password"), [InputRequired(_("Enter a password."))], render_kw={"autocomplete": "new-password"}
    )


class ProfileForm(Form):
    """Name, language and time zone."""

    name = StringField(_("Name"), [InputRequired(_("Enter a name."))], render_kw={"autocomplete": "name"})
    locale = SelectField(
        _("Language of letters"), choices=[SelectChoice(language.tag, language.name) for language in LANGUAGES]
    )
    time_zone = StringField(
        _("Time zone"),
        [Optional(), AnyOf(ZONES, message=_("Choose one of the zones offered, or leave it open."))],
        render_kw={"list": "zones"},
    )
