"""Two workers that make a live picture at the same time: one of them is kept, so that no picture moves by one answer."""

from consult.consensus.service.live import renew_picture
from consult.rounds.rules.contract import Reveal
from tests.consensus.scenes import a_statement_round
from tests.consensus.test_live_pictures import figures, picture, renewed, voters
from tests.world import World


def test_a_picture_made_of_an_older_one_is_dropped(world: World) -> None:
    rows = ["agree agree"] * 10 + ["disagree disagree"] * 10
    consultation, one, _ = a_statement_round(world, ["One.", "Two."], {"citizen": rows}, terms={"reveal": Reveal.LIVE})
    renewed(world, one)
    item, (*first, last) = world.items(one)[0], voters(world, consultation, 6)
    for place, person in enumerate(first):
        world.a_vote(one, person, "disagree" if place % 2 else "agree", item=item)
    payload = {"consultation_id": one.consultation_id, "round_id": one.id}
    with world.reading():
        keep_first = renew_picture(payload)
    world.a_vote(one, last, "disagree", item=item)
    with world.reading():
        keep_second = renew_picture(payload)
    for keep in (keep_first, keep_second):
        with world.acting():
            keep()
        assert figures(picture(world, one))[0] == (13, 12, 0, 25)
    with world.reading():
        keep_third = renew_picture(payload)
    with world.acting():
        keep_third()
    assert figures(picture(world, one))[0] == (13, 12, 0, 25), "one answer more is not enough for the next"
