"""How a text refers to its footnotes: by marks among its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.drafting.rules.footnotes import Run, runs_of


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("", []),
        ("Stop it.", [Run("Stop it.")]),
        ("Stop it[^1], now.", [Run("Stop it"), Run("[^1]", "1"), Run(", now.")]),
        ("[^a][^b]", [Run("[^a]", "a"), Run("[^b]", "b")]),
        ("Stop[^note-2]", [Run("Stop"), Run("[^note-2]", "note-2")]),
        ("[^two words] [^] [1]", [Run("[^two words] [^] [1]")]),
    ],
)
def test_a_text_is_words_and_the_marks_between_them(text: str, runs: list[Run]) -> None:
    assert list(runs_of(text)) == runs


@given(st.text(st.sampled_from("[^]a ")))
def test_the_runs_of_a_text_are_the_text_and_none_of_them_is_empty(text: str) -> None:
    runs = list(runs_of(text))
    assert "".join(run.text for run in runs) == text
    assert all(run.text for run in runs)
