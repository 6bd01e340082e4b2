"""Settings come from the environment; an unsafe or missing one stops the start."""

import base64
import json
import os
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# What the driver is told as it stands.
PASSED_ON = ("target_session_attrs", "sslmode", "sslrootcert")
# Of a server whose host or network is gone without a word: seconds, two questions, and
# for the last milliseconds. Left alone, a system finds out after two hours.
LOST_WITHIN = {
    "connect_timeout": 10,
    "keepalives_idle": 20,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 30_000,
}


def text(name: str, default: str | None = None) -> str:
    """The variable, or the contents of the file that `NAME_FILE` points at."""
    if file := os.environ.get(f"{name}_FILE"):
        try:
            return Path(file).read_text().strip()
        except OSError as problem:
            raise ImproperlyConfigured(
                f"{name}_FILE={file}: {problem.strerror}"
            ) from None
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set. Set {name} or {name}_FILE.")
    return value


def flag(name: str) -> bool:
    """Whether the variable is 1; anything but 0 and 1 is refused."""
    value = os.environ.get(name, "0")
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name}={value}: use 0 or 1.")
    return value == "1"


def one_of(name: str, allowed: tuple[str, ...]) -> str:
    """One of these words; the first where it is not set."""
    value = text(name, allowed[0])
    if value not in allowed:
        raise ImproperlyConfigured(f"{name}={value}: use one of {', '.join(allowed)}.")
    return value


def folder(name: str) -> Path:
    """An absolute path; the folder is made when it is first needed."""
    path = Path(text(name))
    if not path.is_absolute():
        raise ImproperlyConfigured(f"{name}={path}: give the whole path.")
    return path


def number(name: str, default: int) -> int:
    """A whole number from 0 on."""
    value = text(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name}={value}: give a whole number.")
    return int(value)


def database(url: str) -> dict[str, Any]:
    """Django's description of `postgresql://user:password@host:port/name?host=/socket`.

    After the question mark: host and port (several, separated by commas, for a server
    with standbys), target_session_attrs, sslmode, sslrootcert. Others are refused, so
    that none is written and has no effect.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(
            "DATABASE_URL must start with postgresql://. Sharewell runs on PostgreSQL "
            "only."
        )
    given = {key: values[0] for key, values in parse_qs(parts.query).items()}
    if unknown := sorted(given.keys() - {"host", "port", *PASSED_ON}):
        raise ImproperlyConfigured(
            f"DATABASE_URL: {', '.join(unknown)} is not known. After the question mark "
            f"may stand host, port, {', '.join(PASSED_ON)}."
        )
    passed_on = {key: given[key] for key in PASSED_ON if key in given}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": given.get("host") or parts.hostname or "",
        "PORT": given.get("port") or str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"client_encoding": "UTF8", **LOST_WITHIN, **passed_on},
    }


def contacts(name: str) -> list[str]:
    """Addresses separated by spaces: https, mailto or tel; an absent one is empty."""
    found = text(name, "").split()
    if any(not one.startswith(("https://", "mailto:", "tel:")) for one in found):
        raise ImproperlyConfigured(
            f"{name}: each must begin with https://, mailto: or tel:."
        )
    return found


def day(name: str) -> date | None:
    """A day as 2027-06-30, or None."""
    value = text(name, "")
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise ImproperlyConfigured(
            f"{name}={value}: write the day as 2027-06-30."
        ) from None


def secret_bytes(name: str, length: int = 32, *, exactly: bool = False) -> bytes:
    """A base64 secret of at least `length` bytes, or of exactly so many."""
    try:
        value = base64.b64decode(text(name), validate=True)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be base64.") from None
    if len(value) < length:
        raise ImproperlyConfigured(f"{name} must hold at least {length} bytes.")
    if exactly and len(value) != length:
        raise ImproperlyConfigured(f"{name} must hold {length} bytes.")
    return value


def listed(name: str) -> list[Any]:
    """A list as JSON; an absent one is empty."""
    try:
        found = json.loads(text(name, "[]"))
    except ValueError:
        found = None
    if not isinstance(found, list):
        raise ImproperlyConfigured(f"{name} must be a list as JSON.")
    return found


def keyring(name: str) -> dict[str, Any]:
    """`{"current": 1, "keys": {"1": base64 of 32 bytes}}`; versions are integers."""
    try:
        found = json.loads(text(name))
        keys = {
            int(v): base64.b64decode(k, validate=True) for v, k in found["keys"].items()
        }
        current = int(found["current"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ImproperlyConfigured(
            f'{name} must be JSON like {{"current": 1, "keys": {{"1": "<base64>"}}}}.'
        ) from None
    if current not in keys or any(len(k) != 32 for k in keys.values()):
        raise ImproperlyConfigured(
            f"{name}: the current key must be there, each of 32 bytes."
        )
    return {"current": current, "keys": keys}
