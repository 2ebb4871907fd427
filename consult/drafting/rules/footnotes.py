"""How parts of a text refer to its footnotes: by `[^label]`, where the label is the footnote's heading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MARK = re.compile(r"\[\^([^\]\s]{1,80})\]")


@dataclass(frozen=True, slots=True)
class Run:
    """Words, or the mark of a footnote: then `label` is the footnote's."""

    text: str
    label: str | None = None


def runs_of(text: str) -> Iterator[Run]:
    """Give the words of a text and the marks between them, in order; joined, their texts are the text.

    >>> [run.label or run.text for run in runs_of("Stop it[^1], now.")]
    ['Stop it', '1', ', now.']
    """
    end = 0
    for mark in MARK.finditer(text):
        if mark.start() > end:
            yield Run(text[end : mark.start()])
        yield Run(mark[0], mark[1])
        end = mark.end()
    if end < len(text):
        yield Run(text[end:])
