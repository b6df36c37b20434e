"""A small Teams over real HTTP that says who is where."""

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar
from urllib.parse import unquote

from aiohttp import web

from bot.messages.values import Address, Whereabouts
from bot.platforms.teams.connector import Connector
from bot.platforms.teams.us import Us
from tests.platforms.a_platform import APlatform

T = TypeVar("T")
TENANT = "4f7c1c5e-0000-4000-8000-00000000acce"
US = Us("b0b0b0b0-0000-4000-8000-000000000001", TENANT)
GENERAL, HELP = "19:general@thread.tacv2", "19:HeLp@thread.tacv2"  # a team is called as its General channel
CHAT = "19:chat@thread.v2"
ANA, LEA, MARIA, GINA = (f"{one * 8}-0000-4000-8000-000000000000" for one in "abcd")
Answer = tuple[int, Any, dict[str, str]]


def a_member(aad: str, called: str, **more: Any) -> dict[str, Any]:
    """Somebody as Teams documents them; their Entra id in capitals, for it may be."""
    given, _, surname = called.partition(" ")
    return {
        "id": f"29:{called}/1",
        "objectId": aad.upper(),
        "name": called,
        "givenName": given,
        "surname": surname,
        "email": f"{given.lower()}@acme.example",
        "userPrincipalName": f"{given.lower()}@acme.onmicrosoft.example",
        "tenantId": TENANT,
        "userRole": "user",
        **more,
    }


class ATenant(APlatform):
    """Everything in it is what a test puts there; `asked` keeps the paths that were called."""

    def __init__(self, do: Callable[[Coroutine[Any, Any, T]], T]) -> None:
        super().__init__(do)
        self.rosters: dict[str, list[dict[str, Any]]] = {}
        self.asked: list[str] = []
        self.a_page = 500
        self.fails: dict[str, list[Answer]] = {}  # conversation -> what it says before it answers

    def whereabouts(self, place: str, team: str = "", *, hears_all: bool = False) -> Whereabouts:
        return Whereabouts(Address("teams", place), self.url, TENANT, team, hears_all=hears_all)

    def refuses(self, conversation: str, code: str, status: int = 403, times: int = 100, retry_after: str = "") -> None:
        headers = {"Retry-After": retry_after} if retry_after else {}
        answer = (status, {"error": {"code": code, "message": "Something about it."}}, headers)
        self.fails.setdefault(conversation, []).extend([answer] * times)

    # --- answering ----------------------------------------------------------------------------------------------

    async def _open(self) -> None:
        there = "/emea/v3/conversations/{there}"
        routes = [web.get(f"{there}/pagedmembers", self._page), web.get(f"{there}/members/{{who}}", self._member)]
        self.url = await self._listen(routes) + "/emea/"
        self.connector = Connector(self._token, lambda service: service == self.url)

    async def _close(self) -> None:
        await self.connector.close()
        await super()._close()

    async def _token(self, *, fresh: bool = False) -> str:
        return "a-token"

    async def _page(self, request: web.Request) -> web.Response:
        there = self._there(request)
        if answer := self._failure(there):
            return answer
        first = int(request.query.get("continuationToken", "0"))
        after = first + min(self.a_page, int(request.query["pageSize"]))
        page: dict[str, Any] = {"members": self.rosters[there][first:after]}
        if after < len(self.rosters[there]):
            page["continuationToken"] = str(after)
        return web.json_response(page)

    async def _member(self, request: web.Request) -> web.Response:
        there, who = self._there(request), unquote(request.match_info["who"])
        if answer := self._failure(there):
            return answer
        for one in self.rosters[there]:
            if who in (one["id"], str(one.get("objectId", "")).lower()):
                return web.json_response(one)
        return _error(404, "MemberNotFoundInConversation")

    def _there(self, request: web.Request) -> str:
        there = unquote(request.match_info["there"])
        self.asked.append(request.rel_url.raw_path_qs.removeprefix("/emea/v3/conversations/"))
        return there

    def _failure(self, there: str) -> web.Response | None:
        if waiting := self.fails.get(there):
            status, body, headers = waiting.pop(0)
            return web.json_response(body, status=status, headers=headers)
        return None if there in self.rosters else _error(404, "ConversationNotFound")


def _error(status: int, code: str) -> web.Response:
    return web.json_response({"error": {"code": code, "message": "Not found."}}, status=status)
