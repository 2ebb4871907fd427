"""Refusals: the vocabulary in which a service says no."""

from collections.abc import Mapping
from typing import ClassVar


def msgid(sentence: str) -> str:
    """Mark a sentence for the catalogues and return it as it is; the page that shows it translates it."""
    return sentence


class Refused(Exception):
    """Something that may not be done; carries a code that has a sentence in every language.

    `code` names the refusal, `status` is the HTTP answer, `exit_status` a command's, `facts` fill the sentence's
    placeholders and `field` names the form field at fault, if one is.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    exit_status: ClassVar[int] = 1
    sentence: ClassVar[str] = msgid("This cannot be done. Nothing was changed; go back and try another way.")

    def __init__(self, *, field: str | None = None, **facts: object) -> None:
        super().__init__(self.code)
        self.field = field
        self.facts: Mapping[str, object] = facts

    def __str__(self) -> str:
        """Say the code and its facts, for logs and for commands."""
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code} ({told})" if told else self.code


class NotFound(Refused):
    """Nothing with that name is there, or the reader may not know that it is."""

    code = "not-found"
    status = 404
    sentence = msgid(
        "There is nothing at this address, or it is not open to you. Check the address, or start from the first page."
    )


class Forbidden(Refused):
    """The reader is known and may not do this."""

    code = "forbidden"
    status = 403
    sentence = msgid("Your role does not allow this. Ask an organiser of the consultation if you think it should.")


class SignInNeeded(Refused):
    """Only someone who is signed in can do this."""

    code = "sign-in-needed"
    status = 401
    sentence = msgid("You need to sign in for this. Reading needs no account.")


class Invalid(Refused):
    """What was given cannot be taken; the field and the remedy are named."""

    code = "invalid"
    status = 422
    sentence = msgid(
        "Something in this form cannot be taken as it is. Correct what is marked and send it again; nothing you typed was lost."
    )


class Busy(Refused):
    """The database could not take the change in time; nothing was saved."""

    code = "busy"
    status = 503
    sentence = msgid(
        "Too many people are saving at this moment, so this was not saved. Wait a few seconds and send it again."
    )


class Collided(Refused):
    """A parallel act took what can be there only once; nothing was saved."""

    code = "collided"
    status = 409
    sentence = msgid(
        "Someone did the same thing at the same moment, so this was not saved. Open the page again to see how it stands."
    )


class Unreachable(Refused):
    """The database does not answer."""

    code = "database-unreachable"
    status = 503
    sentence = msgid(
        "The database does not answer at this moment, so nothing was saved. Wait a minute and send it again; nothing that was saved before is lost."
    )


class WorkUnfinished(Refused):
    """Some of the work that waits failed."""

    code = "work-unfinished"
    status = 503
    sentence = msgid(
        "Something that waits could not be done. The log says what and why; it is tried again at a later turn."
    )
