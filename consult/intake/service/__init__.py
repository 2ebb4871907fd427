"""Bringing outside material in: checked whole, written in one transaction, or not at all."""

from consult.intake.service.changes import explain_draft
from consult.intake.service.collecting import RoundTakesNone
from consult.intake.service.comments import Act, Plan, Planned, import_comments, plan_comments
from consult.intake.service.drafts import import_draft, keep_draft
from consult.intake.service.polis import import_polis
from consult.intake.service.returning import ReturnedRow, rows_of_round
from consult.intake.service.runs import ImportRefused
from consult.intake.service.translations import PartsDiffer, keep_translation
from consult.intake.service.uploads import Upload, forget_old_uploads, forget_upload, keep_upload, upload_of

__all__ = [
    "Act",
    "ImportRefused",
    "PartsDiffer",
    "Plan",
    "Planned",
    "ReturnedRow",
    "RoundTakesNone",
    "Upload",
    "explain_draft",
    "forget_old_uploads",
    "forget_upload",
    "import_comments",
    "import_draft",
    "import_polis",
    "keep_draft",
    "keep_translation",
    "keep_upload",
    "plan_comments",
    "rows_of_round",
    "upload_of",
]
