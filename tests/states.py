"""What pages look like when they are empty, wait, are over, or say no: each state with someone who may see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from consult.consultations.service import ConsultationView, Role
from consult.kernel import clock
from consult.moderation import service as moderation
from consult.participation import service as participation
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Reveal, for_categories
from consult.rounds.rules.states import Capacity, RoundKind
from consult.rounds.service import RoundView
from tests.conftest import Scene
from tests.consensus.opinion_places import unanswered
from tests.consensus.rating import a_rating_round, a_reason, rate_all
from tests.deliberation.delegating import a_comment_draft, in_two_steps
from tests.deliberation.objecting import an_objection, hidden
from tests.deliberation.stating import SEEDS, asking, rejected, submitted
from tests.deliberation.suggesting import a_suggestion
from tests.drafting.negotiating import a_final_draft
from tests.rounds.kinds import a_round_of
from tests.voting.redrafting import a_redraft, a_text
from tests.voting.signing import a_drafted_vote
from tests.world import TEXT, World


@dataclass(frozen=True, slots=True)
class State:
    """A page in a state: its address, who looks, how it answers, and what is sent from it to bring the state about."""

    path: str
    role: str = "stranger"
    status: int = 200
    action: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)


def states(world: World, scene: Scene) -> list[State]:
    """Return every state worth looking at."""
    return [
        *_empty(world, scene),
        *_quiet(world, scene),
        *_waiting(world, scene),
        *_over(world, scene),
        *_under_way(world, scene),
        *_refused(world, scene),
        *_rewritten(world, scene),
        *_brought_over(world, scene),
        *_rated(world, scene),
        *_drafted(world, scene),
        *_negotiated(world, scene),
        *_objected(world, scene),
        *_submitting(world, scene),
        *_in_languages(world, scene),
        *_closed_to(scene),
        *_of_other_kinds(world, scene),
        *(State(address, role) for address, role in unanswered(world)),
    ]


def _brought_over(world: World, scene: Scene) -> list[State]:
    """A new draft: what the citizen said of one clause is carried over, of another it is stale, and so the result is."""
    made = _made(world, scene, "again")
    world.a_draft(made, a_text())
    first = world.a_round(made)
    for item in world.items(first):
        world.a_vote(first, scene.people["citizen"], item=item)
    world.closed(first)
    a_redraft(world, made, a_text(stop="Nobody stops a system."), {"stop": 3})
    one = world.a_round(made)
    ballots = [f"/en/c/again/rounds/2/vote/{item.id}" for item in world.items(one)]
    return [
        *(State(address, "citizen") for address in ballots[:2]),
        *(State(f"/en/c/again{path}", "citizen") for path in ("/", "/vote", "/d/2", "/d/2/1.1", "/rounds/2/history")),
    ]


def _rated(world: World, scene: Scene) -> list[State]:
    """A panel's second round: what the first one said, a rating outside its middle half, and a reason that is too long."""
    made, citizen = _made(world, scene, "rated"), scene.people["citizen"]
    world.a_draft(made, a_text())
    first = a_rating_round(world, made)
    rate_all(world, first, [citizen], ["2"])
    world.votes(first, {"citizen": {"7": 3, "8": 2}, "company": {"9": 2, "no_opinion": 1}}, item=world.items(first)[0])
    a_reason(world, first, citizen, "It costs too much.")
    world.closed(first)
    a_redraft(world, made, a_text(stop="Nobody stops a system."), {"stop": 2})
    one = a_rating_round(world, made)
    rate_all(world, one, [citizen], ["1"])
    asked, empty, *_ = (f"/en/c/rated/rounds/2/vote/{item.id}" for item in world.items(one))
    return [
        State("/en/c/rated/rounds/1/results"),
        *(State(address, "citizen") for address in (asked, empty, "/en/c/rated/vote", "/en/c/rated/")),
        State(empty, "citizen", 422, empty.removeprefix("/en"), {"position": "1", "reason": "x" * 1001}),
    ]


def _drafted(world: World, scene: Scene) -> list[State]:
    """A delegation in two steps: its form for comments, what it lists, and what was not released in time."""
    made, person = _made(world, scene, "drafted"), scene.people["delegate"]
    second = world.a_person("Second Delegate")
    world.a_delegation(made, person, second)
    in_two_steps(world, made, person)
    world.a_draft(made)
    late = world.a_round(made)
    a_comment_draft(world, late, person, "Too late.", decision="accepted")
    a_drafted_vote(world, late, person, second)
    world.closed(late)
    one = world.a_round(made)
    item = a_drafted_vote(world, one, person, second)
    a_comment_draft(world, one, person, decision="set_aside")
    draft = a_comment_draft(world, one, person, "And when.")
    with world.acting() as session:
        away = clock.now(session) + timedelta(days=1)
        participation.set_absence(consultation_id=made.id, person_id=person, until=away)
    home = "/en/c/drafted"
    return [
        *(State(f"{home}{path}", "delegate") for path in ("/delegation", "/delegation/release", "/d/1/1.1/comment")),
        State(f"{home}/delegation/drafts/{draft.id}", "delegate", 422, "/decide", {"decision": "set_aside"}),
        *(State(f"{home}{path}", "delegate") for path in ("/", "/rounds/1/signing", "/rounds/1/results")),
        *(State(f"{home}{path}", "delegate") for path in (f"/rounds/2/vote/{item}", "/rounds/2/history")),
        State(f"{home}/rounds/2/signing", "delegate", 422, "/rounds/2/signing"),
        State(f"{home}/rounds/2/signing", "delegate", 422, f"/{item}/discard", {"note": " "}),
        State(f"{home}/delegation", "delegate", 422, "/absence", {"until": "soon"}),
        State(f"{home}/seat", "delegate", 422, "/seat/domains", {"domain": "clocks"}),
        State(f"{home}/seat", "delegate", 409, "/seat/leave"),
    ]


def _of_other_kinds(world: World, scene: Scene) -> list[State]:
    """Rounds without votes on clauses: while they are open, what they come to, and what is refused in them."""
    made, delegate = _made(world, scene, "other-kinds"), scene.people["delegate"]
    world.a_draft(made)
    world.a_seat(made, "company", person_id=delegate)
    home, seen = f"/en/c/{made.slug}", []
    for number, kind in enumerate(("comment", "silence", "options"), start=1):
        one = a_round_of(world, made, kind)
        seen += [State(f"{home}/rounds/{number}"), State(f"{home}/rounds/{number}/results")]
        if kind == "comment":
            world.a_comment(one, delegate)
            world.closed(one)
        elif kind == "silence":
            world.closed(one)
    return [
        *seen,
        *(State(f"{home}{path}", "delegate") for path in ("/", "/vote", "/rounds/3/options")),
        State(f"{home}/rounds/3/options", "delegate", 422, "/rounds/3/options", {"key": ""}),
        State(f"{scene.home}/rounds/1/change", "organiser", 422, "/rounds/1/change", {"reason": "", "closes_at": "x"}),
        State(f"{scene.home}/rounds/1/results/1.1"),
        *(State(f"{address}/rounds/1/lists") for address in (scene.home, home)),
    ]


def _made(world: World, scene: Scene, slug: str) -> ConsultationView:
    """Return a consultation of the same organiser and moderator, with a seat for the citizen."""
    made = world.a_consultation(slug=slug, organiser=scene.people["organiser"])
    world.a_role(made, scene.people["moderator"], Role.MODERATOR)
    world.a_seat(made, "citizen", person_id=scene.people["citizen"])
    return made


def _empty(world: World, scene: Scene) -> list[State]:
    """Nothing is there yet: no text, no round, no result."""
    home = f"/en/c/{_made(world, scene, 'bare').slug}"
    for_everyone = ("/", "/d/", "/vote", "/results", "/answers", "/log", "/gaps")
    kinds = tuple(f"/rounds/new?kind={kind}" for kind in RoundKind)
    for_organisers = ("/", "/desk", "/seats", *kinds, "/answers/desk", "/answers/settings", "/gaps/remind")
    return [
        *(State(f"{home}{path}") for path in for_everyone),
        *(State(f"{home}{path}", "organiser") for path in for_organisers),
        State(f"{home}/moderate", "moderator"),
        State(f"{home}/vote", "citizen"),
        State(f"{home}/invitations", "organiser", 422, "/invitations"),
        State(f"{home}/gaps/targets", "organiser", 422, "/gaps/targets", {"citizen-asia": "-1"}),
    ]


def _quiet(world: World, scene: Scene) -> list[State]:
    """A round is open, and nobody has said anything."""
    made = _made(world, scene, "quiet")
    world.a_draft(made, TEXT)
    world.a_round(made)
    home = f"/en/c/{made.slug}"
    return [
        State(f"{home}/d/1?open=1.1"),
        State(f"{home}/d/1/1.1", "citizen"),
        State(f"{home}/d/1/suggestions"),
        State(f"{home}/rounds/1/history", "citizen"),
        State(f"{home}/moderate", "moderator"),
        State(f"{home}/desk", "organiser"),
        State(f"{home}/results"),
        State(f"{home}/rounds/1/lists"),
    ]


def _waiting(world: World, scene: Scene) -> list[State]:
    """A round is announced, or closed and not counted, or counted and not revealed."""
    announced, closed, hidden = (_made(world, scene, slug) for slug in ("announced", "closed", "hidden"))
    for made in (announced, closed, hidden):
        world.a_draft(made, TEXT)
    _announce(world, announced)
    uncounted = world.a_round(closed)
    with world.acting():
        rounds.close(
            consultation_id=closed.id,
            round_id=uncounted.id,
            by_role="organiser",
            by_person=None,
            early=True,
            reason="x",
        )
    world.closed(world.a_round(hidden, reveal=Reveal.AT_PUBLICATION))
    for_everyone = [
        State(f"/en/c/{made.slug}{path}", role)
        for made in (announced, closed, hidden)
        for path in ("/", "/vote", "/results", "/gaps")
        for role in ("stranger", "citizen")
    ]
    return [*for_everyone, *(State(f"/en/c/{made.slug}/desk", "organiser") for made in (announced, closed, hidden))]


def _announce(world: World, made: ConsultationView) -> RoundView:
    with world.acting() as session:
        moment = clock.now(session)
        planned = rounds.plan_round(
            consultation_id=made.id,
            kind=RoundKind.STATEMENTS,
            draft_id=None,
            opens_at=moment + timedelta(days=1),
            closes_at=moment + timedelta(days=8),
        )
        terms = for_categories(RoundKind.STATEMENTS, made.categories, deciding_body="The assembly")
        return rounds.announce_round(consultation_id=made.id, round_id=planned.id, by_person=None, terms=terms)


def _over(world: World, scene: Scene) -> list[State]:
    """A round is closed: what could be done in it cannot be done any more."""
    made = _made(world, scene, "over")
    world.a_draft(made, TEXT)
    one = world.a_round(made)
    world.a_vote(one, scene.people["citizen"], "object")
    item = world.items(one)[0].id
    world.closed(one)
    home = f"/en/c/{made.slug}"
    return [
        State(f"{home}/", "citizen"),
        State(f"{home}/vote", "citizen"),
        State(f"{home}/d/1/1.1", "citizen"),
        State(f"{home}/rounds/1/vote/{item}", "citizen"),
        State(f"{home}/d/1/1.1/comment", "citizen"),
        State(f"{home}/rounds/1/close", "moderator"),
        State(f"{home}/answers", "organiser"),
        State(f"{home}/answers/desk", "organiser"),
        State(f"{home}/answers/together?round=1", "organiser"),
        State(f"{home}/answers/reasons", "organiser", 422, "/reasons", {"name": ""}),
        State(f"{home}/answers/settings", "organiser", 422, "/plan", {"publish_by": "soon"}),
        State(f"{home}/desk", "organiser"),
    ]


def _under_way(world: World, scene: Scene) -> list[State]:
    """One of two has consented to an early close; everything is answered."""
    with world.acting():
        moderation.consent_to_close(
            consultation_id=scene.consultation.id,
            round_id=scene.round.id,
            capacity=Capacity.MODERATOR,
            person_id=scene.people["moderator"],
            reason="Everyone has voted.",
        )
    asked, said = _made(world, scene, "asked"), _made(world, scene, "said")
    for made in (asked, said):
        one = world.a_round(made, kind=RoundKind.STATEMENTS, statements=("Machines may vote.",))
    world.a_vote(one, scene.people["citizen"], "agree")
    return [
        *(State(f"{scene.home}/rounds/1/close", role) for role in ("moderator", "organiser")),
        State(f"{scene.home}/moderate", "moderator"),
        State("/en/c/asked/vote", "citizen"),
        State("/en/c/asked/vote", "citizen", 422, "/vote", {"position": "perhaps"}),
        State("/en/c/said/vote", "citizen"),
    ]


def _refused(world: World, scene: Scene) -> list[State]:
    """Each form with something wrong in it: the same form, what needs correcting, and what was typed."""
    home, long = scene.home, "x" * 10_001
    comment = world.a_comment(scene.round, scene.people["delegate"], "Name who stops it.")
    suggestion = a_suggestion(world, scene.round, scene.people["delegate"])
    seat = world.a_seat(scene.consultation, "company", name="Dials (invented)", is_verified=False)
    item = world.items(scene.round)[0].id
    return [
        State("/en/sign-in", action="/sign-in", status=422, typed={"email": "nobody"}),
        State("/en/sign-in/code", action="/sign-in/code", status=422, typed={"code": "1"}),
        State(
            "/en/sign-in/password",
            action="/sign-in/password",
            status=422,
            typed={"email": "a@example.org", "password": "x"},
        ),
        State("/en/register", action="/register", status=422, typed={"email": "nobody", "name": ""}),
        State("/en/profile", "citizen", 422, "/profile", {"name": "", "zone": "Moon"}),
        State("/en/profile", "citizen", 422, "/profile/password", {"password": "short"}),
        State(f"{home}/join", "newcomer", 422, "/join/organisation", {"name": "", "category": ""}),
        State(f"{home}/join", "newcomer", 422, "/join/code", {"code": "no such code"}),
        State(f"{home}/d/1/1.1/comment", "citizen", 422, "/comment", {"text": ""}),
        State(f"{home}/d/1/1.1/comment", "citizen", 422, "/comment", {"text": long}),
        State(f"{home}/d/1/1.1/suggest", "citizen", 422, "/suggest", {"text": "", "attribution": "named"}),
        State(f"{home}/d/1/1.1/suggest", "citizen", 200, "/suggest", {"wording": "Systems serve.", "show": "1"}),
        State(f"{home}/d/1/1.1/suggest?way=passage", "citizen", 422, "/suggest", {"quote": "people", "show": "1"}),
        State(f"{home}/suggestions/{suggestion}/support", "citizen", 422, "/support", {"moves_to": "object"}),
        State(f"{home}/suggestions/{suggestion}/support", "delegate"),
        State(f"{home}/comments/{comment}/report", "citizen", 422, "/report", {"rule": ""}),
        State(f"{home}/rounds/1/vote/{item}", "citizen", 422, f"/vote/{item}", {"position": "perhaps"}),
        State(f"{home}/moderate/{comment}", "moderator", 422, f"/moderate/{comment}", {"action": "hide", "rule": ""}),
        State(f"{home}/rounds/1/close", "organiser", 422, "/close", {"reason": ""}),
        State(f"{home}/rounds/1/cancel", "organiser", 422, "/cancel", {"reason": ""}),
        State(f"{home}/seats/{seat.id}", "organiser", 422, f"/seats/{seat.id}", {"state": ""}),
        State(f"{home}/roles", "organiser", 422, "/roles", {"email": "nobody@example.org"}),
        State(f"{home}/drafts/new", "organiser", 422, "/drafts/new", {"text": ""}),
        State("/en/new", "organiser", 422, "/new", {"title": "", "slug": "principles"}),
    ]


def _rewritten(world: World, scene: Scene) -> list[State]:
    """A next draft changes nothing, says no to a form, or is published already."""
    same, other = _made(world, scene, "same"), _made(world, scene, "other")
    for made, text in ((same, TEXT), (other, TEXT.replace("stop them", "halt them"))):
        world.a_draft(made)
        world.a_draft(made, text, is_published=False)
    return [
        *(State(f"/en/c/{same.slug}/d/2/{page}", "organiser") for page in ("lineage", "changes", "publish")),
        State(f"/en/c/{other.slug}/d/2/changes", "organiser", 422, "/changes", {"drafter": ""}),
        State(f"/en/c/{same.slug}/d/1/lineage", "organiser", 409),
        State(f"/en/c/{same.slug}/d/2/edit", "organiser"),
        State(f"/en/c/{same.slug}/d/2/edit/insert", "organiser", 422, "/insert", {"text": " "}),
        State(f"/en/c/{same.slug}/d/2/edit/title", "organiser", 422, "/title", {"title": " "}),
        State(f"/en/c/{other.slug}/d/2/lineage", "citizen", 403),
    ]


def _negotiated(world: World, scene: Scene) -> list[State]:
    """Nothing is adopted, met about or corrected yet; each form of negotiation and adoption with something wrong in it."""
    made, final = _made(world, scene, "unripe"), _made(world, scene, "ripe")
    world.a_draft(made)
    world.a_draft(made, is_published=False)
    a_final_draft(world, final)
    home, ripe = f"/en/c/{made.slug}", f"/en/c/{final.slug}"
    clause = f"{home}/d/1/1.1"
    return [
        *(State(f"{home}/{page}") for page in ("adopted", "meetings", "d/1/corrigenda")),
        State(f"{home}/adopted/notes/new", "citizen", 404),
        State(f"{home}/d/1/stage", "citizen", 403),
        State(f"{home}/d/2/stage", "organiser", 422, "/stage", {"stage": "outline"}),
        State(f"{clause}/negotiation", "organiser", 422, "/alternative", {"proposers": ""}),
        State(f"{clause}/correct", "organiser", 422, "/correct", {"old_words": "never said"}),
        State(f"{home}/meetings/new", "organiser", 422, "/meetings/new", {"title": ""}),
        State(f"{home}/d/1/adopt", "organiser"),
        State(f"{ripe}/d/1/adopt", "organiser", 422, "/adopt", {"body": ""}),
        State(f"{ripe}/d/1?show=open"),
    ]


def _objected(world: World, scene: Scene) -> list[State]:
    """Nobody objects yet; late objections, one that is not public, one that is hidden, and each form with something wrong."""
    made, quiet = _made(world, scene, "content"), _made(world, scene, "closed-words")
    for each in (made, quiet):
        world.a_draft(each)
    world.closed(world.a_round(made))
    one = world.a_round(quiet, objections_public=False)
    an_objection(world, one, scene.people["citizen"])
    an_objection(world, one, scene.people["citizen"], clause=world.clauses(one)[1])
    hidden(world, one, 2, scene.people["moderator"])
    home, shut = f"/en/c/{made.slug}", f"/en/c/{quiet.slug}"
    clause, first = f"{home}/d/1/1.1/object", f"{shut}/objections/1"
    again = {"reason": "Again.", "harm": "other", "proposed": "Other words."}
    return [
        State(f"{home}/objections"),
        State(f"{home}/objections/1", status=404),
        State(clause, "citizen"),
        State(clause, "citizen", 422, "/object", {"reason": ""}),
        State(first),
        State(f"{shut}/d/1/1.1/object", "citizen", 409, "/object", again),
        State(f"{shut}/objections/2"),
        State(f"{shut}/moderate/objections/2", "moderator"),
        State(f"{shut}/moderate/objections/1", "moderator", 422, "/moderate/objections/1", {"action": "hide"}),
        State(f"{shut}/objections?view=settled"),
        State(first, "organiser", 422, "/acknowledge", {"acknowledge-words": "x" * 2001}),
        State(f"{home}/calendar", "organiser", 422, "/calendar", {"holidays": "tomorrow"}),
    ]


def _in_languages(world: World, scene: Scene) -> list[State]:
    """A text has no other language yet; each form about languages with something wrong in it."""
    made = _made(world, scene, "one-language")
    world.a_draft(made)
    one, home = world.a_round(made), f"/en/c/{made.slug}"
    own = world.a_comment(one, scene.people["citizen"], "Say who decides.")
    uid = world.clauses(one)[0].uid
    place = f"{home}/d/1/translate/ar/{uid}"
    return [
        *(State(f"{home}/d/1/{page}", "organiser") for page in ("translate", "translate/ar", f"concordance/{uid}")),
        State(f"{home}/d/1/translate/ar?show=reviewed", "organiser"),
        State(f"{home}/d/1/translate", "organiser", 422, "/translate", {"into": "Elvish of the woods"}),
        State(place, "organiser", 422, f"/translate/ar/{uid}", {"text": " "}),
        State(f"{home}/d/1/translate/ar/machine", "organiser", 404),
        State(f"{home}/translation-problems"),
        State(f"{home}/d/1/1.1/translation-problem", "citizen"),
        State(f"{home}/comments/{own}/translation", "citizen", 422, "/translation", {"into": "English"}),
        State(f"{home}/comments/{own}/translation", "newcomer", 403),
    ]


def _submitting(world: World, scene: Scene) -> list[State]:
    """A round takes no statements, is over, or has none left; each form of submitting and deciding with something wrong."""
    open_to, closed_to, empty = (_made(world, scene, slug) for slug in ("open-to-all", "seeds-only", "emptied"))
    one = asking(world, open_to)
    waits = submitted(world, one, scene.people["citizen"])
    rejected(world, one, submitted(world, one, scene.people["citizen"], "About lunch."))
    world.closed(asking(world, closed_to, statements_from_participants=False))
    gone = asking(world, empty, statements=SEEDS[:1])
    taken_out = rejected(world, gone, world.items(gone)[0].id)
    page, desk = f"/en/c/{open_to.slug}/rounds/1/statements", f"/en/c/{open_to.slug}/moderate/statements/{waits}"
    return [
        State(page, "citizen"),
        State(page, "citizen", 422, "/statements", {"text": ""}),
        State(page, "citizen", 422, "/statements", {"text": SEEDS[0]}),
        State(page, "citizen", 422, "/statements", {"text": "Mine.", "lang": "Elvish of the woods"}),
        State(page, "newcomer", 403),
        State(desk, "moderator", 422, f"/statements/{waits}", {"action": "hide", "rule": ""}),
        State(f"/en/c/{open_to.slug}/log"),
        State(f"/en/c/{closed_to.slug}/rounds/1/statements", "citizen"),
        State(f"/en/c/{empty.slug}/vote", "citizen"),
        State(f"/en/c/{empty.slug}/", "citizen"),
        State(f"/en/c/{empty.slug}/moderate/statements/{taken_out.id}", "moderator"),
    ]


def _closed_to(scene: Scene) -> list[State]:
    """Pages that are not there, or not for this person, or not now."""
    return [
        State("/en/nothing", status=404),
        State(f"{scene.home}/nothing", status=404),
        State(f"{scene.home}/d/9", status=404),
        State(f"{scene.home}/desk", "citizen", 403),
        State(f"{scene.home}/moderate", "newcomer", 403),
        State(f"{scene.home}/rounds/1/publish", "organiser"),
    ]
