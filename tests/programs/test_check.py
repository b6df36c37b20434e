"""`buckstop check` over a store: what could never arrive stands there until somebody has looked."""

import asyncio

import pytest

from bot import cli
from bot.app import HandClock, build
from bot.messages.delivery import Courier, NotDelivered
from bot.messages.values import Address, Inbound, Speaker
from bot.programs.check import check
from bot.settings import parse_config, read_environment
from tests.programs.test_serve import desk_file
from tests.scheduler.office import THURSDAY_AT_TEN
from tests.stores import ON_POSTGRESQL
from tests.stories.houses import TWO_TIERS, written

CONFIG = parse_config(
    written(
        TWO_TIERS,
        lambda key, name: f'[people.{key}]\nname = "{name}"\nslack = "U0{key.upper()}"\n',
        lambda name: f"slack:{name}" if name == "dm" else f"slack:C0{name.upper()}",
    )
)


async def refuses(to, card, *, thread=None, edit=None, mark=""):
    raise NotDelivered("is_archived", permanent=True)


async def a_case_that_nobody_is_told_of(url: str) -> None:
    app = build(CONFIG, url, {"slack": Courier(refuses)}, clock=HandClock(THURSDAY_AT_TEN), synchronous="OFF")
    app.start()
    help_, maria = Address("slack", "C0HELP"), Speaker(Address("slack", "U0MARIA"), "Maria")
    thread = Address("slack", "C0HELP/1")
    words = "charged twice"
    await app.handle(Inbound(("slack:1",), maria, words, THURSDAY_AT_TEN, place=help_, thread=thread, kind="message"))
    await app.settle()
    app.store.close()


def test_what_could_not_arrive_is_told_with_its_place_and_why(store_url, capsys):
    asyncio.run(a_case_that_nobody_is_told_of(store_url))

    code = check(CONFIG, read_environment({"DATABASE_URL": store_url}))

    assert code == 0
    assert "could not arrive at slack:C0FRONT (is_archived); who should know was told then." in capsys.readouterr().out


@ON_POSTGRESQL
@pytest.mark.parametrize("program", ["migrate", "check"])
def test_no_password_is_told(store_url, tmp_path, monkeypatch, capsys, program):
    monkeypatch.setenv("DATABASE_URL", store_url.replace("desk@", "desk:hush@") + "&sslpassword=hush")
    monkeypatch.setenv("BUCKSTOP_CONFIG", str(desk_file(tmp_path)))

    assert cli.main([program]) == 0

    printed = "".join(capsys.readouterr())
    assert "postgresql://desk:***@" in printed
    assert "hush" not in printed


@ON_POSTGRESQL
def test_a_server_that_may_forget_what_is_committed_is_warned_of(store_url, tmp_path, monkeypatch, capsys):
    kept = store_url + "&options=-csynchronous_commit%3Don"

    def warned(url):
        assert check(CONFIG, read_environment({"DATABASE_URL": url})) == 0
        return [line for line in capsys.readouterr().out.splitlines() if "may lose" in line]

    (once,) = warned(store_url)
    (again,) = warned(kept)

    assert "has fsync, full_page_writes and synchronous_commit off" in once
    assert "has fsync and full_page_writes off" in again
