"""Conversations in which nothing can be found say so in words, on every page: never an error, NaN or a lone 0 %."""

import re
from collections.abc import Callable, Mapping, Sequence

import pytest

from consult.intake import service as intake
from tests.client import Client, Page
from tests.consensus.scenes import CATEGORIES, a_statement_round
from tests.intake.exports import an_export
from tests.world import World

STATEMENTS = ("Machines may vote.", "People may overrule machines.", "Clocks may stop.")
NO_FIGURE = re.compile(r"\b(nan|NaN|inf|Infinity|None(?! of)|null|undefined)\b|(?<!\d)0\s?%(?! of \d)")
"""What must not stand on a page: what is no number, and nothing of nobody; of six who took a side, 0 % is a figure."""
Scene = Callable[[World], str]
Words = Mapping[str, str]


def answered(*rows: str) -> Scene:
    """Return the scene of a round of our own in which citizens answered so."""

    def build(world: World) -> str:
        _, one, _ = a_statement_round(world, STATEMENTS, {"citizen": rows} if rows else {}, slug="little")
        world.closed(one)
        return "/en/c/little/rounds/1"

    return build


def imported(*rows: str, moderated: int = 1, statements: Sequence[str] = STATEMENTS) -> Scene:
    """Return the scene of an imported conversation in which participants answered so; nothing is protected in it."""
    sign = {"agree": "1", "disagree": "-1", "pass": "0", "-": ""}

    def build(world: World) -> str:
        said = [row.split() for row in rows]
        places = range(len(statements))
        counts = [[sum(row[place] == word for row in said) for word in ("agree", "disagree")] for place in places]
        comments = "".join(
            f"14000{n}0000000,x,{n},0,{agree},{disagree},{moderated},{text}\n"
            for n, ((agree, disagree), text) in enumerate(zip(counts, statements, strict=True))
        )
        people = "".join(
            f"{n},,0,{sum(word != '-' for word in row)},{row.count('agree')},{row.count('disagree')},"
            f"{','.join(sign[word] for word in row)}\n"
            for n, row in enumerate(said)
        )
        files = an_export(
            comments=f"timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n{comments}",
            participants_votes=f"participant,group-id,n-comments,n-votes,n-agree,n-disagree{''.join(f',{n}' for n in places)}\n{people}",
            votes=None,
        )
        with world.acting():
            intake.import_polis(slug="little", title="Little", files=files)
        return "/en/c/little/rounds/1"

    return build


ALIKE = "agree agree disagree"
SCENES: Mapping[str, tuple[Scene, Words]] = {
    "nothing was asked": (
        imported(statements=()),
        {
            "results": "This round asked about no statement",
            "opinions": "Too few statements were answered for groups to be found",
        },
    ),
    "nobody answered": (
        answered(),
        {
            "results": "Nobody answered a statement",
            "opinions": "Too few people answered for groups to be found",
            "results/1": "Nobody has answered this statement.",
        },
    ),
    "one person answered": (
        answered(ALIKE),
        {
            "results": "A dash stands where so few voted that the figure would tell who did.",
            "opinions": "Too few people answered for groups to be found",
            "results/1": "How many agree cannot be shown without telling how single people answered.",
            "results/1/rows": "A dash stands where so few voted, or all alike",
        },
    ),
    "everyone passed": (
        answered(*["pass pass pass"] * 20),
        {
            "results": "20 people gave 60 answers to 3 statements.",
            "opinions": "Everyone answered alike",
            "results/1": "20 people answered, and all passed: nobody took a side.",
        },
    ),
    "everyone agreed": (
        answered(*[ALIKE] * 20),
        {
            "results": "20 people gave 60 answers to 3 statements.",
            "opinions": "Everyone answered alike",
            "results/1": "20 people answered. All 20 who took a side agree, at least 83 % even if",
            "results/3": "20 people answered. All 20 who took a side disagree.",
        },
    ),
    "nobody answered what was imported": (
        imported(),
        {
            "results": "Nobody answered a statement",
            "opinions": "Too few people answered for groups to be found",
            "results/1": "Nobody has answered this statement.",
        },
    ),
    "one person answered what was imported": (
        imported(ALIKE),
        {
            "results": "1 person gave 3 answers to 3 statements.",
            "opinions": "Too few people answered for groups to be found",
            "results/1": "Of 1 who took a side, 1 agree; that is too few to call it a share.",
        },
    ),
    "everyone passed what was imported": (
        imported(*["pass pass pass"] * 6),
        {
            "opinions": "Everyone answered alike",
            "results/1": "6 people answered, and all passed: nobody took a side.",
        },
    ),
    "everyone agreed with what was imported": (imported(*[ALIKE] * 6), {"opinions": "Everyone answered alike"}),
    "moderation approved nothing": (
        imported(*[ALIKE] * 3, *["disagree disagree agree"] * 3, moderated=-1),
        {
            "results": "Moderation left no statement in this round.",
            "opinions": "Moderation left no statement in this round",
            "results/1": "Moderation rejected this statement.",
        },
    ),
}


@pytest.fixture(params=SCENES)
def visited(request: pytest.FixtureRequest, world: World, stranger: Client) -> tuple[dict[str, Page], Words]:
    """Every page of the result of a conversation, and what each must say."""
    scene, words = SCENES[request.param]
    home = scene(world)
    pages = ["results", "results?order=division", "opinions"]
    if request.param != "nothing was asked":
        pages += ["results/1", "results/3", "results/1/rows"]
    return {page: stranger.get(f"{home}/{page}") for page in pages}, words


def test_every_page_says_in_words_that_there_is_nothing(visited: tuple[dict[str, Page], Words]) -> None:
    pages, words = visited
    for page, told in words.items():
        assert told in pages[page].words.replace("\N{NO-BREAK SPACE}", " "), pages[page].words


def test_no_page_shows_a_figure_that_is_none(visited: tuple[dict[str, Page], Words]) -> None:
    pages, _ = visited
    for page, shown in pages.items():
        found = NO_FIGURE.search(shown.by_id("main").text)
        assert found is None, f"{page}: …{shown.by_id('main').text[max(0, found.start() - 60) : found.end() + 60]}…"


def test_no_groups_are_drawn(visited: tuple[dict[str, Page], Words]) -> None:
    pages, _ = visited
    assert pages["opinions"].root.all("polygon") == []
    assert "Group A" not in pages["opinions"].words


def test_two_rounds_without_answers_stand_side_by_side_all_the_same(world: World, stranger: Client) -> None:
    consultation, first, _ = a_statement_round(world, STATEMENTS, {}, slug="little")
    world.closed(first)
    second = world.a_round(consultation, kind=first.kind, statements=STATEMENTS[:2])
    world.closed(second)
    page = stranger.get("/en/c/little/rounds/2/compared/1")
    assert "2 statements were asked in both rounds." in page.words
    assert page.words.count("Cannot be said") == 2 * len(("all seats", *CATEGORIES))
    assert NO_FIGURE.search(page.by_id("main").text) is None
