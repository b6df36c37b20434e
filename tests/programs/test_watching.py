"""/healthz, /readyz and /metrics, asked over HTTP of a desk at work; what it logs of each delivery."""

import asyncio
import json
import logging
import re
from contextlib import suppress
from datetime import timedelta

import aiohttp
import pytest
from aiohttp import web

from bot.messages.delivery import NotDelivered
from bot.messages.values import Address, Inbound, Speaker
from bot.programs.watching import Watching
from bot.programs.web import listening
from bot.storage.errors import StoreClosed
from tests.scheduler.office import Office


class Watched(Office):
    """A desk that somebody watches, with one door."""

    def __init__(self, url, do):
        super().__init__(url, do)
        self.watching = Watching(self.app.config)
        self.couriers["slack"] = self.watching.courier("slack", self.couriers["slack"])
        self.watching.over(self.app, offset=lambda: self.offset)
        self.offset = timedelta(0)
        self.hears_next = None

    async def _receive(self, request):
        with suppress(StoreClosed):
            await self.app.handle(self.hears_next)
            return web.Response()
        return web.Response(status=503)

    def gets(self, *paths):
        async def asked():
            async with listening({}, "127.0.0.1", 0, self.watching.gets) as port, aiohttp.ClientSession() as outside:
                for path in paths:
                    answer = await outside.get(f"http://127.0.0.1:{port}{path}")
                    yield_.append((answer.status, await answer.text()))

        yield_ = []
        self.do(asked())
        return yield_

    def delivers(self, inbound):
        """A request at the door, and the status of its response."""
        self.hears_next = inbound

        async def delivered():
            posts = {"/slack/events": self.watching.timed("slack", self._receive)}
            async with listening(posts, "127.0.0.1", 0) as port, aiohttp.ClientSession() as outside:
                return (await outside.post(f"http://127.0.0.1:{port}/slack/events")).status

        return self.do(delivered())

    def ready(self):
        """The status, and each check by its name."""
        ((status, text),) = self.gets("/readyz")
        return status, {line["check"]: line for line in map(json.loads, text.splitlines())}

    def metrics(self):
        ((status, text),) = self.gets("/metrics")
        assert status == 200
        return {name: float(value) for name, value in re.findall(r"^([a-z_]+(?:\{[^}]*\})?) (\S+)$", text, re.M)}


@pytest.fixture
def desk(store_url):
    with asyncio.Runner() as runner:
        desk = Watched(store_url, runner.run)
        yield desk
        desk.app.store.close()


def an_inbound(desk, text="claim C-1", who="ana", key="slack:Ev1"):
    return Inbound((key,), Speaker(Address("slack", f"U{who.upper()}"), who.title()), text, desk.clock.now)


def later(desk):
    """So much that what the store said is asked anew."""
    desk.watching.over(desk.app, offset=lambda: desk.offset)


# --- /healthz, /readyz --------------------------------------------------------------------------------------------


def test_a_desk_at_work_is_ready_and_says_why_a_line_a_check(desk):
    desk.says("maria", "charged twice", at="help")
    desk.settles()

    status, checks = desk.ready()

    assert status == 200
    assert {check["state"] for check in checks.values()} == {"fine"}
    names = ["running", "database", "clock", "time", "configuration", "outbox", "given-up", "self-audit"]
    assert list(checks) == names
    assert all(check["says"] for check in checks.values())


def test_while_the_store_is_away_the_process_lives_and_is_not_ready(desk):
    desk.app.store.close()

    (alive, _), (ready, text), (metrics, _) = desk.gets("/healthz", "/readyz", "/metrics")

    assert (alive, ready, metrics) == (200, 503, 200)
    assert "refuses (StoreClosed)" in text


def test_when_it_begins_to_stop_it_says_so_at_once(desk):
    desk.watching.stops()

    status, checks = desk.ready()

    assert (status, checks["running"]["state"]) == (503, "failing")


def test_a_clock_that_does_not_come_round_makes_it_unready(desk):
    desk.watching._swept -= 61

    status, checks = desk.ready()

    assert (status, checks["clock"]["state"]) == (503, "failing")


def test_a_process_without_the_clock_does_not_speak_of_it(desk):
    desk.watching.over(desk.app, clock=False)

    status, checks = desk.ready()

    assert status == 200
    assert "clock" not in checks


@pytest.mark.parametrize(("seconds", "status"), [(2.0, 200), (2.1, 503), (-2.1, 503)])
def test_a_machine_whose_time_is_more_than_two_seconds_off_is_not_ready(desk, seconds, status):
    desk.offset = timedelta(seconds=seconds)

    assert desk.ready()[0] == status


def test_another_configuration_recorded_since_is_a_warning_and_no_reason_to_turn_anybody_away(desk):
    teams = desk.app.config.recorded()
    other = {key: {**plain, "title": "Another"} for key, plain in teams.items()}
    desk.app.store.act(lambda tx: tx.append_house(_configured(other), "clock"))

    status, checks = desk.ready()

    assert (status, checks["configuration"]["state"]) == (200, "warning")


def _configured(teams):
    from bot.cases.chain import Configured

    return Configured(teams)


def test_what_may_go_and_is_not_taken_makes_it_unready(desk):
    desk.says("maria", "charged twice", at="help")
    desk.clock.now += timedelta(minutes=6)

    status, checks = desk.ready()

    assert (status, checks["outbox"]["state"]) == (503, "failing")
    assert checks["outbox"]["may_go_s"] == 360


def test_what_is_to_be_drawn_anew_has_waited_since_it_was_seen_waiting(desk):
    desk.says("maria", "charged twice", at="help")
    desk.settles()
    desk.clock.now += timedelta(days=1)
    desk.app.store.act(lambda tx: tx.again("card:1:1"))

    assert desk.ready()[1]["outbox"]["may_go_s"] == 0


def test_a_platform_that_takes_nothing_is_a_warning(desk):
    desk.fails |= dict.fromkeys(("C0FRONT", "C0HELP"), NotDelivered("http_503"))
    desk.says("maria", "charged twice", at="help")
    for _ in range(4):
        desk.settles()
        desk.clock.now += timedelta(minutes=5)

    status, checks = desk.ready()

    assert (status, checks["outbox"]["state"]) == (200, "warning")
    assert "takes nothing" in checks["outbox"]["says"]
    desk.fails.clear()
    desk.settles()
    later(desk)
    assert desk.ready()[1]["outbox"]["state"] == "fine"


def test_what_rests_until_the_desk_opens_does_not_wait(desk):
    desk.posts("C0FRONT", "Ana", not_before=desk.clock.now + timedelta(hours=12))
    desk.clock.now += timedelta(hours=11)

    assert desk.ready()[1]["outbox"]["state"] == "fine"


def test_what_was_given_up_is_a_warning_for_a_day(desk):
    desk.fails["C0FRONT"] = NotDelivered("is_archived", permanent=True)
    desk.posts("C0FRONT", "Ana")
    desk.settles()

    status, checks = desk.ready()

    assert (status, checks["given-up"]["state"], checks["given-up"]["count"]) == (200, "warning", 1)
    desk.clock.now += timedelta(days=1, seconds=1)
    later(desk)
    assert desk.ready()[1]["given-up"]["state"] == "fine"


def test_what_the_self_audit_has_found_is_named_without_its_cases(desk):
    desk.says("maria", "charged twice", at="help")
    desk.app.store.act(lambda tx: tx._wire.run("UPDATE holds SET ended_at = 1"))
    desk.app.audit.look()

    status, checks = desk.ready()

    assert (status, checks["self-audit"]["state"]) == (200, "warning")
    assert checks["self-audit"]["words"] == ["hold-missing"]
    assert "C-1" not in json.dumps(checks)


# --- /metrics -----------------------------------------------------------------------------------------------------


def test_answers_are_timed_against_the_platforms_limits_and_counted_by_status(desk):
    desk.says("maria", "charged twice", at="help")
    assert desk.delivers(an_inbound(desk)) == 200
    desk.app.store.close()
    assert desk.delivers(an_inbound(desk, key="slack:Ev2")) == 503

    metrics = desk.metrics()

    assert metrics['buckstop_answers_total{platform="slack",status="200"}'] == 1
    assert metrics['buckstop_answers_total{platform="slack",status="503"}'] == 1
    for limit in ("3.0", "15.0"):
        assert metrics[f'buckstop_answer_seconds_bucket{{kind="command",le="{limit}",platform="slack"}}'] == 2
    assert metrics['buckstop_failures_total{kind="command",platform="slack"}'] == 1
    assert metrics["buckstop_store_up"] == 0


def test_refusals_are_counted_by_the_word_of_the_rule_and_once(desk):
    desk.says("maria", "charged twice", at="help")
    desk.says("ana", "claim C-1")
    for _ in range(2):
        desk.delivers(an_inbound(desk, "claim C-1", "ben"))

    assert desk.metrics()['buckstop_refusals_total{why="held"}'] == 1


def test_cases_are_counted_by_team_tier_state_and_whether_somebody_has_claimed_them(desk):
    for name in ("maria", "ion", "otto"):
        desk.says(name, "charged twice", at="help")
    desk.says("ana", "claim C-1")
    desk.says("ana", "wait C-1 until 1d on courier: they look for it")
    desk.says("ana", "claim C-2")
    desk.says("ana", "pass C-2 to top expertise")

    metrics = desk.metrics()

    cases = {name: n for name, n in metrics.items() if name.startswith("buckstop_store_cases")}
    place = 'buckstop_store_cases{{claimed="{}",state="{}",team="support",tier="{}"}}'
    assert cases == {
        place.format("yes", "waiting", 0): 1,
        place.format("no", "open", 1): 1,
        place.format("no", "open", 0): 1,
    }


def test_lines_of_the_ledger_are_counted_once_each_whenever_somebody_asks(desk):
    desk.clock.now += timedelta(seconds=1)
    desk.says("maria", "charged twice", at="help")
    desk.clock.now += timedelta(hours=23)
    desk.settles()
    desk.clock.now += timedelta(minutes=1)

    first = desk.metrics()
    desk.watching._stored._figures._kept = None
    second = desk.metrics()

    for metrics in (first, second):
        assert metrics['buckstop_store_lines_total{kind="opened",team="support"}'] == 1
        assert metrics['buckstop_store_lines_total{kind="escalated",team="support"}'] == 1


def test_how_each_try_to_send_ended_is_counted_by_platform(desk):
    desk.fails["C0HELP"] = NotDelivered("http_503")
    desk.posts("C0FRONT", "Ana", "Ben")
    desk.posts("C0HELP", "Cleo")
    desk.settles()

    metrics = desk.metrics()

    assert metrics['buckstop_sent_total{fate="sent",platform="slack"}'] == 2
    assert metrics['buckstop_sent_total{fate="put_off",platform="slack"}'] == 1
    assert metrics['buckstop_sent_total{fate="given_up",platform="slack"}'] == 0
    assert metrics['buckstop_store_waiting{platform="slack"}'] == 1


def test_how_long_the_oldest_due_case_waits_for_the_clock_is_told_by_every_process(desk):
    desk.says("maria", "charged twice", at="help")
    due = desk.app.store.read(lambda reader: reader.earliest_due())
    desk.clock.now = due + timedelta(minutes=3)

    assert desk.metrics()["buckstop_store_due_seconds"] == 180


def test_early_words_have_an_age(desk):
    thread = Address("slack", "C0HELP/9")
    said = Inbound(("slack:9",), Speaker(Address("slack", "U0MARIA"), "Maria"), "hi", desk.clock.now, thread=thread)
    desk.app.store.act(lambda tx: tx.keep_early(said))
    desk.clock.now += timedelta(minutes=2)

    metrics = desk.metrics()

    assert (metrics["buckstop_store_early"], metrics["buckstop_store_early_seconds"]) == (1, 120)


def test_two_processes_count_apart(desk):
    assert Watching(desk.app.config).metrics.registry is not desk.watching.metrics.registry


# --- log lines ------------------------------------------------------------------------------------------------------


def test_a_delivery_has_one_line_and_its_request_is_that_of_the_ledger(desk, caplog):
    desk.says("maria", "charged twice PLANTED", at="help")
    caplog.set_level(logging.INFO, "bot")
    caplog.clear()

    desk.delivers(an_inbound(desk))

    (line,) = [one for one in caplog.records if one.name == "bot.programs.watching"]
    assert (line.message, line.platform, line.kind, line.status) == ("answered", "slack", "command", 200)
    claimed = desk.app.store.read(lambda reader: reader.lines(1))[-1]
    assert line.request == claimed.request == "slack:Ev1"
    assert "PLANTED" not in str(vars(line))


def test_what_came_by_no_request_has_its_line_too_with_the_word_of_its_refusal(desk, caplog):
    desk.says("maria", "charged twice", at="help")
    desk.says("ana", "claim C-1")
    caplog.set_level(logging.INFO, "bot")
    caplog.clear()

    desk.says("ben", "claim C-1")

    (line,) = [one for one in caplog.records if one.name == "bot.programs.watching"]
    assert (line.message, line.kind, line.refused) == ("heard", "command", "held")


def test_a_sweep_that_comes_late_says_so(desk, caplog):
    desk.says("maria", "charged twice", at="help")
    desk.clock.now += timedelta(hours=3)

    desk.app.beat()

    (line,) = [one for one in caplog.records if one.message == "the clock was late"]
    assert line.late_s == 3600
