"""A team's form: filled in, looked at, kept until it is sent, and sent once."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote

from aiohttp import web

from bot.messages.values import Address, Answer, Inbound, Say, Speaker
from bot.messages.wanted import FIELD
from bot.messages.wording import Reader, text
from bot.platforms.typed import digest
from bot.platforms.web.answering import Room
from bot.platforms.web.desk import Judged
from bot.platforms.web.door import form_of
from bot.platforms.web.drawing import answers_of, drawn, said
from bot.platforms.web.render import OWN

PLATFORM = "web"
LARGEST_DRAFT = 40_000  # characters; what is longer could not be sent either
ABOUT_THE_FORM = ("seal", "shown", "does")


class Intake:
    def __init__(self, room: Room) -> None:
        self._room, self._desk = room, room.desk

    async def look(self, request: web.Request, team: str) -> web.Response:
        """The form, with what this browser has kept for it."""
        room, reader = self._room, self._room.reader(request, team)
        room.lets_in(request, room.settings.paces.looks, "looks")
        browser, new = room.known(request)
        typed = {} if new else await self._desk.draft(_draft(team, browser))
        judged = self._desk.form(team, typed, reader, True)
        if judged is None:
            return room.missing(request)
        response = self._page(team, judged, {}, reader, seal=self._seal(team, browser), kept=bool(typed))
        return room.pages.give_cookie(response, browser)

    async def send(self, request: web.Request, team: str) -> web.Response:
        room, reader = self._room, self._room.reader(request, team)
        room.lets_in(request, room.settings.paces.sends, "sends")
        room.sent_here(request)
        if self._desk.form(team, {}, reader, True) is None:
            return room.missing(request)
        room.paces(f"team:{team}", room.settings.paces.team)
        fields = await form_of(request)
        browser, _ = room.known(request)
        draft, seal, does = _draft(team, browser), fields.get("seal", ""), fields.get("does", "send")
        if does == "clear":
            await self._desk.drop(draft)
            return room.pages.to(path_of(team))
        judged, typed = self._judged(team, fields, reader)
        number = room.seals.number(seal, _what(team), room.browser(request), reader.now)
        faults: Mapping[str, Say] = {}
        told: tuple[Say, ...] = ()
        more = False
        if number is None:
            seal, told = self._seal(team, browser), (Say("web-fault-again"),)
        elif does != "keep":
            faults, more = _seen(judged, fields.get("shown", ""))
            if not faults and not more:
                answer = await self._desk.handle(inbound := self._inbound(team, browser, number, typed, reader))
                led = await self._desk.led_to(inbound.keys)
                if led is not None:
                    await self._desk.drop(draft)
                    return room.pages.to(room.links.path(led))
                faults, told = answer.faults, _told(answer)
        typed |= judged.others
        if sum(map(len, typed.values())) <= LARGEST_DRAFT:
            await self._desk.keep(draft, typed)
        response = self._page(team, judged, faults, reader, seal=seal, told=told, more=more, kept=does == "keep")
        return room.pages.give_cookie(response, browser)

    # --- drawing --------------------------------------------------------------------------------------------------

    def _judged(self, team: str, fields: Mapping[str, str], reader: Reader) -> tuple[Judged, dict[str, str]]:
        """With the fields of what was chosen, whether they could be seen when it was sent or not."""
        typed = said({name: value for name, value in fields.items() if name not in ABOUT_THE_FORM})
        first = self._desk.form(team, typed, reader, True)
        assert first is not None
        judged = self._desk.form(team, {**first.others, **(typed := answers_of(first.form, typed))}, reader, True)
        assert judged is not None
        return judged, typed

    def _page(
        self,
        team: str,
        judged: Judged,
        faults: Mapping[str, Say],
        reader: Reader,
        *,
        seal: str,
        told: tuple[Say, ...] = (),
        more: bool = False,
        kept: bool = False,
    ) -> web.Response:
        failed = bool(faults or told)
        return self._room.pages.page(
            "intake.html",
            reader,
            422 if failed else 200,
            kept=OWN,
            form=judged.form,
            fields=drawn(judged.form, reader, faults),
            others=judged.others,
            seal=seal,
            shown=_shown(judged),
            told=[text(say, reader) for say in told],
            failed=failed,
            more=more,
            kept_here=kept,
            here=self._room.pages.base + path_of(team),
            mails=any(one.name == "email" for one in judged.form.fields),
        )

    def _seal(self, team: str, browser: str) -> str:
        return self._room.seals.new(_what(team), browser, self._desk.now())

    # --- hearing --------------------------------------------------------------------------------------------------

    def _inbound(self, team: str, browser: str, number: str, typed: Mapping[str, str], reader: Reader) -> Inbound:
        """Whoever fills in a form is somebody new: a name proves nothing, nor does an e-mail."""
        own = Address(PLATFORM, number)
        name = " ".join(typed.get("name", "").split())
        speaker = Speaker(own, name, locale=reader.locale, stated=typed.get("email", "").strip() or None)
        keys = (f"{PLATFORM}:form:{number}:{digest(typed)}", *_once_more(team, browser, typed, reader.now))
        answers = dict(typed)
        return Inbound(
            keys, speaker, "new", reader.now, thread=own, kind="form", answers=answers, team=team, via="form"
        )


def _once_more(team: str, browser: str, typed: Mapping[str, str], now: datetime) -> list[str]:
    """Who goes back may be shown another form with the same words in it: sent from this browser within the hour, or the
    one before, they are the same."""
    words = digest({**typed, "team": team, "browser": browser})
    hour = int(now.timestamp()) // 3600
    return [f"{PLATFORM}:words:{words}:{one}" for one in (hour, hour - 1)]


def _what(team: str) -> str:
    return f"intake:{team}"


def path_of(team: str) -> str:
    return f"/intake/{quote(team, safe='')}"


def _draft(team: str, browser: str) -> str:
    return f"{browser}:{team}"


def _shown(judged: Judged) -> str:
    """The names of the fields that belong to a category, so that what could not be seen is no fault yet."""
    return "\n".join(_of_the_category(judged))


def _of_the_category(judged: Judged) -> list[str]:
    return [one.name for one in judged.form.fields if one.name.startswith(FIELD)]


def _seen(judged: Judged, shown: str) -> tuple[dict[str, Say], bool]:
    """What is wrong with what could be seen; and if nothing is, whether there is more to be filled in."""
    unseen = set(_of_the_category(judged)) - set(shown.split("\n"))
    faults = {name: say for name, say in judged.faults.items() if name not in unseen}
    return faults, not faults and bool(unseen)


def _told(answer: Answer) -> tuple[Say, ...]:
    """What it says that belongs to no field; words that make no case get a kind line of their own."""
    return answer.said if answer.said or answer.faults else (Say("web-fault-text"),)
