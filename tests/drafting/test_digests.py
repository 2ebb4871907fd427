"""Digests of clauses and drafts: the same words have the same one, in every installation and for good."""

import hashlib

from consult.drafting.rules import ClauseKind, Part, draft_digest, part_digest, text_digest


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_a_part_s_digest_is_of_its_kind_heading_and_text_in_canonical_json() -> None:
    part = Part(ClauseKind.CLAUSE, "5.2", "Duties", "Audit it – yearly.", parent=3, hint="audit")
    assert part_digest(part) == sha256('{"heading":"Duties","kind":"clause","text":"Audit it – yearly."}')


def test_words_in_one_language_have_a_digest_of_their_own() -> None:
    assert text_digest("Duties", "审计") == sha256('{"heading":"Duties","text":"审计"}')


def test_a_draft_s_digest_changes_with_a_part_its_number_and_its_order() -> None:
    rows = [("u1", "1", "aa"), ("u2", "2", "bb")]
    assert draft_digest(rows) == sha256('[["u1","1","aa"],["u2","2","bb"]]')
    others = [rows[::-1], rows[:1], [("u1", "1", "aa"), ("u2", "3", "bb")], [("u1", "1", "aa"), ("u2", "2", "cc")]]
    assert len({draft_digest(rows), *map(draft_digest, others)}) == 5
    assert draft_digest([]) == sha256("[]")
