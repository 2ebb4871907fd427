"""Write down what red-dwarf says about the shared conversations, for tests that hold us to it without installing it.

Run once for a version of red-dwarf, `python benchmarks/red_dwarf_figures.py` after `make bench-consensus` has installed
it. Writes tests/consensus/red_dwarf.json: for the groups that Polis published every statement's disagreement over
groups, the sums of all figures over statements, the statements that red-dwarf takes to represent a group with their
figures, and those on which everyone agrees; and how like the published groups its own are, under several random states.
"""

import json
import tempfile
from pathlib import Path

from installations import ROOT
from peers import asked, keep, version

from tests.consensus.conversations import CONVERSATIONS, conversation

FILE = ROOT / "tests" / "consensus" / "red_dwarf.json"
ATTRIBUTION = (
    "Data was gathered using the Polis software (compdemocracy.org/polis) and is sub-licensed under CC BY 4.0 with",
    "Attribution to The Computational Democracy Project. The data and more information about how the data was collected",
    "can be found at the following link(s):",
    "https://compdemocracy.org/case-studies/2014-seattle-15-per-hour",
    "https://compdemocracy.org/case-studies/2018-kentucky",
    "https://compdemocracy.org/case-studies/2022-Austria-Klimarat",
    "https://compdemocracy.org/case-studies/2017-brexit-consensus",
    "https://compdemocracy.org/case-studies/2017-scoop-hivemind-affordable-housing",
    "https://compdemocracy.org/case-studies/2017-scoop-hivemind-ubi",
    "https://compdemocracy.org/case-studies/2015-vtaiwan-uberx",
    "https://github.com/compdemocracy/openData",
)


def main() -> None:
    """Ask about every conversation and write the file."""
    with tempfile.TemporaryDirectory(prefix="consult-figures-") as name:
        found = {one: asked("peers", "figures", keep(Path(name) / one, conversation(one))) for one in CONVERSATIONS}
    about = {
        "what": "Figures computed by red-dwarf from conversations that were held on Polis; no vote is in here.",
        "made_by": "benchmarks/red_dwarf_figures.py",
        "versions": {name: version(name) for name in ("red-dwarf", "numpy", "pandas", "scikit-learn", "scipy")},
        "source": "github.com/compdemocracy/openData @ 0bc2ce0",
        "licence": "CC BY 4.0",
        "attribution": ATTRIBUTION,
    }
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(figures)}" for name, figures in found.items())
    FILE.write_text(
        f'{{"about": {json.dumps(about, indent=1)},\n"conversations": {{\n{lines}\n}}}}\n', encoding="utf-8"
    )


if __name__ == "__main__":
    main()
