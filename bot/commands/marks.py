"""Where the bot itself was invited, and where it was removed from."""

from datetime import timedelta

from bot.commands.hear import is_intake
from bot.commands.record import tell_by_name
from bot.commands.undelivered import channel_named, platform_of
from bot.messages.news import rests_until
from bot.messages.values import Address, Answer, Inbound, Outgoing, Say
from bot.storage.tx import Tx

# Why something could not arrive in a channel in which the bot was not, in the words of the platforms.
FOR_WANT_OF_US = (
    *("not_in_channel", "channel_not_found", "is_archived"),
    *("BotNotInConversationRoster", "BotDisabledByAdmin", "ConversationNotFound"),
)
LATELY = timedelta(days=1)  # what was said longer ago is not news any more; what is shown is drawn as it is now


def joined(inbound: Inbound, tx: Tx) -> Answer:
    """What failed there for want of the bot is tried again.

    What is said in an intake channel from now on is ours to read; an older mark knows of more.
    """
    place = inbound.place
    if place is None:
        return Answer()
    tx.try_again(place, FOR_WANT_OF_US, tx.now - LATELY)
    if inbound.text and is_intake(tx.house, inbound) and tx.mark(place) is None:
        tx.put_mark(place, inbound.text)
    return Answer()


def left(inbound: Inbound, tx: Tx) -> Answer:
    """Every team that needs the channel is told what to do, in its desk hours."""
    place = inbound.place
    if place is None:
        return Answer()
    for team in tx.house.teams.values():
        channel = channel_named(str(place), (team,))
        if channel.key == "channel-other":
            continue
        rests = rests_until(team, None, tx.now)
        what = "intake" if str(place) in team.intake else "other"
        say = Say("announce-removed", {"channel": channel, "place": platform_of(place), "what": what})
        key = f"removed/{team.key}/{inbound.keys[0]}"
        if team.supervisors and team.supervisors != str(place):
            tx.say(Outgoing(key, Address.read(team.supervisors), "announcement", say, not_before=rests))
            continue
        tell_by_name(tx, (*team.managers, *(tier.lead for tier in team.tiers)), say, key, rests)
    return Answer()
