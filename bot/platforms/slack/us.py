"""Who the bot is in its workspace, as `auth.test` said at the start."""

from dataclasses import dataclass

PLATFORM = "slack"
SLACKBOT = "USLACKBOT"  # the one bot of which Slack says that it is none


@dataclass(frozen=True, slots=True)
class Us:
    team: str  # T…: the workspace; everything from another one is a stranger's
    user: str  # U…: the bot's own user, whom people mention
    bot: str  # B…: what its own messages carry
    url: str = ""  # https://acme.slack.com/, to link to messages
    scopes: frozenset[str] = frozenset()  # granted, from the header x-oauth-scopes; empty if it was not said
    command: str = "/case"  # the slash command, from the configuration
    name: str = ""  # what people see it called
