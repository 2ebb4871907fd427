"""The largest eigenvalues of a large symmetric matrix of which one knows only what it makes of a few columns."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from consult.consensus.rules.opinion.votes import Floats

NEW, TINY = 1e-8, 1e-300
FAR = 1e3
"""How many times too large a residual must be for the next step's not to be looked at: hardly one step makes up for that."""

Product = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True, eq=False)
class Leading:
    """The largest eigenvalues, falling, with their vectors as columns, and how far the first of them are from true."""

    values: Floats
    vectors: Floats
    residual: float


def krylov(times: Product, start: Floats, *, depth: int, wanted: int = 1, still: float = 0.0) -> Leading:
    """Return the best approximations in the space of start, A start, … A^depth start, by depth + 1 products with A.

    Each column of a step is put at right angles to all before, and the matrix is solved in the space they span
    (Rayleigh and Ritz). `residual` is the largest |A u - λ u| among the wanted, as a part of the largest eigenvalue: an
    eigenvector is off by about that, times the largest eigenvalue over the gap to the next. It ends sooner when the
    residual is at most `still`. Source: block Lanczos (Golub and Underwood, 1977), with the error of Musco and Musco
    (2015).

    Many matrices of one size are searched at once where `start` has a dimension before rows and columns for them, as
    what `times` takes and gives then has, and so have the values and vectors.
    """
    width = start.shape[-1]
    shape = (*start.shape[:-1], width * (depth + 1))
    basis, image = np.zeros(shape), np.empty(shape)
    fresh, is_far = start, False
    for first in range(0, shape[-1], width):
        place = slice(first, first + width)
        for column in range(width):
            basis[..., first + column] = _at_right_angles(fresh[..., column], basis[..., : first + column])
        image[..., place] = fresh = times(basis[..., place])
        if is_far:
            is_far = False
        elif first and still:
            found = _solved(basis[..., : place.stop], image[..., : place.stop], width, wanted)
            if found.residual <= still:
                return found
            is_far = found.residual > FAR * still
    return _solved(basis, image, width, wanted)


def leading(times: Product, start: Floats, *, depth: int, wanted: int, still: float, most: int) -> Leading:
    """Return the largest eigenvalues, sought from one approximation to the next until they are still.

    That is until the residual is at most `still`, or after `most` rounds of depth + 1 products each. Where two
    eigenvalues are equal, or nearly so, any vectors in their plane are as good as others: the search may then end
    before it is still, and what it found follows from its start.
    """
    found = krylov(times, start, depth=depth, wanted=wanted, still=still)
    for _ in range(most - 1):
        if found.residual <= still:
            break
        found = krylov(times, found.vectors, depth=depth, wanted=wanted, still=still)
    return found


def _solved(basis: Floats, image: Floats, width: int, wanted: int) -> Leading:
    small = basis.mT @ image
    values, turned = np.linalg.eigh((small + small.mT) / 2)
    values, turned = values[..., ::-1], turned[..., ::-1]
    vectors = basis @ turned[..., :width]
    off = image @ turned[..., :wanted] - vectors[..., :wanted] * values[..., np.newaxis, :wanted]
    parts = _lengths(off).max(axis=-1) / np.maximum(values[..., 0], TINY)
    return Leading(values[..., :width], vectors, float(parts.max()))


def _at_right_angles(column: Floats, known: Floats) -> Floats:
    """Return what is new in a column beside known ones, with the length 1; nothing where nothing is.

    Twice is enough to take away what rounding leaves (Gram and Schmidt, as Kahan put it); what is less than 1e-8 of a
    column after that is not new.
    """
    upright = column[..., np.newaxis]
    size = _lengths(upright)
    for _ in range(2):
        upright = upright - known @ (known.mT @ upright)
    left = _lengths(upright)
    is_new = left > NEW * size
    return np.where(is_new, upright[..., 0] / np.where(is_new, left, 1), 0.0)


def _lengths(columns: Floats) -> Floats:
    squares: Floats = np.einsum("...rc,...rc->...c", columns, columns)
    return np.sqrt(squares)
