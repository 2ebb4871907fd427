"""Use cases of moderation, and of the end of a round."""

from consult.moderation.service.closing import (
    Undecided,
    close_overdue,
    close_round,
    consent_to_close,
    publish_round,
    start_dispositions,
)
from consult.moderation.service.deciding import (
    ActionView,
    AlreadyDecided,
    GroundNeeded,
    NoteNeeded,
    ReportView,
    decide,
    public_log,
    report,
    reported_comments,
    reports_on,
    waiting_comments,
)

__all__ = [
    "ActionView",
    "AlreadyDecided",
    "GroundNeeded",
    "NoteNeeded",
    "ReportView",
    "Undecided",
    "close_overdue",
    "close_round",
    "consent_to_close",
    "decide",
    "public_log",
    "publish_round",
    "report",
    "reported_comments",
    "reports_on",
    "start_dispositions",
    "waiting_comments",
]
