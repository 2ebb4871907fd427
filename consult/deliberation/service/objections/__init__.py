"""Use cases of objections: raised by a seat, signed by others, answered, and settled or sustained."""

from consult.deliberation.service.objections.files import on_record
from consult.deliberation.service.objections.hiding import set_hidden
from consult.deliberation.service.objections.raising import (
    ObjectionReceipt,
    always_named,
    co_sign,
    has_signed,
    raise_objection,
    signing_seat,
)
from consult.deliberation.service.objections.reading import (
    ObjectionFacts,
    count_sustained,
    count_unanswered,
    objection_facts,
    objection_numbered,
    objections_in,
    objections_of,
    objections_on,
)
from consult.deliberation.service.objections.refused import (
    AlreadySigned,
    HarmNeeded,
    ObjectionMoved,
    ObjectionOverruled,
    ObjectionProposalNeeded,
    ObjectionReasonNeeded,
    ObjectionReasonRefused,
    ObjectionsOver,
    ObjectionStands,
    ObjectionUnchanged,
    ObjectionUnreadable,
    ObjectionWordsNeeded,
    ObjectionWordsRefused,
    ObjectorNeeded,
    OwnObjection,
    ResolvingDraftNeeded,
)
from consult.deliberation.service.objections.saying import faults_in
from consult.deliberation.service.objections.steps import parties_of, take_step
from consult.deliberation.service.objections.views import EventView, ObjectionView

__all__ = [
    "AlreadySigned",
    "EventView",
    "HarmNeeded",
    "ObjectionFacts",
    "ObjectionMoved",
    "ObjectionOverruled",
    "ObjectionProposalNeeded",
    "ObjectionReasonNeeded",
    "ObjectionReasonRefused",
    "ObjectionReceipt",
    "ObjectionStands",
    "ObjectionUnchanged",
    "ObjectionUnreadable",
    "ObjectionView",
    "ObjectionWordsNeeded",
    "ObjectionWordsRefused",
    "ObjectionsOver",
    "ObjectorNeeded",
    "OwnObjection",
    "ResolvingDraftNeeded",
    "always_named",
    "co_sign",
    "count_sustained",
    "count_unanswered",
    "faults_in",
    "has_signed",
    "objection_facts",
    "objection_numbered",
    "objections_in",
    "objections_of",
    "objections_on",
    "on_record",
    "parties_of",
    "raise_objection",
    "set_hidden",
    "signing_seat",
    "take_step",
]
