"""Lists of people to invite: every row taken, or the whole list refused with what is wrong in each."""

import pytest

from consult.participation.rules.domains import PUBLIC_MAIL, is_public_mail
from consult.participation.rules.invitations import MOST_ROWS, Invited, Problem, Wrong, read_list

HEADER = "email,name,organisation,category,country\n"
CATEGORIES = ("government", "company", "citizen")


def read(text: str | bytes) -> tuple[list[Invited], list[Problem]]:
    data = text if isinstance(text, bytes) else text.encode()
    return read_list(data, categories=CATEGORIES, territories={"NA", "KE"})


def test_a_list_is_read_whatever_separates_its_columns_and_in_any_order() -> None:
    rows = [
        Invited("dora@clocks.example", "Dora", "Ministry of Clocks", "government", "NA"),
        Invited("carl@example.org", "Carl", "", "citizen", None),
    ]
    comma = HEADER + "Dora@Clocks.example,Dora,Ministry of Clocks,Government,na\n\ncarl@example.org,Carl,,citizen,\n"
    semicolon = "\ufeffCountry;Category;Organisation;Name;Email;Note\nNA;government;Ministry of Clocks;Dora;dora@clocks.example;x\n;citizen;;Carl;carl@example.org\n"
    assert read(comma) == (rows, [])
    assert read(semicolon) == (rows, [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"\xff\xfe", Problem(1, Wrong.NOT_TEXT)),
        (HEADER + '"' + "a" * 200_000, Problem(1, Wrong.NOT_TEXT)),
        ("", Problem(1, Wrong.COLUMNS, "category, country, email, name, organisation")),
        ("email,name,organisation,category\n", Problem(1, Wrong.COLUMNS, "country")),
        (HEADER, Problem(1, Wrong.EMPTY)),
        (HEADER + "a@b.example,A,,citizen,\n" * (MOST_ROWS + 1), Problem(1, Wrong.TOO_MANY)),
        (HEADER + "a@b.example,A,,citizen,\nA@B.example,B,,citizen,\n", Problem(3, Wrong.TWICE, "a@b.example")),
        (HEADER + "a@b.example,A,Us,citizen,\n", Problem(2, Wrong.ORGANISATION, "Us")),
    ],
)
def test_a_list_with_a_problem_invites_nobody(text: str | bytes, problem: Problem) -> None:
    assert read(text) == ([], [problem])


def test_everything_that_is_wrong_in_a_row_is_told_at_once() -> None:
    good = "a@b.example,A,,citizen,\n"
    found, problems = read(f"{HEADER}{good}nobody,,,press,XX\n")
    assert found == []
    assert [(one.line, one.wrong, one.cell) for one in problems] == [
        (3, Wrong.EMAIL, "nobody"),
        (3, Wrong.NAME, ""),
        (3, Wrong.CATEGORY, "press"),
        (3, Wrong.ORGANISATION, ""),
        (3, Wrong.COUNTRY, "XX"),
    ]


def test_at_a_public_provider_s_domain_anyone_has_an_address() -> None:
    assert is_public_mail("gmail.com")
    assert not is_public_mail("clocks.example")
    assert all(domain == domain.lower() and "." in domain for domain in PUBLIC_MAIL)
