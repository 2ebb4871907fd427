"""The one build hook: compile the catalogues, fetch htmx out of its pinned package, map the top-level folders."""

import hashlib
import importlib.util
import shutil
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HTMX_SHA256 = "71ea67185bfa8c98c39d31717c6fce5d852370fcdfd129db4543774d3145c0de"


class Build(BuildHookInterface):  # type: ignore[type-arg]
    """Prepare what git does not hold, for every kind of install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile and copy; in a wheel also map templates and translations into the package."""
        root = Path(self.root)
        compile_catalogues(root / "translations")
        copy_htmx(root / "consult" / "static" / "vendor")
        if self.target_name != "wheel":
            return
        build_data["artifacts"] += ["consult/static/vendor/*"]
        if version == "editable":
            return
        build_data["force_include"][str(root / "templates")] = "consult/templates"
        for mo in sorted((root / "translations").glob("*/LC_MESSAGES/*.mo")):
            build_data["force_include"][str(mo)] = f"consult/{mo.relative_to(root)}"


def compile_catalogues(folder: Path) -> None:
    """Write a .mo beside every .po."""
    for po in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        with po.open("rb") as source:
            catalogue = read_po(source)
        with po.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalogue)


def copy_htmx(folder: Path) -> None:
    """Copy the pinned htmx file out of the django-htmx wheel, refusing any other content."""
    spec = importlib.util.find_spec("django_htmx")
    if spec is None or spec.origin is None:
        raise RuntimeError("django-htmx is a build requirement and was not found")
    source = Path(spec.origin).parent / "static" / "django_htmx" / "htmx-2.min.js"
    found = hashlib.sha256(source.read_bytes()).hexdigest()
    if found != HTMX_SHA256:
        raise RuntimeError(f"htmx-2.min.js has digest {found}, expected {HTMX_SHA256}")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, folder / "htmx-2.min.js")
