"""Panels: rounds of ratings that follow one another, in which each seat is told what the panel said before."""

from collections.abc import Callable, Sequence


def run_of_ratings(are_ratings: Sequence[bool], most: Callable[[int], int]) -> range:
    """Return the places of the rounds that make one panel with the last of these; empty if that rates nothing.

    `are_ratings` says of each round, first to last, whether seats rate in it; a round of another kind ends a panel.
    `most` says of a round how many a panel may have that begins with it: one that has had them all is over, and the
    next round of ratings begins another. Example: four rounds of ratings, of which a panel may have three, are a panel
    of three and one that begins.
    """
    end = len(are_ratings)
    start = end
    while start and are_ratings[start - 1]:
        start -= 1
    while start < end and end - start > most(start):
        start += most(start)
    return range(start, end)
