"""The customer's page of a case: how it stands, what was said, and what they say there."""

from collections.abc import Mapping

from aiohttp import web

from bot.messages.customers_page import CustomersPage
from bot.messages.team_form import words_fault
from bot.messages.values import Address, Form, Inbound, Say, Speaker
from bot.messages.wanted import FIELD
from bot.messages.wording import text, zone_in_words
from bot.platforms.web.answering import Room
from bot.platforms.web.door import form_of
from bot.platforms.web.drawing import answers_of, drawn, with_typed
from bot.platforms.web.intake import PLATFORM, path_of

DEEDS = ("write", "set", "solved", "not_solved", "rate")


class CasePage:
    def __init__(self, room: Room) -> None:
        self._room, self._desk = room, room.desk

    async def look(self, request: web.Request, token: str) -> web.Response:
        room = self._room
        room.lets_in(request, room.settings.paces.looks, "looks")
        page = await self._read(request, token)
        if page is None:
            return room.missing(request)
        browser, _ = room.known(request)
        return room.pages.give_cookie(self._drawn(page, browser), browser)

    async def send(self, request: web.Request, token: str) -> web.Response:
        room = self._room
        room.lets_in(request, room.settings.paces.sends, "sends")
        room.sent_here(request)
        page = await self._read(request, token)
        if page is None:
            return room.missing(request)
        room.paces(f"team:{page.team}", room.settings.paces.team)
        fields = await form_of(request)
        does, browser = fields.get("does", ""), room.known(request)[0]
        number = room.seals.number(fields.get("seal", ""), _what(page.case), room.browser(request), page.reader.now)
        form = _form(page, does)
        typed = answers_of(form, fields) if form else {}
        if does == "set" and form:  # of choices of which none is made a browser says nothing
            typed = {one.name: typed.get(one.name, "") for one in form.fields}
        told: tuple[Say, ...] = ()
        faults: Mapping[str, Say] = {}
        if number is None:
            told = (Say("web-fault-again"),)
        elif not (faults := _faults(form, typed)):
            inbound = _inbound(page, does, f"{PLATFORM}:{does}:{number}", typed) if _is_lawful(page, does) else None
            answer = await self._desk.handle(inbound) if inbound else None
            if answer is None or not (answer.refused or answer.faults):
                led = await self._desk.led_to(inbound.keys) if inbound else None
                return room.pages.to(f"{room.links.path(led or page.case)}#latest")
            told, faults = answer.said, answer.faults
            page = await self._read(request, token) or page  # it was refused for how it stands now
        drawn_page = self._drawn(page, browser, does=does, typed=typed, told=told, faults=faults)
        return room.pages.give_cookie(drawn_page, browser)

    async def _read(self, request: web.Request, token: str) -> CustomersPage | None:
        number = self._room.links.read(token)
        return None if number is None else await self._desk.page(number, self._room.locale(request))

    def _drawn(
        self,
        page: CustomersPage,
        browser: str,
        *,
        does: str = "",
        typed: Mapping[str, str] | None = None,
        told: tuple[Say, ...] = (),
        faults: Mapping[str, Say] | None = None,
    ) -> web.Response:
        room, reader = self._room, page.reader
        fields = {}
        for deed in DEEDS:
            form = _form(page, deed)
            wrong = faults or {} if deed == does else {}
            filled = with_typed(form, typed or {}) if form and deed == does else form
            fields[deed] = drawn(filled, reader, wrong, deed) if filled else ()
        failed = bool(told or faults)
        title = room.title(page)
        return room.pages.page(
            "case.html",
            reader,
            422 if failed else 200,
            page=page,
            title=title,
            wrong=fields.get(does, ()),
            told=[text(say, reader) for say in told],
            failed=failed,
            writes=fields["write"],
            fills=fields["set"],
            not_solved=fields["not_solved"],
            rate=fields["rate"],
            seals={deed: room.seals.new(_what(page.case), browser, reader.now) for deed in DEEDS},
            goes_on=room.pages.base + room.links.path(page.goes_on) if page.goes_on else None,
            here=room.pages.base + room.links.path(page.case),
            into=f"C-{page.goes_on}",
            zone=zone_in_words(reader),
            anew=room.pages.base + path_of(page.team),
        )


def _what(case: int) -> str:
    return f"case:{case}"


def _form(page: CustomersPage, does: str) -> Form | None:
    return {"write": page.writes, "set": page.fills, "not_solved": page.not_solved, "rate": page.rate}.get(does)


def _is_lawful(page: CustomersPage, does: str) -> bool:
    """Could it be done on the page as it stands now? If somebody was quicker, the page shows what came of that."""
    return page.solved if does == "solved" else _form(page, does) is not None


def _faults(form: Form | None, typed: Mapping[str, str]) -> dict[str, Say]:
    """What is missing or too long; everything else the verb itself judges."""
    found = {}
    of_category = [one for one in form.fields if one.name.startswith(FIELD)] if form else []
    said = any(typed.get(one.name, "").strip() for one in of_category)
    wanted = [] if said else [one for one in of_category if one.kind != "file"] or of_category
    for one in form.fields if form else ():
        value = typed.get(one.name, "").strip()
        if one in of_category:
            fault = Say("no-field-empty-customer", {"field": one.label}) if one in wanted else None
        elif one.kind == "long":
            fault = words_fault(value) if value or one.required else None
        else:
            fault = Say("web-fault-score") if one.name == "score" and not value else None
        if fault:
            found[one.name] = fault
    return found


def _inbound(page: CustomersPage, does: str, key: str, typed: Mapping[str, str]) -> Inbound:
    """What a customer could have typed where they write; the link says who they are."""
    own = next((one for one in page.addresses if one.platform == PLATFORM), Address(PLATFORM, f"c{page.case}"))
    speaker = Speaker(own, page.customer, locale=page.reader.locale, of_case=page.case)
    at = page.reader.now
    if does == "write":
        return Inbound((key,), speaker, typed.get("text", "").strip(), at, kind="thread", about=page.case)
    if does == "solved":
        return Inbound((key,), speaker, f"solved C-{page.case}", at, kind="press", about=page.case)
    line = f"{does.replace('_', ' ')} C-{page.case}"
    return Inbound((key,), speaker, line, at, kind="form", about=page.case, answers=dict(typed))
