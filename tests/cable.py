"""A line to the tests' PostgreSQL that can be cut where a test wants: before a word gets there, or before its echo."""

import socket
import threading
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, unquote

SOCKET = ".s.PGSQL.5432"


class Cable:
    """`url` leads through it. Cut at a word, it is whole again for whoever connects anew."""

    def __init__(self, url: str) -> None:
        before, _, folder = url.partition("host=")
        self._folder = TemporaryDirectory(prefix="pc")
        self.url = f"{before}host={quote(self._folder.name, safe='')}"
        self._server = str(Path(unquote(folder)) / SOCKET)
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(Path(self._folder.name) / SOCKET))
        self._door.listen()
        self._before: bytes | None = None
        self._after: bytes | None = None
        self._ends: list[socket.socket] = []
        self.cuts = 0
        threading.Thread(target=self._open, daemon=True).start()

    def cut_before(self, word: str) -> None:
        """The next time that is said it does not get there."""
        self._before = word.encode()

    def cut_after(self, word: str) -> None:
        """The next time that is said it is done, and its answer is lost."""
        self._after = word.encode()

    def close(self) -> None:
        for end in (self._door, *self._ends):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._folder.cleanup()

    def _open(self) -> None:
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            server.connect(self._server)
            self._ends += [client, server]
            lost = threading.Event()
            threading.Thread(target=self._there, args=(client, server, lost), daemon=True).start()
            threading.Thread(target=self._back, args=(client, server, lost), daemon=True).start()

    def _there(self, client: socket.socket, server: socket.socket, lost: threading.Event) -> None:
        with suppress(OSError):
            while said := client.recv(65536):
                if self._before is not None and self._before in said:
                    self._before, self.cuts = None, self.cuts + 1
                    break
                if self._after is not None and self._after in said:
                    self._after, self.cuts = None, self.cuts + 1
                    lost.set()
                server.sendall(said)
        _hang_up(client, server)

    def _back(self, client: socket.socket, server: socket.socket, lost: threading.Event) -> None:
        with suppress(OSError):
            while (answer := server.recv(65536)) and not lost.is_set():
                client.sendall(answer)
        _hang_up(client, server)


def _hang_up(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
