"""The one file that knows the Bot Framework SDK: it proves tokens, carries a turn, and gets us a token of our own.

The SDK is retired, and each thing it gets wrong has its way round here; whatever follows it will replace this file.
CloudAdapter.process is not used: it lets most bad tokens out as 500, and every answer to an invoke too
(https://github.com/microsoft/teams-sdk/issues/2547).
"""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import msal
from botbuilder.core import TurnContext
from botbuilder.integration.aiohttp import (
    CloudAdapter,
    ConfigurationBotFrameworkAuthentication,
    ConfigurationServiceClientCredentialFactory,
)
from botbuilder.schema import Activity, ChannelAccount, ConversationAccount
from botframework.connector.auth import (
    AuthenticateRequestResult,
    AuthenticationConstants,
    ChannelValidation,
    ClaimsIdentity,
    JwtTokenExtractor,
    MicrosoftAppCredentials,
    SimpleCredentialProvider,
)

from bot.messages.delivery import NotDelivered
from bot.platforms.teams.keys import Keys, KeysAway

SCOPE = AuthenticationConstants.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE
_BEARER = re.compile(r"Bearer [\w-]+\.[\w-]+\.[\w-]+", re.ASCII)
_ERROR = re.compile(r"error: (?P<word>[a-z_]{1,60})")  # of Entra's; what it says besides is nobody's business
TOKEN_KEPT_S = 240.0  # of MSAL's own care for how long one lives we ask only now and then
TOKEN_TIMEOUT_S = 8.0
SOON, LATER = timedelta(seconds=15), timedelta(minutes=5)
_NO_CLIENT = object()


class Unproved(Exception):
    """The token is missing, wrong, or somebody else's. The reason holds nothing of it."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """Of the application in Entra; without an app id the SDK asks nobody for a token."""

    app: str = ""
    password: str = ""
    tenant: str = ""
    type: str = "SingleTenant"


class Framework:
    """The SDK for one application in one organisation."""

    def __init__(self, credentials: Credentials, keys: Keys, *, timeout_s: float = TOKEN_TIMEOUT_S) -> None:
        self._app = credentials.app
        self._keys = keys
        self._timeout_s = timeout_s
        settings = SimpleNamespace(
            APP_ID=credentials.app,
            APP_PASSWORD=credentials.password,
            APP_TENANTID=credentials.tenant,
            APP_TYPE=credentials.type if credentials.app else "MultiTenant",
        )
        self._factory = ConfigurationServiceClientCredentialFactory(settings)
        self._authentication = ConfigurationBotFrameworkAuthentication(settings, credentials_factory=self._factory)
        self._authentication.create_user_token_client = _no_client
        self._provider = SimpleCredentialProvider(credentials.app, credentials.password)
        self._adapter = CloudAdapter(self._authentication)
        self._token: tuple[str, float] = ("", float("-inf"))
        self._getting: asyncio.Task[str] | None = None
        self._signed: Any = None
        # Where the SDK looks for keys; it finds ours, which are never fetched in the middle of a turn for all to wait.
        where = ChannelValidation.open_id_metadata_endpoint
        JwtTokenExtractor.metadataCache[where or AuthenticationConstants.TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL] = keys

    # --- in -----------------------------------------------------------------------------------------------------

    async def proved(self, body: Mapping[str, Any], header: str | None) -> ClaimsIdentity:
        """Who has sent it, as the token proves. Raises Unproved; KeysAway while nobody can tell.

        Tokens of channels only: those of the emulator and of other bots have other issuers, which we never meet.
        """
        if not self._app:
            return ClaimsIdentity({}, True, AuthenticationConstants.ANONYMOUS_AUTH_TYPE)
        if header is None or not _BEARER.fullmatch(header):
            raise Unproved("no token")
        try:
            claims = await ChannelValidation.authenticate_channel_token_with_service_url(
                header, self._provider, body["serviceUrl"], body["channelId"]
            )
        except KeysAway:
            raise
        except Exception as no:  # what is wrong with a token comes as half a dozen kinds of exceptions
            raise Unproved(type(no).__name__) from no
        if "exp" not in claims.claims:  # the SDK looks at it only where there is one
            raise Unproved("no end")
        return claims

    async def turn(self, claims: ClaimsIdentity, body: Mapping[str, Any], heard: Callable[[], Awaitable[None]]) -> None:
        """Let the adapter carry what was proved to us. It answers nothing: what is to be answered, we write."""
        activity = Activity(
            type=body["type"],
            id=body.get("id"),
            name=body.get("name"),
            channel_id=body["channelId"],
            service_url=body["serviceUrl"],
            conversation=ConversationAccount(id=_id_of(body.get("conversation"))),
            from_property=ChannelAccount(id=_id_of(body.get("from"))),
            recipient=ChannelAccount(id=_id_of(body.get("recipient"))),
        )
        result = AuthenticateRequestResult()
        result.claims_identity, result.audience = claims, SCOPE
        result.connector_factory = SimpleNamespace(create=_no_client)

        async def on_turn(context: TurnContext) -> None:
            await heard()

        await self._adapter.process_activity(result, activity, on_turn)

    # --- out ----------------------------------------------------------------------------------------------------

    async def token(self, *, fresh: bool = False) -> str:
        """With which the Connector lets us in; empty where nobody asks for one. Raises NotDelivered.

        `fresh`: the one we had was refused, so the next comes from Entra, and out of no store.
        """
        if not self._app:
            return ""
        token, got_at = self._token
        if fresh:
            self._signed = None
        elif time.monotonic() - got_at < TOKEN_KEPT_S:
            return token
        if self._getting is None or self._getting.done():
            self._getting = asyncio.create_task(self._get_token())
            self._getting.add_done_callback(_seen)
        done, _ = await asyncio.wait([self._getting], timeout=self._timeout_s)
        if not done:
            raise NotDelivered("token_timeout", retry_after=SOON)
        try:
            token = self._getting.result()
        except PermissionError as no:  # in the SDK's words; Entra's own word stands in it
            found = _ERROR.search(str(no))
            raise NotDelivered(f"token_refused: {found['word'] if found else 'unknown'}", retry_after=LATER) from None
        except Exception as no:  # whatever MSAL and its HTTP library may raise when Entra is out of reach
            raise NotDelivered(f"token_out_of_reach: {type(no).__name__}", retry_after=SOON) from no
        self._token = token, time.monotonic()
        return token

    async def _get_token(self) -> str:
        """The SDK blocks while it asks Entra, so it does in a thread."""
        if self._signed is None:
            login = AuthenticationConstants.TO_CHANNEL_FROM_BOT_LOGIN_URL_PREFIX
            self._signed = await self._factory.create_credentials(self._app, SCOPE, login, True)
        return str(await asyncio.to_thread(_asked, self._signed, self._timeout_s))

    async def close(self) -> None:
        await self._keys.close()


async def _no_client(*what_for: object) -> object:
    """In place of the two that the SDK makes for every turn, to send and to sign in with, each with tables of its own:
    ours does neither, and they take longer than all the rest of it."""
    return _NO_CLIENT


def _seen(task: "asyncio.Task[str]") -> None:
    """What became of it, though nobody waits for it any more; else asyncio would log it, with the address."""
    if not task.cancelled():
        task.exception()


def _id_of(part: Any) -> Any:
    return part.get("id") if isinstance(part, dict) else None


def _asked(credentials: Any, timeout_s: float) -> str:
    """A token out of MSAL's store, or a new one. The application it asks with is as the SDK would make it itself, but
    has a time limit."""
    if isinstance(credentials, MicrosoftAppCredentials) and credentials.app is None:
        credentials.app = msal.ConfidentialClientApplication(
            client_id=credentials.microsoft_app_id,
            client_credential=credentials.microsoft_app_password,
            authority=credentials.oauth_endpoint,
            timeout=timeout_s,
        )
    return str(credentials.get_access_token())
