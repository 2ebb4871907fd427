"""What the analysis of opinions is held to on planted conversations: groups that are there, and noise without any.

The ordinary tests take a few of these, `make prove` all of them over many seeds, `make bench-consensus` prints figures.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consult.consensus.rules.opinion import Analysis, VoteMatrix, analyse
from tests.consensus.likeness import likeness
from tests.consensus.planted import Noise, Planted, a_conversation

RECOVERED = 0.95
"""The adjusted Rand index from which on planted groups count as recovered."""
UNEQUAL = (0.6, 0.3, 0.1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A kind of planted conversation; one group is noise."""

    participants: int
    statements: int
    density: float = 1.0
    at_least: int = 0
    groups: int = 1
    sizes: tuple[float, ...] = ()
    noise: Noise = "alike"
    uneven: float = 0.0

    @property
    def name(self) -> str:
        """The case in a few words."""
        noise = {"alike": "noise", "line": "one line without a gap"}
        what = f"{self.groups} groups" if self.groups > 1 else noise[self.noise]
        parts = (
            f"{what}{' of unequal size' if self.sizes else ''}",
            f"{self.participants:,} × {self.statements:,}",
            f"{self.density:.0%} seen{f', at least {self.at_least}' if self.at_least else ''}",
            *(["by some far more than by others"] if self.uneven else []),
        )
        return ", ".join(parts)

    def planted(self, seed: int) -> Planted:
        """Return one conversation of this kind."""
        return a_conversation(
            self.participants,
            self.statements,
            groups=self.groups,
            sizes=self.sizes,
            density=self.density,
            at_least=self.at_least,
            uneven=self.uneven,
            noise=self.noise,
            seed=seed,
        )


def votes_of(made: Planted) -> VoteMatrix:
    """Return a planted conversation as the analysis takes it; ids are numbers."""
    return VoteMatrix.of_arrays(
        tuple(map(str, range(len(made.groups)))),
        tuple(map(str, range(made.statements))),
        rows=made.rows,
        columns=made.columns,
        values=made.values,
    )


def analysed(case: Case, seed: int) -> tuple[Analysis, float]:
    """Return what is found in one conversation of a kind, and how like the planted groups the found ones are."""
    made = case.planted(seed)
    found = analyse(votes_of(made))
    planted = {str(place): group for place, group in enumerate(made.groups.tolist())}
    return found, likeness(found.members, planted) if found.groups else 0.0


def groups_to_recover(
    participants: Sequence[int] = (1_000,), groups: Sequence[int] = (2, 3), *, unequal: bool = False
) -> Iterator[Case]:
    """Yield the kinds of conversation whose groups must be recovered: at 100 % and 20 % seen, and at 5 % with 30 votes."""
    for people in participants:
        for number in groups:
            sizes = UNEQUAL[:number] if unequal else ()
            yield Case(participants=people, statements=200, groups=number, sizes=sizes)
            yield Case(participants=people, statements=200, density=0.2, groups=number, sizes=sizes)
            yield Case(participants=people, statements=1_000, density=0.05, at_least=30, groups=number, sizes=sizes)


def noise_without_groups(participants: Sequence[int] = (100, 1_000)) -> Iterator[Case]:
    """Yield kinds of conversation in which there is nothing to find."""
    for people in participants:
        for statements, density in ((30, 1.0), (200, 1.0), (200, 0.2), (1_000, 0.05)):
            for uneven in (0.0, 1.0):
                yield Case(participants=people, statements=statements, density=density, uneven=uneven)


def beyond_what_is_held() -> Iterator[Case]:
    """Yield kinds of conversation that show where the analysis ends: nobody is held to these."""
    yield Case(participants=200, statements=1_000, density=0.05, at_least=30, groups=3)
    yield Case(participants=1_000, statements=200, groups=4)
    yield Case(participants=1_000, statements=200, density=0.2, groups=4)
    yield Case(participants=1_000, statements=200, noise="line")
    yield Case(participants=1_000, statements=200, density=0.2, noise="line")
