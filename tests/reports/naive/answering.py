"""What came in, what the customer heard and said of it, naively."""

from tests.reports.naive.walk import Book, Json


def names(book: Book) -> set[str]:
    return set()


def person(book: Book, who: str) -> Json:
    return {}


def team(book: Book) -> Json:
    return {}
