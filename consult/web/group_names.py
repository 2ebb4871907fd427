"""What opinion groups are called: letters in the order of their size, in the reader's own alphabet."""

from flask_babel import gettext

FIRST_STRONG_ISOLATE = "\N{FIRST STRONG ISOLATE}"
POP_DIRECTIONAL_ISOLATE = "\N{POP DIRECTIONAL ISOLATE}"


def group_letter(label: str) -> str:
    """Return the letter of an opinion group that has a number, "A" for "0"; a name that somebody gave stays as it is.

    A group beyond the last letter keeps its number, counted from one.
    """
    if not (label.isascii() and label.isdecimal()):
        return label
    # NOTE: The letters of your alphabet in the order in which people count with them, a space between each.
    letters = gettext("A B C D E F G H I J K L M N O P Q R S T U V W X Y Z").split()
    number = int(label)
    return letters[number] if number < len(letters) else str(number + 1)


def group_name(label: str) -> str:
    """Return what an opinion group is called in a sentence and in a table, such as "Group A".

    A name that somebody gave may run the other way than the sentence around it, so it is isolated from it.
    """
    letter = group_letter(label)
    if letter == label:
        letter = f"{FIRST_STRONG_ISOLATE}{label}{POP_DIRECTIONAL_ISOLATE}"
    return str(gettext("Group %(letter)s", letter=letter))
