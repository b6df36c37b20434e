"""When a bot under test has done all that it began."""

import asyncio
from typing import Any

BUSY_MACHINE_S = 120.0  # how soon a bot answers is measured elsewhere: on a slow machine a story stays the same


async def settled() -> None:
    """Whatever the bot began by itself, behind a turn or between two, is done."""
    while under_way := [task for task in asyncio.all_tasks() if _is_the_bots(task)]:
        await asyncio.wait(under_way)


def _is_the_bots(task: "asyncio.Task[Any]") -> bool:
    code = getattr(task.get_coro(), "cr_code", None)
    return code is not None and "/bot/" in code.co_filename.replace("\\", "/")
