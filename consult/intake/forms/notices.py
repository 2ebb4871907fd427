"""In which words people read what a text does not keep of the files that it came in."""

from collections.abc import Iterable

from flask_babel import gettext, ngettext

from consult.intake.rules.texts import Notice, Told


def notice_lines(notices: Iterable[Notice]) -> list[str]:
    """Return a sentence for each notice in the reader's language, with the name of the file."""
    return [f"{one.file}: {_sentence(one)}" for one in notices]


def _sentence(one: Notice) -> str:
    if one.told is Told.CHANGES_ACCEPTED:
        told: str = ngettext(
            "It held %(num)s tracked change. It was accepted: what was inserted is in the text, what was deleted is not.",
            "It held %(num)s tracked changes. All were accepted: what was inserted is in the text, what was deleted is not.",
            one.count,
        )
        return told
    if one.told is Told.COMMENTS_LEFT:
        told = ngettext(
            "Its %(num)s comment in the margin was not taken in.",
            "Its %(num)s comments in the margin were not taken in.",
            one.count,
        )
        return str(told)
    if one.told is Told.IMAGE_NOT_THERE:
        return str(
            gettext("The image %(name)s did not come along, so its alternative text stands for it.", name=one.detail)
        )
    return str(gettext("No figure of the text shows this image, so it was not kept."))
