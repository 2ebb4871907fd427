"""What a choice among options asks: one question, and options that differ."""

from typing import Any

from consult.deliberation import service as deliberation
from consult.deliberation.rules.words import clean_text
from consult.kernel.errors import Refused, msgid
from consult.rounds.rules.contract import Terms

FEWEST_OPTIONS, MOST_OPTIONS = 2, 20
LONGEST_OPTION = 500
LONGEST_QUESTION = 500


class QuestionNeeded(Refused):
    """Whoever chooses knows what the choice is about."""

    code = "question-needed"
    status = 422
    sentence = msgid("Say in one sentence of at most %(most)s characters what people choose among the options.")


class OptionsNeeded(Refused):
    """A choice has something to choose from, and can be read on one page."""

    code = "options-needed"
    status = 422
    sentence = msgid("Write from %(fewest)s to %(most)s different options, each on a line of its own.")


class OptionTooLong(Refused):
    """An option is read beside the others."""

    code = "option-too-long"
    status = 422
    sentence = msgid("An option has at most %(most)s characters; number %(number)s has %(length)s. Shorten it.")


def checked_choice(terms: Terms) -> dict[str, Any]:
    """Return the question and the options of a round in their plain form, each option once.

    Refuses a question that is missing or too long, fewer than two options or more than twenty, and one that is too long.
    """
    question = clean_text(terms.question)
    if not question or len(question) > LONGEST_QUESTION:
        raise QuestionNeeded(field="question", most=LONGEST_QUESTION)
    plain = [clean_text(one) for one in terms.options]
    if None in plain:
        raise deliberation.TextRefused(field="options")
    options = tuple(dict.fromkeys(filter(None, plain)))
    if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        raise OptionsNeeded(field="options", fewest=FEWEST_OPTIONS, most=MOST_OPTIONS)
    for number, one in enumerate(options, start=1):
        if len(one) > LONGEST_OPTION:
            raise OptionTooLong(field="options", most=LONGEST_OPTION, number=number, length=len(one))
    return {"question": question, "options": options}
