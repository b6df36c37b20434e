"""`buckstop serve` with its pages, as a process of its own; and what `check` says of them."""

import asyncio
import json
import time

import aiohttp
import pytest

from bot.platforms.web.programs import signature
from bot.programs.check import check
from bot.settings import read_environment
from tests.programs.test_check import CONFIG
from tests.programs.test_serve import serving

KEY = "a key of the tests, long enough that nobody warns"
KEYS = {"BUCKSTOP_KEYS": KEY}


def test_a_program_sends_a_case_and_its_customer_reads_it(tmp_path):
    async def story():
        async with serving(tmp_path, BUCKSTOP_INTAKE_SECRET="hush", **KEYS) as served:
            await served.until(lambda: "Buckstop is running" in served.printed)
            here, stamp = f"http://127.0.0.1:{served.port}", str(int(time.time()))
            body = b'{"name": "Maria", "text": "twice"}'
            headers = {"X-Buckstop-Timestamp": stamp, "X-Buckstop-Signature": signature("hush", stamp, body)}
            headers |= {"Idempotency-Key": "1", "Content-Type": "application/json"}
            async with aiohttp.ClientSession() as outside:
                made = await outside.post(f"{here}/intake/support", data=body, headers=headers)
                told = json.loads(await made.text())
                page = await (await outside.get(here + told["link"])).text()
                form = await outside.get(f"{here}/intake/support")
                nothing = await outside.get(f"{here}/nothing")
                alive = await outside.get(f"{here}/healthz")
            return made.status, told["case"], page, form.status, nothing.status, alive.status, served.printed

    status, case, page, *others, printed = asyncio.run(story())

    assert (status, case, others) == (201, 1, [200, 404, 200])
    assert "twice" in page
    assert "twice" not in printed
    assert "Forms are at http://127.0.0.1:" in printed


def test_without_a_key_the_web_is_off_and_nothing_is_served_there(tmp_path):
    async def story():
        async with serving(tmp_path) as served:
            await served.until(lambda: "Buckstop is running" in served.printed)
            async with aiohttp.ClientSession() as outside:
                return (await outside.get(f"http://127.0.0.1:{served.port}/intake/support")).status, served.printed

    status, printed = asyncio.run(story())

    assert status == 404
    assert "web is off: it has no credentials." in printed


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        (KEYS, "BUCKSTOP_URL is missing: no message to a customer carries the link to their page."),
        (KEYS, "BUCKSTOP_INTAKE_SECRET is missing: other programs can send nothing to /intake."),
        ({**KEYS, "BUCKSTOP_URL": "http://help.example.com"}, "BUCKSTOP_URL is not https"),
    ],
)
def test_what_is_missing_for_the_web_is_said_by_check(tmp_path, capsys, environment, said):
    check(CONFIG, read_environment({"DATABASE_URL": f"sqlite:///{tmp_path}/desk.db", **environment}))

    assert said in capsys.readouterr().out


@pytest.mark.parametrize("url", ["https://help.example.com", "http://127.0.0.1:3000"])
def test_what_is_fine_is_not_warned_of(tmp_path, capsys, url):
    environment = {**KEYS, "BUCKSTOP_URL": url, "BUCKSTOP_INTAKE_SECRET": "hush"}

    check(CONFIG, read_environment({"DATABASE_URL": f"sqlite:///{tmp_path}/desk.db", **environment}))

    printed = capsys.readouterr().out
    assert "BUCKSTOP_URL" not in printed
    assert "BUCKSTOP_INTAKE_SECRET" not in printed
