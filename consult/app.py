"""The application: settings, extensions and rooms wired together."""

from importlib import import_module

from flask import Flask
from flask_login import LoginManager
from flask_migrate import Migrate

from consult import paths
from consult.kernel.db import db
from consult.kernel.logs import set_up_logging
from consult.kernel.secrets import read_secret_key
from consult.localisation import pages as localisation
from consult.settings import Settings
from consult.web import compression, errors, render, security
from consult.web.limits import limiter
from consult.web.visitor import visitor

ROOMS = (
    "accounts",
    "consultations",
    "participation",
    "drafting",
    "rounds",
    "deliberation",
    "voting",
    "consensus",
    "moderation",
    "ledger",
    "front",
    "intake",
    "export",
    "demonstration",
)
"""The rooms that have pages; each registers one blueprint named after itself."""

TABLES = (
    "kernel",
    "ledger",
    "accounts",
    "consultations",
    "participation",
    "drafting",
    "rounds",
    "deliberation",
    "voting",
    "consensus",
    "moderation",
    "intake",
)
"""The rooms that own tables."""

MOST_BYTES = 2 * 1024 * 1024
ENGINE = {"max_overflow": 4, "pool_pre_ping": True, "hide_parameters": True}
"""How the database is reached: what people typed stays out of error messages, and so out of logs."""


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application that these settings describe.

    Never migrates: `consult init` does. Refuses to start without the instance's secret key.
    """
    chosen = settings or Settings.from_environment()
    set_up_logging(chosen.log_level)
    app = Flask(
        "consult",
        instance_path=str(chosen.instance_path),
        template_folder=str(paths.TEMPLATES),
        static_folder=str(paths.PACKAGE / "static"),
    )
    app.config.update(_config(chosen))
    _wire_extensions(app, chosen)
    for room in TABLES:
        import_module(f"consult.{room}.tables")
    for room in ROOMS:
        import_module(f"consult.{room}.pages").init_app(app)
    return app


def _config(settings: Settings) -> dict[str, object]:
    prefix = "__Host-" if settings.is_https else ""
    return {
        "SETTINGS": settings,
        "SECRET_KEY": read_secret_key(settings),
        "SQLALCHEMY_DATABASE_URI": settings.database,
        "SQLALCHEMY_ENGINE_OPTIONS": ENGINE | {"pool_size": settings.threads},
        "MAX_CONTENT_LENGTH": MOST_BYTES,
        "MAX_FORM_MEMORY_SIZE": MOST_BYTES,
        "SESSION_COOKIE_NAME": f"{prefix}consult",
        "SESSION_COOKIE_SECURE": settings.is_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": 12 * 60 * 60,
        "WTF_CSRF_SSL_STRICT": False,  # a Referer may be missing; web.security compares Origin and Sec-Fetch-Site
        "RATELIMIT_STORAGE_URI": settings.redis_url or "memory://",
        "RATELIMIT_IN_MEMORY_FALLBACK_ENABLED": bool(settings.redis_url),
    }


def _wire_extensions(app: Flask, settings: Settings) -> None:
    compression.init_app(app)
    db.init_app(app)
    Migrate(app, db, directory=str(paths.MIGRATIONS), render_as_batch=True, compare_type=True)
    LoginManager(app)
    limiter.init_app(app)
    render.init_app(app)
    localisation.init_app(app, settings)
    security.init_app(app, settings)
    errors.init_app(app)
    app.context_processor(lambda: {"visitor": visitor()})
