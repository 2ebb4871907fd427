"""What belongs into each section of the notices, and a draft of it that an organiser adapts; pages translate both."""

from collections.abc import Mapping

from consult.consultations.rules.notices import Section
from consult.kernel.errors import msgid

HELP: Mapping[Section, str] = {
    Section.CONTROLLER: msgid(
        "The organisation that decides what the data are used for: its name, its postal address, and an address or telephone number at which someone answers. If it has a data protection officer, how to reach that person."
    ),
    Section.PURPOSE: msgid(
        "Why names, addresses, comments and votes are collected, and that they are used for nothing else. Say what is shown to the public and what is not."
    ),
    Section.LAWFUL_BASIS: msgid(
        "What allows you to use the data: a law, a public task, or the consent of those who take part. Name the law if there is one, and say how consent is taken back."
    ),
    Section.HOSTING: msgid(
        "In which country the servers stand and who runs them. If data leave that country, say where they go and what protects them there."
    ),
    Section.RECIPIENTS: msgid(
        "Everyone outside your organisation who receives data, such as a firm that sends the mail, and that whatever is published can be read by all. If nobody else does, say so."
    ),
    Section.RETENTION_ACCOUNT: msgid("When the name and the e-mail address of someone who takes part are deleted."),
    Section.RETENTION_SEAT: msgid(
        "How long it stays on record who took part for whom, and when documents that were sent to prove it are deleted."
    ),
    Section.RETENTION_COMMENTS: msgid(
        "How long comments stay public, and what becomes of them when their author withdraws them or asks for their deletion."
    ),
    Section.RETENTION_VOTES: msgid(
        "How long votes are kept, whether it can be seen who cast them, and what becomes of a counted result when one is deleted."
    ),
    Section.RETENTION_LOG: msgid(
        "That the log of all acts is kept for good so that nobody can change it unnoticed, and that it holds fingerprints, neither names nor texts."
    ),
    Section.COMPLAINT_AUTHORITY: msgid(
        "That people may see, correct and delete what you hold about them, to whom they write for that, and the name and address of the authority to which they can complain about you."
    ),
    Section.MINIMUM_AGE: msgid(
        "From which age people may take part, and whether younger ones may with the consent of their parents."
    ),
    Section.CONTRIBUTION_LICENCE: msgid(
        "What others may do with what people write here. It has to allow you to change the text that comes out of it."
    ),
    Section.EXPORT_LICENCE: msgid("What others may do with the results and the data that are published."),
    Section.COMPETITION_AND_PATENTS: msgid(
        "For texts that firms work on together: that nobody talks about prices or markets here, and what someone has to say who holds a patent on what they propose. If it does not apply, say so."
    ),
}
"""What belongs into each section, in plain words; all of it follows what data protection law asks for in many places."""

# NOTE: The sentences below are drafts of legal notices. Keep the square brackets: they mark what an organiser replaces.
DRAFTS: Mapping[Section, str] = {
    Section.CONTROLLER: msgid(
        "[Name of the organisation], [postal address], is responsible for this consultation. You reach us at [e-mail address] or [telephone number]. Our data protection officer is [name, e-mail address]."
    ),
    Section.PURPOSE: msgid(
        "We use your data to run the consultation “%(title)s” and for nothing else: to know who takes part, to show comments, to count votes and to publish the result. Your e-mail address is never published. [Say here what else you use them for, or remove this sentence.]"
    ),
    Section.LAWFUL_BASIS: msgid(
        "We use your data because you take part of your own free will and agree to it [or: because the law asks us to consult, name of the law]. You can take your consent back at any time by writing to us; what was done before stays lawful."
    ),
    Section.HOSTING: msgid(
        "The data are kept on servers in [country], which [name of the host] runs for us. They do not leave that country [or: they go to [country], protected by [agreement]]."
    ),
    Section.RECIPIENTS: msgid(
        "What you publish here can be read by everyone. Apart from that, [name of the host] and [name of the mail service] receive data to do their work for us. We sell nothing and pass nothing on."
    ),
    Section.RETENTION_ACCOUNT: msgid(
        "Your name and your e-mail address are kept until you ask us to delete your account, and at most [number] months after the consultation has ended."
    ),
    Section.RETENTION_SEAT: msgid(
        "Who took part for which organisation is part of the public record and stays with it. Documents that prove it are seen by verifiers only, and are deleted [90] days after the votes of the round are counted."
    ),
    Section.RETENTION_COMMENTS: msgid(
        "Comments stay public with the record of the consultation. If you withdraw one, its text is no longer shown; if you ask for its deletion, we delete it within [30] days, unless a law obliges us to keep it."
    ),
    Section.RETENTION_VOTES: msgid(
        "Votes are kept with the record of the consultation. The contract of each round says whether it can be seen how someone voted. A counted result stays as it is when a vote is deleted later."
    ),
    Section.RETENTION_LOG: msgid(
        "The log of all acts is kept for good, so that nobody can change it unnoticed. It holds fingerprints, neither names nor texts."
    ),
    Section.COMPLAINT_AUTHORITY: msgid(
        "You may see what we hold about you, have it corrected or deleted, receive a copy, and object to its use; write to [e-mail address]. If you think that we break the law, you can complain to [name of the authority, postal address, website]."
    ),
    Section.MINIMUM_AGE: msgid(
        "You may take part from the age of [16]. Whoever is younger needs the consent of a parent or guardian."
    ),
    Section.CONTRIBUTION_LICENCE: msgid(
        "What you write here is published under %(licence)s. By sending it you say that you may do so, and that we may use it in the text that comes out of this consultation."
    ),
    Section.EXPORT_LICENCE: msgid("Results and open data are published under %(licence)s."),
    Section.COMPETITION_AND_PATENTS: msgid(
        "Competitors take part here. Write nothing about prices, customers, costs or plans that are not public. If you propose something on which you hold a patent, or have applied for one, say so with your proposal. [Say here under which terms such patents have to be licensed, or remove this sentence.]"
    ),
}
"""What may stand in each section to begin with; in square brackets stands what only the organiser knows."""
