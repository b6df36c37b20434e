"""Bytes to text, whatever they are declared to be: the character sets of real mail."""

import codecs
import re

from charset_normalizer import from_bytes

# As they are called, and what they are in truth: mail says gb2312 and means what came after it.
# https://encoding.spec.whatwg.org/#names-and-labels
_MEANT = {
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "hz-gb-2312"), "gb18030"),
    **dict.fromkeys(("iso-8859-1", "latin1", "us-ascii", "ascii", "ansi_x3.4-1968", "8bit", "unknown-8bit"), "cp1252"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "tis-620"), "cp874"),
    **dict.fromkeys(("ks_c_5601-1987", "euc-kr", "ksc5601"), "cp949"),
    **dict.fromkeys(("shift_jis", "x-sjis", "shift-jis"), "cp932"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-8-i", "iso-8859-8-e"), "iso-8859-8"),
}
_REFUSED = ("utf-7", "utf-16", "utf-32", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "mbcs", "oem")
_MULTIBYTE = ("gb18030", "cp949", "cp932", "big5hkscs", "euc-jp", "iso2022-jp", "iso-2022-jp", "johab", "utf-8")
_SAMPLE = 20_000  # bytes that are looked at where nobody knows
_WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_HIGH = re.compile(rb"[\x80-\xff]")


def decoded(raw: bytes, declared: str = "") -> str:
    """Never fails, and never asks a codec that is no character set. Valid UTF-8 is that, whatever it is said to be."""
    name = _known(declared)
    for mark, wide in _WIDE.items():
        if raw.startswith(mark) and declared.lower().startswith("utf-16"):
            return raw.decode(wide, "replace")
    if declared.lower().replace("_", "-") in ("utf-16le", "utf-16be"):
        return raw.decode(declared, "replace")
    if name is None or name not in _MULTIBYTE or name == "utf-8":
        text = _tried(raw, "utf-8-sig")
        if text is not None and (name is None or _HIGH.search(raw) or name in ("utf-8", "cp1252")):
            return text
    if name is not None and name != "utf-8" and (text := _tried(raw, name)) is not None:
        return text
    return _guessed(raw, name)


def _guessed(raw: bytes, name: str | None) -> str:
    """It is not what it says it is."""
    best = from_bytes(raw[:_SAMPLE]).best() if _HIGH.search(raw) else None
    for guess in (best.encoding if best else "utf-8", name or "cp1252", "utf-8"):
        if (text := _tried(raw, guess)) is not None:
            return text
    return raw.decode(name if name in _MULTIBYTE and name else "cp1252", "replace")


def _tried(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except (ValueError, LookupError):
        return None


def _known(declared: str) -> str | None:
    """The codec that is meant; None if it is none of text, or one in which markup can hide: UTF-7."""
    name = declared.strip().strip("\"'").lower()
    if not name or len(name) > 40 or not name.isascii() or name.replace("_", "-") in _REFUSED:
        return None
    name = _MEANT.get(name, name)
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if not getattr(found, "_is_text_encoding", True) or found.name.replace("_", "-") in _REFUSED:
        return None
    return name if name in _MULTIBYTE else found.name
