"""The pages in a real browser: Debian's chromium, without script as a customer may have it, light and dark."""

import asyncio
import threading
from collections.abc import Iterator
from shutil import which

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.platforms.web.a_site import Site
from tests.settled import BUSY_MACHINE_S
from tests.stores import ON_SQLITE

pytestmark = [ON_SQLITE, pytest.mark.debian]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def served(store_url: str) -> Iterator[Site]:
    """In a thread of its own, as the browser is driven from this one."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    site = Site(store_url, lambda doing: asyncio.run_coroutine_threadsafe(doing, loop).result(BUSY_MACHINE_S))
    try:
        with site.at_work():
            yield site
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = which("chromium")
    assert path, "apt-get install chromium"
    expect.set_options(timeout=BUSY_MACHINE_S * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"], timeout=BUSY_MACHINE_S * 1000)
        yield browser
        browser.close()


def complaints(page: Page) -> list[str]:
    """What the browser says in its console, from now on."""
    said: list[str] = []
    page.on("console", lambda one: said.append(one.text))
    page.on("pageerror", lambda one: said.append(str(one)))
    return said


@pytest.fixture(params=["light", "dark"])
def phone(request, chromium):
    context = chromium.new_context(
        viewport=PHONE, color_scheme=request.param, java_script_enabled=False, has_touch=True
    )
    context.set_default_timeout(BUSY_MACHINE_S * 1000)
    yield context.new_page()
    context.close()


def resolves(site: Site, case: int) -> None:
    form = site.says("ana", f"resolve C-{case}").form
    site.sends("ana", form, {"text": "It comes today.", "outcome": "solved", "told": "text"})


def test_a_customers_whole_way_on_a_phone_without_script(served, phone):
    said = complaints(phone)
    phone.goto(f"{served.root}/intake/support")
    phone.get_by_label("Your name").fill("Maria")
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("alert")).to_contain_text("Please look at 2 places")
    phone.get_by_role("link", name="Please tell us what it is about.").click()
    phone.get_by_label("What is it about?").fill("My parcel has not come.")
    phone.get_by_label("delivery").check()
    phone.get_by_role("button", name="Send").click()
    phone.get_by_label("order number").fill("RO-7")
    phone.get_by_label("I do not know").nth(1).check()
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("C-1 · Customer support")

    served.says("ana", "claim C-1")
    served.says("ana", "ask C-1: Does anybody else have it?")
    phone.reload()
    phone.get_by_label("Answer").fill("Nobody.")
    phone.get_by_role("button", name="Send").click()
    expect(phone.locator(".said li").last).to_contain_text("Nobody.")

    resolves(served, 1)
    phone.reload()
    phone.get_by_role("button", name="Send my rating").click()
    expect(phone.get_by_role("alert")).to_contain_text("Please choose a number from 1 to 5.")
    phone.get_by_label("4", exact=True).check()
    phone.get_by_label("being heard").check()
    phone.get_by_role("button", name="Send my rating").click()
    expect(phone.get_by_text("You gave 4 of 5. Thank you.")).to_be_visible()
    phone.get_by_role("button", name="Yes, it is solved").click()
    expect(phone.get_by_text("Your case is closed.")).to_be_visible()

    assert served.case(1).state == "closed"
    assert (served.case(1).known, served.case(1).unknowable) == (("order number",), ("size",))
    assert [line for line in said if "422" not in line] == []  # the browser itself notes what was not taken


def test_going_back_and_sending_once_more_makes_no_second_case(served, phone):
    phone.goto(f"{served.root}/intake/billing")
    phone.get_by_label("Your name").fill("Maria")
    phone.get_by_label("refund").check()
    phone.get_by_label("What is it about?").fill("My money.")
    phone.get_by_role("button", name="Send").click()
    phone.wait_for_url("**/c/*")
    page = phone.url

    phone.go_back()
    expect(phone.get_by_label("What is it about?")).to_have_value("My money.")
    phone.get_by_role("button", name="Send").click()

    phone.wait_for_url(page)
    assert served.cases() == [1]


def test_nothing_is_wider_than_a_phone_and_everything_is_large_enough_to_touch(served, phone):
    served.do(served.sends_json("1", text="x" * 3000, category="delivery"))
    served.says("ana", "claim C-1")
    served.says("ana", f"reply C-1: {'https://example.com/' + 'y' * 400}")
    resolves(served, 1)

    for path in ("/intake/support", served.link(1), "/nothing"):
        phone.goto(served.root + path)
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
        for one in phone.locator(
            "button:visible, input[type=text]:visible, select:visible, label.choice:visible"
        ).all():
            box = one.bounding_box()
            assert box is None or box["height"] >= 44, (path, one.inner_text())
            assert float(one.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")) >= 16


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_is_found_on_any_page(served, chromium, scheme):
    context = chromium.new_context(viewport=PHONE, color_scheme=scheme, bypass_csp=True)  # the checker is a script
    page, found = context.new_page(), {}

    def look(name: str) -> None:
        seen = Axe().run(page)
        found[name] = [f"{one['id']}: {one['nodes'][0]['html']}" for one in seen.response["violations"]]

    page.goto(f"{served.root}/intake/support")
    look("form")
    page.get_by_label("delivery").check()
    page.get_by_role("button", name="Send").click()
    look("faults")
    page.get_by_label("Your name").fill("Maria")
    page.get_by_label("What is it about?").fill("My parcel.")
    page.get_by_role("button", name="Send").click()
    look("more")
    served.do(served.sends_json("1"))
    page.goto(served.root + served.link(1))
    look("page")
    served.says("ana", "claim C-1")
    resolves(served, 1)
    page.reload()
    look("resolved")
    page.get_by_role("button", name="Send my rating").click()
    look("rating")
    page.goto(f"{served.root}/nothing")
    look("missing")
    context.close()

    assert found == {name: [] for name in found}


def test_whoever_has_no_mouse_reaches_everything_in_its_order(served, chromium):
    page = chromium.new_page()
    page.goto(f"{served.root}/intake/support")
    reached = []
    for _ in range(6):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.name || document.activeElement.textContent"))
    page.close()

    assert reached[:3] == ["name", "category", "text"]
    assert reached[3:5] == ["does", "does"]


def test_what_was_not_taken_is_what_is_read_out_first(served, chromium):
    page = chromium.new_page()
    page.goto(f"{served.root}/intake/support")
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("alert")).to_be_focused()
    page.close()
