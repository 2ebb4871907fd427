"""A consultation on a text with everything in it that a text may hold."""

from consult.intake import service as intake
from tests.intake.pictures import a_png
from tests.world import World

SLUG = "forms"
TEXT = """\
# People first

Systems serve people.[^why] {#serve}

| Risk | Duty |
|---|---|
| high | audit |
| low | register |

![Two boxes and an arrow](flow.png "How it goes")

System
: A machine that decides.

# Annex A Forms

The form.

[^why]: They pay for them.
"""


def with_forms(world: World) -> str:
    """Return the address of the first draft of `forms`, which everyone reads."""
    files = [("t.md", TEXT.encode()), ("flow.png", a_png(480, 120, shade=90))]
    with world.acting():
        intake.import_draft(slug=SLUG, title="Forms", files=files)
    return f"/en/c/{SLUG}/d/1"
