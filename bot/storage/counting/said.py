"""What a line's data say, asked of the database: they are written without spaces and hold nobody's words, so a name
with its value stands in them as it is."""

import json
from typing import Any

from sqlalchemy.sql.expression import ColumnElement

from bot.storage.lanes import word


def says(line: Any, name: str, value: str | bool) -> ColumnElement[bool]:
    found: ColumnElement[bool] = line.c.data.like(word(f'%"{name}":{json.dumps(value)}%'))
    return found
