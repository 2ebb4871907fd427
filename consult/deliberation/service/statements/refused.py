"""What people are told whose statement cannot be taken, or not any more."""

from consult.kernel.errors import Refused, msgid


class StatementsNotTaken(Refused):
    """The round's contract says who puts statements."""

    code = "statements-not-taken"
    status = 409
    sentence = msgid(
        "In this round only the organisers put statements. What you typed is below, so that you can copy it."
    )


class StatementEmpty(Refused):
    """A statement needs words."""

    code = "statement-empty"
    status = 422
    sentence = msgid("Write your statement before you send it.")


class SubmittedTooLong(Refused):
    """A statement is one idea, and short."""

    code = "submitted-too-long"
    status = 422
    sentence = msgid(
        "A statement has at most %(most)s characters; this one has %(length)s. Shorten it, or send it as two."
    )


class TooManyStatements(Refused):
    """A seat submits so many statements in a round and no more."""

    code = "too-many-statements"
    status = 409
    sentence = msgid(
        "Your seat has submitted %(most)s statements in this round, and that is as many as each seat may. What others say waits for your answer."
    )


class StatementAsked(Refused):
    """The round asks about the same statement already."""

    code = "statement-asked"
    status = 422
    sentence = msgid("The round asks about the same statement already, as number %(number)s. Answer that one instead.")


class StatementUnread(Refused):
    """The same statement waits for a moderator."""

    code = "statement-unread"
    status = 422
    sentence = msgid("The same statement was submitted before and waits for a moderator. You need not send it again.")


class StatementRejected(Refused):
    """Moderators have rejected the same statement."""

    code = "statement-rejected"
    status = 422
    sentence = msgid(
        "The same statement was rejected, as number %(number)s; the log of moderation says why. Say what you mean in other words."
    )


class StatementDecided(Refused):
    """A statement can be withdrawn until a moderator has decided on it."""

    code = "statement-decided"
    status = 409
    sentence = msgid(
        "This statement was decided on or withdrawn already. Open the page again to see what became of it."
    )


class StatementTakenOut(Refused):
    """A statement that moderators rejected is not asked any more."""

    code = "statement-taken-out"
    status = 409
    sentence = msgid(
        "A moderator has taken this statement out of the round, so your answer to it was not saved. Answer the next one."
    )
