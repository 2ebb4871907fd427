"""The words people read for the ids that the platform keeps: one place for every language."""

from collections.abc import Iterable, Mapping

from babel import Locale, UnknownLocaleError
from flask import g, has_app_context
from flask_babel import get_locale, gettext
from flask_babel.speaklater import LazyString
from wtforms.fields.choices import SelectChoice

from consult.kernel.errors import msgid

WORDS = {
    "support": msgid("Support"),
    "can_live_with": msgid("Can live with it"),
    "reservation": msgid("Join with a reservation"),
    "object": msgid("Object"),
    "no_opinion": msgid("No opinion"),
    "agree": msgid("Agree"),
    "disagree": msgid("Disagree"),
    "pass": msgid("Pass"),
    "government": msgid("Governments"),
    "international_organisation": msgid("International organisations"),
    "company": msgid("Companies"),
    "research_institution": msgid("Research institutions"),
    "civil_society": msgid("Civil society"),
    "citizen": msgid("Citizens"),
    "uncategorised": msgid("Without a category"),
    "general": msgid("General"),
    "substantive": msgid("Substance"),
    "editorial": msgid("Wording"),
    "question": msgid("Question"),
    "practice": msgid("Practice"),
    "risk": msgid("Risk"),
    "named": msgid("With the seat's name"),
    "category_only": msgid("With the category only"),
    "unpublished": msgid("Not published"),
    "draft": msgid("Being prepared"),
    "announced": msgid("Announced"),
    "open": msgid("Open"),
    "closed": msgid("Closed"),
    "dispositions": msgid("Comments are being answered"),
    "published": msgid("Published"),
    "archived": msgid("Archived"),
    "cancelled": msgid("Cancelled"),
    "ballot": msgid("Positions on clauses"),
    "statements": msgid("Answers to statements"),
    "step_draft": msgid("Being prepared."),
    "step_announced": msgid("To come."),
    "step_open": msgid("Open now."),
    "step_closed": msgid("Closed and counted."),
    "step_dispositions": msgid("Closed. The comments are being answered."),
    "step_published": msgid("Done. Every comment is answered."),
    "step_archived": msgid("Done, and kept as it was."),
    "step_cancelled": msgid("Cancelled."),
    "claimed": msgid("Claimed, not verified"),
    "evidence_sent": msgid("Evidence sent"),
    "verified": msgid("Verified"),
    "refused": msgid("Refused"),
    "expired": msgid("Expired"),
    "imported": msgid("Imported"),
    "organiser": msgid("Organiser"),
    "editor": msgid("Editor"),
    "moderator": msgid("Moderator"),
    "verifier": msgid("Verifier"),
    "translator": msgid("Translator"),
    "recorder": msgid("Recorder"),
    "decision_maker": msgid("Decision-maker"),
    "participant": msgid("Participant"),
    "observer": msgid("Observer"),
    "advisory": msgid("Advisory"),
    "recommendation": msgid("Recommendation"),
    "binds_organiser": msgid("Binding on the organiser"),
    "roll_call": msgid("By roll call, so every answer is public after the reveal"),
    "pseudonymous": msgid("Pseudonymous, so nobody is shown who answered what"),
    "secret": msgid("Secret"),
    "source_public": msgid("Public at its source"),
    "at_freeze": msgid("When the round has closed and is counted"),
    "at_publication": msgid("When the round is published"),
    "multistakeholder": msgid("Agreement in every stakeholder category"),
    "un_present_and_voting": msgid("Majority of those who vote for or against"),
    "bundle_multistakeholder": msgid("Agreement in every stakeholder category"),
    "bundle_poll": msgid("Majority vote"),
    "verdict_no_voices": msgid("Nobody has taken a side"),
    "verdict_too_few_voices": msgid("Too few voices in some category"),
    "verdict_objection_open": msgid("Would meet the criteria, but an objection is open"),
    "verdict_criteria_met": msgid("Meets this round's criteria for agreement"),
    "verdict_split": msgid("Agreed in some categories, not in others"),
    "verdict_not_supported": msgid("Not supported in any category"),
    "verdict_short_of_agreement": msgid("A majority everywhere, but short of agreement"),
    "outcome_adopted": msgid("Adopted"),
    "outcome_adopted_with_reservations": msgid("Adopted with reservations"),
    "outcome_not_adopted": msgid("Not adopted"),
    "outcome_deferred": msgid("Deferred"),
    "verdict_adopted": msgid("Reaches the majority this round asks for"),
    "verdict_tied": msgid("As many for as against"),
    "verdict_rejected": msgid("Falls short of the majority this round asks for"),
    "verdict_no_quorum": msgid("Too few seats answered"),
    "verdict_no_valid_votes": msgid("Nobody is for or against"),
    "many_reservations": msgid("with many reservations"),
    "objection_overruled": msgid("an objection was overruled"),
    "fragile": msgid("fragile, because a few different voices could change it"),
    "not_robust": msgid("not robust"),
    "voices": msgid("Categories with too few voices"),
    "every_share": msgid("Lowest share of agreement in a category"),
    "mean_share": msgid("Mean of the categories' shares"),
    "blocking_objections": msgid("Blocking objections that stand"),
    "quorum": msgid("Seats that answered, among all that count"),
    "affirmative_share": msgid("Share of those for it among those for or against"),
    "personal_data": msgid("It shows personal data"),
    "threat": msgid("It threatens someone"),
    "hate": msgid("It attacks people for what they are"),
    "spam": msgid("It advertises or repeats"),
    "impersonation": msgid("It pretends to be someone else"),
    "off_topic": msgid("It has nothing to do with the text"),
    "hide": msgid("Hidden"),
    "restore": msgid("Shown again"),
    "review": msgid("Reviewed"),
    "accepted": msgid("Accepted by a moderator"),
    "unmoderated": msgid("Not moderated"),
    "rejected": msgid("Rejected by a moderator"),
    "disposition_accepted": msgid("Accepted"),
    "disposition_accepted_in_part": msgid("Accepted in part"),
    "disposition_noted": msgid("Noted"),
    "disposition_rejected": msgid("Rejected"),
    "disposition_duplicate_of": msgid("Duplicate of another comment"),
    "disposition_out_of_scope": msgid("Out of scope"),
    "disposition_moved_to_next_round": msgid("Moved to the next round"),
    "disposition_answered": msgid("Answered"),
    "disposition_withdrawn_by_author": msgid("Withdrawn by its author"),
    "row_add": msgid("New"),
    "row_change": msgid("Changes a comment that came in before"),
    "row_keep": msgid("There already"),
    "verified_only": msgid("Verified seats only"),
    "claimed_too": msgid("Every seat, unless it was refused"),
    "setup_purpose": msgid("What it is for"),
    "setup_mandate": msgid("Who decides, and on what mandate"),
    "setup_categories": msgid("Whose voices are counted"),
    "setup_territories": msgid("Countries and territories"),
    "setup_languages": msgid("Languages"),
    "setup_text": msgid("The text"),
    "setup_timetable": msgid("Timetable"),
    "setup_decision": msgid("How will you decide?"),
    "setup_notices": msgid("Legal notices"),
    "setup_review": msgid("Review and announce"),
    "iso3166": msgid("All countries and territories of ISO 3166"),
    "un_members": msgid("Member states of the United Nations"),
    "un_members_observers": msgid("Member and observer states of the United Nations"),
    "consultation.read": msgid("Reading the text, the comments and the results"),
    "consultation.create": msgid("Creating a consultation"),
    "consultation.announce": msgid("Announcing a consultation"),
    "consultation.change": msgid("Changing a consultation"),
    "consultation.organise": msgid("Organising the consultation"),
    "policy.set": msgid("Changing who may do what"),
    "notice.publish": msgid("Publishing the legal notices"),
    "key.rotate": msgid("Changing the log's key"),
    "role.grant": msgid("Giving a role"),
    "role.revoke": msgid("Taking a role away"),
    "seat.join": msgid("Taking part"),
    "seat.admit": msgid("Admitting a seat"),
    "seat.verify": msgid("Verifying a seat"),
    "draft.publish": msgid("Publishing a draft"),
    "clause.create": msgid("Adding a clause"),
    "clause.revise": msgid("Changing a clause"),
    "translation.publish": msgid("Publishing a translation"),
    "round.announce": msgid("Announcing a round"),
    "round.open": msgid("Opening a round"),
    "round.extend": msgid("Extending a round"),
    "round.close": msgid("Closing a round"),
    "round.close_early": msgid("Consenting to close a round early"),
    "round.dispositions": msgid("Beginning to answer the comments"),
    "round.publish": msgid("Publishing a round"),
    "round.archive": msgid("Archiving a round"),
    "round.cancel": msgid("Cancelling a round"),
    "comment.create": msgid("Writing a comment"),
    "comment.edit": msgid("Changing a comment"),
    "comment.withdraw": msgid("Withdrawing a comment"),
    "comment.report": msgid("Reporting a comment to the moderators"),
    "comment.moderate": msgid("Deciding on comments"),
    "comment.dispose": msgid("Deciding what becomes of comments"),
    "moderation.review": msgid("Reviewing a comment"),
    "moderation.hide": msgid("Hiding a comment"),
    "moderation.restore": msgid("Showing a comment again"),
    "disposition.propose": msgid("Proposing an answer to a comment"),
    "disposition.approve": msgid("Approving an answer to a comment"),
    "outcome.declare": msgid("Declaring what becomes of a clause"),
    "decision_maker.add": msgid("Noting who decides"),
    "decision_maker.end": msgid("Ending an office"),
    "vote.cast": msgid("Casting a vote"),
    "vote.recorded": msgid("Recording a vote given on paper, by mail or in a meeting"),
    "ballot.carry": msgid("Carrying votes over to a new draft"),
    "ballot.batch": msgid("Releasing a delegation's votes together"),
    "import.batch": msgid("Importing answers from elsewhere"),
    "register.root": msgid("Publishing the register of seats"),
    "tally.publish": msgid("Publishing a count"),
    "summary.export": msgid("Downloading the summary"),
    "controller": msgid("Who is responsible, and how to reach them"),
    "purpose": msgid("What your data are used for"),
    "lawful_basis": msgid("On what legal ground"),
    "hosting": msgid("Where the data are kept, and whether they leave that country"),
    "recipients": msgid("Who else receives them"),
    "retention_account": msgid("How long your account is kept"),
    "retention_seat": msgid("How long your seat and what was sent to verify it are kept"),
    "retention_comments": msgid("How long comments are kept"),
    "retention_votes": msgid("How long votes are kept"),
    "retention_log": msgid("How long the log is kept"),
    "complaint_authority": msgid("Your rights, and where you can complain"),
    "minimum_age": msgid("From which age people may take part"),
    "contribution_licence": msgid("Under which licence you contribute"),
    "export_licence": msgid("Under which licence results and open data are published"),
    "competition_and_patents": msgid("Competition law and patents"),
    "0": msgid("A little"),
    "1": msgid("Somewhat"),
    "2": msgid("Very much"),
}
"""What each id is called, in English; the catalogues hold the other languages."""

RENAMED = frozenset(
    {"government", "international_organisation", "company", "research_institution", "civil_society", "citizen"}
)
"""The words for which an organiser may have others; all the rest mean the same in every consultation."""

NUMBERS = (
    msgid("None"),
    msgid("One"),
    msgid("Two"),
    msgid("Three"),
    msgid("Four"),
    msgid("Five"),
    msgid("Six"),
    msgid("Seven"),
    msgid("Eight"),
    msgid("Nine"),
    msgid("Ten"),
    msgid("Eleven"),
    msgid("Twelve"),
    msgid("Thirteen"),
    msgid("Fourteen"),
    msgid("Fifteen"),
    msgid("Sixteen"),
    msgid("Seventeen"),
    msgid("Eighteen"),
    msgid("Nineteen"),
    msgid("Twenty"),
)
"""Numbers as the first word of a sentence about clauses or statements; a language may keep the digits."""


def counted(number: int) -> str:
    """Return a number as the first word of a sentence: in words up to twenty, then in digits."""
    return gettext(NUMBERS[number]) if 0 <= number < len(NUMBERS) else str(number)


def using(names: Mapping[str, str]) -> None:
    """Have `word` say an organiser's own names of categories until the request or the command ends.

    A name for an id that means something else here, such as a role, is passed over.
    """
    g.own_words = {name: told for name, told in names.items() if name in RENAMED or name not in WORDS}


def word(name: object) -> str:
    """Return what the id is called here in the reader's language; an id that has no words is shown as it is."""
    own: Mapping[str, str] = g.get("own_words", {}) if has_app_context() else {}
    if str(name) in own:
        return own[str(name)]
    told = WORDS.get(str(name))
    return gettext(told) if told else str(name)


def verdict_word(name: object) -> str:
    """Return what a rule's verdict, or a label beside it, is called in the reader's language."""
    prefixed = f"verdict_{name}"
    return word(prefixed if prefixed in WORDS else name)


def listed(words: Iterable[object]) -> str:
    """Return words side by side, with what the reader's language puts between them; empty ones are left out."""
    # NOTE: What stands between the words of a list, such as "Editor, Organiser"; with its space, if there is one.
    between: str = gettext(", ")
    return between.join(str(one) for one in words if one)


def language(tag: str) -> str:
    """Return what a language is called in the reader's language; a tag that nobody knows is shown as it is."""
    try:
        known = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return tag
    return known.get_display_name(get_locale()) or tag


def choices(names: Iterable[object]) -> list[SelectChoice]:
    """Return the ids as choices of a form field, with their words."""
    return [SelectChoice(str(name), LazyString(word, str(name))) for name in names]
