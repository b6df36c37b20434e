"""What a platform says of somebody, as the house hears it."""

from datetime import datetime

from bot.messages.values import Inbound, Profile, Speaker


def told_of(profile: Profile, said: object, at: datetime) -> Inbound:
    """`said`: what tells this word of a platform's from its earlier ones about the same person."""
    address = profile.address
    # With the time of asking: what has not changed since is still judged anew, by the configuration of today.
    key = f"{address.platform}:profile:{address.place}:{said}:{at.timestamp():.0f}"
    speaker = Speaker(
        address,
        profile.name,
        locale=profile.locale,
        zone=profile.zone,
        email=profile.email,
        trusted=profile.kind == "person",
    )
    return Inbound((key,), speaker, "", at, kind="profile", profile=profile)
