"""Starting afresh: the log takes nothing back, so what is only a demonstration goes with its whole database."""

from flask_migrate import downgrade, upgrade

from consult import paths
from consult.consultations import service as consultations
from consult.demonstration.service.building import is_demonstration
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid


class OthersPresent(Refused):
    """A database with a real consultation in it is not thrown away."""

    code = "others-present"
    status = 409
    sentence = msgid(
        "There are consultations here that are no demonstration, so nothing was removed. Build the demonstration anew in an installation of its own, with another CONSULT_INSTANCE."
    )


def start_afresh() -> None:
    """Bring the database back to the state in which it was made: without a consultation, an account or a log.

    The migrations do it, down and up again, outside any transaction of ours. Refuses `others-present`.
    """
    if not all(is_demonstration(one) for one in consultations.list_consultations(everything=True)):
        raise OthersPresent
    db.session.remove()
    downgrade(directory=str(paths.MIGRATIONS), revision="base")
    upgrade(directory=str(paths.MIGRATIONS))
