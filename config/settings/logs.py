"""Logging: everything to the console, failed requests with their traceback."""

from __future__ import annotations

from config.settings.environment import env

# Django's own default only mails a traceback when DEBUG is off: a 500 would leave no trace.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO").upper()},
    "loggers": {
        "django": {"handlers": [], "level": "NOTSET", "propagate": True},
        # 4xx answers are the client's affair and may come by the thousand.
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
