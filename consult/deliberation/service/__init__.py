"""Use cases of comments and statements."""

from consult.deliberation.service.posting import (
    CommentEmpty,
    CommentTooLong,
    Posted,
    QuoteNotFound,
    TextRefused,
    add_comment,
    set_moderation,
)
from consult.deliberation.service.reading import (
    CommentPage,
    CommentView,
    awaiting_review,
    comment_counts,
    comment_for_review,
    comments_by,
    comments_by_id,
    comments_on,
    count_awaiting_review,
    count_undecided,
    get_comment,
)
from consult.deliberation.service.statements import (
    NewStatement,
    StatementView,
    add_statements,
    list_statements,
)

__all__ = [
    "CommentEmpty",
    "CommentPage",
    "CommentTooLong",
    "CommentView",
    "NewStatement",
    "Posted",
    "QuoteNotFound",
    "StatementView",
    "TextRefused",
    "add_comment",
    "add_statements",
    "awaiting_review",
    "comment_counts",
    "comment_for_review",
    "comments_by",
    "comments_by_id",
    "comments_on",
    "count_awaiting_review",
    "count_undecided",
    "get_comment",
    "list_statements",
    "set_moderation",
]
