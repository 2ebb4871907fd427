"""Items that both of two camps like come before those that one of them likes."""

import pytest

from consult.consensus.rules.bridging import Bridging, Rating, as_ratings, bridging_intercept

LIKED_BY = {"all": (1, 1), "left": (1, 0), "right": (0, 1), "nobody": (0, 0)}
TWO_CAMPS = [
    Rating(f"{camp}{person}", item, liked[camp])
    for camp in (0, 1)
    for person in range(5)
    for item, liked in LIKED_BY.items()
]


def found(ratings: list[Rating], **given: int) -> Bridging:
    bridging = bridging_intercept(ratings, **given)
    assert bridging is not None
    return bridging


@pytest.mark.parametrize(("agrees", "worth"), [(True, 2 / 3), (False, 1 / 3)])
def test_a_reservation_is_rated_on_the_side_on_which_the_contract_counts_it(worth: float, *, agrees: bool) -> None:
    ratings = as_ratings(reservations_agree=agrees)
    assert ratings == {"support": 1.0, "can_live_with": 2 / 3, "reservation": worth, "object": 0.0}


def test_what_both_camps_like_comes_first_and_what_one_likes_before_what_nobody_does() -> None:
    items = found(TWO_CAMPS).items
    assert max(items, key=lambda name: items[name].intercept) == "all"
    assert items["all"].intercept > items["left"].intercept > items["nobody"].intercept
    assert items["left"].intercept == pytest.approx(items["right"].intercept, abs=1e-3)


def test_what_one_camp_likes_has_a_large_factor_and_the_other_camp_s_the_opposite_one() -> None:
    items = found(TWO_CAMPS).items
    factors = {name: item.factor for name, item in items.items()}
    assert factors["left"] == pytest.approx(-factors["right"], abs=1e-3)
    assert min(abs(factors["left"]), abs(factors["right"])) > 10 * max(abs(factors["all"]), abs(factors["nobody"]))


@pytest.mark.parametrize("seed", range(6))
def test_any_seed_finds_the_same_within_the_tolerance_and_the_largest_factor_is_positive(seed: int) -> None:
    one, other = found(TWO_CAMPS), found(TWO_CAMPS, seed=seed)
    assert other.has_converged
    assert [item.intercept for item in other.items.values()] == pytest.approx(
        [item.intercept for item in one.items.values()], abs=1e-3
    )
    assert max((item.factor for item in other.items.values()), key=abs) > 0


def test_the_order_of_the_ratings_changes_not_one_digit() -> None:
    assert found(TWO_CAMPS[::-1]) == found(TWO_CAMPS)


def test_the_loss_is_at_its_least_whichever_number_is_moved() -> None:
    """One rater and one item: with μ = i_u = i_n = x and both factors f, e = 1 - 3x - f² is 0.03, x 0.2, f² 0.37."""
    bridging = found([Rating("one", "only", 1)])
    only = bridging.items["only"]
    assert [bridging.mean, only.intercept, only.factor**2] == pytest.approx([0.2, 0.2, 0.37], abs=1e-4)
    assert bridging.loss == pytest.approx(0.03**2 + 0.45 * 0.2**2 + 0.06 * 0.37, abs=1e-9)


def test_an_item_with_fewer_than_five_ratings_has_not_enough_to_be_read() -> None:
    few = [Rating(str(person), "few", 1) for person in range(4)]
    items = found([*few, *(Rating(str(person), "enough", 1) for person in range(5))]).items
    assert (items["few"].has_enough, items["enough"].has_enough) == (False, True)
    assert (items["few"].ratings, items["enough"].ratings) == (4, 5)


def test_a_search_that_is_cut_short_says_that_it_has_not_come_to_rest() -> None:
    cut = found(TWO_CAMPS, sweeps=1)
    assert not cut.has_converged
    assert cut.loss > found(TWO_CAMPS).loss


def test_the_best_of_several_starts_counts() -> None:
    alone = found(TWO_CAMPS, starts=1, sweeps=3).loss
    assert found(TWO_CAMPS, starts=8, sweeps=3).loss <= alone


def test_nobody_s_ratings_bridge_nothing() -> None:
    assert bridging_intercept([]) is None


@pytest.mark.parametrize(
    "ratings", [[Rating("a", "x", 1), Rating("a", "x", 0)], [Rating("a", "x", 1.5)], [Rating("a", "x", float("nan"))]]
)
def test_two_ratings_by_one_rater_and_one_off_the_scale_are_refused(ratings: list[Rating]) -> None:
    with pytest.raises(ValueError, match="one rating from 0 to 1"):
        bridging_intercept(ratings)


@pytest.mark.parametrize("given", [{"starts": 0}, {"sweeps": 0}])
def test_no_start_and_no_sweep_are_refused(given: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="one start and one sweep"):
        bridging_intercept(TWO_CAMPS, **given)
