"""The summary as a document: every figure of the value, in the reader's language, whatever people typed."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale
from markdown_it import MarkdownIt

from consult import create_app
from consult.consultations import service as consultations
from consult.export import letters, service
from consult.kernel.db import db
from consult.kernel.secrets import make_secret_key
from consult.localisation.rules.languages import LANGUAGES
from consult.settings import Settings
from consult.web.words import verdict_word, word
from tests.consensus.scenes import a_ballot, a_statement_round
from tests.databases import Databases
from tests.html import read
from tests.world import World

TAGS = [language.tag for language in LANGUAGES]
READER = MarkdownIt("commonmark").enable("table")
HOSTILE = '<script>alert(1)</script> ![x](https://example.org/p.png) | **bold** "quoted" \N{RIGHT-TO-LEFT OVERRIDE}evil'
TYPED = HOSTILE.replace("![x]", "[x]")  # an image within a sentence does not come in
SHOWN_HOSTILE = '<script>alert(1)</script> ![x](https://example.org/p.png) | **bold** "quoted"'


@pytest.fixture(scope="module")
def world(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A world with counted rounds, on one database: the value is the same on both, so its documents are too."""
    folder = tmp_path_factory.mktemp("documents")
    with databases.fresh("sqlite", folder) as address:
        settings = Settings(instance=str(folder), database_url=address)
        make_secret_key(settings)
        made = World(create_app(settings))
        made.closed(a_ballot(made, terms={"mandate": "Decision 7/3"})[1])
        made.closed(a_ballot(made, {}, slug="chinese", text="# 一\n\n机器为人服务。\n")[1])
        given = {"title": HOSTILE, "cite_as": HOSTILE, "terms": {"deciding_body": HOSTILE, "mandate": HOSTILE}}
        made.closed(a_ballot(made, {}, slug="hostile", text=f"# {TYPED}\n\n{TYPED}\n", **given)[1])
        answers = {"company": ("agree pass", "agree -", "disagree -"), "citizen": ("agree -", "pass pass")}
        made.closed(a_statement_round(made, ["Machines serve.", "a | b"], answers)[1])
        yield made
        with made.reading():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def app(world: World) -> Flask:
    """The application of that world."""
    return world.app


def gathered(world: World, slug: str) -> dict[str, Any]:
    with world.reading():
        return service.gather(consultation=consultations.get_consultation(slug))


def written(app: Flask, summary: Mapping[str, Any], form: str, lang: str = "en") -> str:
    with app.app_context():
        return letters.write_summary(summary, form, lang=lang, names={}).decode()


def html_tables(text: str) -> list[list[list[str]]]:
    """Return every table as rows of cells."""
    return [
        [[cell.text for cell in row.all("th", "td")] for row in table.all("tr")] for table in read(text).all("table")
    ]


def markdown_tables(text: str) -> list[list[list[str]]]:
    tables: list[list[list[str]]] = []
    tokens = READER.parse(text)
    for place, token in enumerate(tokens):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append([])
        elif token.type in {"th_open", "td_open"}:
            shown = "".join(child.content for child in tokens[place + 1].children or [])
            tables[-1][-1].append(" ".join(shown.split()))
    return tables


def figures(clause: Mapping[str, Any]) -> Iterator[list[str]]:
    """Yield what a document must say about each category of a clause, from its value."""
    names = ("n", "support", "can_live_with", "reservation", "object", "no_opinion")
    for row in clause["categories"]:
        yield ["–" if row[name] is None else str(row[name]) for name in names]


def bracketed(cell: str) -> str:
    """Return the exact figure that stands behind a percentage."""
    return cell[cell.index("(") + 1 : -1] if "(" in cell else ""


@pytest.mark.parametrize("lang", TAGS)
def test_html_and_markdown_show_the_figures_of_the_value(app: Flask, world: World, lang: str) -> None:
    summary = gathered(world, "principles")
    tables = html_tables(written(app, summary, "html", lang))
    assert markdown_tables(written(app, summary, "md", lang)) == tables
    turnout, votes, rule = tables[0], tables[1], tables[2]
    assert [row[1:] for row in turnout[1:]] == [["5", "5", "0"], ["5", "5", "0"], ["4", "–", "–"]]
    clause = summary["clauses"][0]
    assert [row[1:7] for row in votes[1:4]] == list(figures(clause))
    assert [bracketed(row[7]) for row in votes[1:]] == ["4/5", "4/5", "", ""]
    assert [row[8] == "–" for row in votes[1:]] == [False, False, True, True]
    assert "0.375535" not in written(app, summary, "html", lang)
    assert [row[1:3] for row in rule[1:]] == [
        [one["value"] or "–", f"{one['op']} {one['threshold']}"] for one in clause["criteria"]
    ]
    with app.app_context(), force_locale(lang.replace("-", "_")):
        assert [row[0] for row in votes[1:4]] == [word(row["category"]) for row in clause["categories"]]
        assert verdict_word("criteria_met") in written(app, summary, "md", lang)


@pytest.mark.parametrize("lang", TAGS)
def test_html_is_a_page_of_its_own_in_the_reader_s_language(app: Flask, world: World, lang: str) -> None:
    text = written(app, gathered(world, "chinese"), "html", lang)
    root = read(text)
    (html,) = root.all("html")
    assert (html.get("lang"), html.get("dir")) == (lang, "rtl" if lang == "ar" else "ltr")
    assert [each.text for each in root.all("title")] == [each.text for each in root.all("h1")]
    assert root.all("link", "script", "img", "a", "iframe", "form") == []
    assert not [each for each in root if {"style", "src", "href"} & each.attributes.keys()]
    levels = [int(each.tag[1]) for each in root.all("h1", "h2", "h3")]
    assert levels == [1, 2, 2, 2, 3, 2, 2]
    assert all(cell.get("scope") in {"col", "row"} for cell in root.all("th"))
    quote = root.all("blockquote")[0]
    assert (quote.get("lang"), quote.get("dir"), quote.text) == ("en", "ltr", "机器为人服务。")
    assert ("draft translation" in text.lower() or lang != "en") is (lang != "en")


def test_what_was_not_signed_in_time_has_a_column_where_there_is_any(app: Flask, world: World) -> None:
    summary = gathered(world, "principles")
    rows = summary["participation"]
    first, second = list(rows)[:2]
    told = {**summary, "participation": {**rows, first: {**rows[first], "not_released": 2}}}
    told["participation"][second] = {**rows[second], "not_released": None}
    assert "Drafted votes, not signed in time" not in written(app, summary, "html")
    turnout = html_tables(written(app, told, "html"))[0]
    assert turnout == markdown_tables(written(app, told, "md"))[0]
    assert turnout[0][-1] == "Drafted votes, not signed in time"
    assert [row[-1] for row in turnout[1:]] == ["2", "–", "0"]


def test_a_document_names_contract_method_licence_and_how_to_cite(app: Flask, world: World) -> None:
    summary = gathered(world, "principles")
    for form in letters.READ_BY_PEOPLE:
        text = written(app, summary, form).replace("\\", "")
        for told in (
            summary["round"]["contract_sha256"],
            summary["method"]["result_sha256"],
            summary["method"]["formula_version"],
            "The assembly",
            "Decision 7/3",
            "CC BY 4.0",
            "Principles for machines. Round 1.",
            "n_min = 5, reservation_counts = agreement, share_threshold = 1/2, mean_threshold = 2/3",
            "95 % Wilson",
            "Not yet declared.",
        ):
            assert told in text, f"{form}: {told}"


def test_countries_are_named_in_the_organiser_s_own_words(app: Flask, world: World) -> None:
    with app.app_context():
        told = letters.write_summary(
            gathered(world, "principles"), "md", lang="en", names={"AT": "Austria (own name)"}
        ).decode()
    by_country = next(table for table in markdown_tables(told) if table[0][0] == "Position")
    assert by_country[1] == ["Support", "3", "Austria (own name), Kenya, Namibia"]
    assert "say nothing about anyone's status" in told


def test_a_mark_up_that_people_typed_stays_text(app: Flask, world: World) -> None:
    summary = gathered(world, "hostile")
    root = read(written(app, summary, "html"))
    assert root.all("script", "img", "strong", "a") == []
    assert SHOWN_HOSTILE in root.all("h1")[0].text
    kinds, shown = _inline(written(app, summary, "md"))
    assert kinds <= {"text", "text_special", "strong_open", "strong_close"}
    assert (shown.count(SHOWN_HOSTILE), shown.count(SHOWN_HOSTILE.replace("![x]", "[x]"))) == (4, 1)
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in shown


def test_a_file_tells_json_and_csv_nothing_less(app: Flask, world: World) -> None:
    summary = gathered(world, "hostile")
    assert summary["clauses"][0]["text"] == TYPED
    assert HOSTILE.replace('"', '\\"') in written(app, summary, "json")
    assert TYPED.replace('"', '""') in written(app, summary, "csv")


def test_statements_of_an_import_stand_in_one_table_with_their_groups(app: Flask, world: World) -> None:
    summary = gathered(world, "statements")
    groups = [{"group": "0", "agree": 1, "disagree": 0, "pass": 0}]
    imported = [
        {name: each for name, each in statement.items() if name not in {"state", "labels", "categories"}}
        | {"id": place, "number": place + 3, "groups": groups, "group_informed_consensus": 2 / 3}
        for place, statement in enumerate(summary["statements"])
    ]
    for form, tables in (("html", html_tables), ("md", markdown_tables)):
        (table,) = [
            each for each in tables(written(app, {**summary, "statements": imported}, form)) if len(each[0]) > 6
        ]
        assert table[1] == [
            "3", "Machines serve.", "Accepted by a moderator", "–", "–", "–", "–", "0.667", "1, 0, 0",
        ]  # fmt: skip
        assert table[2][:3] == ["4", "a | b", "Accepted by a moderator"]


def test_statements_with_categories_have_a_table_each(app: Flask, world: World) -> None:
    text = written(app, gathered(world, "statements"), "md")
    assert "### Statement 1" in text
    table = markdown_tables(text)[1]
    assert table[0] == ["Category", "Votes", "Agree", "Disagree", "Pass", "Agreement", "Cautious estimate"]
    assert table[2] == ["Companies", "3", "2", "1", "0", "67 % (2/3)", "20 %"]
    assert table[3] == ["Citizens", *["–"] * 6]
    assert table[4] == ["All seats", *["–"] * 6]


def _inline(text: str) -> tuple[set[str], str]:
    lines: list[Any] = [token.children or [] for token in READER.parse(text) if token.type == "inline"]
    kinds = {child.type for line in lines for child in line}
    return kinds, "\n".join(re.sub(r"\s+", " ", "".join(child.content for child in line)) for line in lines)
