"""Where mail is read and handed over, as IMAP_URL and SMTP_URL say it. Passwords stand in no repr."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import parse_qs, unquote, urlsplit

PORTS = {"imap": 143, "imaps": 993, "smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Login:
    """One server, and how one gets in."""

    host: str
    port: int
    tls: bool  # from the first byte; else by STARTTLS, if it is offered
    user: str = ""
    password: str = field(default="", repr=False)
    folder: str = "INBOX"
    plus: bool = False  # help+anything@example.com arrives like help@example.com

    @property
    def near(self) -> bool:
        """This very machine: nobody stands between."""
        if self.host.lower() == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def shown(self) -> str:
        """As it may be shown."""
        return f"{self.host}:{self.port}"


def read_login(url: str) -> Login:
    """An address that the settings have judged."""
    parts = urlsplit(url)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return Login(
        host=parts.hostname or "",
        port=parts.port or PORTS[parts.scheme],
        tls=parts.scheme.endswith("s"),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        plus=asked.get("plus", "") in ("1", "yes", "true"),
    )
