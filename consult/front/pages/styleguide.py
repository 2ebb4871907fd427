"""Every part that pages are made of, on one page for developers, written in both directions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Response, current_app
from flask_babel import force_locale

from consult.consensus.rules.bundles import BUNDLES, example_of
from consult.consensus.rules.panel.rest import stability_of
from consult.consensus.rules.registry import offered_rules
from consult.drafting.rules.redline import redline
from consult.front.forms.styleguide import SampleForm
from consult.front.pages.blueprint import pages
from consult.kernel.errors import NotFound
from consult.localisation.rules import languages
from consult.settings import Settings
from consult.web import guards, render

COLOURS = (
    *("paper", "wash", "ink", "muted", "line", "edge", "accent", "on-accent", "accent-wash", "alarm", "alarm-wash"),
    *("ins", "del", "mark", "p1", "p2", "p3", "p4", "p5", "on-dark", "on-mid"),
)
"""The colours of `tokens.css` by their names."""

OPENED, CLOSES = datetime(2026, 11, 2, 9, tzinfo=UTC), datetime(2026, 12, 11, 18, tzinfo=UTC)
STEPS = tuple(
    {"number": number, "kind": "ballot", "state": state, "opened_at": OPENED, "closed_at": None, "closes_at": CLOSES}
    for number, state in enumerate(("published", "open", "announced"), start=1)
)
COUNTS = (
    {"support": 31, "can_live_with": 12, "reservation": 6, "object": 9, "no_opinion": 2},
    {"support": 3, "can_live_with": 0, "reservation": 0, "object": 41, "no_opinion": 1},
    {"agree": 7, "disagree": 4, "pass": 3},
)


@dataclass(frozen=True, slots=True)
class Sample:
    """One direction of the page: its language, words to fill the parts with, and a form before and after a refusal."""

    lang: str
    title: str
    name: str
    clause: str
    comment: str
    changed: str
    posted: Mapping[str, Any]
    fresh: SampleForm
    refused: SampleForm


WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "From left to right",
        "name": "Amina Otieno",
        "clause": "Systems serve people, and people can stop them.",
        "changed": "Systems serve people, and named people can stop them at once.",
        "comment": "Say who may stop a system, and how fast.",
    },
    "ar": {
        "title": "من اليمين إلى اليسار",
        "name": "أمينة أوتيينو",
        "clause": "تخدم النظم الناس، وللناس أن يوقفوها.",
        "changed": "تخدم النظم الناس، وللمسمَّين منهم أن يوقفوها فورًا.",
        "comment": "اذكروا من يجوز له إيقاف النظام، وفي أي مدة.",
    },
}


def in_development(_person: str | None, _address: Mapping[str, Any]) -> bool:
    """Whether this installation shows pages for developers; refuse `not-found` where it does not."""
    settings: Settings = current_app.config["SETTINGS"]
    if not settings.development:
        raise NotFound
    return True


@pages.get("/styleguide")
@guards.requires(in_development)
def styleguide() -> Response:
    """Show developers every part that pages are made of, in both directions."""
    return render.page(
        "front/styleguide.html",
        samples=_samples(),
        colours=COLOURS,
        steps_shown=STEPS,
        counts=COUNTS,
        redline_of=redline,
        declaration=_declared(),
        rated=example_of(BUNDLES["delphi"])["panel"],
        rest=stability_of({(8, 7): 5, (8, 5): 1, (2, 2): 14}).as_json(),
        states=tuple(dict.fromkeys(str(word) for rule in offered_rules() for word in rule.verdicts)),
        opened=OPENED,
        closes=CLOSES,
    )


def _samples() -> Iterator[Sample]:
    """Give one sample after the other: while the template draws one, its language is the one that words are said in."""
    for number, (lang, words) in enumerate(WORDS.items(), start=1):
        refused = SampleForm(prefix=f"{lang}-refused-")
        refused.validate()
        with force_locale(languages.by_tag(lang).locale):
            yield Sample(
                lang=lang,
                posted=_posted(number, lang),
                fresh=SampleForm(prefix=f"{lang}-", data={"name": words["name"]}),
                refused=refused,
                **words,
            )


def _declared() -> Mapping[str, Any]:
    """Return a declared outcome as `parts/declared.html` reads one."""
    return {
        "at": CLOSES,
        "outcome": "adopted_with_reservations",
        "by": "Amina Otieno",
        "office": "Secretary",
        "departs": True,
        "reason": "The assembly found so.",
    }


def _posted(number: int, lang: str) -> Mapping[str, Any]:
    """Return a comment as `deliberation/_comment.html` reads one."""
    return {
        "number": number,
        "author": WORDS[lang]["name"],
        "category": "citizen",
        "kind": "risk",
        "created_at": OPENED,
        "is_hidden": False,
        "is_unpublished": False,
        "quote": WORDS[lang]["clause"],
        "lang": lang,
        "html": WORDS[lang]["comment"],
        "outcome": None,
        "replies": (),
    }
