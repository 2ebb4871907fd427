"""What people are told when an objection, or a step of one, cannot stand."""

from consult.kernel.errors import Refused, msgid


class ObjectionReasonNeeded(Refused):
    """An objection says why."""

    code = "objection-reason-needed"
    status = 422
    sentence = msgid("Say why, in at most %(most)s characters; whoever answers the objection answers this.")


class ObjectionReasonRefused(Refused):
    """An objection says why, in a page at most."""

    code = "objection-reason-refused"
    status = 422
    sentence = msgid(
        "An objection gives its reason in at most %(most)s readable characters; this one has %(length)s. Shorten it or type it anew."
    )


class ObjectionProposalNeeded(Refused):
    """An objection says how the clause should read, or that it should go."""

    code = "objection-proposal-needed"
    status = 422
    sentence = msgid(
        "Write how the clause should read, in at most %(most)s readable characters, or choose that it should be taken out."
    )


class ObjectionUnchanged(Refused):
    """Whoever wants other words says which."""

    code = "objection-unchanged"
    status = 422
    sentence = msgid(
        "These are the words of the clause as it stands. Change them to what you would accept, or choose that the clause should be taken out."
    )


class HarmNeeded(Refused):
    """An objection says what harm the clause would do."""

    code = "harm-needed"
    status = 422
    sentence = msgid("Choose what harm the clause would do as it stands; “another harm” is one of the answers.")


class ObjectionStands(Refused):
    """A seat has one standing objection to a clause in a round."""

    code = "objection-stands"
    status = 409
    sentence = msgid(
        "Your seat has objection %(number)s to this clause already, and it stands. Withdraw it first if you want to raise another one."
    )


class ObjectionOverruled(Refused):
    """A round overrules an objection of a seat to a clause once."""

    code = "objection-overruled"
    status = 409
    sentence = msgid(
        "Objection %(number)s of your seat to this clause was overruled. Say what is new in a comment, or object in the next round."
    )


class ObjectorNeeded(Refused):
    """An organisation objects by those who sign for it."""

    code = "objector-needed"
    status = 403
    sentence = msgid(
        "An objection of your organisation is raised, signed with or withdrawn by one of its signatories. Ask one of them to."
    )


class ObjectionsOver(Refused):
    """When a round is published, its objections stay as they are."""

    code = "objections-over"
    status = 409
    sentence = msgid(
        "The round is published or cancelled, so its objections stay as they are. Copy what you typed, if anything, and say it in the next round."
    )


class OwnObjection(Refused):
    """Nobody adds to the weight of their own objection."""

    code = "own-objection"
    status = 409
    sentence = msgid("Your seat raised this objection, so it stands behind it already. Leave it to others to sign too.")


class AlreadySigned(Refused):
    """A seat signs an objection once."""

    code = "already-signed"
    status = 409
    sentence = msgid("Your seat has signed this objection already, and that counts. There is nothing more to do.")


class ObjectionUnreadable(Refused):
    """Nobody signs what they cannot read."""

    code = "objection-unreadable"
    status = 409
    sentence = msgid("The words of this objection are not public, so nobody can sign with it. Come back once they are.")


class ObjectionMoved(Refused):
    """Nobody takes a step on an objection that has gone on since they read it."""

    code = "objection-moved"
    status = 409
    sentence = msgid(
        "Something has been done about this objection since you opened this page, or it is too early for this. It is shown as it stands now; read it and decide again."
    )


class ObjectionWordsNeeded(Refused):
    """An answer says something, and so does who overrules."""

    code = "objection-words-needed"
    status = 422
    sentence = msgid("Write what you say with it, in at most %(most)s characters; it is published.")


class ObjectionWordsRefused(Refused):
    """What is said with a step is readable, and a page at most."""

    code = "objection-words-refused"
    status = 422
    sentence = msgid(
        "What is said with it has at most %(most)s readable characters; this has %(length)s. Shorten it or type it anew."
    )


class ResolvingDraftNeeded(Refused):
    """An objection is resolved by a draft that came after the one it is about."""

    code = "resolving-draft-needed"
    status = 422
    sentence = msgid("Give the number of the later draft in which the clause is changed as the objection asks.")
