"""What somebody forgot in Teams: it is asked about everything that the configuration takes for granted."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from bot.cases.people import House
from bot.messages.delivery import NotDelivered
from bot.messages.values import Address, Say, Whereabouts
from bot.platforms import configured
from bot.platforms.configured import Finding, Place
from bot.platforms.teams.connector import Connector
from bot.platforms.teams.places import CONVERSATION, split
from bot.platforms.teams.rosters import PACE_S, Rosters, conversations
from bot.platforms.teams.us import PLATFORM, Us

REFUSED = "token_refused"  # how begins what Entra will say again tomorrow
SECRET = ("invalid_client",)  # https://learn.microsoft.com/entra/identity-platform/reference-error-codes
# Of an organisation that there is not, MSAL says ValueError before Entra is asked for anything.
TENANT = ("unauthorized_client", "invalid_request", "invalid_tenant", "ValueError")
NOT_IN = "BotNotInConversationRoster"
NO_STAFF = {"guest": "check-teams-guest", "stranger": "check-teams-stranger", "bot": "check-teams-bot"}


def staff(house: House) -> dict[str, str]:
    """Whoever is still with the house: Entra ids, with their names."""
    return configured.staff(house, PLATFORM)


async def findings(
    connector: Connector,
    us: Us,
    house: House,
    known: Sequence[Whereabouts],
    token: Callable[[], Awaitable[object]],
    *,
    url: str | None,
    pace_s: float = PACE_S,
) -> list[Finding]:
    """One after the other: the endpoint, the token, the channels, the people.

    `known`: what has been learned of places, and of people who have a chat with the bot.
    """
    found = []
    if not url and not us.local:
        found.append(Finding(Say("check-teams-endpoint"), wrong=False))
    try:
        await token()
    except NotDelivered as no:
        return [*found, not_let_in(no)]
    places, people = configured.configured(house, PLATFORM, lambda place: not place.startswith(CONVERSATION))
    if not (places or people):
        return found
    if not conversations(known):
        return [*found, Finding(Say("check-teams-silent"), wrong=False)]
    asked = _Asked(Rosters(connector, pace_s=pace_s), us, known)
    try:
        for channel, place in places.items():
            found += await asked.about_channel(channel, place)
        found += about_hearing(places, known)
        found += await asked.about_people(people)
    except _Silent as silent:
        found.append(silent.finding)
    return found


def hears_only_mentions(house: House, known: Sequence[Whereabouts]) -> list[Finding]:
    """What of the configuration is heard only where it mentions us, as far as anybody can tell."""
    if not known:  # nobody has been heard at all
        return []
    places, _ = configured.configured(house, PLATFORM, lambda place: not place.startswith(CONVERSATION))
    return about_hearing(places, known)


def about_hearing(places: Mapping[str, Place], known: Sequence[Whereabouts]) -> list[Finding]:
    """A team consents to all of its channels at once; that it has shows in what came from any of them."""
    of = {one.place: one for one in known}
    hearing = {one.team for one in known if one.hears_all and one.team}

    def hears(channel: str) -> bool:
        here = of.get(Address(PLATFORM, channel).conversation)
        return here is not None and (here.hears_all or here.team in hearing)

    deaf = tuple(place.where(channel) for channel, place in places.items() if place.heard and not hears(channel))
    return [Finding(Say("check-teams-mentions", {"where": deaf}), wrong=False)] if deaf else []


def not_let_in(no: NotDelivered) -> Finding:
    """Entra gives no token, so nobody in Teams will talk to us."""
    blanks = {"why": no.why}
    if any(word in no.why for word in SECRET):
        return Finding(Say("check-teams-secret", blanks))
    if any(word in no.why for word in TENANT):
        return Finding(Say("check-teams-tenant", blanks))
    return Finding(Say("serve-teams-refused" if no.why.startswith(REFUSED) else "check-teams-unreachable", blanks))


class _Silent(Exception):
    """It is not this one question: Teams does not answer any more."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.say.key)
        self.finding = finding


class _Asked:
    """Asks Teams about what is configured, by what is known of where."""

    def __init__(self, rosters: Rosters, us: Us, known: Sequence[Whereabouts]) -> None:
        self._rosters, self._us, self._known = rosters, us, known
        self._of = {one.place: one for one in known}
        self._service = next(one.service for one in known if not one.user)  # wherever nothing has come from yet

    async def about_channel(self, channel: str, place: Place) -> list[Finding]:
        """Teams says who is there to those who are there themselves."""
        address = Address(PLATFORM, channel).conversation
        service = self._of[address].service if address in self._of else self._service
        where = place.where(channel)
        try:
            await self._rosters.is_there(service, split(address)[0])
        except NotDelivered as no:
            if no.permanent:
                return [
                    Finding(
                        Say("check-teams-not-in" if no.why == NOT_IN else "check-teams-no-channel", {"where": where})
                    )
                ]
            raise _Silent(_not_asked(where, no)) from no
        return []

    async def about_people(self, people: dict[str, str | Say]) -> list[Finding]:
        found: list[Finding] = []
        kinds: dict[str, str] = {}
        whole = True
        for conversation, service in conversations(self._known).items():
            try:
                roster = await self._rosters.read(service, conversation, self._us)
            except NotDelivered as no:
                whole = False
                finding = _not_asked(Say("check-teams-roster", {"id": conversation}), no)
                if not no.permanent:
                    raise _Silent(finding) from no
                found.append(finding)
                continue
            whole = whole and roster.whole
            kinds |= {one.profile.address.place: one.profile.kind for one in roster.members}
        chats = {one.place.place for one in self._known if one.conversation}
        for aad, who in people.items():
            kind, named = kinds.get(aad), {"who": who, "id": aad}
            if kind in NO_STAFF:
                found.append(Finding(Say(NO_STAFF[kind], named)))
            elif kind is None and whole and aad not in chats:
                found.append(Finding(Say("check-teams-no-person", named), wrong=False))
        return found


def _not_asked(where: str | Say, no: NotDelivered) -> Finding:
    return Finding(Say("check-teams-not-asked", {"where": where, "why": no.why}), wrong=False)
