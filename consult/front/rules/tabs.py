"""Under which word of a consultation's menu each of its pages stands."""

from collections.abc import Mapping

OF_ROOMS: Mapping[str, str] = {
    "consensus": "results",
    "consultations": "organise",
    "demonstration": "overview",
    "drafting": "text",
    "front": "text",
    "intake": "organise",
    "ledger": "log",
    "moderation": "answers",
    "participation": "overview",
    "voting": "vote",
}
"""Where the pages of a room stand unless they are named below."""

NAMED: Mapping[str, tuple[str, ...]] = {
    "overview": (
        *(
            "front.home",
            "front.gaps",
            "front.policy",
            "rounds.contract",
            "consultations.notices",
            "consultations.accept",
        ),
        *("deliberation.own_comments", "deliberation.satisfaction", "deliberation.say_satisfaction"),
        *("deliberation.translation", "deliberation.save_translation", "deliberation.machine_translation"),
        *("deliberation.translate_by_machine", "deliberation.delegation", "deliberation.delegation_mode"),
        *("deliberation.delegation_member", "deliberation.release", "deliberation.release_now"),
        *("deliberation.comment_draft", "deliberation.edit_comment_draft", "deliberation.decide_comment_draft"),
        *("deliberation.move_comment_draft", "deliberation.delegation_absence", "deliberation.remove_member"),
    ),
    "text": (
        *("rounds.corrigenda", "rounds.corrigendum", "rounds.correcting", "rounds.correct", "rounds.adoption"),
        *("rounds.adopt", "rounds.decide_corrigendum", "deliberation.comment", "deliberation.post_comment"),
        *("deliberation.suggest", "deliberation.post_suggestion", "deliberation.support", "deliberation.post_support"),
        *("deliberation.objecting", "deliberation.raise_objection", "deliberation.objections_list"),
        *("deliberation.objection", "deliberation.co_sign", "deliberation.take_step"),
        *("deliberation.because", "deliberation.adopted", "deliberation.new_note", "deliberation.add_note"),
        *("deliberation.place", "moderation.report", "moderation.send_report"),
    ),
    "vote": (
        *("front.vote", "front.answer", "deliberation.own_statements", "deliberation.submit_statement"),
        *("deliberation.withdrawing", "deliberation.withdraw_statement"),
    ),
    "results": ("front.decided", "front.clause_decided"),
    "log": ("front.log",),
    "moderate": (
        *("moderation.desk", "moderation.item", "moderation.decide"),
        *("moderation.objection", "moderation.decide_on_objection"),
        *("moderation.statement", "moderation.decide_on_statement"),
    ),
    "answers": ("deliberation.answers",),
    "declare": ("front.outcomes", "front.outcome", "front.declare", "front.together", "front.declare_together"),
    "organise": (
        *("front.desk", "front.setup", "front.setup_step", "front.save_step", "front.setup_review", "front.announce"),
        *("front.opening", "front.opening_now", "front.open_round", "front.open_now", "front.seats", "front.seat"),
        *("front.verify", "front.dispositions", "front.start_dispositions", "front.publishing", "front.publish"),
        *("participation.invitations", "participation.send_invitations", "participation.withdraw_invitation"),
        *("front.changing_contract", "front.change_contract"),
        *("front.cancelling", "front.cancel", "rounds.decision_makers", "rounds.add_decision_maker"),
        *("front.gap_targets", "front.set_gap_targets", "front.reminding", "front.remind"),
        *("rounds.end_decision_maker", "moderation.close", "moderation.consent"),
    ),
}
"""The pages that stand elsewhere than the others of their room, by the word under which they do."""

_TABS: Mapping[str, str] = {page: tab for tab, pages in NAMED.items() for page in pages}


def tab_of(page: str, *, declares: bool) -> str | None:
    """Return under which word a page stands, None for one that is nowhere; to declare is a word only for who does."""
    tab = _TABS.get(page, OF_ROOMS.get(page.partition(".")[0]))
    return "results" if tab == "declare" and not declares else tab
