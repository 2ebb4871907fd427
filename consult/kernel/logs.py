"""Logs: one JSON line for one event, so that nothing a person typed can forge a second one."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

STRANGERS = {
    "alembic": "WARNING",
    "flask_wtf": "WARNING",
    "huey": "WARNING",
    "waitress": "WARNING",
    "waitress.queue": "ERROR",
}
"""What libraries say below these levels is of use only to whoever mends them; DEBUG lets everything through."""

SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


_VALUES = re.compile(r"^DETAIL:.*?(?=^\[SQL|^The above|^During handling|^Traceback|\Z)", re.DOTALL | re.MULTILINE)
"""Where PostgreSQL repeats a whole row that it refuses, with what people typed and how they voted."""


def _keep_values_back(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    if "exception" in event:
        event["exception"] = _VALUES.sub("DETAIL: kept back\n", event["exception"])
    return event


class _Lines(logging.StreamHandler[TextIO]):
    """Writes to the error output as it is at the moment, so that what commands print stays apart from it."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)
        rendered: list[Any] = [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            _keep_values_back,
            structlog.processors.JSONRenderer(),
        ]
        self.setFormatter(structlog.stdlib.ProcessorFormatter(processors=rendered, foreign_pre_chain=SHARED))

    @property
    def stream(self) -> TextIO:  # type: ignore[override] # asked anew each time: it may be replaced
        """The error output."""
        return sys.stderr


def set_up_logging(level: str) -> None:
    """Write events as JSON lines at this level and above, with the time in UTC; libraries' events too."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    everything = logging.getLogger()
    everything.setLevel(level.upper())
    if not any(isinstance(each, _Lines) for each in everything.handlers):
        everything.addHandler(_Lines())
    for name, quiet in STRANGERS.items():
        logging.getLogger(name).setLevel("NOTSET" if level.upper() == "DEBUG" else quiet)
