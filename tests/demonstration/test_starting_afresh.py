"""Building the demonstration anew, which the log allows only with the whole database."""

import pytest
from flask import Flask

from consult.consultations import service as consultations
from consult.demonstration import service
from tests.command import run
from tests.world import World

INVENTED = {"kind": "demonstration"}


def test_a_database_with_nothing_but_the_demonstration_is_made_anew(app: Flask, world: World) -> None:
    consultation = world.a_consultation(slug="ai-principles", source=INVENTED)
    world.a_draft(consultation)
    with app.app_context():
        service.start_afresh()
        assert consultations.list_consultations(everything=True) == []
    world.a_consultation(slug="ai-principles")


def test_a_database_with_a_real_consultation_is_kept_whole(app: Flask, world: World) -> None:
    world.a_consultation(slug="ai-principles", source=INVENTED)
    world.a_consultation(slug="real", is_announced=False)
    with app.app_context(), pytest.raises(service.OthersPresent):
        service.start_afresh()
    done = run(app, "demo", "--reset")
    assert done.exit_code == 1
    assert "nothing was removed" in done.stderr
    with app.app_context():
        assert len(consultations.list_consultations(everything=True)) == 2


def test_a_consultation_that_holds_the_short_name_is_not_taken_for_the_demonstration(app: Flask, world: World) -> None:
    world.a_consultation(slug="ai-principles")
    with app.app_context():
        assert service.find_demonstration() is None
    done = run(app, "demo")
    assert done.exit_code == 1
    assert "ai-principles" in done.stderr
    with app.app_context():
        assert service.sign_in_tokens() == {}
