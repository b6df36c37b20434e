"""What is known of a case: the values of its fields as they were set last."""

from bot.cases import events as e
from bot.cases.case import Case
from bot.storage.reading import Reader


def known_values(tx: Reader, case: Case) -> dict[str, str]:
    """Of the fields that are filled, what was said; a text that was erased is empty."""
    if not case.known:
        return {}
    values: dict[str, str] = {}
    for line in tx.lines(case.id):
        match line.event:
            case e.FieldSet(field=name, text=digest):
                values[name] = (tx.words(digest) if digest else None) or ""
    return {name: values.get(name, "") for name in case.known}
