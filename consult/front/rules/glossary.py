"""The platform's own words in plain language: what a newcomer must know to read a page, vote and understand a result.

A word's id is its anchor on the glossary's page, and the name under which templates ask for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from consult.kernel.errors import msgid


@dataclass(frozen=True, slots=True)
class Entry:
    """A word and what it means here."""

    id: str
    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Group:
    """Words that are best read together, in an order in which each builds on those before it."""

    id: str
    title: str
    entries: tuple[Entry, ...]


# One line an entry: the words of a table are compared more easily than those of a list.
# fmt: off
TEXT = Group(
    "about-text",
    msgid("The text and its rounds"),
    (
        Entry("consultation", msgid("Consultation"), msgid("One text that is worked out with the people it concerns, from its first draft to its last result.")),
        Entry("draft", msgid("Draft"), msgid("The whole text as it stands at one time. Drafts are numbered, and a published one is never changed.")),
        Entry("principle", msgid("Principle"), msgid("A part of a draft with a heading of its own. It holds the clauses that belong together.")),
        Entry("clause", msgid("Clause"), msgid("One numbered passage of a draft. You comment on a clause and vote on it, not on the whole draft.")),
        Entry("statement", msgid("Statement"), msgid("One idea in a sentence, to which you answer “Agree”, “Disagree” or “Pass”.")),
        Entry("round", msgid("Round"), msgid("The time in which comments and votes are taken on one draft, or answers to one set of statements.")),
        Entry("contract", msgid("Contract"), msgid("The rules of a round: until when it runs, who counts, how it is counted, and who decides afterwards. They are fixed when the round opens and are the same for everyone.")),
        Entry("deadline", msgid("Deadline"), msgid("The moment at which a round closes. What arrives later is not counted, whoever sends it.")),
    ),
)
PEOPLE = Group(
    "about-people",
    msgid("Who takes part"),
    (
        Entry("seat", msgid("Seat"), msgid("What votes. A citizen has a seat of their own; an organisation has one, whatever number of people speak for it.")),
        Entry("delegation", msgid("Delegation"), msgid("The people who speak for the seat of one organisation. They share its votes.")),
        Entry("category", msgid("Category"), msgid("The kind of seat, such as governments, companies or citizens. Results are counted in each category by itself, so that no category outvotes another by its number.")),
        Entry("country", msgid("Country or territory"), msgid("Whom an organisation represents, or where a citizen lives. It shows how widely a text was discussed; citizens may leave it out.")),
        Entry("verification", msgid("Verification"), msgid("The check that a seat is what it says. The contract says which seats count; the votes of others are kept, and count once the seat is verified.")),
        Entry("organiser", msgid("Organiser"), msgid("Runs the consultation: brings in drafts, opens rounds and gives people roles.")),
        Entry("editor", msgid("Editor"), msgid("Works on the text and on the answers to comments.")),
        Entry("moderator", msgid("Moderator"), msgid("Reads comments and hides those that break a rule, giving the rule and a note that everyone can read.")),
        Entry("decision_maker", msgid("Decision-maker"), msgid("Holds an office in the body that decides, and declares what becomes of each clause.")),
    ),
)
VOTE = Group(
    "about-votes",
    msgid("Voting"),
    (
        Entry("ballot", msgid("Ballot"), msgid("Your seat's vote on one clause. It is saved at once, and you can change it until the round closes.")),
        Entry("position", msgid("Position"), msgid("What a ballot says about a clause. There are five.")),
        Entry("support", msgid("Support"), msgid("You agree with the clause as it is written.")),
        Entry("can_live_with", msgid("Can live with it"), msgid("You would write it differently, and you will not stand in its way. It counts as agreement.")),
        Entry("reservation", msgid("Join with a reservation"), msgid("You join the others, and it stays on record that you do not share all of it. It counts as agreement, unless the contract says otherwise.")),
        Entry("object", msgid("Object"), msgid("You do not join. It counts against agreement.")),
        Entry("no_opinion", msgid("No opinion"), msgid("You take no side; others call it abstaining. It is shown, and counts neither for nor against.")),
        Entry("objection", msgid("Objection"), msgid("A reasoned statement that a clause must not pass as it is. It is an act of its own, and voting “Object” does not raise one.")),
        Entry("importance", msgid("Importance"), msgid("How much a clause matters to you. You may leave it out; it never adds weight to your vote, and tells the editors where to look first.")),
        Entry("pass", msgid("Pass"), msgid("You have read the statement and would rather not say. It is counted as read, never as agreement.")),
        Entry("roll_call", msgid("Roll call"), msgid("Everyone can see which seat voted how, once the result is revealed. Organisations usually vote so.")),
        Entry("pseudonymous", msgid("Pseudonymous"), msgid("The platform keeps who voted how, so that you can change your vote, and shows it to nobody. Citizens usually vote so.")),
    ),
)
COMMENTS = Group(
    "about-comments",
    msgid("Comments and their answers"),
    (
        Entry("comment", msgid("Comment"), msgid("What you say about a clause in your own words. Everyone can read it, unless you choose otherwise.")),
        Entry("attribution", msgid("How a comment is shown"), msgid("You choose: with the seat's name, with its category only, or not published at all. A comment that is not published is read and answered all the same.")),
        Entry("moderation", msgid("Moderation"), msgid("Reading comments for a few published rules. A hidden comment keeps its place with the rule and a note; it is never hidden for its opinion.")),
        Entry("disposition", msgid("Answer to a comment"), msgid("What became of a comment, with a reason: accepted, rejected, noted and so on. One person proposes it, another approves it, and no round is published before every comment has one.")),
    ),
)
RESULT = Group(
    "about-results",
    msgid("The result"),
    (
        Entry("frozen", msgid("Frozen"), msgid("Counted once after the round has closed, and kept so. A frozen result is never changed.")),
        Entry("reveal", msgid("Reveal"), msgid("The moment from which results may be seen. Before it, how people vote is hidden from everyone, organisers too; only where the contract says so are counts shown while voting goes on, and even then not who said what.")),
        Entry("agreement", msgid("Agreement"), msgid("The share of those who support a clause, can live with it or join with a reservation, among all who took a side.")),
        Entry("criteria", msgid("Criteria for agreement"), msgid("What the contract asks before a clause counts as agreed, such as more than half in every category. Software says only whether they are met; people decide.")),
        Entry("weakest", msgid("Weakest category"), msgid("The category with the lowest share of agreement. It comes first, because a mean would hide it.")),
        Entry("cautious_estimate", msgid("Cautious estimate"), msgid("The least that agreement might be if the next voices differ. The fewer have voted, the further it lies below the share.")),
        Entry("fragile", msgid("Fragile"), msgid("The criteria are met, and a few different voices could have changed that.")),
        Entry("small_cells", msgid("Small numbers left out"), msgid("Where so few voted that a figure would tell who voted how, a dash stands in its place.")),
        Entry("advisory", msgid("Advisory"), msgid("The result advises the body that decides, and does not bind it. The contract says whether it does.")),
        Entry("declared_outcome", msgid("Declared outcome"), msgid("What the deciding body says becomes of a clause. It stands beside what was counted, and needs a reason where the two differ.")),
    ),
)
RECORD = Group(
    "about-records",
    msgid("Checking it"),
    (
        Entry("log", msgid("Log"), msgid("The record of every act in a consultation, in order. Nobody can change or remove a line unnoticed.")),
        Entry("receipt", msgid("Receipt"), msgid("A short code that you get for a vote or a comment. With it you can see that the log holds your act; it does not say how you voted.")),
        Entry("fingerprint", msgid("Fingerprint"), msgid("A long number computed from a text. If a single letter changes, so does the fingerprint, and anyone can compute it again.")),
    ),
)

# fmt: on

GROUPS = (TEXT, PEOPLE, VOTE, COMMENTS, RESULT, RECORD)
"""Every word, in the order of the glossary's page."""

ENTRIES: Mapping[str, Entry] = {one.id: one for group in GROUPS for one in group.entries}
"""Every word by its id."""
