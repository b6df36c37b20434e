"""What a form says of itself has been in somebody's client: it is believed if it bears our seal, and is theirs."""

import hmac
import json
from collections.abc import Mapping
from hashlib import sha256

from bot.platforms.teams.us import Us

OPENED, SEAL = "opened", "seal"


def sealed(about: Mapping[str, str], person: str, us: Us) -> dict[str, str]:
    """With the seal that makes it ours, for that one person."""
    return {**about, SEAL: _seal(about, person, us)}


def believed(about: Mapping[str, str], person: str, us: Us) -> dict[str, str]:
    """The same without the seal; nothing, if it is not as we gave it to that person."""
    plain = {name: value for name, value in about.items() if name != SEAL}
    genuine = hmac.compare_digest(_seal(plain, person, us).encode(), about.get(SEAL, "").encode("utf-8", "replace"))
    return plain if genuine else {}


def _seal(about: Mapping[str, str], person: str, us: Us) -> str:
    told = json.dumps([person, *sorted(about.items())])
    return hmac.new(us.secret, told.encode(), sha256).hexdigest()
