"""What those who decide on comments are told when a decision cannot stand."""

from consult.kernel.errors import Refused, msgid


class NotAnswering(Refused):
    """Comments are decided on between the closing of their round and its publication."""

    code = "not-answering"
    status = 409
    sentence = msgid(
        "Comments are decided on after the answering of a round has begun and before the round is published. Open the page again to see how the round stands."
    )


class DispositionNeeded(Refused):
    """A decision says what became of the comment."""

    code = "disposition-needed"
    status = 422
    sentence = msgid("Choose what became of the comment.")


class DuplicateRefused(Refused):
    """A duplicate names another comment, which is none itself."""

    code = "duplicate-refused"
    status = 422
    sentence = msgid(
        "Give the number of the comment that this one repeats: another one of this consultation, and not one that is a duplicate itself."
    )


class ChainRefused(Refused):
    """A comment that others repeat is not called a repetition itself."""

    code = "chain-refused"
    status = 422
    sentence = msgid(
        "Other comments are called duplicates of this one, so its answer counts for them. Decide on it in another way."
    )


class WordingNeeded(Refused):
    """Who takes a part of a suggestion says which."""

    code = "wording-needed"
    status = 422
    sentence = msgid(
        "Give the part of the suggested wording that is taken, in one to %(most)s characters; it may be changed."
    )


class AlreadyApproved(Refused):
    """What two people decided stands."""

    code = "already-approved"
    status = 409
    sentence = msgid(
        "Two people have decided on this comment already, and their decision stands. Open the page again to read it."
    )


class DispositionChanged(Refused):
    """Nobody approves or replaces a proposal that they have not read."""

    code = "disposition-changed"
    status = 409
    sentence = msgid(
        "Someone has changed the proposal since you opened this page. It is shown as it stands now; read it and decide again."
    )


class ApprovalRefused(Refused):
    """A decision takes two people, and the author of the comment is not the second one."""

    code = "approval-refused"
    status = 409
    sentence = msgid(
        "Neither who proposed a decision nor who wrote the comment can approve it. Ask another editor or organiser to."
    )
