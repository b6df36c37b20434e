"""What is new in a mail: without what it quotes, and without its signature. The whole is kept beside."""

import re

from quotequail._enums import Position
from quotequail._internal import find_quote_position  # its `quote` takes the line with the name for new words

# What the library does not know of: Romanian, Chinese, and the header that Outlook puts above what it quotes.
_WROTE = re.compile(
    r"^(?:(?:În|Pe|La|On|Am|Le|El|Il|Den|W dniu)\b.{4,200}\b(?:a scris|wrote|schrieb|a écrit|escribió|ha scritto"
    r"|skrev|pisze)\b.{0,80}:|(?:lun|mar|mie|joi|vin|sâm|dum)\D{0,10}\d.{4,200}<[^<>]{3,100}>,? a scris:"
    r"|.{2,200}(?:写道|寫道)[:：])\s*$"
)
_ABOVE = "Original Message|Mesaj original|Mesajul original|原始邮件|原始郵件|回复的原邮件"
_RULE = re.compile(rf"^\s*(?:_{{10,}}|-{{3,}}\s?(?:{_ABOVE})\s?-{{3,}})\s*$", re.IGNORECASE)
_HEAD = re.compile(r"^\*?(?:From|Von|De|De la|Da|发件人|寄件者)\*?\s*[:：]", re.I)
_HEAD_MORE = re.compile(
    r"^\*?(?:Sent|Date|To|Subject|Gesendet|Datum|An|Betreff|Trimis|Data|Către|Subiect|Envoyé|Objet|发送时间|日期|收件人|主题)"
    r"\*?\s*[:：]",
    re.I,
)
_MAY_BEGIN = re.compile(r"[:>]\s*$|^>? ?(?:---|___)")
_SIGNATURE = re.compile(r"^-- ?$")  # RFC 3676, 4.3; many programs lose its space
_SENT_FROM = re.compile(
    r"^(?:(?:Sent from (?:my|Outlook|Yahoo|Mail for)|Get Outlook for|Gesendet von|Von meinem|Envoyé de|Enviado desde"
    r"|Trimis de pe|Trimis din (?:Outlook|Yahoo|Mail|Gmail)|发自我的|发自 ?Outlook|從我的|从我的).{0,60}"
    r"|来自我的\S{0,12}(?:手机|平板)|从 ?Windows ?版邮件发送)$",
    re.I,
)
_LONGEST_SIGNATURE = 25  # lines: what is longer is more than one
_LONGEST_LINE = 1000  # characters that are looked at of one
_WRAPPED = 2  # lines over which "On … wrote:" may go


def new_words(text: str) -> str:
    """What its writer wrote now; all of it, if nothing else would be left."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    short = [line[:_LONGEST_LINE] for line in lines]
    ends = (end for end in (_introduced(short), _found(short)) if end is not None)
    end = min(ends, default=len(lines))
    kept = _without_signature(_without_trailing_quote(lines[:end]))
    if "\n".join(kept).strip() and not all(line.lstrip().startswith(">") for line in kept if line.strip()):
        return "\n".join(kept).strip()
    below = _below_quote(lines)
    return below or text.strip()


def _introduced(lines: list[str]) -> int | None:
    """By the library, that is asked only where its line may end: to ask it of every line takes long."""
    for n, line in enumerate(lines):
        if _MAY_BEGIN.search(line):
            start = max(n - _WRAPPED + 1, 0)
            found: int | None = find_quote_position(lines[start : n + 1], _WRAPPED, limit=None, position=Position.Begin)
            if found is not None:
                return start + found
    return None


def _found(lines: list[str]) -> int | None:
    for n, line in enumerate(lines):
        both = f"{line} {lines[n + 1]}" if n + 1 < len(lines) else line
        if _WROTE.match(line) or (not line.startswith(">") and _WROTE.match(both)) or _RULE.match(line):
            return n
        if _HEAD.match(line) and any(_HEAD_MORE.match(more) for more in lines[n + 1 : n + 4]):
            return n
    return None


def _without_trailing_quote(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith(">")):
        end -= 1
    return lines[:end]


def _without_signature(lines: list[str]) -> list[str]:
    for n in range(max(len(lines) - _LONGEST_SIGNATURE, 0), len(lines)):
        if _SIGNATURE.match(lines[n].rstrip("\r")):
            lines = lines[:n]
            break
    while lines and (not lines[-1].strip() or _SENT_FROM.match(lines[-1][:_LONGEST_LINE].strip())):
        lines = lines[:-1]
    return lines


def _below_quote(lines: list[str]) -> str:
    """Some answer below what they quote."""
    last = max((n for n, line in enumerate(lines) if line.lstrip().startswith(">")), default=None)
    if last is None:
        return ""
    return "\n".join(_without_signature(lines[last + 1 :])).strip()
