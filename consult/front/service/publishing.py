"""Publishing a draft: with everything that its readers need to know of each change, and with the comments that go along."""

from consult.deliberation import service as deliberation
from consult.drafting import service as drafting
from consult.drafting.service import DraftView


def publish_next_draft(*, consultation_id: str, draft_id: str, person_id: str | None) -> DraftView:
    """Return the draft, published, the comments of the drafts before carried to it; publishing it twice changes nothing.

    Refuses a draft that lacks something, as `drafting.publish_draft` does, with the clauses that lack it.
    """
    draft = drafting.publish_draft(consultation_id=consultation_id, draft_id=draft_id, by_person=person_id)
    deliberation.carry_comments(consultation_id=consultation_id, draft_id=draft_id)
    deliberation.cite_comments(draft)
    return draft
