"""The ledger's lines: their canonical form, the hash that chains them, and how they leave the house."""

import hmac
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from json.encoder import encode_basestring as _text
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.storage.reading import Reader

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  # only ever printed with a Z
canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def stamp(micros: int) -> str:
    """2026-11-19T16:44:00.123456Z; no fraction if there is none."""
    return (_EPOCH + timedelta(microseconds=micros)).isoformat() + "Z"


def digest_of(words: str, salt: bytes) -> str:
    """Under which a text stands: HMAC-SHA256, so that nobody finds out words by trying what they may be."""
    return hmac.new(salt, words.encode(), "sha256").hexdigest()  # `hmac.digest` lets go of the interpreter's lock


def chained(before: str, row: Sequence[Any]) -> str:
    """The hash of a line: SHA-256 over the one before it and its own canonical form. `row` has the columns of EVENT."""
    case, seq, at, kind, by, team, owner, claimed, tier, state, deadline, reason, request, data = row[:14]
    # Written out in the order of its keys: what `canonical` makes of it (a test compares), in a third of the time.
    line = (
        f'{before}{{"at":"{stamp(at)}","by":{_text(by)},"case":{case},"claimed":{_flag(claimed)},"data":{data},'
        f'"deadline":{"null" if deadline is None else _text(stamp(deadline))},"kind":{_text(kind)},'
        f'"owner":{_maybe(owner)},"reason":{_maybe(reason)},"request":{_maybe(request)},"seq":{seq},'
        f'"state":{_maybe(state)},"team":{_maybe(team)},"tier":{"null" if tier is None else tier}}}'
    )
    return sha256(line.encode()).hexdigest()


def _maybe(text: str | None) -> str:
    return "null" if text is None else str(_text(text))


def _flag(value: Any) -> str:
    return "null" if value is None else "true" if value else "false"


def seal_hash(before: str, heads: Mapping[str, str]) -> str:
    """What a `sealed` line says of the seal before it and the heads that grew since."""
    return sha256((before + canonical(heads)).encode()).hexdigest()


def export_ledger(reader: "Reader") -> Iterator[str]:
    """Every line of every case as JSON, by case and seq, the house's own chain first."""
    for row in reader.ledger():
        case, seq, at, kind, by, team, owner, claimed, tier, state, deadline, reason, request, data, hash_ = row
        line = {
            "case": case,
            "seq": seq,
            "at": stamp(at),
            "kind": kind,
            "by": by,
            "team": team,
            "owner": owner,
            "claimed": None if claimed is None else bool(claimed),
            "tier": tier,
            "state": state,
            "deadline": None if deadline is None else stamp(deadline),
            "reason": reason,
            "request": request,
            "data": json.loads(data),
            "hash": hash_,
        }
        yield json.dumps(line, ensure_ascii=False)
