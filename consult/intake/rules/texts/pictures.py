"""The images that come along with a text, found by the names by which the text refers to them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from consult.drafting.rules import Image, read_image
from consult.drafting.rules.images import LARGEST_IMAGE
from consult.intake.rules.problems import Reason, refuse

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")
_FILLED_IN = re.compile(r"\{[{%]")
"""What the programs that publish a text put in, and nobody else can: Jekyll's `{{site.baseurl}}`, for one."""


def is_elsewhere(source: str) -> bool:
    """Whether an image would have to be fetched from another place."""
    return _ELSEWHERE.match(source) is not None


def is_filled_in(source: str) -> bool:
    """Whether a reference holds what a publishing program fills in, so that it names no file."""
    return _FILLED_IN.search(source) is not None


def name_of(source: str) -> str:
    """Return the name of the file that a reference speaks of, by which it is found, without its folders."""
    name = re.split(r"[/\\]", source.partition("?")[0].partition("#")[0].replace("%20", " "))[-1]
    return unicodedata.normalize("NFC", name)


def read_images(files: Iterable[tuple[str, bytes]]) -> dict[str, Image]:
    """Return the images among files by their names; what is none of the four kinds is left out.

    Refuses an image of more than 2 MB, and two different ones of the same name.
    """
    found: dict[str, Image] = {}
    for path, content in files:
        name = name_of(path)
        image = read_image(name, content)
        if image is None:
            continue
        if len(content) > LARGEST_IMAGE:
            raise refuse(path, None, Reason.IMAGE_TOO_LARGE, LARGEST_IMAGE)
        if found.get(name, image).content != content:
            raise refuse(path, None, Reason.TWO_IMAGES, name)
        found[name] = image
    return found


def find_image(source: str, images: Mapping[str, Image]) -> Image | None:
    """Return the image that a reference speaks of, in capital or small letters; None where it did not come along."""
    name = name_of(source)
    folded = {each.casefold(): image for each, image in images.items()}
    return images.get(name) or folded.get(name.casefold())
