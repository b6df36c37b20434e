"""Where the house would put a sentence together: what the catalogue gave out, added to something or set into it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.messages.catalogue import BOT, trees

SAID = ("phrase", "text", "_raw", "when", "length")  # what gives out words for a reader, who comes second
TOGETHER = (ast.Add, ast.Mod)


def pieces() -> Iterator[tuple[str, str]]:
    """In which file, and the words of the code that do it."""
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield from _in(node, path)


def _in(function: ast.FunctionDef | ast.AsyncFunctionDef, path: Path) -> Iterator[tuple[str, str]]:
    sentences = {
        target.id
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and is_said(node.value, frozenset())
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(function):
        if any(is_said(part, frozenset(sentences)) for part in _parts(node)):
            yield str(path.relative_to(BOT)), ast.unparse(node)


def _parts(node: ast.AST) -> list[ast.AST]:
    """What is put together here; one below the other are lines, and each is whole."""
    match node:
        case ast.JoinedStr(values=values) if len(values) > 1:
            return [part for value in values if isinstance(value, ast.FormattedValue) for part in ast.walk(value.value)]
        case ast.BinOp(left=left, op=op, right=right) if isinstance(op, TOGETHER):
            return [left, right]
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(glue)), attr="join" | "format"), args=args):
            return [part for one in args for part in ast.walk(one)] if glue.strip("\n") or not glue else []
    return []


def is_said(node: ast.AST, sentences: frozenset[str]) -> bool:
    match node:
        case ast.Name(id=name):
            return name in sentences
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[_, _, *_]):
            return name in SAID
    return False
