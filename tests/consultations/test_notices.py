"""The legal notices: complete in every language, one version for all of them, accepted as they stand."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consultations import service as consultations
from consult.consultations.rules.notices import LONGEST, digest, has_gaps, missing, plain, tidied, too_long
from consult.consultations.service import ConsultationView, NoticesIncomplete, NoticesMissing, NoticesTooLong, Section
from consult.kernel.errors import NotFound
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from tests.world import NOTICES, World

OTHER = {**NOTICES, Section.HOSTING: "In Namibia, by the assembly itself."}


def publish(world: World, made: ConsultationView, person: str | None = None, **contents: dict[Section, str]) -> int:
    with world.acting():
        return consultations.publish_notices(consultation_id=made.id, contents=contents, by_person=person)


def test_notices_are_complete_when_every_section_says_something() -> None:
    assert missing(NOTICES) == ()
    assert missing({}) == tuple(Section)
    silent = {**NOTICES, Section.HOSTING: " \r\n\u200b", Section.RETENTION_VOTES: "…"}
    assert missing(silent) == (Section.HOSTING, Section.RETENTION_VOTES)


@pytest.mark.parametrize("section", Section)
def test_each_section_is_asked_for_and_has_a_length(section: Section) -> None:
    assert missing({**NOTICES, section: ""}) == (section,)
    assert too_long({**NOTICES, section: "x" * LONGEST[section]}) == ()
    assert too_long({**NOTICES, section: "x" * (LONGEST[section] + 1)}) == (section,)


@given(st.text())
def test_plain_text_has_one_form(typed: str) -> None:
    once = plain(typed)
    assert plain(once) == once
    assert not set(once) & {"\r", "\x00", "\x1b"}


def test_plain_text_keeps_its_lines_and_loses_what_cannot_be_read() -> None:
    assert plain("  Who?\r\nWe do.  \rAlways.\x00\n\n") == "Who?\nWe do.\nAlways."


def test_square_brackets_mark_what_is_still_to_be_filled_in() -> None:
    assert has_gaps("We keep it in [country].")
    assert not has_gaps("We keep it in Namibia (see above) ] [")


def test_the_fingerprint_is_that_of_the_canonical_json() -> None:
    content = {str(section): text for section, text in NOTICES.items()}
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert digest(tidied(NOTICES)) == hashlib.sha256(canonical.encode()).hexdigest()


def test_all_languages_have_one_version_which_changes_only_when_something_does(world: World) -> None:
    made = world.a_consultation(has_notices=False)
    assert publish(world, made, en=NOTICES) == 1
    assert publish(world, made, en={**NOTICES, Section.HOSTING: f" {NOTICES[Section.HOSTING]}\r\n"}) == 1
    assert publish(world, made, en=NOTICES, ar=OTHER) == 2
    assert publish(world, made, ar=OTHER) == 2
    assert publish(world, made, ar=NOTICES) == 3
    with world.reading():
        found = consultations.notices_of(made.id)
    assert found is not None
    assert (found.version, list(found.by_language)) == (3, ["en", "ar"])
    assert {one.version for one in found.by_language.values()} == {3}
    assert found.by_language["en"].content == NOTICES == found.by_language["ar"].content
    assert found.by_language["ar"].sha256 == digest(NOTICES)


def test_each_version_is_on_record_with_the_fingerprint_of_every_language(world: World) -> None:
    person = world.a_person()
    made = world.a_consultation(has_notices=False)
    publish(world, made, person, en=NOTICES)
    publish(world, made, person, en=NOTICES)
    publish(world, made, person, ar=OTHER)
    with world.acting():
        ledger.drain(made.id)
    with world.reading():
        acts = [act for act in ledger.replay(made.id) if act.leaf["type"] == LeafType.NOTICE_PUBLISH]
    assert [(act.content, act.leaf["role"], act.actor) for act in acts] == [
        ({"version": 1, "sha256": {"en": digest(NOTICES)}}, "organiser", person),
        ({"version": 2, "sha256": {"ar": digest(OTHER), "en": digest(NOTICES)}}, "organiser", person),
    ]


def test_incomplete_or_endless_notices_are_refused_by_section_and_language(world: World) -> None:
    made = world.a_consultation(has_notices=False)
    with pytest.raises(NoticesIncomplete) as refused:
        publish(world, made, en=NOTICES, ar={**NOTICES, Section.RECIPIENTS: "  "})
    assert refused.value.facts == {"section": Section.RECIPIENTS, "language": "العربية"}
    assert refused.value.field == "recipients-ar"
    with pytest.raises(NoticesTooLong) as refused_too:
        publish(world, made, en={**NOTICES, Section.MINIMUM_AGE: "x" * 501})
    assert refused_too.value.field == "minimum_age-en"
    with world.reading():
        assert consultations.notices_of(made.id) is None


def test_notices_are_read_in_the_reader_s_language_else_in_the_consultation_s_own_else_in_any(world: World) -> None:
    made = world.a_consultation(has_notices=False, language="fr")
    with world.reading():
        assert consultations.notice_for(made.id, "en") is None
    publish(world, made, ar=NOTICES)
    publish(world, made, fr=NOTICES, sw=NOTICES)
    with world.reading():
        shown = {lang: consultations.notice_for(made.id, lang) for lang in ("ar", "en")}
    assert {lang: one.lang for lang, one in shown.items() if one} == {"ar": "ar", "en": "fr"}


def test_a_round_s_languages_all_need_notices(world: World) -> None:
    made = world.a_consultation(has_notices=False)
    publish(world, made, en=NOTICES)
    with world.reading():
        consultations.require_notices(made.id, ["en"])
        with pytest.raises(NoticesMissing) as refused:
            consultations.require_notices(made.id, ["en", "ar", "zh-Hans"])
    assert refused.value.facts == {"languages": "العربية, 中文 (简体)"}
    with world.reading(), pytest.raises(NoticesMissing):
        consultations.require_notices(world.a_consultation(has_notices=False).id, ["en"])


def test_an_acceptance_says_which_version_in_which_language_and_ends_with_the_next_version(world: World) -> None:
    made, person = world.a_consultation(), world.a_person()
    scope = {"consultation_id": made.id, "person_id": person}
    with world.reading():
        assert consultations.acceptance_of(made.id, person) is None
    for lang in ("ar", "en"):
        with world.acting():
            consultations.accept_notices(**scope, lang=lang)
    with world.reading():
        first = consultations.acceptance_of(made.id, person)
    assert first is not None
    assert (first.version, first.lang, first.is_current) == (1, "en", True)
    publish(world, made, ar=OTHER)
    with world.reading():
        outdated = consultations.acceptance_of(made.id, person)
    assert outdated is not None
    assert (outdated.version, outdated.at, outdated.is_current) == (1, first.at, False)
    with world.acting():
        consultations.accept_notices(**scope, lang="ar")
        newest = consultations.acceptance_of(made.id, person)
    assert newest is not None
    assert (newest.version, newest.lang, newest.is_current) == (2, "ar", True)


def test_nobody_accepts_what_is_not_there_or_no_longer_stands(world: World) -> None:
    made, person = world.a_consultation(has_notices=False), world.a_person()
    scope = {"consultation_id": made.id, "person_id": person, "lang": "en"}
    with pytest.raises(NotFound), world.acting():
        consultations.accept_notices(**scope)
    publish(world, made, en=NOTICES)
    publish(world, made, en=OTHER)
    with pytest.raises(consultations.NoticesChanged), world.acting():
        consultations.accept_notices(**scope, seen=1)
    with world.acting():
        consultations.accept_notices(**scope, seen=2)
