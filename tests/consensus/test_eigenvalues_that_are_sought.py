"""The largest eigenvalues of a large matrix are found by multiplying with it a few times."""

import numpy as np
import pytest
from numpy.typing import NDArray

from consult.consensus.rules.opinion.krylov import krylov, leading

SIZE = 200


def a_matrix(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a symmetric matrix with these eigenvalues."""
    turned = np.linalg.qr(np.random.default_rng(1).normal(size=(len(values), len(values))))[0]
    whole: NDArray[np.float64] = (turned * values) @ turned.T
    return whole


def a_start(width: int) -> NDArray[np.float64]:
    return np.random.default_rng(2).normal(size=(SIZE, width))


def test_few_products_find_eigenvalues_that_stand_out() -> None:
    matrix = a_matrix(np.array([50.0, 30.0, *np.linspace(1, 5, SIZE - 2)]))
    found = krylov(lambda block: matrix @ block, a_start(4), depth=8, wanted=2)
    assert found.values[:2] == pytest.approx([50, 30], rel=1e-9)
    assert np.linalg.norm(matrix @ found.vectors[:, :2] - found.vectors[:, :2] * [50, 30]) < 1e-4


def test_the_search_goes_on_until_it_is_still_and_no_further() -> None:
    matrix, asked = a_matrix(np.array([50.0, 48.0, *np.linspace(1, 40, SIZE - 2)])), [0]

    def times(block: NDArray[np.float64]) -> NDArray[np.float64]:
        asked[0] += 1
        return matrix @ block

    found = leading(times, a_start(4), depth=4, wanted=2, still=1e-8, most=50)
    assert found.residual <= 1e-8
    assert found.values[:2] == pytest.approx([50, 48], rel=1e-10)
    assert 5 < asked[0] < 250


def test_a_search_that_is_never_still_ends() -> None:
    matrix = a_matrix(np.linspace(40, 50, SIZE))
    assert leading(lambda block: matrix @ block, a_start(2), depth=2, wanted=2, still=1e-12, most=3).residual > 1e-12


def test_one_column_is_enough_for_the_largest() -> None:
    matrix = a_matrix(np.array([50.0, *np.linspace(1, 5, SIZE - 1)]))
    assert krylov(lambda block: matrix @ block, a_start(1), depth=6).values == pytest.approx([50], rel=1e-6)


@pytest.mark.parametrize("width", [1, 3])
def test_a_matrix_of_low_rank_has_no_more_eigenvalues_than_that(width: int) -> None:
    matrix = a_matrix(np.array([7.0, *np.zeros(SIZE - 1)]))
    found = krylov(lambda block: matrix @ block, a_start(width), depth=4)
    assert found.values == pytest.approx([7, *[0] * (width - 1)], abs=1e-9)
