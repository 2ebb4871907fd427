"""Ballots in parallel: one current ballot per seat and item, and receipts that say so."""

from functools import partial

from consult.kernel.ids import new_id
from tests.html import Element
from tests.races.conftest import Race
from tests.server import at_once

ROUNDS = 10
POSTS = 50


def shown_receipt(fragment: Element) -> str:
    """Return the receipt that the ballot shows."""
    (code,) = [each.text for each in fragment.all("code") if len(each.text.replace("-", "")) == 10]
    return code.replace("-", "")


def test_two_delegates_of_one_organisation_who_vote_at_the_same_instant_have_one_ballot_and_two_receipts(
    race: Race,
) -> None:
    people = race.two_delegates()
    browsers = [race.browser(person) for person in people]
    forms = [browser.form(race.ballot_page, race.ballot_page) for browser in browsers]
    for turn in range(1, ROUNDS + 1):
        answers = at_once(
            *(
                partial(browser.post, race.ballot_page, form | {"position": position, "key": new_id()})
                for browser, form, position in zip(browsers, forms, ("support", "object"), strict=True)
            )
        )
        assert [answer.status for answer in answers] == [200, 200]
        (ballot,) = race.ballots(people[0]).values()
        acts = race.acts(people[0])
        assert ballot.version == 2 * turn
        assert [act.version for act in acts[:2]] == [2 * turn, 2 * turn - 1]
        assert {act.person_id for act in acts[:2]} == set(people)
        assert acts[0].position == ballot.position
        assert acts[0].receipt == ballot.receipt
        assert acts[0].receipt != acts[1].receipt


def test_fifty_parallel_posts_of_one_ballot_are_one_vote_with_one_receipt(race: Race) -> None:
    citizen = race.scene.people["citizen"]
    browser = race.browser(citizen)
    sent = browser.form(race.ballot_page, race.ballot_page) | {"position": "reservation"}
    answers = at_once(*[partial(browser.post, race.ballot_page, sent)] * POSTS)
    assert [answer.status for answer in answers] == [200] * POSTS
    (act,) = race.acts(citizen)
    assert {shown_receipt(answer.root) for answer in answers} == {act.receipt}
    (ballot,) = race.ballots(citizen).values()
    assert (ballot.position, ballot.version) == ("reservation", 1)


def test_fifty_parallel_changes_of_mind_leave_one_ballot_and_every_act(race: Race) -> None:
    citizen = race.scene.people["citizen"]
    browser = race.browser(citizen)
    form = browser.form(race.ballot_page, race.ballot_page)
    words = ["support", "can_live_with", "reservation", "object", "no_opinion"]
    posts = [form | {"position": words[place % 5], "key": new_id()} for place in range(POSTS)]
    answers = at_once(*(partial(browser.post, race.ballot_page, sent) for sent in posts))
    assert [answer.status for answer in answers] == [200] * POSTS
    acts = race.acts(citizen)
    assert sorted(act.version for act in acts) == list(range(1, POSTS + 1))
    assert len({act.receipt for act in acts}) == POSTS
    (ballot,) = race.ballots(citizen).values()
    assert (ballot.version, ballot.position) == (POSTS, max(acts, key=lambda act: act.version).position)
