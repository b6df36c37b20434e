"""Measured from outside: a program in a process of its own, and requests fired at it over HTTP."""

import asyncio
import os
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

from aiohttp import web

IN_FLIGHT = (1, 16, 64)
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Fired:
    """What came of a round: requests a second, milliseconds until each was answered, and who was not answered well."""

    rate: float
    p50: float
    p99: float
    worst: float
    wrong: int


@dataclass(frozen=True, slots=True)
class Server:
    """Something that listens, in a process of its own."""

    process: subprocess.Popen[str]
    port: int

    def cpu(self) -> float:
        """Seconds that it has computed so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> float:
        """Megabytes that it has in memory."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else 0.0

    def called(self, path: str) -> None:
        """One of our own is told something."""
        urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}").read()


@contextmanager
def running(*arguments: str, environment: Mapping[str, str] | None = None, port: int = 0) -> Iterator[Server]:
    """The program, until it listens; a port of 0 is the one that it prints."""
    command_line = [sys.executable, "-m", *arguments]
    process = subprocess.Popen(
        command_line, stdout=subprocess.PIPE if not port else subprocess.DEVNULL, text=True, env=environment
    )
    try:
        if not port:
            assert process.stdout is not None
            port = int(process.stdout.readline())
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait(15)


@contextmanager
def serving(
    *arguments: str, environment: Mapping[str, str], first: Callable[[], bytes]
) -> Iterator[tuple[Server, float]]:
    """The product, and how many seconds it took until it answered its first request well."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began = perf_counter()
    with running(*arguments, environment={**os.environ, **environment, "PORT": str(port)}, port=port) as server:
        while not _answers(port, first()):
            if server.process.poll() is not None or perf_counter() - began > 30:
                raise TimeoutError("the product did not start")
            sleep(0.01)
        started = perf_counter() - began
        sleep(5)  # what it does at its start is done, and it stands there
        yield server, started


def _answers(port: int, request: bytes) -> bool:
    """Until it knows its workspace it says 503."""
    try:
        return not asyncio.run(fire(port, [request], 1)).wrong
    except (OSError, asyncio.IncompleteReadError):
        return False


async def listen(app: web.Application) -> None:
    """In the other process: say where, and stay."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    sys.stdout.write(f"{runner.addresses[0][1]}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


# --- requests ---------------------------------------------------------------------------------------------------------


async def fire(port: int, requests: Sequence[bytes], in_flight: int) -> Fired:
    """All of them, so many at once, each connection one after another."""
    left, times, wrong = iter(requests), [], 0

    async def one_after_another() -> int:
        missed = 0
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for request in left:
            began = perf_counter()
            writer.write(request)
            missed += not await _answered_well(reader)
            times.append((perf_counter() - began) * 1e3)
        writer.close()
        return missed

    began = perf_counter()
    wrong = sum(await asyncio.gather(*(one_after_another() for _ in range(in_flight))))
    return _fired(times, perf_counter() - began, wrong)


async def at_pace(port: int, requests: Iterable[bytes], a_second: float) -> Fired:
    """One every so often, however long the others take."""
    times: list[float] = []
    tasks = []
    began = perf_counter()

    async def one(request: bytes) -> bool:
        sent = perf_counter()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request)
        well = await _answered_well(reader)
        times.append((perf_counter() - sent) * 1e3)
        writer.close()
        return well

    for n, request in enumerate(requests):
        await asyncio.sleep(max(0, began + n / a_second - perf_counter()))
        tasks.append(asyncio.ensure_future(one(request)))
    wrong = sum(not well for well in await asyncio.gather(*tasks))
    return _fired(times, perf_counter() - began, wrong)


async def _answered_well(reader: asyncio.StreamReader) -> bool:
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode("latin-1").lower().split("\r\n")
    length = next((int(line[15:]) for line in lines if line.startswith("content-length:")), 0)
    if length:
        await reader.readexactly(length)
    return lines[0].startswith("http/1.1 20")


def _fired(times: list[float], took: float, wrong: int) -> Fired:
    times.sort()
    return Fired(len(times) / took, times[len(times) // 2], times[len(times) * 99 // 100], times[-1], wrong)
