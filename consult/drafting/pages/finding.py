"""Which draft, language and clause an address means, and who may see a draft before it is published."""

from collections.abc import Iterable

from consult.accounts import service as accounts
from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.drafting import service
from consult.drafting.service import DraftView
from consult.kernel.errors import NotFound
from consult.localisation.rules.tags import normalise_tag
from consult.web.visitor import person_id

may_translate = may(Act.TRANSLATE)


def shown_draft(slug: str, number: int) -> DraftView:
    """Return the draft; one that is not published is there for those who translate and edit only."""
    draft = service.draft_by_number(consultations.get_consultation(slug).id, number)
    if draft.published_at is None and not may_translate(person_id(), {"slug": slug}):
        raise NotFound
    return draft


def target_language(draft: DraftView, tag: str) -> str:
    """Return the tag of a language that a draft can be translated into; refuse `not-found` for any other."""
    if normalise_tag(tag) != tag or tag == draft.language:
        raise NotFound
    return tag


def names_of(people: Iterable[str | None]) -> dict[str | None, str]:
    """Return what the people are called."""
    found = accounts.people({one for one in people if one})
    return {one: person.name for one, person in found.items()}
