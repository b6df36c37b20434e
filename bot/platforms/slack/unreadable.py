"""A message whose shape we do not know: it becomes one that says so, and its author is not left waiting."""

from collections.abc import Callable

from bot.messages.values import Inbound
from bot.messages.wording import phrase, utc_reader
from bot.platforms.payload import Misshapen, Payload, in_order, text_in
from bot.platforms.slack.blocks import url_of
from bot.platforms.slack.messages import author_of, post_of
from bot.platforms.slack.shape import instant, name_in, needed
from bot.platforms.slack.speaking import Around, speaker

_WE_CAN_DO_WITHOUT: dict[str, Callable[[Payload, str], object]] = {
    "subtype": text_in,
    "thread_ts": instant,
    "client_msg_id": name_in,
}


async def unreadable(event: Payload, around: Around) -> Inbound | None:
    """That somebody wrote there, under the names by which it is known; None if nobody did, or nobody knows who."""
    said = in_order(event, _WE_CAN_DO_WITHOUT)
    try:
        at, channel, user = instant(said, "ts"), needed(said, "channel"), author_of(said, around.us)
    except Misshapen:
        return None
    if user is None:
        return None
    profile = (await around.known(user))[user]
    if profile is not None and profile.kind == "bot":
        return None
    by = speaker(user, profile, stranger=_may_be_a_stranger(said, around))
    post = post_of(said, channel)
    direct = channel.startswith("D")  # where nobody else can look
    sentence = "missed-unreadable-direct" if direct else "missed-unreadable"
    return Inbound(
        (*post.keys, *around.keys),
        by,
        phrase(sentence, utc_reader(), who=by.name, link=url_of(post.thread, around.us) or str(post.thread)),
        at,
        place=post.place,
        thread=post.thread,
        kind="dm" if direct else "message" if post.root == post.ts else "thread",
    )


def _may_be_a_stranger(said: Payload, around: Around) -> bool:
    try:
        return around.is_stranger(said)
    except Misshapen:
        return True
