"""Microsoft's addresses by their real names, over TLS: behind a proxy all of them are the local Teams."""

import asyncio
import ssl
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import trustme

from tests.teams_wire.wire import Wire

HOSTS = ("login.microsoftonline.com", "login.botframework.com", "smba.trafficmanager.net")
ENDS_WITHIN_S = 0.2
Streams = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Coroutine[Any, Any, None]]


class Internet:
    """Who is told to go by this proxy, and to believe this authority, finds nothing else."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.asked: list[str] = []  # the hosts that somebody wanted to reach
        self.is_away = False  # the network: no way leads anywhere
        self.hangs = False  # everything is taken, and nothing answered
        self._authority = trustme.CA()
        self._servers: list[asyncio.Server] = []
        self._under_way: set[asyncio.Task[Any]] = set()
        self._wires_port = 0

    async def opens(self) -> None:
        """The wire is open already; from now on its service has the name of Microsoft's."""
        self._wires_port = int(self.wire.url.rpartition(":")[2])
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._authority.issue_cert(*HOSTS).configure_cert(context)
        await self._listens(self._unwrapped, context)
        await self._listens(self._proxied)
        self.wire.moves(f"https://{HOSTS[-1]}")

    async def _listens(self, answers: Streams, context: ssl.SSLContext | None = None) -> None:
        async def tracked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None
            self._under_way.add(task)
            try:
                await answers(reader, writer)
            except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):  # whoever asked has gone, or it ends
                pass
            finally:
                await _closed(writer)
                self._under_way.discard(task)

        self._servers.append(await asyncio.start_server(tracked, "127.0.0.1", 0, ssl=context))

    async def closes(self) -> None:
        for server in self._servers:
            server.close()
        await asyncio.sleep(0.01)  # whoever has just come is let in, to be sent away
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=ENDS_WITHIN_S)
        for task in list(self._under_way):
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    def environment(self, folder: Path) -> dict[str, str]:
        """What a process must be told to find its way."""
        proxy = f"http://127.0.0.1:{self._port(1)}"
        names = {"HTTPS_PROXY": proxy, "https_proxy": proxy, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
        authority = self.authority(folder)
        return names | {"SSL_CERT_FILE": authority, "REQUESTS_CA_BUNDLE": authority}

    def authority(self, folder: Path) -> str:
        """The file that says whom to believe."""
        bundle = folder / "authority.pem"
        self._authority.cert_pem.write_to_path(bundle)
        return str(bundle)

    def _port(self, server: int) -> int:
        return int(self._servers[server].sockets[0].getsockname()[1])

    async def _proxied(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = await reader.readuntil(b"\r\n\r\n")
        verb, _, rest = asked.decode().partition(" ")
        if verb != "CONNECT":  # Slack's SDK asks a proxy for this very machine, too
            await _joined(reader, writer, urlsplit(rest.split()[0]).port or 80, asked)
            return
        host = rest.partition(":")[0]
        self.asked.append(host)
        if self.hangs:
            await asyncio.Event().wait()
        if host not in HOSTS or self.is_away:
            writer.write(b"HTTP/1.1 502 Bad Gateway\r\n\r\n")
            return
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await _joined(reader, writer, self._port(0))

    async def _unwrapped(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _joined(reader, writer, self._wires_port)


async def _joined(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int, begun: bytes = b"") -> None:
    """Everything from one to the other, until one of them ends."""
    there, back = await asyncio.open_connection("127.0.0.1", port)
    back.write(begun)
    ways = [asyncio.create_task(_carried(reader, back)), asyncio.create_task(_carried(there, writer))]
    try:
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)
        await _closed(back)


async def _closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with suppress(OSError):  # a TimeoutError is one, too
        async with asyncio.timeout(ENDS_WITHIN_S):
            await writer.wait_closed()


async def _carried(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while some := await reader.read(65536):
        writer.write(some)
        await writer.drain()
