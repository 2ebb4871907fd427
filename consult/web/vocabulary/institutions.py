"""The words of rules that standards bodies and others have: their bundles, verdicts and criteria."""

from consult.kernel.errors import msgid

INSTITUTIONS = {
    "iso_dis_fdis": msgid("Two thirds of the members, and at most a quarter against"),
    "w3c_consensus_level": msgid("Enough active support, and no objection that is kept up"),
    "bundle_standards": msgid("As standards bodies do: two thirds of the members, few against"),
    "bundle_un": msgid("As the United Nations do: revisions, silence, then a vote"),
    "bundle_w3c": msgid("As the W3C does: active support, and no objection kept up"),
    "options": msgid("A choice among several options"),
    "bundle_options": msgid("A choice among several options"),
    "approval": msgid("The option that most approve of"),
    "score": msgid("The option with the highest mean score"),
    "schulze_winning_votes": msgid("The option that no other one beats (Schulze)"),
    "star": msgid("The winner of a runoff between the two with the highest scores (STAR)"),
    "choose_approval": msgid(
        "Approval: each seat names every option it approves of; the one named most often is ahead."
    ),
    "choose_score": msgid("Scores: each seat scores options from 0 to 5; the one with the highest mean is ahead."),
    "choose_schulze_winning_votes": msgid(
        "Ranking: each seat ranks the options; the one that no other one beats is ahead (Schulze method)."
    ),
    "choose_star": msgid(
        "STAR: each seat scores options from 0 to 5; of the two with the highest sums the one that more prefer is ahead."
    ),
    "approve": msgid("Approve of it"),
    "comment": msgid("Comments on the text, without votes"),
    "silence": msgid("Silence: adopted unless somebody objects in time"),
    "comments_only": msgid("Nothing is counted; every comment is answered"),
    "silence_procedure": msgid("Adopted unless somebody objects in time"),
    "bundle_comments": msgid("Comments, without votes"),
    "bundle_silence": msgid("Silence: adopted unless somebody objects in time"),
    "silence_broken": msgid("The silence was broken"),
    "silence_adopted": msgid("Nobody broke the silence"),
    "silence_invalid_period": msgid("Circulated for too short a time"),
    "move_withdraw": msgid("The text is withdrawn."),
    "move_revise_and_reopen": msgid("The text is revised and circulated again, for a whole period."),
    "move_vote": msgid("The text goes to a vote."),
    "period_in_hours": msgid("Hours for which the text was circulated"),
    "objections_in_time": msgid("Objections that may block, raised in time"),
    "verdict_approved": msgid("Reaches the two thirds, with few against"),
    "verdict_disapproved": msgid("Too few of the members are for it, or too many are against"),
    "verdict_no_participants": msgid("Nobody could take part"),
    "verdict_dissent": msgid("An objection is kept up"),
    "verdict_insufficient_support": msgid("Nobody objects, but too few support it"),
    "verdict_consensus": msgid("Enough support it, and nobody objects"),
    "verdict_unanimity": msgid("Every seat supports it"),
    "member_approval": msgid("Share of the members that vote who are for it"),
    "negative_share": msgid("Share of all votes that is against it"),
    "sustained_objections": msgid("Objections that are kept up"),
    "active_support": msgid("Seats that support it"),
}
