"""An IMAP server of this machine, in a thread of its own: pymap, with what it keeps in memory."""

import asyncio
import socket
import threading
from argparse import Namespace
from contextlib import AsyncExitStack
from datetime import datetime
from typing import Any

from imapclient import IMAPClient
from pymap.backend.dict import DictBackend
from pymap.imap import IMAPService

from tests.settled import BUSY_MACHINE_S

PASSWORD = "by heart"


class Mailboxes:
    """One user; each address has a folder, and the desk's own is INBOX."""

    def __init__(self, user: str = "desk@example.com", port: int = 0) -> None:
        self.user = user
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._stop: asyncio.Event | None = None
        with socket.socket() as free:
            free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            free.bind(("127.0.0.1", port))
            self.port: int = free.getsockname()[1]
        self._thread = threading.Thread(target=self._run, name="imap", daemon=True)
        self._thread.start()
        if not self._ready.wait(BUSY_MACHINE_S):
            raise TimeoutError("the IMAP server does not start")

    @property
    def url(self) -> str:
        user, password = self.user.replace("@", "%40"), PASSWORD.replace(" ", "%20")
        return f"imap://{user}:{password}@127.0.0.1:{self.port}/INBOX"

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        arguments: dict[str, Any] = {
            "debug": False, "host": ["127.0.0.1"], "port": str(self.port), "cert": None, "key": None, "tls": False,
            "proxy_protocol": None, "inherited_sockets": None, "demo_data": False, "demo_user": self.user,
            "demo_password": PASSWORD, "passlib_cfg": None,
        }  # fmt: skip
        backend, config = await DictBackend.init(Namespace(**arguments))
        config.apply_context()
        async with AsyncExitStack() as stack:
            await backend.start(stack)
            await IMAPService(backend, config).start(stack)
            self._ready.set()
            await self._stop.wait()
        rest = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    def client(self, folder: str = "INBOX") -> IMAPClient:
        """Somebody else who looks into it."""
        client = IMAPClient("127.0.0.1", self.port, ssl=False, timeout=BUSY_MACHINE_S)
        client.login(self.user, PASSWORD)
        client.select_folder(folder)
        return client

    def put(self, content: bytes, at: datetime | None = None) -> None:
        """A mail arrives."""
        with self.client() as client:
            client.append("INBOX", content, msg_time=at)

    def flags(self) -> dict[int, tuple[bytes, ...]]:
        with self.client() as client:
            return {uid: facts[b"FLAGS"] for uid, facts in client.fetch(client.search(), ["FLAGS"]).items()}

    def close(self) -> None:
        if self._stop is not None:
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(BUSY_MACHINE_S)
