"""`buckstop check` over mail: each thing that a beginner forgets, and what to do about it."""

from collections.abc import Callable, Iterator

import pytest

from bot.programs.check import check
from bot.settings import SettingsError, parse_config, read_environment
from tests.mail_wire.imap import Mailboxes
from tests.mail_wire.smtp import Relay
from tests.stores import ON_SQLITE
from tests.stories.houses import TWO_TIERS, written

KEY = "a key of thirty-two signs or more"


def config(intake: str):
    house = TWO_TIERS.replace('"@help", "@dm"', f'"{intake}"')
    return parse_config(
        written(house, lambda key, name: f'[people.{key}]\nname = "{name}"\n', lambda name: f"console:{name}")
    )


@pytest.fixture(scope="module")
def imap() -> Iterator[str]:
    mailboxes = Mailboxes()
    yield mailboxes.url
    mailboxes.close()


@pytest.fixture(scope="module")
def smtp() -> Iterator[str]:
    relay = Relay()
    yield relay.url
    relay.close()


@pytest.fixture
def checked(store_url: str, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def checked(intake: str = "email:help@example.com", **given: str) -> str:
        check(config(intake), read_environment({"DATABASE_URL": store_url, "BUCKSTOP_KEYS": KEY, **given}))
        return capsys.readouterr().out

    return checked


@ON_SQLITE
def test_all_is_well(checked, imap, smtp):
    said = checked(IMAP_URL=imap, SMTP_URL=smtp, BUCKSTOP_URL="https://help.example.com")

    assert "_URL" not in said
    assert "BUCKSTOP_KEYS" not in said


@ON_SQLITE
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("by%20heart", "wrong"), "does not let desk@example.com in"),
        (("/INBOX", "/Nowhere"), "has no folder Nowhere"),
        (("imap://", "imaps://"), "does not speak TLS there"),
    ],
)
def test_why_the_mailbox_cannot_be_read(checked, imap, smtp, change, said):
    found = checked(IMAP_URL=imap.replace(*change), SMTP_URL=smtp)

    assert said in found
    assert "by heart" not in found
    assert "wrong:" not in found


@ON_SQLITE
def test_who_takes_mail_cannot_be_reached(checked, imap):
    assert "look at host and port in SMTP_URL" in checked(IMAP_URL=imap, SMTP_URL="smtp://127.0.0.1:1")


@ON_SQLITE
def test_an_intake_that_nobody_reads(checked):
    assert "help@example.com is an intake of Customer support, and IMAP_URL is not set" in checked()


@ON_SQLITE
def test_a_mailbox_to_which_no_customer_writes(checked, imap, smtp):
    assert "no team has an intake like email:" in checked("console:help", IMAP_URL=imap, SMTP_URL=smtp)


@ON_SQLITE
def test_no_key_of_ones_own(checked, imap, smtp):
    assert "BUCKSTOP_KEYS is not set" in checked(IMAP_URL=imap, SMTP_URL=smtp, BUCKSTOP_KEYS="")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"IMAP_URL": "imap://a:b@host/INBOX"}, "SMTP_URL is missing"),
        ({"IMAP_URL": "http://a:b@host", "SMTP_URL": "smtp://h"}, "IMAP_URL must begin with imap"),
        ({"IMAP_URL": "imaps://host", "SMTP_URL": "smtp://h"}, "IMAP_URL has no user and password"),
        ({"SMTP_URL": "smtps://"}, "SMTP_URL does not name a host"),
    ],
)
def test_an_address_that_is_none_names_its_variable(given, said):
    with pytest.raises(SettingsError, match=said):
        read_environment(given)
