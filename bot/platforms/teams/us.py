"""Who the bot is in Teams."""

from dataclasses import dataclass, field
from secrets import token_bytes

PLATFORM = "teams"


@dataclass(frozen=True, slots=True)
class Us:
    app: str  # the application's id in Entra; empty only where everything is local
    tenant: str  # the one organisation we work for; empty only where everything is local
    name: str = "Buckstop"
    local: bool = False  # nobody's token is checked: on a loopback address, for trying things out
    secret: bytes = field(default_factory=lambda: token_bytes(32), repr=False, compare=False)  # what we seal with

    @property
    def id(self) -> str:
        """What we are called on the wire: https://learn.microsoft.com/microsoftteams/platform/resources/bot-v3/bots-context"""
        return f"28:{self.app}"
