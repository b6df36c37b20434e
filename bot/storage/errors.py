"""What can go wrong with the store. Each carries facts; its text says what to do."""


class StoreError(Exception):
    """The store could not do what was asked; nothing of it was kept."""


class StoreClosed(StoreError):
    def __str__(self) -> str:
        return "The store is closed; nothing more can be written."


class StoreBusy(StoreError):
    """Another process writes to this SQLite file."""

    def __init__(self, path: str, writer: str) -> None:
        super().__init__(path, writer)
        self.path = path
        self.writer = writer  # "4711 serve", as the lock file says

    def __str__(self) -> str:
        who = f"process {self.writer}" if self.writer else "another process"
        return f"{self.path} is being written by {who}. Stop it first, or use another DATABASE_URL."


class StoreMissing(StoreError):
    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place

    def __str__(self) -> str:
        return f"There is no store at {self.place} yet. Run `buckstop migrate` to create it."


class StoreSchema(StoreError):
    """The tables are of another release."""

    def __init__(self, place: str, found: str, wanted: str, newer: bool) -> None:
        super().__init__(place, found, wanted, newer)
        self.place = place
        self.found = found
        self.wanted = wanted
        self.newer = newer

    def __str__(self) -> str:
        if self.newer:
            return (
                f"The store at {self.place} was written by a newer release (its schema is {self.found}, this program"
                f" knows {self.wanted}). Upgrade the program."
            )
        return (
            f"The store at {self.place} has schema {self.found}, this program needs {self.wanted}."
            " Run `buckstop migrate`."
        )


class StoreLocked(StoreError):
    """The database was locked for longer than we wait."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place

    def __str__(self) -> str:
        return f"The database at {self.place} stays locked by another program. Close it, then try again."


class StoreAway(StoreError):
    """The database cannot be reached now."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(place, why)
        self.place = place
        self.why = why

    def __str__(self) -> str:
        return f"The database at {self.place} cannot be reached ({self.why}). See that it runs, and check DATABASE_URL."


class StoreBroken(StoreError):
    """The database refuses: a damaged file, a full disk, no permission."""

    def __init__(self, place: str, why: str, do: str) -> None:
        super().__init__(place, why, do)
        self.place = place
        self.why = why
        self.do = do

    def __str__(self) -> str:
        return f"The store at {self.place} cannot be used ({self.why}). {self.do}"


class CopyNotMade(StoreError):
    """No copy of the store could be written there."""

    def __init__(self, place: str, why: str, do: str) -> None:
        super().__init__(place, why, do)
        self.place = place
        self.why = why
        self.do = do

    def __str__(self) -> str:
        return f"No copy was written to {self.place} ({self.why}). {self.do}"


class UnknownCase(StoreError):
    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    def __str__(self) -> str:
        return f"There is no case C-{self.number}."


class Outpaced(Exception):
    """A rival was quicker. The store runs the act again; nobody else sees this."""
