"""One customer, found by what somebody types, and everything that is kept of them as one document."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from bot.cases import events as e
from bot.cases.case import FOLLOW_UP, Case, Line
from bot.cases.event import to_plain
from bot.cases.people import addressed
from bot.commands.erasing import Somebody, is_nobody
from bot.messages.values import Address, Inbound
from bot.messages.wording import Reader as ReadBy
from bot.messages.wording import text
from bot.programs.printing import FINE, CannotRun, out, say
from bot.settings import Config, Environment
from bot.storage.errors import UnknownCase
from bot.storage.kept import Waiting, unheard_from, waiting_about
from bot.storage.reading import Reader
from bot.storage.store import open_reader

_NUMBER = re.compile(r"\d{1,18}")
_CASE = re.compile(r"(?i)c-?(\d{1,18})")


def find_somebody(typed: str, reader: Reader) -> Somebody:
    """By the customer's number, a case of theirs (C-42) or an address (slack:U0MARIA, an e-mail). Raises CannotRun."""
    typed = typed.strip()
    found = _found(typed, reader)
    if found is None:
        raise CannotRun(say("cli-no-customer", typed=typed))
    if found.case is None and is_nobody(reader, found.customer):
        raise CannotRun(say("cli-nobodys-number", number=found.customer))
    return found


def _found(typed: str, reader: Reader) -> Somebody | None:
    if named := _CASE.fullmatch(typed):
        try:
            case = reader.case(int(named[1]))
            while case.via == FOLLOW_UP and case.follows is not None:  # it came of a customer's, whoever they are
                case = reader.case(case.follows)
        except UnknownCase:
            return None
        return Somebody(case.customer, case.id if is_nobody(reader, case.customer) else None)
    if _NUMBER.fullmatch(typed):
        try:
            reader.customer(int(typed))
        except KeyError:
            return None
        return Somebody(int(typed))
    number = reader.customer_at(Address.read(typed)) if ":" in typed else _by_email(typed, reader)
    return None if number is None else Somebody(number)


def _by_email(typed: str, reader: Reader) -> int | None:
    found = reader.customer_at(Address("email", typed))
    return reader.customer_by_email(typed) if found is None else found


def export_customer(config: Config, environment: Environment, typed: str) -> int:
    """One JSON document; beside whoever writes."""
    with open_reader(environment.database_url, addressed(config.house)) as reader:
        document = everything_of(find_somebody(typed, reader), reader, datetime.now(UTC))
    out(json.dumps(document, ensure_ascii=False, indent=2))
    return FINE


def everything_of(somebody: Somebody, reader: Reader, now: datetime) -> dict[str, Any]:
    known = reader.customer(somebody.customer)
    profiles = [profile for address in known.addresses if (profile := reader.profile(address))]
    cases = somebody.cases(reader)
    return {
        "customer": known.id,
        "name": known.name,
        "addresses": [str(address) for address in known.addresses],
        "locale": known.locale,
        "zone": known.zone,
        "profiles": [
            {
                "address": str(one.address),
                "name": one.name,
                "kind": one.kind,
                "zone": one.zone,
                "locale": one.locale,
                "email": one.email,
            }
            for one in profiles
        ],
        "cases": [_case(case, reader) for case in cases],
        "waiting": [_waiting(one, now, known.zone) for case in cases for one in waiting_about(reader, case.id)],
        "unheard": [_unheard(one) for one in unheard_from(reader, known.addresses)],
    }


def _case(case: Case, reader: Reader) -> dict[str, Any]:
    lines = reader.lines(case.id)
    return {
        "case": f"C-{case.id}",
        "team": case.team,
        "state": case.state,
        "owner": reader.house.name(case.owner),
        "via": case.via,
        "category": case.category,
        "spoken_at": to_plain(case.spoken_at),
        "ended_at": to_plain(case.ended_at),
        "written_in": [place for place, _ in reader.places(case.id)],
        "fields": dict(_fields(lines, reader)),
        "ratings": [
            {
                "at": to_plain(line.at),
                "question": line.event.question,
                "score": line.event.score,
                "because": line.event.because,
                "words": _words(line, reader),
            }
            for line in lines
            if isinstance(line.event, e.Rated)
        ],
        "lines": [_line(line, reader) for line in lines],
    }


def _fields(lines: list[Line], reader: Reader) -> Iterator[tuple[str, str | None]]:
    """As they were filled last; None: the customer cannot say."""
    for line in lines:
        if isinstance(line.event, e.FieldSet):
            yield line.event.field, _words(line, reader)


def _line(line: Line, reader: Reader) -> dict[str, Any]:
    data: Mapping[str, Any] = line.event.data()
    return {
        "seq": line.seq,
        "at": to_plain(line.at),
        "kind": line.event.kind,
        "by": line.by if line.by in ("customer", "clock") else reader.house.name(line.by),
        "words": _words(line, reader),
        **({"letter": reader.words(whole)} if (whole := getattr(line.event, "original", None)) else {}),
        "data": {name: value for name, value in data.items() if name not in ("text", "original")},
    }


def _words(line: Line, reader: Reader) -> str | None:
    """None if the line has none, and once they are erased."""
    digest = getattr(line.event, "text", None)
    return reader.words(digest) if digest else None


def _waiting(one: Waiting, now: datetime, zone: str | None) -> dict[str, Any]:
    return {
        "case": f"C-{one.case}",
        "to": one.to,
        "kind": one.kind,
        "says": text(one.say, ReadBy(now, zone or "UTC")),
        "since": to_plain(one.at),
        "not_before": to_plain(one.not_before),
    }


def _unheard(inbound: Inbound) -> dict[str, Any]:
    return {
        "at": to_plain(inbound.at),
        "thread": str(inbound.thread),
        "words": inbound.text,
        "files": list(inbound.files),
    }
