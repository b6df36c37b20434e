"""What somebody has typed into a form and not sent yet: kept for a while, under a key that only their browser has."""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import bindparam, delete, select

from bot.storage.erasing import overwriting
from bot.storage.reading import Reader
from bot.storage.rows import micros, storable
from bot.storage.schema import drafts
from bot.storage.tx import Tx
from bot.storage.wire import Insert, Statement

_COLUMNS = ("key", "typed", "at")


def _put(insert: Insert) -> Any:
    fresh = insert(drafts)
    return fresh.on_conflict_do_update(
        index_elements=["key"], set_={"typed": fresh.excluded.typed, "at": fresh.excluded.at}
    )


PUT_DRAFT = Statement(_put, *_COLUMNS, columns=_COLUMNS)
DRAFT = Statement(select(drafts.c.typed).where(drafts.c.key == bindparam("key")), "key")
DROP_DRAFT = Statement(delete(drafts).where(drafts.c.key == bindparam("key")), "key")
FORGET_DRAFTS = Statement(delete(drafts).where(drafts.c.at < bindparam("before")), "before")


def keep(tx: Tx, secret: str, typed: Mapping[str, str]) -> None:
    row = (_key(secret), storable(json.dumps(dict(typed), ensure_ascii=False)), micros(tx.now))
    tx._at_once_many(PUT_DRAFT, [row])


def draft(reader: Reader, secret: str) -> dict[str, str]:
    row = reader._asked().one(DRAFT, _key(secret))
    return dict(json.loads(row[0])) if row else {}


def drop(tx: Tx, secret: str) -> None:
    with overwriting(tx):
        tx._at_once(DROP_DRAFT, key=_key(secret))


def forget(tx: Tx, before: datetime) -> int:
    """Those that nobody has gone on with since then; how many."""
    with overwriting(tx):
        return tx._at_once(FORGET_DRAFTS, before=micros(before))


def _key(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
