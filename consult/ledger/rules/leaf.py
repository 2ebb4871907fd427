"""A leaf of the log: a flat object in canonical JSON, decoded only if it encodes to the same bytes."""

import hashlib
import json
import re
from collections.abc import Mapping
from enum import StrEnum

import rfc8785

MOST_BYTES = 4096
LEAF_PREFIX = b"\x00"
VERSION = 1
REQUIRED = frozenset({"v", "log", "at", "type", "role", "c"})
OPTIONAL = frozenset({"round", "subject", "actor", "ref"})
SHAPES: Mapping[str, re.Pattern[str]] = {
    "at": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z"),
    "c": re.compile(r"[0-9a-f]{64}"),
    "actor": re.compile(r"[0-9a-f]{64}|org:.+"),
    "ref": re.compile(r"[0-9a-f]{64}"),
}
"""How members that have one spelling are spelt: moments, commitments, hashes. The others are any text."""


class LeafType(StrEnum):
    """What kind of act a leaf records."""

    CONSULTATION_CREATE = "consultation.create"
    CONSULTATION_ANNOUNCE = "consultation.announce"
    CONSULTATION_CHANGE = "consultation.change"
    POLICY_SET = "policy.set"
    NOTICE_PUBLISH = "notice.publish"
    KEY_ROTATE = "key.rotate"
    ROLE_GRANT = "role.grant"
    ROLE_REVOKE = "role.revoke"
    SEAT_ADMIT = "seat.admit"
    SEAT_VERIFY = "seat.verify"
    TARGET_SET = "target.set"
    MEMBER_ROLE = "member.role"
    MEMBER_ABSENCE = "member.absence"
    MEMBER_LEAVE = "member.leave"
    MEMBER_REMOVE = "member.remove"
    MEMBER_MOVE = "member.move"
    JOIN_CODE_RENEW = "join_code.renew"
    DOMAIN_INVITE = "domain.invite"
    INVITATION_SEND = "invitation.send"
    INVITATION_WITHDRAW = "invitation.withdraw"
    SEAT_EVIDENCE = "seat.evidence"
    DELEGATION_MODE = "delegation.mode"
    DELEGATION_RELEASE = "delegation.release"
    DRAFT_PUBLISH = "draft.publish"
    DRAFT_STAGE = "draft.stage"
    CLAUSE_NEGOTIATE = "clause.negotiate"
    MEETING_PUBLISH = "meeting.publish"
    TEXT_ADOPT = "text.adopt"
    TEXT_CORRECT = "text.correct"
    POSITION_NOTE = "position.note"
    CLAUSE_CREATE = "clause.create"
    CLAUSE_REVISE = "clause.revise"
    LINEAGE_CONFIRM = "lineage.confirm"
    CHANGE_CONFIRM = "change.confirm"
    TRANSLATION_PUBLISH = "translation.publish"
    TRANSLATION_REPORT = "translation.report"
    TRANSLATION_ANSWER = "translation.answer"
    CONCORDANCE_CONFIRM = "concordance.confirm"
    ROUND_ANNOUNCE = "round.announce"
    ROUND_OPEN = "round.open"
    RULE_CHANGE = "rule.change"
    ROUND_REMIND = "round.remind"
    ROUND_EXTEND = "round.extend"
    ROUND_CLOSE = "round.close"
    ROUND_DISPOSITIONS = "round.dispositions"
    ROUND_PUBLISH = "round.publish"
    ROUND_ARCHIVE = "round.archive"
    ROUND_CANCEL = "round.cancel"
    COMMENT_CREATE = "comment.create"
    COMMENT_EDIT = "comment.edit"
    COMMENT_WITHDRAW = "comment.withdraw"
    COMMENT_TRANSLATE = "comment.translate"
    COMMENT_ALSO = "comment.also"
    SUGGESTION_CREATE = "suggestion.create"
    SUGGESTION_STANCE = "suggestion.stance"
    STATEMENT_CREATE = "statement.create"
    STATEMENT_WITHDRAW = "statement.withdraw"
    OBJECTION_CREATE = "objection.create"
    OBJECTION_COSIGN = "objection.cosign"
    OBJECTION_ACKNOWLEDGE = "objection.acknowledge"
    OBJECTION_ANSWER = "objection.answer"
    OBJECTION_SUSTAIN = "objection.sustain"
    OBJECTION_RESOLVE = "objection.resolve"
    OBJECTION_WITHDRAW = "objection.withdraw"
    OBJECTION_OVERRULE = "objection.overrule"
    MODERATION_REVIEW = "moderation.review"
    MODERATION_HIDE = "moderation.hide"
    MODERATION_RESTORE = "moderation.restore"
    DISPOSITION_PROPOSE = "disposition.propose"
    DISPOSITION_APPROVE = "disposition.approve"
    DISPOSITION_WITHDRAW = "disposition.withdraw"
    DISPOSITION_SATISFACTION = "disposition.satisfaction"
    OUTCOME_DECLARE = "outcome.declare"
    DECISION_MAKER_ADD = "decision_maker.add"
    DECISION_MAKER_END = "decision_maker.end"
    VOTE_CAST = "vote.cast"
    VOTE_RECORDED = "vote.recorded"
    VOTE_REASON = "vote.reason"
    BALLOT_CARRY = "ballot.carry"
    BALLOT_BATCH = "ballot.batch"
    IMPORT_BATCH = "import.batch"
    REGISTER_ROOT = "register.root"
    TALLY_PUBLISH = "tally.publish"
    EXPORT_PUBLISH = "export.publish"
    CONTENT_ERASE = "content.erase"
    CHECKPOINT_ANCHOR = "checkpoint.anchor"
    CLOCK_SKEW = "clock.skew"


class LeafRefused(ValueError):
    """What was given is not a leaf in its one spelling."""


def encode_leaf(leaf: Mapping[str, str | int]) -> bytes:
    """Return the canonical bytes of a leaf.

    Refuses missing or unknown members, another version or type, anything but text in the other members (`v` alone
    is a number), NUL, text that is not Unicode, another spelling of a moment or a hash, and more than 4 KiB.
    """
    names = set(leaf)
    if not names >= REQUIRED or not names <= REQUIRED | OPTIONAL:
        raise LeafRefused(f"members {sorted(names)}")
    if type(leaf["v"]) is not int or leaf["v"] != VERSION:
        raise LeafRefused("another version")
    for name in names - {"v"}:
        _require_text(name, leaf[name])
    if leaf["type"] not in set(LeafType):
        raise LeafRefused("an unknown type")
    encoded = _canonical(dict(leaf))
    if len(encoded) > MOST_BYTES:
        raise LeafRefused("larger than 4 KiB")
    return encoded


def decode_leaf(data: bytes) -> dict[str, str | int]:
    """Return the leaf that these bytes hold; refuses bytes that are not the one spelling of a leaf."""
    try:
        leaf = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise LeafRefused("not JSON") from error
    if not isinstance(leaf, dict) or encode_leaf(leaf) != data:
        raise LeafRefused("not canonical")
    return leaf


def leaf_hash(data: bytes) -> bytes:
    """Return the RFC 9162 hash of a leaf's bytes: SHA-256 over 0x00 and the bytes."""
    return hashlib.sha256(LEAF_PREFIX + data).digest()


def _require_text(name: str, value: object) -> None:
    if not isinstance(value, str):
        raise LeafRefused(f"{name} is not a text")
    if "\x00" in value:
        raise LeafRefused(f"{name} holds NUL")
    if name in SHAPES and SHAPES[name].fullmatch(value) is None:
        raise LeafRefused(f"{name} is not spelt as usual")


def _canonical(value: dict[str, str | int]) -> bytes:
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise LeafRefused("no canonical form") from error
