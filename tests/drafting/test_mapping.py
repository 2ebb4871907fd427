"""What became of each clause, corrected by a person: kinds follow from the words, and identities follow the mapping."""

from collections import defaultdict

import pytest

from consult.consultations.service import ConsultationView
from consult.drafting import service as drafting
from consult.drafting.rules import ClauseKind
from consult.drafting.rules.mapping import Misfit, identities, misfit, nearest, with_origins, with_successors
from consult.drafting.rules.outline import Entry
from consult.drafting.rules.wording import Words
from consult.drafting.service import DraftView
from consult.kernel.errors import NotFound
from tests.world import World

LOGGED = "Everything is logged and kept for ten years."
HEARD = "Whoever is harmed is heard and made whole."
OTHER = "Bread is baked before dawn by those who rise early."


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    return world.a_consultation()


def numbered(world: World, draft: DraftView) -> dict[str, str]:
    """Return the identity of each part by its number."""
    with world.reading():
        return {one.number: one.uid for one in drafting.clauses_of(draft, lang="en")}


def lineage(world: World, draft: DraftView) -> dict[str, list[tuple[str | None, str | None]]]:
    found = defaultdict(list)
    with world.reading():
        for kind, origin, successor in drafting.list_lineage(draft.consultation_id, draft.id):
            found[kind].append((origin, successor))
    return dict(found)


def come_from(world: World, draft: DraftView, number: str, *origins: str) -> None:
    with world.acting():
        drafting.set_origins(
            consultation_id=draft.consultation_id,
            draft_id=draft.id,
            clause_uid=numbered(world, draft)[number],
            origins=origins,
        )


def test_a_clause_that_was_taken_for_new_goes_on_as_the_one_it_comes_from(
    world: World, consultation: ConsultationView
) -> None:
    first = world.a_draft(consultation, f"{LOGGED}\n\n{HEARD}")
    second = world.a_draft(consultation, f"{OTHER}\n\n{HEARD}", is_published=False)
    logged = numbered(world, first)["1"]
    assert set(lineage(world, second)) == {"new", "unchanged", "deleted"}
    come_from(world, second, "1", logged)
    assert numbered(world, second)["1"] == logged
    assert lineage(world, second)["edited"] == [(logged, logged)]
    assert set(lineage(world, second)) == {"edited", "unchanged"}


def test_a_clause_that_is_new_after_all_gets_an_identity_of_its_own(
    world: World, consultation: ConsultationView
) -> None:
    first = world.a_draft(consultation, f"{LOGGED}\n\n{HEARD}")
    second = world.a_draft(consultation, f"{LOGGED}\n\n{HEARD}", is_published=False)
    come_from(world, second, "1")
    assert numbered(world, second)["1"] not in numbered(world, first).values()
    assert lineage(world, second)["deleted"] == [(numbered(world, first)["1"], None)]
    assert lineage(world, second)["new"] == [(None, numbered(world, second)["1"])]


def test_two_clauses_that_were_taken_for_each_other_change_places(world: World, consultation: ConsultationView) -> None:
    first = world.a_draft(consultation, f"{LOGGED}\n\n{HEARD}")
    second = world.a_draft(consultation, f"{LOGGED}\n\n{HEARD}", is_published=False)
    old = numbered(world, first)
    come_from(world, second, "1")
    come_from(world, second, "2", old["1"])
    come_from(world, second, "1", old["2"])
    assert numbered(world, second) == {"1": old["2"], "2": old["1"]}
    assert set(lineage(world, second)) == {"edited"}


def test_of_a_clause_that_was_split_one_part_goes_on_and_of_clauses_put_together_one(
    world: World, consultation: ConsultationView
) -> None:
    first = world.a_draft(consultation, f"{LOGGED}\n\n{HEARD}")
    second = world.a_draft(consultation, f"{LOGGED}\n\n{OTHER}\n\n{HEARD}", is_published=False)
    old = numbered(world, first)
    come_from(world, second, "2", old["1"])
    assert sorted(lineage(world, second)["split"]) == sorted((old["1"], numbered(world, second)[one]) for one in "12")
    assert numbered(world, second)["1"] == old["1"]
    come_from(world, second, "2", old["1"], old["2"])
    assert {origin for origin, _ in lineage(world, second)["merged"]} == set(old.values())


def test_a_clause_of_the_draft_before_can_be_given_its_successors(world: World, consultation: ConsultationView) -> None:
    first = world.a_draft(consultation, f"{LOGGED}\n\n{HEARD}")
    second = world.a_draft(consultation, f"{OTHER}\n\n{HEARD}", is_published=False)
    logged, new = numbered(world, first)["1"], numbered(world, second)["1"]
    scope = {"consultation_id": consultation.id, "draft_id": second.id, "clause_uid": logged}
    with world.acting():
        drafting.set_successors(**scope, successors=[new])
    assert numbered(world, second)["1"] == logged
    with world.acting():
        drafting.set_successors(**scope, successors=[])
    assert lineage(world, second)["deleted"] == [(logged, None)]
    assert numbered(world, second)["1"] != logged


def test_an_explicit_id_goes_with_the_part_that_bears_it(world: World, consultation: ConsultationView) -> None:
    first = world.a_draft(consultation, f"{LOGGED}\n\n{HEARD}")
    second = world.a_draft(consultation, f"{OTHER} {{#bread}}\n\n{HEARD}", is_published=False)
    come_from(world, second, "1", numbered(world, first)["1"])
    world.published(second)
    third = world.a_draft(consultation, f"{HEARD}\n\nNothing like it. {{#bread}}")
    assert numbered(world, third)["2"] == numbered(world, first)["1"]


def test_what_cannot_be_is_refused_and_changes_nothing(world: World, consultation: ConsultationView) -> None:
    first = world.a_draft(consultation, f"# Records\n\n{LOGGED} {{#log}}\n\n{HEARD}")
    second = world.a_draft(consultation, f"# Bread\n\n{OTHER} {{#bread}}\n\n{HEARD}", is_published=False)
    old, before = numbered(world, first), lineage(world, second)
    with pytest.raises(drafting.OtherKind):
        come_from(world, second, "1.1", old["1"])
    with pytest.raises(drafting.OtherId):
        come_from(world, second, "1.1", old["1.1"])
    with pytest.raises(NotFound):
        come_from(world, second, "1.1", numbered(world, second)["1.1"])
    assert lineage(world, second) == before
    with pytest.raises(drafting.DraftPublished):
        come_from(world, first, "1.1", old["1"])
    other = world.a_draft(world.a_consultation(), LOGGED, is_published=False)
    with pytest.raises(drafting.NoDraftBefore):
        come_from(world, other, "1")


def test_a_correction_takes_back_that_the_lineage_was_confirmed(world: World, consultation: ConsultationView) -> None:
    first = world.a_draft(consultation, f"{LOGGED}\n\n{HEARD}")
    second = world.a_draft(consultation, f"{OTHER}\n\n{HEARD}", is_published=False)
    world.explained(second)
    with world.reading():
        assert drafting.lacks_of(consultation.id, second.id) == []
    come_from(world, second, "1", numbered(world, first)["1"])
    with world.reading():
        lacks = {str(one.lack): one.clauses for one in drafting.lacks_of(consultation.id, second.id)}
        said = drafting.changes_of(consultation.id, second.id)
    assert set(lacks) == {"confirmation"}, "what was said of the new clause is said of the edited one"
    assert set(said) == {numbered(world, first)["1"]}, "nothing is taken out any more"


def entry(uid: str, text: str, kind: ClauseKind = ClauseKind.CLAUSE) -> Entry:
    return Entry(uid, kind, None, uid, Words("", text))


def test_nearest_are_the_clauses_with_most_words_in_common_and_never_a_heading() -> None:
    old = [
        entry("a", LOGGED),
        entry("b", HEARD),
        Entry("c", ClauseKind.PRINCIPLE, None, "c", Words(LOGGED, "")),
    ]
    found = nearest(old, entry("x", "Everything is logged."))
    assert [one.uid for one in found][:1] == ["a"]
    assert "c" not in {one.uid for one in found}


def test_a_part_takes_over_the_origin_it_has_most_in_common_with() -> None:
    old, new = [entry("a", LOGGED)], [entry("x", OTHER), entry("y", "Everything is logged and kept.")]
    assert identities(old, new, {("a", "x"), ("a", "y")}) == {"y": "a"}
    assert identities(old, [entry("a", OTHER)], set()) == {"a": None}
    assert identities(old, new, {("a", "y")}, {"a", "y"}) == {}, "two explicit ids are two clauses"


def test_what_is_said_of_one_clause_leaves_the_links_of_all_others() -> None:
    links = {("a", "x"), ("b", "x"), ("b", "y"), ("c", "z")}
    assert with_origins(links, "x", ["c"]) == {("c", "x"), ("b", "y"), ("c", "z")}
    assert with_origins(links, "x", []) == {("b", "y"), ("c", "z")}
    assert with_successors(links, "b", ["z"]) == {("a", "x"), ("b", "z"), ("c", "z")}
    assert with_successors(links, "b", []) == {("a", "x"), ("c", "z")}


def test_a_heading_comes_from_no_clause_and_a_clause_with_an_id_goes_on_as_no_other_with_one() -> None:
    old, new, heading = entry("a", LOGGED), entry("x", LOGGED), entry("h", "", ClauseKind.PRINCIPLE)
    unnamed = (None, None)
    for one, other in ((old, heading), (heading, new)):
        assert misfit(one, other, ids=unnamed, is_alone=True) is Misfit.OTHER_KIND
    assert misfit(old, new, ids=("log", "bread"), is_alone=True) is Misfit.OTHER_ID
    assert misfit(old, new, ids=("log", "bread"), is_alone=False) is None, "one of several origins gives no identity"
    assert misfit(old, old, ids=("log", "log"), is_alone=True) is None
    for ids in (unnamed, ("log", None), (None, "bread")):
        assert misfit(old, new, ids=ids, is_alone=True) is None
