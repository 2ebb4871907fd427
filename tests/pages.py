"""Every page of the site with someone who may see it, in a consultation in which something has happened."""

from dataclasses import dataclass

from consult.accounts import service as accounts
from consult.consensus.rules.bundles import BUNDLES
from consult.consultations import service as consultations
from consult.consultations.service import ConsultationView, Role
from consult.deliberation import service as deliberation
from consult.deliberation.pages.answering import QUEUES
from consult.deliberation.rules.colliding import Change
from consult.deliberation.rules.objections import Proposal, Step
from consult.deliberation.rules.passages import Way
from consult.demonstration import service as demonstration
from consult.demonstration.service.building import KIND
from consult.demonstration.service.stage import SLUG, address_of
from consult.front import service as front
from consult.intake import service as intake
from consult.moderation import service as moderation
from consult.moderation.rules import ActionKind, Ground
from consult.moderation.rules.sharing import BulkKind, View
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from tests.conftest import Scene
from tests.consensus.crowds import a_round_with_every_list
from tests.consensus.opinion_places import answered_alike
from tests.deliberation.delegating import a_comment_draft, in_two_steps
from tests.deliberation.objecting import a_step, an_answer, an_objection
from tests.deliberation.stating import asking, submitted
from tests.deliberation.suggesting import a_stance, a_suggestion
from tests.drafting.languages import translated
from tests.drafting.negotiating import (
    a_corrigendum,
    a_final_draft,
    a_meeting,
    a_move,
    a_note,
    an_adoption,
    an_alternative,
    clauses,
    editors,
)
from tests.front.being_written import being_written
from tests.front.rewriting import rewriting
from tests.intake.forms_text import with_forms
from tests.intake.sheets import a_sheet
from tests.participation.inviting import an_invitation
from tests.rounds.kinds import a_choice_after_a_silence
from tests.rounds.scenes import a_decision_maker, an_outcome, published
from tests.world import TEXT, World


@dataclass(frozen=True, slots=True)
class Place:
    """A page's address and who visits it; a download or a way elsewhere is no page."""

    endpoint: str
    path: str
    role: str = "stranger"
    is_page: bool = True


def places(world: World, scene: Scene) -> list[Place]:
    """Return every address that can be visited, after votes, comments and answers, one of them hidden."""
    comment = _let_people_speak(world, scene)
    return [
        *_for_everyone(world, scene),
        *_for_people(world, scene, comment),
        *_for_organisers(world, scene, comment),
        *_of_statements(world, scene),
        *_of_options(world, scene),
        *_declared(world, scene),
        *_by_country(world, scene),
        *_negotiated(world, scene),
        *_adopted(world, scene),
        *_objected(world, scene),
        *_of_delegations(world, scene),
        *(Place(*one) for one in rewriting(world, scene)),
        *(Place(*one) for one in translated(world, scene)),
        *(Place(*one) for one in answered_alike(world, scene)),
        *_with_forms(world),
        *_of_demonstration(world),
    ]


def _with_forms(world: World) -> list[Place]:
    """Return the places of a text with a table, a figure, a definition, a footnote and an annex."""
    text = with_forms(world)
    return [
        Place("front.draft", text),
        *(Place("front.clause", f"{text}/{number}") for number in ("1.1", "1.2", "1.3", "1.4", "fn1")),
        Place("front.image", f"{text}/1.3/image", is_page=False),
    ]


def _let_people_speak(world: World, scene: Scene) -> str:
    citizen, delegate = scene.people["citizen"], scene.people["delegate"]
    first = world.a_comment(scene.round, citizen, "Name *who* stops it.\n\n> as in clause 1.1")
    world.a_comment(scene.round, delegate, "We do, by contract.", parent_id=first)
    second = world.a_comment(scene.round, delegate, "Buy our clocks.")
    _let_people_suggest(world, scene)
    world.a_vote(scene.round, citizen, "reservation")
    world.a_vote(scene.round, delegate, "object")
    with world.acting():
        moderation.decide(
            consultation_id=scene.consultation.id,
            comment_id=second,
            action=ActionKind.HIDE,
            person_id=scene.people["moderator"],
            rule=Ground.SPAM,
            note="It sells clocks.",
        )
    return first


def _let_people_suggest(world: World, scene: Scene) -> None:
    """Have a delegate suggest in every way, two of them on the same words, and others say what they think of it."""
    citizen, delegate = scene.people["citizen"], scene.people["delegate"]
    a_suggestion(world, scene.round, citizen, "can halt them", quote="can stop them")
    a_suggestion(world, scene.round, citizen, change=Change.DELETE)
    made = a_suggestion(world, scene.round, delegate, "halt", quote="stop")
    a_suggestion(world, scene.round, delegate, change=Change.INSERT, heading="Halting")
    for stance in ("support", "oppose"):
        person = world.a_person()
        world.a_delegation(scene.consultation, person)
        a_stance(world, scene.round, made, person, stance, moves_to="object" if stance == "oppose" else None)


def _suggested(world: World, scene: Scene) -> str:
    """Return the id of the suggestion of the delegate that others support and oppose."""
    with world.reading():
        found = deliberation.suggestions_in(consultation_id=scene.consultation.id, draft_id=scene.round.draft_id or "")
    return next(one.comment.id for one in found if one.words.wording == "halt")


def _for_everyone(world: World, scene: Scene) -> list[Place]:
    home, uid = scene.home, world.clauses(scene.round)[0].uid
    person = world.a_person()
    with world.acting():
        token = accounts.make_sign_in_link(person_id=person)
    return [
        Place("front.start", "/en/"),
        Place("front.glossary", "/en/glossary"),
        Place("front.practice", "/en/practice"),
        Place("front.styleguide", "/en/styleguide"),
        Place("accounts.sign_in", "/en/sign-in"),
        Place("accounts.code", "/en/sign-in/code"),
        Place("accounts.link", f"/en/sign-in/link/{token}"),
        Place("accounts.password", "/en/sign-in/password"),
        Place("accounts.register", "/en/register"),
        Place("front.home", f"{home}/"),
        Place("front.compare", f"{home}/compare"),
        *_compared(world),
        *_listed(world),
        Place("front.text", f"{home}/d/", is_page=False),
        Place("front.draft", f"{home}/d/1"),
        Place("front.lines", f"{home}/d/1/lines"),
        Place("front.suggestions", f"{home}/d/1/suggestions"),
        Place("front.suggestions", f"{home}/d/1/suggestions?show=colliding"),
        *(Place("export.comments", f"{home}/rounds/1/comments.{form}", is_page=False) for form in ("csv", "xlsx")),
        Place("front.clause", f"{home}/d/1/1.1"),
        Place("front.permalink", f"{home}/k/{uid}", is_page=False),
        Place("deliberation.place", f"{home}/comments/1", is_page=False),
        Place("front.vote", f"{home}/vote"),
        Place("front.log", f"{home}/log"),
        Place("front.policy", f"{home}/policy"),
        Place("consultations.notices", f"{home}/notices"),
        Place("consultations.notices", f"{home}/notices?in=en"),
        Place("rounds.contract", f"{home}/rounds/1"),
        Place("consensus.bundles", "/en/decide"),
        Place("consensus.bundle", "/en/decide/multistakeholder"),
        *(
            Place("consensus.bundle", f"/en/decide/{name}")
            for name in [one for one in BUNDLES if one != "multistakeholder"]
        ),
        Place("deliberation.answers", f"{home}/answers"),
        Place("consensus.results", f"{home}/results"),
        Place("consensus.roll_call", f"{home}/rounds/1/roll-call"),
        Place("consensus.countries", f"{home}/rounds/1/countries"),
        Place("front.gaps", f"{home}/gaps"),
        Place("ledger.check", f"/en/c/{scene.consultation.id}/log/receipt"),
        Place("ledger.check", f"/en/c/{scene.consultation.id}/log/receipt?code=00000-00000"),
    ]


def _listed(world: World) -> list[Place]:
    """Return the lists of a round in which people agree, differ, find things important and read in two languages."""
    a_round_with_every_list(world)
    home = "/en/c/crowd/rounds/1"
    return [Place("consensus.lists", f"{home}/lists"), Place("consensus.clause_result", f"{home}/results/1.3")]


def _compared(world: World) -> list[Place]:
    """Return the comparison of two drafts of three, in one text and side by side, with every fate a clause can meet."""
    made = world.a_consultation(slug="compared")
    for text in (TEXT, REVISED, CUT):
        world.a_draft(made, text)
    home = f"/en/c/{made.slug}"
    return [
        *(Place("front.compare", f"{home}/compare?{query}") for query in ("", "from=1&to=2&view=side", "from=1&to=3")),
        Place("front.draft", f"{home}/d/2"),
        Place("front.clause", f"{home}/d/2/1.1"),
        Place("front.home", f"{home}/"),
    ]


def _for_people(world: World, scene: Scene, comment: str) -> list[Place]:
    home, uid = scene.home, world.clauses(scene.round)[0].uid
    return [
        Place("accounts.profile", "/en/profile", "citizen"),
        Place("front.home", f"{home}/", "citizen"),
        Place("front.draft", f"{home}/d/1?open=1.2", "citizen"),
        Place("front.clause", f"{home}/d/1/1.1", "citizen"),
        Place("front.vote", f"{home}/vote", "citizen"),
        Place("voting.ballot", f"{home}/rounds/1/vote/{uid}", "citizen"),
        Place("voting.history", f"{home}/rounds/1/history", "delegate"),
        Place("deliberation.comment", f"{home}/d/1/1.1/comment", "citizen"),
        Place("deliberation.comment", f"{home}/d/1/1.1/comment?reply={comment}", "delegate"),
        *(Place("deliberation.suggest", f"{home}/d/1/1.1/suggest?way={way}", "citizen") for way in Way),
        Place("deliberation.support", f"{home}/suggestions/{_suggested(world, scene)}/support", "citizen"),
        Place("front.suggestions", f"{home}/d/1/suggestions", "citizen"),
        Place("deliberation.own_comments", f"{home}/my-comments", "citizen"),
        Place("deliberation.own_comments", f"{home}/my-comments", "delegate"),
        Place("moderation.report", f"{home}/comments/{comment}/report", "delegate"),
        Place("participation.join", f"{home}/join", "newcomer"),
        Place("participation.join", f"{home}/join", "delegate"),
        Place("consultations.notices", f"{home}/notices", "delegate"),
    ]


def _of_delegations(world: World, scene: Scene) -> list[Place]:
    """Return the pages of a delegation that has drafts: one that waits, one that is accepted."""
    home, person = scene.home, scene.people["delegate"]
    in_two_steps(world, scene.consultation, person)
    draft = a_comment_draft(world, scene.round, person)
    a_comment_draft(world, scene.round, person, "Say when, too.", decision="accepted")
    in_two_steps(world, scene.consultation, person, on=False)
    return [
        Place("deliberation.delegation", f"{home}/delegation", "delegate"),
        Place("deliberation.release", f"{home}/delegation/release", "delegate"),
        Place("voting.signing", f"{home}/rounds/1/signing", "delegate"),
        Place("participation.seat", f"{home}/seat", "delegate"),
        Place("deliberation.comment_draft", f"{home}/delegation/drafts/{draft.id}", "delegate"),
    ]


def _for_organisers(world: World, scene: Scene, comment: str) -> list[Place]:
    home = scene.home
    with world.acting():
        accounts.grant_instance_role(person_id=scene.people["organiser"], role=accounts.InstanceRole.ORGANISER)
    world.a_role(scene.consultation, scene.people["organiser"], Role.EDITOR)
    seat = world.a_seat(scene.consultation, "government", territory="NA", is_verified=False)
    return [
        Place("moderation.desk", f"{home}/moderate", "moderator"),
        Place("moderation.item", f"{home}/moderate/{comment}", "moderator"),
        Place("moderation.close", f"{home}/rounds/1/close", "moderator"),
        Place("front.desk", f"{home}/desk", "organiser"),
        *(Place("front.opening", f"{home}/rounds/new?kind={kind}", "organiser") for kind in RoundKind),
        Place("front.changing_contract", f"{home}/rounds/1/change", "organiser"),
        Place("front.dispositions", f"{home}/rounds/1/dispositions", "organiser"),
        Place("front.publishing", f"{home}/rounds/1/publish", "organiser"),
        Place("front.cancelling", f"{home}/rounds/1/cancel", "organiser"),
        Place("front.seats", f"{home}/seats", "organiser"),
        *_invited(world, scene),
        Place("front.seat", f"{home}/seats/{seat.id}", "organiser"),
        Place("consultations.roles", f"{home}/roles", "organiser"),
        Place("consultations.write_notices", f"{home}/setup/notices", "organiser"),
        Place("front.new", "/en/new", "organiser"),
        *_of_a_plan(world, scene),
        *(Place(endpoint, path, "organiser") for endpoint, path in being_written(world, scene)),
        Place("intake.draft", f"{home}/drafts/new", "organiser"),
        *_of_a_sheet(world, scene),
    ]


def _invited(world: World, scene: Scene) -> list[Place]:
    """Return the page of those who are invited, and the pages to which the link of one of them leads."""
    link = f"{scene.home}/invited/{an_invitation(world, scene.consultation, scene.people['organiser'])}"
    return [
        Place("participation.invitations", f"{scene.home}/invitations", "organiser"),
        Place("participation.invited", link),
        Place("participation.accepting", f"{link}/join", "newcomer"),
    ]


def _of_a_sheet(world: World, scene: Scene) -> list[Place]:
    """Return the pages on which an organiser looks at a sheet, one row of which cannot be taken."""
    kept = a_sheet(world, scene.consultation, scene.people["organiser"])
    address = f"{scene.home}/sheets"
    return [
        Place("intake.sheets", address, "organiser"),
        Place("intake.sheet", f"{address}/{kept}", "organiser"),
        *(
            Place("intake.rest", f"{address}/{kept}/rest.{form}", "organiser", is_page=False)
            for form in ("csv", "xlsx")
        ),
    ]


def _of_a_plan(world: World, scene: Scene) -> list[Place]:
    """Return the pages on which a consultation is set up that nobody has announced."""
    made = world.a_consultation(slug="plan", organiser=scene.people["organiser"], is_announced=False)
    world.a_draft(made, is_published=False)
    setup = f"/en/c/{made.slug}/setup"
    steps = ("purpose", "mandate", "categories", "territories", "languages", "timetable", "decision")
    return [
        Place("front.setup", setup, "organiser"),
        *(Place("front.setup_step", f"{setup}/{step}", "organiser") for step in steps),
        Place("intake.setup_text", f"{setup}/text", "organiser"),
        Place("consultations.write_notices", f"{setup}/notices", "organiser"),
        Place("front.setup_review", f"{setup}/review", "organiser"),
        Place("front.gap_targets", f"/en/c/{made.slug}/gaps/targets", "organiser"),
        Place("front.reminding", f"{scene.home}/gaps/remind", "organiser"),
        Place("front.home", f"/en/c/{made.slug}/", "organiser"),
        Place("front.desk", f"/en/c/{made.slug}/desk", "organiser"),
        Place("front.opening_now", f"{scene.home}/rounds/1/open", "organiser"),
    ]


def _of_statements(world: World, scene: Scene) -> list[Place]:
    """Return the pages of a second consultation, with a round of statements open and a round of ballots counted."""
    made = world.a_consultation(slug="finished", organiser=scene.people["organiser"])
    world.a_draft(made, TEXT)
    counted = world.a_round(made)
    world.votes(counted, {"citizen": {"support": 6, "object": 1}, "company": {"can_live_with": 5, "reservation": 3}})
    world.a_seat(made, "citizen", person_id=scene.people["citizen"])
    comments = [world.a_comment(counted, scene.people["citizen"], f"Say {word}.") for word in ("who", "when", "why")]
    world.closed(counted)
    _let_people_answer(world, scene, made, counted, comments)
    asked = asking(world, made)
    submitted(world, asked, scene.people["citizen"])
    unread = submitted(world, asked, scene.people["citizen"], "Machines never sign for anyone.")
    world.a_role(made, scene.people["moderator"], Role.MODERATOR)
    home = f"/en/c/{made.slug}"
    return [
        Place("consensus.results", f"{home}/rounds/1/results"),
        Place("consensus.clause_result", f"{home}/rounds/1/results/1.1"),
        Place("front.home", f"{home}/"),
        Place("front.vote", f"{home}/vote", "citizen"),
        Place("deliberation.own_statements", f"{home}/rounds/2/statements", "citizen"),
        Place("deliberation.withdrawing", f"{home}/rounds/2/statements/3/withdraw", "citizen"),
        Place("moderation.desk", f"{home}/moderate", "moderator"),
        Place("moderation.statement", f"{home}/moderate/statements/{unread}", "moderator"),
        Place("front.desk", f"{home}/desk", "organiser"),
        Place("front.clause", f"{home}/d/1/1.1"),
        Place("front.dispositions", f"{home}/rounds/1/dispositions", "organiser"),
        Place("deliberation.answers", f"{home}/rounds/1/answers"),
        *(Place("deliberation.answers", f"{home}/answers?waits={queue}", "organiser") for queue in QUEUES),
        *(Place("moderation.answer", f"{home}/answers/{comment}", "organiser") for comment in comments),
        *_of_the_desk(world, made, home, comments),
        *(Place("export.download", f"{home}/rounds/1/summary.{form}", is_page=False) for form in FORMS),
        *_imported(world),
    ]


def _of_options(world: World, scene: Scene) -> list[Place]:
    """Return the pages of a choice among options that is open, after one that was counted and a silence that was broken."""
    made = a_choice_after_a_silence(world, scene.people["delegate"])
    home = f"/en/c/{made.slug}"
    return [
        Place("voting.sheet", f"{home}/rounds/3/options", "delegate"),
        *(Place("consensus.results", f"{home}/rounds/{number}/results") for number in (1, 2)),
        *(Place("rounds.contract", f"{home}/rounds/{number}") for number in (1, 2)),
        *(Place("front.vote", f"{home}{path}", "delegate") for path in ("/vote",)),
        *(Place("export.download", f"{home}/rounds/{n}/summary.html", is_page=False) for n in (1, 2)),
    ]


def _of_the_desk(world: World, made: ConsultationView, home: str, comments: list[str]) -> list[Place]:
    """Return the pages on which comments are shared out and decided on together, and what their authors say of it."""
    with world.acting():
        (one,) = (each for each in rounds.list_rounds(made.id) if each.number == 1)
        holders = consultations.role_holders(made.id)
        organiser = next(each.person_id for each in holders if each.role is Role.ORGANISER)
        kept = moderation.save_template(
            consultation_id=made.id, lang="en", name="Said already", disposition="noted", words="Clause 1.2 says it."
        )
        act = moderation.plan_act(
            consultation_id=made.id,
            round_id=one.id,
            person_id=organiser,
            ids=comments,
            kind=BulkKind.PROPOSE,
            given={"disposition": "noted", "reason": "It is noted."},
        )
    desk = f"{home}/answers"
    return [
        *(Place("moderation.answer_desk", f"{desk}/desk?view={view}", "organiser") for view in View),
        Place("moderation.together", f"{desk}/together?round=1&number=2&number=3", "organiser"),
        Place("moderation.act", f"{desk}/together/{act}", "organiser"),
        Place("moderation.answer_settings", f"{desk}/settings", "organiser"),
        Place("moderation.reasons", f"{desk}/reasons", "organiser"),
        Place("moderation.reason", f"{desk}/reasons/{kept.id}", "organiser"),
        Place("deliberation.satisfaction", f"{home}/my-comments/1", "citizen"),
        Place("deliberation.answers", f"{home}/rounds/1/answers?satisfaction=pending&disposition=accepted"),
        Place("deliberation.because", f"{home}/d/1/because"),
        Place("export.dispositions", f"{home}/rounds/1/dispositions.csv", is_page=False),
    ]


def _declared(world: World, scene: Scene) -> list[Place]:
    """Return the pages of a consultation whose round is published, and some of whose outcomes are declared."""
    organiser = scene.people["organiser"]
    made = world.a_consultation(slug="declared", organiser=organiser)
    world.a_draft(made, TEXT)
    one = world.a_round(made)
    first, second, _ = world.clauses(one)
    for clause in (first, second):
        world.votes(one, {"citizen": {"support": 6, "object": 1}, "company": {"support": 5}}, clause=clause)
    published(world, one)
    a_decision_maker(world, made, organiser)
    a_decision_maker(world, made, name="Emil Elder", office="Chair before")
    an_outcome(world, one, organiser, "deferred", reason="It is not ripe.")
    an_outcome(world, one, organiser, "adopted", reason="It is ripe now.", seen=1)
    world.a_draft(made, REVISED)
    home = f"/en/c/{made.slug}"
    return [
        Place("front.decided", f"{home}/decided"),
        *(Place("front.clause_decided", f"{home}/k/{clause.uid}/decided") for clause in (first, second)),
        Place("front.outcomes", f"{home}/rounds/1/outcomes"),
        Place("front.outcomes", f"{home}/rounds/1/outcomes", "organiser"),
        *(Place("front.outcome", f"{home}/rounds/1/outcomes/{each.uid}", "organiser") for each in (first, second)),
        Place("front.together", f"{home}/rounds/1/outcomes/together", "organiser"),
        Place("rounds.decision_makers", f"{home}/decision-makers", "organiser"),
        Place("consensus.results", f"{home}/rounds/1/results"),
        Place("consensus.roll_call", f"{home}/rounds/1/roll-call"),
        Place("consensus.roll_call", f"{home}/rounds/1/roll-call?clause=1.2"),
        Place("front.desk", f"{home}/desk", "organiser"),
        Place("front.home", f"{home}/"),
    ]


def _by_country(world: World, scene: Scene) -> list[Place]:
    """Return the pages of a counted round in which governments spoke for their countries, held against targets."""
    organiser = scene.people["organiser"]
    voices = {"government": ("support", "support", "object"), "company": ("object", "object", "support")}
    made = world.a_consultation(slug="by-country", organiser=organiser, categories=(*voices, "citizen"))
    world.a_draft(made)
    with world.acting():
        targets = {("government", "africa"): 4, ("company", ""): 9}
        front.set_targets(consultation_id=made.id, targets=targets, person_id=organiser)
    one = world.a_round(made)
    for category, positions in voices.items():
        for territory, position in zip(("KE", "NP", "BR"), positions, strict=True):
            person = world.a_person()
            world.a_seat(made, category, person_id=person, territory=territory)
            world.a_vote(one, person, position)
    world.closed(one)
    home = f"/en/c/{made.slug}"
    return [
        *(Place("consensus.countries", f"{home}/rounds/1/countries?clause={number}") for number in ("1.1", "1.2")),
        Place("consensus.results", f"{home}/rounds/1/results"),
        Place("front.gaps", f"{home}/gaps", "organiser"),
        Place("front.gap_targets", f"{home}/gaps/targets", "organiser"),
    ]


def _negotiated(world: World, scene: Scene) -> list[Place]:
    """Return the pages of a draft that is negotiated, of a meeting on it, and of a corrigendum that waits."""
    organiser = scene.people["organiser"]
    made = world.a_consultation(slug="negotiated", organiser=organiser)
    draft = world.a_draft(made)
    first, second, third = clauses(world, draft)
    an_alternative(world, first, made, passage="can stop them", wording="stop them at once", proposers=["Ruritania"])
    found = an_alternative(world, second, made, wording="", proposers=["Syldavia", "روريتانيا"])
    a_move(world, second, made, bracket_id=found.standing[0].id)
    a_move(world, third, made, "closed")
    editor = editors(world, made)[0]
    with world.acting():
        waiting = rounds.propose_corrigendum(
            draft=draft,
            clause_uid=third.uid,
            lang="en",
            old_words="and the grading",
            new_words="and their grading",
            change_class=2,
            reason="A slip.",
            person_id=editor,
        )
    world.a_draft(made, is_published=False)
    home = f"/en/c/{made.slug}"
    meetings = [a_meeting(world, made, is_published=published) for published in (True, False)]
    return [
        Place("front.draft", f"{home}/d/1"),
        Place("front.draft", f"{home}/d/1?show=open", "organiser"),
        *(Place("front.clause", f"{home}/d/1/1.{number}") for number in (1, 2)),
        Place("drafting.stage", f"{home}/d/1/stage", "organiser"),
        Place("drafting.stage", f"{home}/d/2/stage", "organiser"),
        Place("drafting.negotiations", f"{home}/d/1/negotiation", "organiser"),
        *(
            Place("drafting.negotiation", f"{home}/d/1/{clause.number}/negotiation", "organiser")
            for clause in (first, second, third)
        ),
        Place("rounds.correcting", f"{home}/d/1/1.1/correct", "organiser"),
        Place("rounds.corrigenda", f"{home}/d/1/corrigenda", "organiser"),
        Place("rounds.corrigendum", f"{home}/d/1/corrigenda/{waiting.id}", "organiser"),
        Place("drafting.meetings", f"{home}/meetings"),
        Place("drafting.meetings", f"{home}/meetings", "organiser"),
        Place("drafting.new_meeting", f"{home}/meetings/new", "organiser"),
        Place("drafting.meeting", f"{home}/meetings/{meetings[0].id}"),
        Place("drafting.meeting", f"{home}/meetings/{meetings[1].id}", "organiser"),
        Place("drafting.edit_meeting", f"{home}/meetings/{meetings[1].id}/edit", "organiser"),
    ]


def _adopted(world: World, scene: Scene) -> list[Place]:
    """Return the pages of a text that is adopted, with a statement on it and a corrigendum to it, and of one that is not."""
    organiser, delegate = scene.people["organiser"], scene.people["delegate"]
    made, final = (world.a_consultation(slug=slug, organiser=organiser) for slug in ("adopted", "final"))
    a_final_draft(world, final)
    draft = a_final_draft(world, made, symbol="A/RES/1")
    world.a_seat(made, "company", person_id=delegate, name="Dials (invented)")
    an_adoption(world, draft, organiser)
    a_note(world, draft, delegate, clause=clauses(world, draft)[0])
    a_corrigendum(world, draft, editors(world, made))
    home = f"/en/c/{made.slug}"
    return [
        Place("rounds.adoption", f"/en/c/{final.slug}/d/1/adopt", "organiser"),
        Place("rounds.adoption", f"{home}/d/1/adopt", "organiser"),
        Place("deliberation.adopted", f"{home}/adopted"),
        Place("deliberation.adopted", f"{home}/adopted", "delegate"),
        Place("deliberation.new_note", f"{home}/adopted/notes/new", "delegate"),
        Place("front.draft", f"{home}/d/1"),
        Place("front.clause", f"{home}/d/1/1.1"),
        Place("front.decided", f"{home}/decided"),
        Place("front.clause_decided", f"{home}/k/{clauses(world, draft)[0].uid}/decided"),
        Place("rounds.corrigenda", f"{home}/d/1/corrigenda"),
    ]


def _objected(world: World, scene: Scene) -> list[Place]:
    """Return the pages of a round with an objection that waits, one that was overruled, and one that others can sign."""
    organiser, delegate, citizen = (scene.people[who] for who in ("organiser", "delegate", "citizen"))
    made = world.a_consultation(slug="objected", organiser=organiser)
    world.a_draft(made)
    world.a_seat(made, "company", person_id=delegate, name="Dials (invented)")
    world.a_seat(made, "citizen", person_id=citizen)
    one = world.a_round(made)
    first, second, third = world.clauses(one)
    an_objection(world, one, delegate, clause=first)
    an_objection(world, one, delegate, clause=second)
    an_objection(world, one, citizen, clause=third, proposal=Proposal.DELETE, proposed="")
    a_decision_maker(world, made, organiser)
    world.a_role(made, scene.people["moderator"], Role.MODERATOR)
    an_answer(world, one, 1, organiser)
    a_step(world, one, 1, Step.SUSTAIN, delegate, words="")
    a_step(world, one, 1, Step.OVERRULE, organiser)
    a_step(world, one, 2, Step.ACKNOWLEDGE, organiser, words="")
    world.a_vote(one, delegate, "object", clause=second)
    home = f"/en/c/{made.slug}"
    return [
        Place("deliberation.objections_list", f"{home}/objections"),
        Place("deliberation.objections_list", f"{home}/objections", "organiser"),
        Place("deliberation.objection", f"{home}/objections/1"),
        Place("deliberation.objection", f"{home}/objections/2", "organiser"),
        Place("deliberation.objection", f"{home}/objections/2", "delegate"),
        Place("deliberation.objection", f"{home}/objections/3", "delegate"),
        Place("deliberation.objecting", f"{home}/d/1/1.1/object", "citizen"),
        Place("moderation.objection", f"{home}/moderate/objections/2", "moderator"),
        Place("consultations.calendar", f"{home}/calendar"),
        Place("consultations.calendar", f"{home}/calendar", "organiser"),
        Place("front.clause", f"{home}/d/1/1.2", "delegate"),
        Place("front.desk", f"{home}/desk", "organiser"),
    ]


def _let_people_answer(world: World, scene: Scene, made: ConsultationView, one: RoundView, comments: list[str]) -> None:
    """Decide on the first comment, and propose what becomes of the second."""
    editor = world.a_person("Edda Editor")
    world.a_role(made, editor, Role.EDITOR)
    world.answering(one)
    for comment in comments[:2]:
        world.a_proposal(one, comment, editor)
    world.an_approval(one, comments[0], scene.people["organiser"])


def _of_demonstration(world: World) -> list[Place]:
    """Return the way into a demonstration as small as one can be: one that has people to look around as."""
    world.a_consultation(slug=SLUG, title="Invented principles", source={"kind": KIND})
    for role in demonstration.ROLES:
        world.a_person(f"{role.capitalize()} (invented)", email=address_of(role))
    return [Place("demonstration.entrance", "/en/demonstration")]


REVISED = """# People come first

Systems serve people, and people can stop them at any time. {#stop}

Whoever is harmed is heard and made whole. {#heard}

Whoever is harmed learns within a month what went wrong and who answers for it, and may ask a court to look at it again.

# Graded risk

Reserved.

Duties rise with risk, and the grading is published. {#risk}
"""
CUT = """# People come first

Reserved.

Whoever is harmed learns within a month what went wrong and who answers for it.

Whoever is harmed may ask a court to look at it again.

# Graded risk

Duties rise with risk, and the grading is published. {#risk}
"""
"""The usual text, changed, and changed again."""
FORMS = ("json", "csv", "md", "html")
EXPORT = {
    "summary.csv": b"topic,Clocks\nurl,https://example.org\n",
    "comments.csv": (
        b"timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
        b"1700000000000,0,0,1,1,1,Clocks are late.\n1700000000000,1,0,0,0,-1,Buy clocks.\n"
    ),
    "participants-votes.csv": b"participant,group-id,n-comments,n-votes,n-agree,n-disagree,0\n0,0,2,1,1,0,1\n1,1,0,1,0,1,-1\n",
}
"""A conversation as Polis exports it, as small as one can be that has two groups and a rejected statement."""


def _imported(world: World) -> list[Place]:
    with world.acting():
        intake.import_polis(slug="clocks", title="Clocks", files=EXPORT)
    return [
        Place("consensus.results", "/en/c/clocks/results"),
        Place("consensus.lists", "/en/c/clocks/rounds/1/lists"),
        Place("front.home", "/en/c/clocks/"),
    ]
