"""The words for what may be done in a consultation, and for what its log records; pages translate them."""

from collections.abc import Mapping

from consult.consultations.rules.policy import Act
from consult.kernel.errors import msgid
from consult.ledger.rules.leaf import LeafType

ACTS: Mapping[Act, str] = {
    Act.READ: msgid("Read the text, the comments and the log"),
    Act.EXPORT: msgid("Download the summary of a result that is revealed"),
    Act.JOIN: msgid("Take part, as a person or for an organisation"),
    Act.COMMENT: msgid("Comment on a clause and answer comments"),
    Act.VOTE: msgid("Vote for a seat"),
    Act.REPORT: msgid("Report a comment to the moderators"),
    Act.MODERATE: msgid("Review comments, hide them with a rule and a note, and show them again"),
    Act.DISPOSE: msgid("Decide what becomes of each comment; one person proposes, another approves"),
    Act.VERIFY: msgid("Verify that a seat is what it says"),
    Act.ORGANISE: msgid("Bring in drafts and run the consultation"),
    Act.GRANT: msgid("Give people roles"),
    Act.OPEN_ROUND: msgid("Open a round"),
    Act.CLOSE_EARLY: msgid("Consent to closing a round early; it takes an organiser and a moderator"),
    Act.PUBLISH_ROUND: msgid("Publish a round once every comment has an answer"),
    Act.DECLARE: msgid("Declare what becomes of each clause, while in office"),
}
"""What each act of the policy table is called."""

RECORDS: Mapping[LeafType, str] = {
    LeafType.CONSULTATION_CREATE: msgid("The consultation was created"),
    LeafType.CONSULTATION_ANNOUNCE: msgid("The consultation was announced"),
    LeafType.CONSULTATION_CHANGE: msgid("The consultation was changed"),
    LeafType.NOTICE_PUBLISH: msgid("The legal notices were published"),
    LeafType.POLICY_SET: msgid("The contract of a round was fixed"),
    LeafType.KEY_ROTATE: msgid("A key was changed"),
    LeafType.ROLE_GRANT: msgid("A role was given"),
    LeafType.ROLE_REVOKE: msgid("A role was taken back"),
    LeafType.SEAT_ADMIT: msgid("A seat was taken"),
    LeafType.SEAT_VERIFY: msgid("A step was taken in verifying a seat"),
    LeafType.DRAFT_PUBLISH: msgid("A draft was published"),
    LeafType.CLAUSE_CREATE: msgid("A clause was added"),
    LeafType.CLAUSE_REVISE: msgid("A clause was changed"),
    LeafType.TRANSLATION_PUBLISH: msgid("A translation was published"),
    LeafType.ROUND_ANNOUNCE: msgid("A round was announced"),
    LeafType.ROUND_OPEN: msgid("A round was opened"),
    LeafType.ROUND_EXTEND: msgid("A round was extended"),
    LeafType.ROUND_CLOSE: msgid("A round was closed"),
    LeafType.ROUND_DISPOSITIONS: msgid("Answering the comments of a round began"),
    LeafType.ROUND_PUBLISH: msgid("A round was published"),
    LeafType.ROUND_ARCHIVE: msgid("A round was archived"),
    LeafType.ROUND_CANCEL: msgid("A round was cancelled"),
    LeafType.COMMENT_CREATE: msgid("A comment was made"),
    LeafType.COMMENT_EDIT: msgid("A comment was edited"),
    LeafType.COMMENT_WITHDRAW: msgid("A comment was withdrawn"),
    LeafType.MODERATION_REVIEW: msgid("A moderator kept a comment"),
    LeafType.MODERATION_HIDE: msgid("A moderator hid a comment"),
    LeafType.MODERATION_RESTORE: msgid("A moderator showed a comment again"),
    LeafType.DISPOSITION_PROPOSE: msgid("An answer to a comment was proposed"),
    LeafType.DISPOSITION_APPROVE: msgid("An answer to a comment was approved"),
    LeafType.OUTCOME_DECLARE: msgid("What becomes of a clause was declared"),
    LeafType.DECISION_MAKER_ADD: msgid("It was noted who decides"),
    LeafType.DECISION_MAKER_END: msgid("The end of a decision-maker's office was noted"),
    LeafType.VOTE_CAST: msgid("A vote was cast"),
    LeafType.VOTE_RECORDED: msgid("A vote given elsewhere was recorded"),
    LeafType.BALLOT_CARRY: msgid("A vote was carried over to a new draft"),
    LeafType.BALLOT_BATCH: msgid("Secret votes were added together"),
    LeafType.IMPORT_BATCH: msgid("Material was imported"),
    LeafType.REGISTER_ROOT: msgid("The register of seats was fixed"),
    LeafType.TALLY_PUBLISH: msgid("The result of a round was counted and frozen"),
    LeafType.EXPORT_PUBLISH: msgid("A download was published"),
    LeafType.CONTENT_ERASE: msgid("Content was erased"),
    LeafType.CHECKPOINT_ANCHOR: msgid("A checkpoint was anchored"),
    LeafType.CLOCK_SKEW: msgid("A clock was found to be wrong"),
}
"""What each record of the log is called."""
