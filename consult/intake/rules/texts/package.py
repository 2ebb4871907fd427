"""The files that a document is packed of, found by what they are to each other."""

import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from consult.intake.rules.texts.styles import attribute

DOCUMENT = "officeDocument"


@dataclass(frozen=True, slots=True)
class Relation:
    """What one file of a package is to another; an outer one is an address elsewhere, which nobody here visits."""

    kind: str
    target: str
    is_outer: bool


class Package:
    """An archive that has been inspected, and the file in it that holds the text."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self.packed = packed
        self.names = frozenset(packed.namelist())
        start = [one.target for one in self._relations("").values() if one.kind == DOCUMENT and not one.is_outer]
        self.main = start[0]
        self.relations = self._relations(self.main)

    def root(self) -> Element:
        """Return the text."""
        return self._parsed(self.main)

    def related(self, kind: str) -> Element | None:
        """Return the file that is this to the text: its `styles`, its `footnotes`; None where there is none."""
        found = [one.target for one in self.relations.values() if one.kind == kind and not one.is_outer]
        return self._parsed(found[0]) if found and found[0] in self.names else None

    def content(self, name: str, most: int) -> bytes:
        """Return a file's bytes, one more than `most` of a larger one."""
        with self.packed.open(name) as part:
            return part.read(most + 1)

    def _parsed(self, name: str) -> Element:
        root: Element = fromstring(self.packed.read(name), forbid_dtd=True)
        return root

    def _relations(self, name: str) -> Mapping[str, Relation]:
        folder, own = posixpath.split(name)
        file = posixpath.join(folder, "_rels", f"{own}.rels")
        if file not in self.names:
            return {}
        return {attribute(each, "Id") or "": self._relation(folder, each) for each in self._parsed(file)}

    def _relation(self, folder: str, found: Element) -> Relation:
        kind = (attribute(found, "Type") or "").rpartition("/")[2]
        target = attribute(found, "Target") or ""
        if attribute(found, "TargetMode") == "External":
            return Relation(kind, target, is_outer=True)
        return Relation(kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"), is_outer=False)
