"""Deliveries as Slack sends them, names scrubbed; a test says only what is particular about its own."""

import json
from typing import Any

from bot.messages.values import Address, Profile
from bot.platforms.slack.us import Us

US = Us("T0ACME", "U0BOT", "B0BOT", "https://acme.slack.com/", command="/case")
ANA, BEN, CLEO, MARIA = "U0ANA", "U0BEN", "U0CLEO", "U0MARIA"
TS, LATER, ROOT = "1795099440.000100", "1795099500.123456", "1795090000.000200"
Payload = dict[str, Any]


class People:
    """A workspace's people, and whom they were asked for."""

    def __init__(self, **kinds: str) -> None:
        self.asked: list[str] = []
        names = {ANA: "Ana Pop", BEN: "Ben Ito", CLEO: "Cleo Marin", MARIA: "Maria Silva", "U0BOT": "Buckstop"}
        self.known = {user: self._profile(user, name) for user, name in names.items()}
        for user, kind in kinds.items():
            self.known[user] = self._profile(user, names.get(user, "Somebody"), kind)

    def _profile(self, user: str, name: str, kind: str = "person") -> Profile:
        email = f"{name.split()[0].lower()}@acme.example"
        return Profile(Address("slack", user), name, kind, "Europe/Bucharest", "ro-RO", email)

    async def profile(self, user: str) -> Profile | None:
        self.asked.append(user)
        return self.known.get(user)


def without(payload: Payload, *names: str) -> Payload:
    return {name: value for name, value in payload.items() if name not in names}


# --- events -----------------------------------------------------------------------------------------------------------


def event(inner: Payload, **more: Any) -> Payload:
    return {
        "token": "XXYYZZ",
        "team_id": US.team,
        "context_team_id": US.team,
        "context_enterprise_id": None,
        "api_app_id": "A0BUCK",
        "event": inner,
        "type": "event_callback",
        "event_id": "Ev07K61TELMR",
        "event_time": 1795099440,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": US.team,
                "user_id": US.user,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": "4-eyJldCI6Im1lc3NhZ2UifQ",
        **more,
    }


def written(text: str | None = "charged twice", by: str | None = MARIA, **more: Any) -> Payload:
    """What somebody wrote, as it stands in a message event."""
    words = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {
        "user": by,
        "type": "message",
        "ts": TS,
        "client_msg_id": "de349a9f-62a4-4293-b64d-701a1f566e8a",
        "text": text,
        "team": US.team,
        "blocks": [{"type": "rich_text", "block_id": "Yyg6K", "elements": [words]}],
        "channel": "C0HELP",
        "event_ts": TS,
        "channel_type": "channel",
        **more,
    }


def mentioned(text: str, by: str = ANA, **more: Any) -> Payload:
    """The same post as the other event that tells of it."""
    return without(written(text, by, **more), "channel_type") | {"type": "app_mention"}


def direct(text: str, by: str = ANA, **more: Any) -> Payload:
    return written(text, by, channel="D0ANA", channel_type="im", **more)


def changed(new: Payload, before: Payload | None, channel: str = "C0HELP") -> Payload:
    inside = ("channel", "channel_type", "event_ts")
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": without(new, *inside),
        **({"previous_message": without(before, *inside)} if before else {}),
        "channel": channel,
        "hidden": True,
        "ts": LATER,
        "event_ts": LATER,
        "channel_type": "channel",
    }


def edited(text: str = "charged three times", by: str = MARIA, **more: Any) -> Payload:
    return changed(written(text, by, edited={"user": by, "ts": "1795099499.000000"}, **more), written(by=by, **more))


def deleted(before: Payload | None, channel: str = "C0HELP") -> Payload:
    return {
        "type": "message",
        "subtype": "message_deleted",
        **({"previous_message": without(before, "channel", "channel_type", "event_ts")} if before else {}),
        "channel": channel,
        "hidden": True,
        "deleted_ts": TS,
        "event_ts": LATER,
        "ts": LATER,
        "channel_type": "channel",
    }


def tombstone() -> Payload:
    """What stands in the place of a thread's first message that was deleted."""
    return {
        "type": "message",
        "subtype": "tombstone",
        "text": "This message was deleted.",
        "user": "USLACKBOT",
        "hidden": True,
        "ts": TS,
        "thread_ts": TS,
        "reply_count": 2,
        "latest_reply": LATER,
    }


def of_ours(text: str = "C-1 · Maria · charged twice", **more: Any) -> Payload:
    """What we posted ourselves, which is delivered to us like all else."""
    return written(
        text, US.user, bot_id=US.bot, app_id="A0BUCK", bot_profile={"id": US.bot, "name": "Buckstop"}, **more
    )


def file(name: str | None = "invoice.pdf", **more: Any) -> Payload:
    if name is None:  # in a channel shared with another company
        empty = {"mode": "file_access", "file_access": "check_file_info", "created": 0, "timestamp": 0, "user": ""}
        return {"id": "F0EXT", **empty, **more}
    return {"id": "F0PDF", "name": name, "title": name, "mimetype": "application/pdf", "mode": "hosted", **more}


def shared(text: str = "the invoice is wrong", **more: Any) -> Payload:
    """A message that was forwarded: it stands in an attachment of the one that forwards it."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    laid_out = [{"type": "rich_text", "block_id": "TNHa4", "elements": [section]}]
    return {
        "ts": ROOT,
        "author_id": CLEO,
        "channel_id": "C0SALES",
        "channel_team": US.team,
        "is_msg_unfurl": True,
        "is_share": True,
        "message_blocks": [{"team": US.team, "channel": "C0SALES", "ts": ROOT, "message": {"blocks": laid_out}}],
        "from_url": "https://acme.slack.com/archives/C0SALES/p1795090000000200",
        "fallback": f"[November 19th, 2026 2:06 PM] cleo: {text}",
        "text": text,
        "author_name": "Cleo Marin",
        "mrkdwn_in": ["text"],
        "footer": "Slack Conversation",
        **more,
    }


def profile_event(**more: Any) -> Payload:
    user = {
        "id": BEN,
        "team_id": US.team,
        "name": "ben",
        "deleted": False,
        "real_name": "Ben Ito",
        "tz": "Europe/Lisbon",
        "profile": {"real_name": "Ben Ito", "display_name": "", "email": "ben@acme.example", "team": US.team},
        "is_bot": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_email_confirmed": True,
        "locale": "pt-PT",
        "updated": 1795099440,
        **more,
    }
    return {"type": "user_change", "user": user, "cache_ts": 1795099440, "event_ts": "1795099440.003500"}


def home(tab: str = "home", **more: Any) -> Payload:
    return {"type": "app_home_opened", "user": ANA, "channel": "D0ANA", "tab": tab, "event_ts": TS, **more}


def membership(kind: str, user: str = US.user) -> Payload:
    more = {"channel_type": "C", "team": US.team, "inviter": ANA, "event_ts": TS}
    return {"type": kind, "user": user, "channel": "C0HELP", **more}


# --- commands, buttons, forms, shortcuts ------------------------------------------------------------------------------


def command(text: str = "claim C-1", by: str = ANA, **more: Any) -> Payload:
    return {
        "token": "XXYYZZ",
        "team_id": US.team,
        "team_domain": "acme",
        "channel_id": "C0FRONT",
        "channel_name": "front-line",
        "user_id": by,
        "user_name": "ana",
        "command": "/case",
        "text": text,
        "api_app_id": "A0BUCK",
        "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.com/commands/T0ACME/1/abc",
        "trigger_id": "13345224609.738474920.8088930838d88f008e0",
        **more,
    }


def interaction(kind: str, by: str = ANA, team: str | None = US.team, **more: Any) -> Payload:
    return {
        "type": kind,
        "user": {"id": by, "username": "ana", "name": "ana", **({"team_id": team} if team else {})},
        "api_app_id": "A0BUCK",
        "token": "XXYYZZ",
        "team": {"id": US.team, "domain": "acme"},
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": "944799105734.773906753841.38b5894552bdd4a780554ee59d1f3638",
        **more,
    }


def button(says: object = "claim C-1", seen: object = 7, case: object = 1, **more: Any) -> Payload:
    return {
        "type": "button",
        "action_id": "says:0",
        "block_id": "UQ+8",
        "text": {"type": "plain_text", "text": "Claim", "emoji": True},
        "value": json.dumps({"s": says, "n": seen, "c": case}),
        "style": "primary",
        "action_ts": "1795099500.200300",
        **more,
    }


def press(*actions: Payload, thread: str | None = None, ephemeral: bool = False, **more: Any) -> Payload:
    """A button under a card in a channel."""
    in_thread = {"thread_ts": thread} if thread else {}
    container = {"type": "message", "message_ts": TS, "channel_id": "C0FRONT", "is_ephemeral": ephemeral, **in_thread}
    card = without(of_ours(ts=TS, **in_thread), "channel", "event_ts", "channel_type")
    return interaction(
        "block_actions",
        **{
            "container": container,
            "channel": {"id": "C0FRONT", "name": "front-line"},
            **({} if ephemeral else {"message": card}),
            "state": {"values": {}},
            "response_url": "https://hooks.slack.com/actions/T0ACME/2/def",
            "actions": list(actions or (button(),)),
            **more,
        },
    )


def press_at_home(*actions: Payload) -> Payload:
    view = {"id": "V0HOME", "type": "home", "callback_id": "", "private_metadata": "", "state": {"values": {}}}
    container = {"type": "view", "view_id": "V0HOME"}
    return interaction("block_actions", container=container, view=view, actions=list(actions or (button(),)))


def shortcut_on(said: Payload, **more: Any) -> Payload:
    return interaction(
        "message_action",
        **{
            "callback_id": "open_case",
            "action_ts": "1795099500.200300",
            "message_ts": said.get("ts"),
            "channel": {"id": "C0SALES", "name": "sales"},
            "message": without(said, "channel", "event_ts", "channel_type"),
            "response_url": "https://hooks.slack.com/app/T0ACME/3/ghi",
            **more,
        },
    )


def shortcut(**more: Any) -> Payload:
    return interaction("shortcut", **{"callback_id": "new_case", "action_ts": "1795099500.200300", **more})
