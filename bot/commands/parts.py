"""What each verb finds between the case and the colon; nothing here knows whether it is allowed, or even exists."""

import re
from collections.abc import Callable

from bot.commands import verbs
from bot.commands.desk_parts import BY, DESK_PARTS, UNTIL_OR_ON, until
from bot.commands.draft import SEPARATOR, SEPARATOR_PAST_TIMES, Draft, case_number, spoken
from bot.commands.reasons import not_a_case_of, reason_of, reason_then_more

_OTHER_CASES = ("merge", "set")  # a case among their words is not the one they are about
_LONGEST = 400  # characters; what is longer is nobody's name and no date
_NAME = 4  # words of a name
_FOR = spoken("for")
_TIME = r"(?:[0-9]{1,2}:[0-9]{2}(?:\s?[ap]m)?|[0-9]{1,2}\s?[ap]m|now)"
_WHEN = rf"(?:[\w.,/ -]{{1,40}}[ T])?{_TIME}|[0-9]{{1,4}}\s?(?:m|h|d|min|minutes?|hours?|days?)\s+ago"
_AT_TIME = re.compile(rf"\bat\s{{1,3}}(?P<at>{_WHEN})(?:\s{{1,3}}for\s+(?P<for>.+))?$", re.IGNORECASE | re.DOTALL)
_TO, _UP, _BECAUSE = spoken("to"), spoken("up"), spoken("because|reason|as|since|-")
_WHOM = spoken("to|from|with")
_TEAM = spoken("(?:over )?to(?: the)?(?: team)?|team")
_INTO = re.compile(r"(?:(?:into|with|to)\s+)?(?:case\s+)?(?:c\s?-?\s?|#)?(?P<number>[0-9]+)", re.IGNORECASE)
_TO_TOP = re.compile(r"(?:(?:straight )?to[ -](?:the )?top|top)(?!\S)[\s,]*", re.IGNORECASE)
_LAST_TO_TOP = re.compile(r"(?:^|\s)to[ -](?:the )?top$", re.IGNORECASE)
_SOMEBODY = re.compile(r"(?:^|\s)(?:to\s)?(?=[@<])", re.IGNORECASE)
_BY_DATE = re.compile(r"(?<!\S)(?:by|until|till|til|due)(?!\S)", re.IGNORECASE)
_CANNOT_SAY = re.compile(r"(?:(?:the )?customer )?(?:cannot|can not|can't|cant)[ -]say", re.IGNORECASE)
_TEMPLATE = re.compile(r"template\s{1,9}(?P<name>[\w-]{1,60})\.?\s{0,9}(?P<colon>:(?P<text>.*))?", re.I | re.DOTALL)
_SCORE = re.compile(r"(?P<score>[0-9]{1,9})(?:/5)?(?:\s?stars?)?(?=[\s.,;!]|$)[\s.,;!]*", re.IGNORECASE)


def parts(verb: verbs.Verb, draft: Draft) -> int:
    """Cut the draft at its colon, and its words into what the verb asks for; where the colon is, or the end."""
    plain = draft.typed.plain
    if verb.free:
        if plain.startswith(":", draft.start):
            draft.text = draft.typed.after(draft.start)
            draft.end = draft.start
        elif draft.start < draft.end and not (verb.name == "reply" and _template(draft)):
            draft.rest_is_text()
    elif verb.name != "find":
        for found in (SEPARATOR_PAST_TIMES if verb.dated else SEPARATOR).finditer(plain, draft.start):
            if found["at"]:
                draft.text, draft.end = draft.typed.after(found.start("at")), found.start("at")
                break
        if verb.case and verb.name not in _OTHER_CASES:
            draft.case_last()
    colon, read = draft.end, _PARTS.get(verb.name)
    if read and draft.end - draft.start <= _LONGEST:
        read(draft)
    elif verb.name == "new":
        draft.rest_is_text()
    return colon


def _template(draft: Draft) -> bool:
    """`template NAME`, with words of one's own behind a colon or none: not what begins with that word by chance."""
    found = _TEMPLATE.fullmatch(draft.typed.plain, draft.start)
    if found is None:
        return False
    draft.args["template"] = found["name"].lower()
    if found["text"]:
        draft.text = draft.typed.after(found.start("colon"))
    draft.end = found.start("colon") if found["colon"] else draft.end
    return True


def _new(draft: Draft) -> None:
    words = draft.words
    when, whom = _AT_TIME.search(words), _FOR.match(words)
    if words and not whom and not (when and when.start() == 0):  # no colon, or one of the sentence's own
        draft.rest_is_text()
        return
    if when:
        draft.args["at"] = " ".join(when["at"].split())
    if whom:
        draft.end = draft.start + (when.start() if when else len(words))
        draft.start += whom.end()
        draft.args["customer"] = draft.quote()
    elif when and when["for"]:
        draft.start += when.start("for")
        draft.args["customer"] = draft.quote()


def _claim(draft: Draft) -> None:
    if draft.case is None and draft.words.lower().strip("- ") == "next":
        draft.args["next"] = "1"


def _wait(draft: Draft) -> None:
    """`until DATE on WHOM`, in either order; the first word of each kind counts."""
    words = draft.words
    begin, name = 0, "until"
    for found in UNTIL_OR_ON.finditer(words):
        following = words[found.end() :].lstrip()
        if found["until"]:
            kind = "until"
        elif found["on"]:
            kind = "on"
        else:  # "for 3 days", "for the courier"
            kind = "until" if following[:1].isdigit() else "on"
        if kind in draft.args or (kind == name and begin):
            continue
        draft.keep(name, words[begin : found.start()])
        begin, name = found.end(), kind
    draft.keep(name, words[begin:])


def _pass(draft: Draft) -> None:
    draft.drop_words(_UP)
    if draft.drop_words(_TO_TOP):
        draft.args["to_top"] = "1"
    elif found := _LAST_TO_TOP.search(draft.words):
        draft.args["to_top"] = "1"
        draft.end = draft.start + found.start()
    draft.case_first()
    _reason(draft)


def _reason(draft: Draft) -> None:
    draft.drop_words(_BECAUSE)
    words = draft.words
    if not words and draft.text and (more := reason_then_more(f"{draft.text}.")) and more[1] == len(draft.text):
        words, draft.text = draft.text, None  # "pass C-1: needs expertise"
    if not words:
        return
    if reason := reason_of(words):
        draft.args["reason"] = reason
    elif more := reason_then_more(words):
        draft.args["reason"], length = more
        draft.drop(length)
        draft.rest_is_text()
    else:
        draft.args["reason_unknown"] = " ".join(words.split())


def _give(draft: Draft) -> None:
    draft.drop_words(_TO)
    found = _SOMEBODY.search(draft.words)
    if found and found.start():  # the reason first, then whom
        somebody, end = draft.start + found.end(), draft.end
        draft.end = draft.start + found.start()
        _reason(draft)
        draft.start, draft.end = somebody, end
        draft.keep("person", draft.person())
        return
    draft.keep("person", draft.person())
    draft.case_first()
    if not reason_of(draft.words) and (shorter := _behind_the_name(draft)):
        name, draft.start = shorter
        draft.args["person"] += f" {name}"
    _reason(draft)


def _behind_the_name(draft: Draft) -> tuple[str, int] | None:
    """`@ana pop needs expertise`: more of the name, if a reason follows it."""
    for found in re.finditer(r"\s", draft.words[:60]):
        if reason_of(draft.words[found.end() :]):
            return draft.words[: found.start()], draft.start + found.end()
    return None


def _person_and_text(draft: Draft) -> None:
    """Before the colon stands somebody; without one, what follows the first name is the sentence."""
    draft.drop_words(_WHOM)
    if draft.text is not None and len(draft.words.split()) <= _NAME and not draft.words.startswith("<"):
        draft.keep("person", draft.quote().lstrip("@"))
        return
    draft.keep("person", draft.person())
    draft.case_first()
    if draft.words:
        draft.rest_is_text()


def _follow_up(draft: Draft) -> None:
    """`@dan by Friday`; without a colon, what follows the name is the sentence, unless it names a date."""
    draft.drop_words(_WHOM)
    dated = _BY_DATE.search(draft.words)
    if draft.text is None and (dated is None or dated.start()):
        draft.keep("person", draft.person())
        draft.case_first()
        dated = _BY_DATE.match(draft.words)
        if draft.words and not dated:
            draft.rest_is_text()
            return
    if dated:
        draft.keep("until", draft.words[dated.end() :])
        draft.end = draft.start + dated.start()
    if len(draft.words.split()) <= _NAME and not draft.words.startswith("<"):
        draft.keep("person", draft.quote().lstrip("@"))
    else:
        draft.keep("person", draft.person())


def _return(draft: Draft) -> None:
    fields = (part.strip(" \t\n.") for part in re.split(r"[,;\n]", draft.text or ""))
    draft.keep("fields", ", ".join(part for part in fields if part))


def _move(draft: Draft) -> None:
    draft.drop_words(_TEAM)
    draft.keep("team", draft.quote())


def _merge(draft: Draft) -> None:
    if found := _INTO.fullmatch(draft.words):
        draft.args["into"] = str(case_number(found["number"]))


def _not_a_case(draft: Draft) -> None:
    draft.drop_words(_BECAUSE)
    words = draft.words
    if not words and not_a_case_of(draft.text or ""):
        words, draft.text = draft.text or "", None
    if why := not_a_case_of(words):
        draft.args["reason"] = why
    elif words:
        draft.args["reason_unknown"] = " ".join(words.split())


def _answer_for(draft: Draft) -> None:
    draft.drop_words(BY)
    draft.keep("until", draft.words)


def _set(draft: Draft) -> None:
    words = draft.words
    if draft.text is None and "=" in words:
        cut = draft.start + words.index("=")
        draft.text, draft.end = draft.typed.after(cut), cut
    found = None
    if draft.text is None:
        *_, found = (None, *_CANNOT_SAY.finditer(words))
        if found and found.end() == len(words):
            draft.end = draft.start + found.start()
            draft.args["cannot_say"] = "1"
    elif _CANNOT_SAY.fullmatch(draft.text.replace("\u2019", "'").strip(" .")):
        draft.args["cannot_say"] = "1"
    draft.keep("field", draft.quote())


def _rate(draft: Draft) -> None:
    words = draft.words
    if not words and draft.text and _SCORE.fullmatch(draft.text):
        words, draft.text = draft.text, None
    if not (found := _SCORE.match(words)):
        if words:
            draft.args["score_unknown"] = " ".join(words.split())
        return
    score = found["score"]
    draft.args["score" if score in {"1", "2", "3", "4", "5"} else "score_unknown"] = score
    if draft.words and found.end() < len(words):
        draft.drop(found.end())
        draft.drop_words(_BECAUSE)
        draft.rest_is_text()


_PARTS: dict[str, Callable[[Draft], None]] = {
    **DESK_PARTS,
    "new": _new,
    "claim": _claim,
    "wait": _wait,
    "pass": _pass,
    "give": _give,
    "return": _return,
    "move": _move,
    "consult": _person_and_text,
    "merge": _merge,
    "not_a_case": _not_a_case,
    "promise": until,
    "set": _set,
    "rate": _rate,
    "assign": _person_and_text,
    "follow_up": _follow_up,
    "answer_for": _answer_for,
}
