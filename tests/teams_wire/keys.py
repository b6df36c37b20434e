"""The keys that Teams signs with, and the documents that say where they are.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

import json
import time
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from tests.teams_wire.tenant import APP

ISSUER = "https://api.botframework.com"
VALID_S = 3600


@cache  # a key takes a tenth of a second to make
def made(name: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Keys:
    """The key in force, by the id it is published under."""

    def __init__(self, app: str = APP, kid: str = "first") -> None:
        self.app, self.kid = app, kid
        self.endorsements = ["msteams"]

    def rotates(self, kid: str = "second") -> None:
        """From now on another key signs, and only that one is published."""
        self.kid = kid

    def token(self, service: str, *, drop: tuple[str, ...] = (), **other: Any) -> str:
        """As Teams sends it; `other` names the claims that are to be otherwise, `drop` those that are to be missing."""
        now = int(time.time())
        claims = {"iss": ISSUER, "aud": self.app, "serviceurl": service, "nbf": now - 300, "exp": now + VALID_S}
        claims |= other
        return self.signed({name: value for name, value in claims.items() if name not in drop})

    def signed(
        self, claims: dict[str, Any], *, key: str = "", kid: str | None = "", algorithm: str | None = "RS256"
    ) -> str:
        """With the key in force; or with one of another name, under another id or none, by another algorithm."""
        name = self.kid if kid == "" else kid
        header = {"kid": name, "x5t": name} if name else {}
        if algorithm is None:
            return jwt.encode(claims, None, algorithm="none", headers=header)
        secret: Any = made(key or self.kid) if algorithm.startswith("RS") else f"{self.kid} " * 8
        return jwt.encode(claims, secret, algorithm=algorithm, headers=header)

    def document(self, url: str) -> dict[str, Any]:
        """What stands at /v1/.well-known/openidconfiguration."""
        known = {"issuer": ISSUER, "authorization_endpoint": "https://invalid.botframework.com", "jwks_uri": url}
        known |= {"id_token_signing_alg_values_supported": ["RS256"]}
        return known | {"token_endpoint_auth_methods_supported": ["private_key_jwt"]}

    def published(self) -> dict[str, Any]:
        jwk = json.loads(RSAAlgorithm.to_jwk(made(self.kid).public_key()))
        jwk |= {"kid": self.kid, "x5t": self.kid, "use": "sig", "endorsements": self.endorsements}
        return {"keys": [jwk]}
