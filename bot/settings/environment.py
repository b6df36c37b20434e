"""The environment, read once into a frozen value. Secrets are in it and nowhere in its repr."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeVar

from bot.settings import variables
from bot.settings.faults import Faults, did_you_mean, nearest


class Variable(NamedTuple):
    meaning: str
    default: str | None = None


VARIABLES: dict[str, Variable] = {
    "DATABASE_URL": Variable("where everything is kept: SQLite or PostgreSQL", "sqlite:///buckstop.db"),
    "BUCKSTOP_CONFIG": Variable("the file with people and teams", "buckstop.toml"),
    "BUCKSTOP_URL": Variable("the public base address, for links to customers"),
    "BUCKSTOP_KEYS": Variable("keys for links, forms and encryption, comma-separated, the newest first"),
    "BUCKSTOP_PROXIES": Variable("how many proxies of yours stand in front and say in X-Forwarded-For who calls", "0"),
    "HOST": Variable("the address to listen on", "127.0.0.1"),
    "PORT": Variable("the port to listen on; 0 takes a free one", "3000"),
    "SLACK_BOT_TOKEN": Variable("the bot's token in the Slack workspace; it begins with xoxb-"),
    "SLACK_SIGNING_SECRET": Variable("proves that a request comes from Slack (HTTP)"),
    "SLACK_APP_TOKEN": Variable("Socket Mode instead of HTTP; it begins with xapp-"),
    "SLACK_API_URL": Variable("another Slack, for trying things out", "https://slack.com/api/"),
    "MICROSOFT_APP_ID": Variable("the bot's application id in Entra"),
    "MICROSOFT_APP_PASSWORD": Variable("the bot's client secret in Entra"),
    "MICROSOFT_APP_TENANT_ID": Variable("the organisation's tenant in Entra"),
    "MICROSOFT_APP_TYPE": Variable("SingleTenant or UserAssignedMSI", "SingleTenant"),
    "BUCKSTOP_TEAMS_INSECURE_LOCAL": Variable("1 allows Teams without credentials, on a loopback address only"),
    "IMAP_URL": Variable("the mailbox to read: imaps://user:password@host/INBOX"),
    "SMTP_URL": Variable("where mail is handed over: smtps://user:password@host"),
    "BUCKSTOP_INTAKE_SECRET": Variable("signs what other programs send to /intake"),
}


@dataclass(frozen=True, slots=True)
class Environment:
    database_url: str = field(default="sqlite:///buckstop.db", repr=False)  # may hold a password
    config: Path = Path("buckstop.toml")
    url: str | None = None
    keys: tuple[str, ...] = field(default=(), repr=False)
    proxies: int = 0
    host: str = "127.0.0.1"
    port: int = 3000
    slack_bot_token: str | None = field(default=None, repr=False)
    slack_signing_secret: str | None = field(default=None, repr=False)
    slack_app_token: str | None = field(default=None, repr=False)
    slack_api_url: str = "https://slack.com/api/"
    microsoft_app_id: str | None = None
    microsoft_app_password: str | None = field(default=None, repr=False)
    microsoft_app_tenant_id: str | None = None
    microsoft_app_type: str = "SingleTenant"
    teams_insecure_local: bool = False
    imap_url: str | None = field(default=None, repr=False)
    smtp_url: str | None = field(default=None, repr=False)
    intake_secret: str | None = field(default=None, repr=False)
    warnings: tuple[str, ...] = ()  # what `check` should say of it

    @property
    def database(self) -> str:
        """Its address as it may be shown."""
        return variables.without_password(self.database_url)

    @property
    def shares_database(self) -> bool:
        """May other processes write to it at the same time?"""
        return self.database_url.startswith("postgresql")

    @property
    def has_slack(self) -> bool:
        return self.slack_bot_token is not None

    @property
    def has_teams(self) -> bool:
        return self.microsoft_app_id is not None or self.teams_insecure_local

    @property
    def has_mail(self) -> bool:
        return self.imap_url is not None or self.smtp_url is not None

    @property
    def has_web(self) -> bool:
        """Links, forms and cookies are sealed; without a key there is nothing that nobody else could make."""
        return bool(self.keys)

    @property
    def platforms(self) -> tuple[str, ...]:
        """The platforms that have their credentials, as places name them."""
        has = {"slack": self.has_slack, "teams": self.has_teams, "email": self.has_mail, "web": self.has_web}
        return tuple(name for name, here in has.items() if here)


T = TypeVar("T")
SHORTEST_KEY = 32


def read_environment(environ: Mapping[str, str]) -> Environment:
    """Every variable, judged together; SettingsError names each that is wrong. Empty counts as unset."""
    faults = Faults()
    given = {name: environ[name].strip() for name in VARIABLES if environ.get(name, "").strip()}

    def read(name: str, reader: Callable[[str], T], otherwise: T) -> T:
        """A variable's value; once a fault is found nobody sees `otherwise`."""
        text = given.get(name, VARIABLES[name].default)
        if text is None:
            return otherwise
        try:
            return reader(text)
        except ValueError as wrong:
            faults.add(f"{name} {wrong}")
            return otherwise

    insecure = read("BUCKSTOP_TEAMS_INSECURE_LOCAL", variables.yes_or_no, False)
    _whole_slack(given, faults)
    _whole_teams(given, insecure, faults)
    if "IMAP_URL" in given and "SMTP_URL" not in given:
        faults.add("SMTP_URL is missing: IMAP_URL lets mail in, and without it no answer could go out")
    if "BUCKSTOP_INTAKE_SECRET" in given and "BUCKSTOP_KEYS" not in given:
        faults.add(
            "BUCKSTOP_KEYS is missing: BUCKSTOP_INTAKE_SECRET lets other programs in, and what they are answered is a"
            " link, which is made with a key"
        )
    environment = Environment(
        database_url=read("DATABASE_URL", variables.database, ""),
        config=read("BUCKSTOP_CONFIG", variables.path, Path()),
        url=read("BUCKSTOP_URL", variables.base_url, None),
        keys=read("BUCKSTOP_KEYS", variables.keys, ()),
        proxies=read("BUCKSTOP_PROXIES", variables.few, 0),
        host=read("HOST", variables.host, ""),
        port=read("PORT", variables.port, 0),
        slack_bot_token=read("SLACK_BOT_TOKEN", variables.token("xoxb-"), None),
        slack_signing_secret=read("SLACK_SIGNING_SECRET", variables.word, None),
        slack_app_token=read("SLACK_APP_TOKEN", variables.token("xapp-"), None),
        slack_api_url=read("SLACK_API_URL", variables.api_url, ""),
        microsoft_app_id=read("MICROSOFT_APP_ID", variables.word, None),
        microsoft_app_password=read("MICROSOFT_APP_PASSWORD", variables.secret, None),
        microsoft_app_tenant_id=read("MICROSOFT_APP_TENANT_ID", variables.word, None),
        microsoft_app_type=read("MICROSOFT_APP_TYPE", variables.app_type, ""),
        teams_insecure_local=insecure,
        imap_url=read("IMAP_URL", variables.imap, None),
        smtp_url=read("SMTP_URL", variables.smtp, None),
        intake_secret=read("BUCKSTOP_INTAKE_SECRET", variables.secret, None),
        warnings=(*_mistyped(environ), *_weak(given)),
    )
    faults.raise_any()
    return environment


def _whole_slack(given: Mapping[str, str], faults: Faults) -> None:
    proofs = [name for name in ("SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN") if name in given]
    if "SLACK_BOT_TOKEN" in given and not proofs:
        faults.add(
            "SLACK_SIGNING_SECRET is missing: SLACK_BOT_TOKEN is set, and without it"
            " (or SLACK_APP_TOKEN, for Socket Mode) nothing from Slack can be heard"
        )
    if proofs and "SLACK_BOT_TOKEN" not in given:
        faults.add(f"SLACK_BOT_TOKEN is missing: {proofs[0]} is set; set both, or neither to leave Slack off")


def _whole_teams(given: Mapping[str, str], insecure: bool, faults: Faults) -> None:
    app, password, tenant = "MICROSOFT_APP_ID", "MICROSOFT_APP_PASSWORD", "MICROSOFT_APP_TENANT_ID"
    needed = [app, password, tenant]
    if given.get("MICROSOFT_APP_TYPE", "").lower() == "userassignedmsi":
        needed.remove(password)  # a managed identity has none
    there = [name for name in (app, password, tenant) if name in given]
    if insecure and app not in given:
        # Without an app id the SDK checks nobody's token: bearable only where nobody else can knock.
        if not variables.is_loopback(given.get("HOST", VARIABLES["HOST"].default or "")):
            faults.add(
                "BUCKSTOP_TEAMS_INSECURE_LOCAL lets anybody in who reaches HOST;"
                " set HOST=127.0.0.1, or set MICROSOFT_APP_ID"
            )
        needed = [app] if password in given else []
    elif not there:
        needed = []
    for name in needed:
        if name not in given:
            faults.add(
                f"{name} is missing: {there[0]} is set; set all of {', '.join(needed)}, or none to leave Teams off"
            )


def _mistyped(environ: Mapping[str, str]) -> list[str]:
    ours = sorted(name for name in environ if name.startswith("BUCKSTOP_") and name not in VARIABLES)
    return [
        f"{name} is not a variable that Buckstop reads{did_you_mean(name, VARIABLES)}"
        for name in ours
        if nearest(name, VARIABLES)
    ]


def _weak(given: Mapping[str, str]) -> list[str]:
    short = [one for one in given.get("BUCKSTOP_KEYS", "").split(",") if 0 < len(one.strip()) < SHORTEST_KEY]
    advice = "make one with: python -c 'import secrets; print(secrets.token_urlsafe(32))'"
    return [f"BUCKSTOP_KEYS has a key of fewer than {SHORTEST_KEY} characters; {advice}"] if short else []
