"""What is logged: one line of JSON per event, only fields that are on the list. Never an answer, never a student."""

from __future__ import annotations

import logging
import time
from copy import copy
from typing import Any

import structlog
from django.dispatch import receiver
from django_structlog import signals

#: what may stand in a line; whatever else comes is dropped
ALLOWED = frozenset(
    {
        "event", "level", "timestamp", "logger", "request_id", "user_id", "code", "status", "ms", "method", "route",
        "task", "task_id", "submission", "publication", "problem_codes", "rows", "exception_type", "where",
    }
)  # fmt: skip


def only_allowed(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Drop every field that is not on the list; of an exception keep its type and the place in the code."""
    error = event.pop("exc_info", None)
    if isinstance(error, BaseException):
        event |= _place_of(error)
    elif isinstance(error, tuple) and error[1] is not None:
        event |= _place_of(error[1])
    event.pop("request", None)
    return {key: value for key, value in event.items() if key in ALLOWED}


def _place_of(error: BaseException) -> dict[str, str]:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}" if trace else ""
    return {"exception_type": type(error).__name__, "where": where}


PROCESSORS = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

structlog.configure(
    wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    processors=[*PROCESSORS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)


class LineFormatter(structlog.stdlib.ProcessorFormatter):
    """Log records of every library end here. A message of theirs is kept as a template, without its arguments."""

    def __init__(self) -> None:
        super().__init__(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                only_allowed,
                structlog.processors.JSONRenderer(sort_keys=True),
            ],
            foreign_pre_chain=PROCESSORS,
        )

    def format(self, record: logging.LogRecord) -> str:
        """Libraries put values into their messages, addresses with a secret among them; the template says enough."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and record.msg == str(error):  # an exception's own words name what was sent
            record = copy(record)
            record.msg = type(error).__name__
        if record.args and isinstance(record.msg, str):
            record = copy(record)
            record.msg, record.args = _event(record), None
        return super().format(record)


def _event(record: logging.LogRecord) -> str:
    """The template, or, of Django's lines on answers, the reason alone: the address after it can hold a secret."""
    if record.msg == "%s: %s" and record.name.startswith("django.") and isinstance(record.args, tuple):
        return str(record.args[0])
    return str(record.msg)


@receiver(signals.bind_extra_request_metadata)
def begun(request: Any, **_: Any) -> None:
    """Note when a request came in."""
    request.begun = time.perf_counter()


@receiver(signals.bind_extra_request_finished_metadata)
def finished(request: Any, log_kwargs: dict[str, Any], **_: Any) -> None:
    """What a line says of a request besides its code: the route without its values, and how long it took."""
    matched = request.resolver_match
    log_kwargs |= {
        "method": request.method,
        "route": matched.view_name if matched else None,
        "ms": round((time.perf_counter() - request.begun) * 1000),
    }


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "openperkins.portal.logs.LineFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django_structlog": {"level": "INFO"},
    },
}
