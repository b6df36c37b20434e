"""How the text of one environment variable is read. ValueError says what is wrong, and never repeats a secret."""

import re
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from bot.settings.faults import did_you_mean, nearest, quoted

APP_TYPES = ("SingleTenant", "UserAssignedMSI")
POSTGRES = ("postgres", "postgresql", "postgresql+psycopg")
DATABASES = "write sqlite:///buckstop.db or postgresql://user:password@host/name"
_HOST = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252})")


def word(text: str) -> str:
    if len(text.split()) != 1:
        raise ValueError("has a space or a line break in it; copy it once more")
    return secret(text)


def secret(text: str) -> str:
    if not text.isprintable():
        raise ValueError("has a line break or a control character in it; copy it once more")
    return text


def token(begins: str) -> Callable[[str], str]:
    """A reader of Slack tokens, which are easily put into each other's variables."""

    def read(text: str) -> str:
        if re.match(r"x[a-z]{3}-", text) and not text.startswith(begins):
            raise ValueError(f"is another kind of token; the one meant here begins with {begins}")
        return word(text)

    return read


def path(text: str) -> Path:
    return Path(secret(text))


def yes_or_no(text: str) -> bool:
    if text.lower() in ("1", "true", "yes", "on"):
        return True
    if text.lower() in ("0", "false", "no", "off"):
        return False
    raise ValueError(f"is {quoted(text)}; write 1 for yes, or leave it out")


def app_type(text: str) -> str:
    found = nearest(text, APP_TYPES)
    if found and found.lower() == text.lower():
        return found
    if text.lower() == "multitenant":
        raise ValueError("is MultiTenant, and Buckstop serves one tenant; write SingleTenant")
    raise ValueError(f"is {quoted(text)}{did_you_mean(text, APP_TYPES, 'write SingleTenant or UserAssignedMSI')}")


def keys(text: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(key.strip() for key in secret(text).split(",") if key.strip()))
    if not found:
        raise ValueError("has no key in it; write at least one, or leave it out")
    return found


def port(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > 65535:
        raise ValueError(f"is {quoted(text)}; write a number up to 65535, like 3000")
    return int(text)


def few(text: str) -> int:
    if not re.fullmatch(r"[0-9]", text):
        raise ValueError(f"is {quoted(text)}; write how many there are, 0 to 9")
    return int(text)


def host(text: str) -> str:
    if _is_address(text) or _HOST.fullmatch(text):
        return text
    raise ValueError(f"is {quoted(text)}; write an address without a port, like 127.0.0.1 or 0.0.0.0")


def is_loopback(text: str) -> bool:
    return ip_address(text).is_loopback if _is_address(text) else text.lower() == "localhost"


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def database(text: str) -> str:
    """The address as SQLAlchemy takes it: SQLite in a file, or PostgreSQL through psycopg."""
    scheme, colon, rest = text.partition("://")
    scheme = scheme.lower()
    if not colon or not (scheme == "sqlite" or scheme in POSTGRES):
        found = quoted(scheme) if colon and re.fullmatch(r"[a-z0-9+]{1,30}", scheme) else "not the address of one"
        raise ValueError(f"must name a SQLite or PostgreSQL database and is {found}; {DATABASES}")
    secret(text)
    if scheme == "sqlite":
        file = rest.partition("?")[0]
        if not file.startswith("/") or file.strip("/") == "" or ":memory:" in file:
            raise ValueError("must name a SQLite file; write sqlite:///buckstop.db, or sqlite:////var/lib/buckstop.db")
        return f"sqlite://{rest}"
    parts = _split(f"postgresql://{rest}", DATABASES)
    if not parts.path.strip("/") and "dbname=" not in parts.query:
        raise ValueError(f"does not name the database; {DATABASES}")
    return f"postgresql+psycopg://{rest}"


def without_password(database: str) -> str:
    """An address that `database` has read, for everybody to see."""
    if not database.startswith("postgresql"):
        return database
    parts = urlsplit(database.replace("+psycopg", "", 1))
    who, at, where = parts.netloc.rpartition("@")
    hidden = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([(name, "***" if "pass" in name.lower() else value) for name, value in hidden], safe="/*")
    user, colon, _ = who.partition(":")
    return parts._replace(netloc=f"{user}{':***' if colon else ''}{at}{where}", query=query).geturl()


def base_url(text: str) -> str:
    parts = _split(word(text), "write it like https://help.example.com")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("is not a web address; write it like https://help.example.com")
    if parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError("must be a plain address; write it like https://help.example.com")
    return text.rstrip("/")


def api_url(text: str) -> str:
    parts = _split(word(text), "write it like https://slack.com/api/")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("is not a web address; write it like https://slack.com/api/, or leave it out")
    return text.rstrip("/") + "/"


def imap(text: str) -> str:
    return _mail(text, ("imap", "imaps"), "write it like imaps://user:password@mail.example.com/INBOX", login=True)


def smtp(text: str) -> str:
    return _mail(text, ("smtp", "smtps"), "write it like smtps://user:password@mail.example.com", login=False)


def _mail(text: str, schemes: tuple[str, ...], example: str, *, login: bool) -> str:
    parts = _split(word(text), example)
    if parts.scheme not in schemes:
        raise ValueError(f"must begin with {schemes[0]}:// or {schemes[1]}://; {example}")
    if not parts.hostname:
        raise ValueError(f"does not name a host; {example}")
    if login and not (parts.username and parts.password):
        raise ValueError(f"has no user and password; {example}")
    return text


def _split(text: str, example: str) -> SplitResult:
    """The parts of an address; the library's own complaints may quote passwords and are not passed on."""
    try:
        parts = urlsplit(text)
        _ = parts.port, parts.hostname, parts.username
    except ValueError:
        parts = None
    if parts is None:
        raise ValueError(
            f"cannot be read as an address (signs like # / @ in a password are written %23 %2F %40); {example}"
        )
    return parts
