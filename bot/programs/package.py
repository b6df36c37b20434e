"""The app for Microsoft Teams, as the zip that an administrator uploads."""

import json
import re
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.programs.printing import FINE, CannotRun, out, say
from bot.settings import Environment

FOLDER = Path(__file__).parents[2] / "manifests" / "teams"  # beside the code: in a checkout, and in a wheel too
MANIFEST = "manifest.json"
BLANK = re.compile(r"\$\{\{(\w+)}}")
GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say: the same app is the same file, whenever it is packed


def package(environment: Environment, where: Path) -> int:
    """Write the zip. Raises CannotRun if it is not known whose app it is, or where it lives."""
    packed = zipped(FOLDER, blanks_of(environment))
    try:
        where.write_bytes(packed)
    except OSError as no:
        raise CannotRun(say("cli-not-packed", where=str(where), why=no.strerror or str(no))) from no
    out(say("cli-packed", where=str(where)))
    return FINE


def blanks_of(environment: Environment) -> dict[str, str]:
    """What the manifest leaves blank, judged together."""
    app, url = environment.microsoft_app_id, urlsplit(environment.url or "")
    wrong = []
    if app is None:
        wrong.append(say("cli-pack-no-app"))
    elif not GUID.fullmatch(app):
        wrong.append(say("cli-pack-bad-app"))
    if environment.url is None:
        wrong.append(say("cli-pack-no-url"))
    elif url.scheme != "https":
        wrong.append(say("cli-pack-not-https"))
    if app is None or wrong:
        raise CannotRun(*wrong)
    return {"MICROSOFT_APP_ID": app.lower(), "BUCKSTOP_HOST": url.netloc}


def zipped(folder: Path, blanks: dict[str, str]) -> bytes:
    """The manifest, filled in, and its icons; nothing else, and all at the top, where Teams looks for them."""
    text = BLANK.sub(lambda blank: blanks[blank[1]], (folder / MANIFEST).read_text(encoding="utf-8"))
    files = {MANIFEST: text.encode()}
    files |= {icon: (folder / icon).read_bytes() for icon in json.loads(text)["icons"].values()}
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = ZipInfo(name, LONG_AGO)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()
