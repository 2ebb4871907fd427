"""How tests act and read: as the doors of the application do, in a transaction or in a session."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import get_ident
from time import sleep
from typing import Any

from flask import Flask
from sqlalchemy.orm import scoped_session

from consult.kernel.db import db
from consult.kernel.transaction import transaction

A_TICK = 0.001
"""Seconds in which the clock of the application moves on, so that no two acts of a test are done in the same moment."""


@dataclass
class Acting:
    """An application with a database."""

    app: Flask
    _inside: int = field(default=0, init=False, repr=False)

    @contextmanager
    def acting(self) -> Iterator[scoped_session[Any]]:
        """Give a transaction, as a door opens it; whatever acts inside it is done in the same."""
        if self._inside == get_ident():
            yield db.session
            return
        with self.app.app_context(), transaction() as session:
            self._inside = get_ident()
            try:
                yield session
            finally:
                self._inside = 0
                sleep(A_TICK)

    @contextmanager
    def reading(self) -> Iterator[scoped_session[Any]]:
        """Give a session to read with."""
        with self.app.app_context():
            yield db.session
