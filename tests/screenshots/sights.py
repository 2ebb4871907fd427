"""Every page of the demonstration with someone who may see it; a new page is one line here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Flask

from consult.accounts import service as accounts
from consult.consultations import service as consultations
from consult.deliberation import service as deliberation
from consult.demonstration.service.stage import SLUG, address_of
from consult.drafting import service as drafting
from consult.drafting.rules import ClauseKind, Part
from consult.drafting.rules.wording import Words
from consult.drafting.service import ClauseView
from consult.front import service as front
from consult.kernel.transaction import transaction
from consult.participation import service as participation
from consult.rounds import service as rounds
from tests.screenshots.conversing import conversation
from tests.screenshots.stating import asked_statements

PLAN = "next-principles"
"""A consultation that the organiser of the demonstration is setting up."""

WRITTEN = "principles-being-rewritten"
"""A consultation on the same text, of which the organiser of the demonstration is writing the second draft."""

TITLE = "Principles for the next ten years"
PURPOSE = "To agree on what changes, and on what stays."
STEPS = (
    *("purpose", "mandate", "categories", "territories", "languages", "timetable", "decision"),
    *("text", "notices", "review"),
)


@dataclass(frozen=True, slots=True)
class Sight:
    """A page: the name of its picture, its address behind the language, who looks, and how it answers.

    In the address `{c}` is the demonstration, and ids are named as `ids` finds them.
    """

    name: str
    path: str
    role: str = ""
    status: int = 200
    is_printed: bool = False


SIGHTS = (
    Sight("start", "/"),
    Sight("register", "/register"),
    Sight("sign-in", "/sign-in"),
    Sight("sign-in-code", "/sign-in/code"),
    Sight("sign-in-link", "/sign-in/link/{link}"),
    Sight("sign-in-password", "/sign-in/password"),
    Sight("profile", "/profile", "citizen"),
    Sight("home", "{c}/", is_printed=True),
    Sight("home-citizen", "{c}/", "citizen"),
    Sight("home-organiser", "{c}/", "organiser"),
    Sight("text", "{c}/d/3", is_printed=True),
    Sight("text-open", "{c}/d/3?open=1.1#c1.1", "citizen"),
    Sight("lines", "{c}/d/3/lines", is_printed=True),
    Sight("clause", "{c}/d/3/1.1", is_printed=True),
    Sight("clause-citizen", "{c}/d/3/1.1", "citizen"),
    Sight("comment", "{c}/d/3/1.1/comment", "citizen"),
    Sight("suggestions", "{c}/d/3/suggestions", is_printed=True),
    Sight("suggest", "{c}/d/3/1.1/suggest", "citizen"),
    Sight("suggest-passage", "{c}/d/3/1.1/suggest?way=passage", "citizen"),
    Sight("reply", "{c}/d/3/1.1/comment?reply={open_comment}", "citizen"),
    Sight("report", "{c}/comments/{open_comment}/report", "citizen"),
    Sight("vote", "{c}/vote"),
    Sight("vote-citizen", "{c}/vote", "citizen"),
    Sight("ballot", "{c}/rounds/3/vote/{clause}", "citizen"),
    Sight("history", "{c}/rounds/3/history", "delegate"),
    Sight("delegation", "{c}/delegation", "delegate"),
    Sight("signing", "{c}/rounds/3/signing", "delegate"),
    Sight("seat-own", "{c}/seat", "delegate"),
    Sight("invitations", "{c}/invitations", "organiser"),
    Sight("join", "{c}/join", "organiser"),
    Sight("join-taken", "{c}/join", "citizen"),
    Sight("contract", "{c}/rounds/3", is_printed=True),
    Sight("policy", "{c}/policy"),
    Sight("log", "{c}/log"),
    Sight("receipt", "/c/{log}/log/receipt"),
    Sight("receipt-unknown", "/c/{log}/log/receipt?code=00000-00000", status=404),
    Sight("results", "{c}/results", is_printed=True),
    Sight("results-first", "{c}/rounds/1/results"),
    Sight("clause-result", "{c}/rounds/1/results/4.3", is_printed=True),
    Sight("lists", "{c}/rounds/1/lists", is_printed=True),
    Sight("lists-changed", "{c}/rounds/2/lists"),
    Sight("results-hidden", "{c}/rounds/3/results"),
    Sight("clause-rows", "{c}/rounds/1/results/4.3/rows", is_printed=True),
    Sight("compared", "{c}/rounds/1/compared/2", is_printed=True),
    Sight("statement-results", "{o}/rounds/1/results", is_printed=True),
    Sight("statement-results-division", "{o}/rounds/1/results?order=division"),
    Sight("opinions", "{o}/rounds/1/opinions", is_printed=True),
    Sight("statement-result", "{o}/rounds/1/results/2", is_printed=True),
    Sight("statement-rows", "{o}/rounds/1/results/2/rows"),
    Sight("decided", "{c}/decided"),
    Sight("clause-decided", "{c}/k/{clause}/decided", is_printed=True),
    Sight("roll-call", "{c}/rounds/1/roll-call"),
    Sight("countries", "{c}/rounds/1/countries?clause=4.3", is_printed=True),
    Sight("gaps", "{c}/gaps"),
    Sight("gap-targets", "{c}/gaps/targets", "organiser"),
    Sight("reminding", "{c}/gaps/remind", "organiser"),
    Sight("my-comments", "{c}/my-comments", "citizen"),
    Sight("outcomes", "{c}/rounds/1/outcomes"),
    Sight("outcomes-decision-maker", "{c}/rounds/1/outcomes", "decision-maker"),
    Sight("outcome", "{c}/rounds/1/outcomes/{clause}", "decision-maker"),
    Sight("outcomes-together", "{c}/rounds/1/outcomes/together", "decision-maker"),
    Sight("decision-makers", "{c}/decision-makers", "organiser"),
    Sight("objections", "{c}/objections", is_printed=True),
    Sight("objections-editor", "{c}/objections", "editor"),
    Sight("objection", "{c}/objections/1", is_printed=True),
    Sight("objection-editor", "{c}/objections/3", "editor"),
    Sight("objection-sign", "{c}/objections/4", "delegate"),
    Sight("object", "{c}/d/3/1.1/object", "delegate"),
    Sight("moderate-objection", "{c}/moderate/objections/1", "moderator"),
    Sight("calendar", "{c}/calendar", "organiser"),
    Sight("answers", "{c}/rounds/1/answers", is_printed=True),
    Sight("answers-editor", "{c}/answers", "editor"),
    Sight("answer", "{c}/answers/{closed_comment}", "editor"),
    Sight("answer-desk", "{c}/answers/desk?round=2", "editor"),
    Sight("answer-desk-campaigns", "{c}/answers/desk?round=2&view=campaigns", "editor"),
    Sight("answer-together", "{c}/answers/together?round=2&view=decided&all=1", "editor"),
    Sight("answer-reasons", "{c}/answers/reasons", "editor"),
    Sight("answer-settings", "{c}/answers/settings", "editor"),
    Sight("because", "{c}/d/3/because"),
    Sight("support", "{c}/suggestions/{suggestion}/support", "delegate"),
    Sight("satisfaction", "{c}/my-comments/{own_comment}", "citizen"),
    Sight("moderate", "{c}/moderate", "moderator"),
    Sight("moderate-item", "{c}/moderate/{open_comment}", "moderator"),
    Sight("close", "{c}/rounds/3/close", "moderator"),
    Sight("desk", "{c}/desk", "organiser"),
    Sight("seats", "{c}/seats", "organiser"),
    Sight("seat", "{c}/seats/{seat}", "organiser"),
    Sight("roles", "{c}/roles", "organiser"),
    Sight("open-round", "{c}/rounds/new", "organiser"),
    Sight("open-round-options", "{c}/rounds/new?kind=options", "organiser"),
    Sight("change-contract", "{c}/rounds/3/change", "organiser"),
    Sight("dispositions", "{c}/rounds/2/dispositions", "organiser"),
    Sight("publish", "{c}/rounds/2/publish", "organiser"),
    Sight("cancel", "{c}/rounds/3/cancel", "organiser"),
    Sight("new", "/new", "organiser"),
    *(Sight(f"setup-{step}", f"/c/{PLAN}/setup/{step}", "organiser") for step in STEPS),
    Sight("setup", f"/c/{PLAN}/setup", "organiser"),
    Sight("home-plan", f"/c/{PLAN}/", "organiser"),
    Sight("open-now", "{c}/rounds/3/open", "organiser"),
    Sight("notices", "{c}/notices"),
    Sight("compare", "{c}/compare", is_printed=True),
    Sight("compare-side", "{c}/compare?from=1&to=3&view=side"),
    Sight("migration", "{c}/d/2/migration"),
    Sight("bundles", "/decide"),
    Sight("bundle", "/decide/multistakeholder"),
    Sight("glossary", "/glossary"),
    Sight("practice", "/practice"),
    Sight("entrance", "/demonstration"),
    Sight("styleguide", "/styleguide"),
    Sight("sheets", "{c}/sheets", "organiser"),
    Sight("new-draft", "{c}/drafts/new", "organiser"),
    Sight("translate", "{c}/d/3/translate", "editor"),
    Sight("workbench", "{c}/d/3/translate/ar", "editor"),
    Sight("translate-clause", "{c}/d/3/translate/ar/{clause}", "editor"),
    Sight("concordance", "{c}/d/3/concordance"),
    Sight("clause-languages", "{c}/d/3/concordance/{clause}", is_printed=True),
    Sight("translation-problem", "{c}/d/3/1.1/translation-problem", "citizen"),
    Sight("translation-problems", "{c}/translation-problems"),
    Sight("comment-translation", "{c}/comments/{own_words}/translation", "citizen"),
    Sight("stage", "{c}/d/3/stage", "editor"),
    Sight("negotiation", "{c}/d/3/negotiation", "editor"),
    Sight("negotiate-clause", "{c}/d/3/1.1/negotiation", "editor"),
    Sight("corrigenda", "{c}/d/3/corrigenda", is_printed=True),
    Sight("correct", "{c}/d/3/1.1/correct", "editor"),
    Sight("adopt", "{c}/d/3/adopt", "organiser"),
    Sight("adopted", "{c}/adopted", is_printed=True),
    Sight("meetings", "{c}/meetings"),
    Sight("new-meeting", "{c}/meetings/new", "editor"),
    Sight("next-draft", "{c}/drafts/next", "organiser"),
    Sight("draft-words", "{w}/d/2/edit", "organiser"),
    Sight("draft-title", "{w}/d/2/edit/title", "organiser"),
    Sight("draft-discard", "{w}/d/2/edit/discard", "organiser"),
    *(
        Sight(f"draft-{name}", f"{{w}}/d/2/edit/{{part}}{address}", "organiser")
        for name, address in (
            *(("edit", ""), ("move", "/move"), ("split", "/split"), ("merge", "/merge")),
            *(("remove", "/remove"), ("insert", "/insert")),
        )
    ),
    Sight("draft-lineage", "{w}/d/2/lineage", "organiser"),
    Sight("draft-origins", "{w}/d/2/lineage/{part}", "organiser"),
    Sight("draft-changes", "{w}/d/2/changes", "organiser"),
    Sight("draft-change", "{w}/d/2/changes/{part}", "organiser"),
    Sight("draft-publish", "{w}/d/2/publish", "organiser"),
    Sight("statement", "{said}/vote", "citizen"),
    Sight("statements-own", "{said}/rounds/1/statements", "citizen"),
    Sight("statement-withdraw", "{said}/rounds/1/statements/{statement_number}/withdraw", "citizen"),
    Sight("moderate-statements", "{said}/moderate", "moderator"),
    Sight("moderate-statement", "{said}/moderate/statements/{statement}", "moderator"),
    Sight("open-round-statements", "{c}/rounds/new?kind=statements", "organiser"),
    Sight("not-found", "{c}/nothing", status=404),
    Sight("forbidden", "{c}/desk", "citizen", status=403),
)


def ids(app: Flask) -> Mapping[str, str]:
    """Return what the addresses name, as it came about in this demonstration; its organiser has begun another."""
    organiser, delegate, citizen = (person(app, role) for role in ("organiser", "delegate", "citizen"))
    moderator = person(app, "moderator")
    with app.app_context(), transaction():
        accounts.grant_instance_role(person_id=organiser, role=accounts.InstanceRole.ORGANISER)
        if consultations.find_consultation(PLAN) is None:
            consultations.create_consultation(slug=PLAN, title=TITLE, purpose=PURPOSE, organiser=organiser)
        made = consultations.get_consultation(SLUG)
        second, third = (rounds.round_by_number(made.id, number) for number in (2, 3))
        draft = drafting.draft_by_id(made.id, third.draft_id or "")
        clauses = drafting.clauses_of(draft, lang=draft.language)
        scope = {"consultation_id": made.id, "round_id": second.id, "person_id": organiser}
        own = participation.require_seat(consultation_id=made.id, person_id=citizen)
        return {
            "c": f"/c/{SLUG}",
            "w": f"/c/{WRITTEN}",
            "o": f"/c/{conversation()}",
            "part": _being_written(clauses, organiser),
            **asked_statements(organiser=organiser, moderator=moderator, citizen=citizen),
            "log": made.id,
            "link": accounts.make_sign_in_link(person_id=delegate),
            "clause": next(each.uid for each in clauses if each.kind == "clause"),
            "seat": participation.list_seats(made.id)[0].id,
            "open_comment": deliberation.awaiting_review(consultation_id=made.id)[0].id,
            "closed_comment": deliberation.waiting_cases(**scope, state=None).cases[0].comment.id,
            "own_words": deliberation.comments_by(consultation_id=made.id, seat_id=own.id)[-1].id,
            "suggestion": deliberation.suggestions_in(consultation_id=made.id, draft_id=draft.id)[0].comment.id,
            "own_comment": str(deliberation.comments_by(consultation_id=made.id, seat_id=own.id)[-1].number),
        }


def _being_written(clauses: Sequence[ClauseView], organiser: str) -> str:
    """Return which clause the organiser rewords in the second draft on these words, begun unless it is there."""
    found = consultations.find_consultation(WRITTEN)
    if found is None:
        made = consultations.create_consultation(slug=WRITTEN, title=TITLE, purpose=PURPOSE, organiser=organiser)
        numbers = {one.uid: place for place, one in enumerate(clauses)}
        parts = [
            Part(ClauseKind(one.kind), one.number, one.heading, one.text, numbers.get(one.parent_uid or ""))
            for one in clauses
        ]
        first = drafting.add_draft(consultation_id=made.id, title=TITLE, language="en", parts=parts)
        consultations.announce_consultation(consultation_id=made.id, by_person=organiser)
        front.publish_next_draft(consultation_id=made.id, draft_id=first.id, person_id=organiser)
        reworded, removed = [one for one in drafting.clauses_of(first, lang="en") if one.kind == "clause"][:2]
        drafting.continue_draft(
            consultation_id=made.id,
            title=TITLE,
            edits={reworded.uid: Words("", f"{reworded.text} Nobody is left out.")},
            removed=[removed.uid],
            by_person=organiser,
        )
        found = made
    draft = drafting.draft_in_hand(found.id)
    assert draft is not None
    return next(one.uid for one in drafting.clauses_of(draft, lang="en") if one.kind == "clause")


def person(app: Flask, role: str) -> str:
    """Return the person of the demonstration who has the role."""
    with app.app_context():
        found = accounts.find_person_by_email(address_of(role))
        assert found is not None, f"nobody in the demonstration is called {role}"
        return found.id
