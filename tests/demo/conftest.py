import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import cli


@dataclass(frozen=True)
class Place:
    """A folder with the demo's store and configuration, and what a program printed there."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return {
            "DATABASE_URL": f"sqlite:///{self.folder / 'buckstop.db'}",
            "BUCKSTOP_CONFIG": str(self.folder / "buckstop.toml"),
        }

    def empty(self) -> None:
        """Take the store away, with what SQLite keeps beside it."""
        for file in self.folder.glob("buckstop.db*"):
            file.unlink()


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, str]:
    """A month that was played once, and all that was told of it; for looking at only."""
    place = Place(tmp_path_factory.mktemp("demo"))
    told = place.folder / "told.txt"
    patch = pytest.MonkeyPatch()
    with patch.context() as here, told.open("w", encoding="utf-8") as out:
        for name, value in place.environment.items():
            here.setenv(name, value)
        here.setattr("sys.stdout", out)
        assert cli.main(["demo"]) == cli.FINE
    return place, told.read_text(encoding="utf-8")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """One program of the command line in a place: its exit code and what it printed."""

    def run(place: Place, *arguments: str) -> tuple[int, str, str]:
        for name, value in place.environment.items():
            monkeypatch.setenv(name, value)
        code = cli.main(arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def copied(played: tuple[Place, str], tmp_path: Path) -> Place:
    """The played month, to be written to."""
    place, _ = played
    for file in place.folder.glob("buckstop.*"):  # what SQLite keeps beside the store too
        shutil.copyfile(file, tmp_path / file.name)
    return Place(tmp_path)
