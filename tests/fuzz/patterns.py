"""Finds every regular expression of the package, and makes the texts on which it would backtrack if it could.

A text is made from the expression itself: a part of it that may be repeated stands there again and again, behind what
the expression asks for before it and before something that it does not take. On such texts a search whose time grows
with the square of the length, or worse, shows itself within a few thousand characters.
"""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import rumourx

# The parser behind `re`: it tells what an expression is made of.
from re import _constants as codes  # type: ignore[attr-defined]  # isort: skip
from re import _parser as parser  # type: ignore[attr-defined]  # isort: skip

FUNCTIONS = {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
MANY = 8  # times: what may be repeated more often is pumped
PLAIN = (
    *"aA7 \n\t.,'’“\"-():/\xa0à<|_",
    *("a ", "A ", "Aa ", "7 ", "a, ", "A.", "a'", "a-", "'a ", "“a ", ". ", " \n", "- ", "a. ", "di ", "e "),
    *("a\n", "7'"),
)
METHODS = FUNCTIONS - {"compile"}
AT_ONE_PLACE = {"match", "fullmatch"}  # they try one place only, the others every place of a text


class Found(NamedTuple):
    """An expression, where it stands, and whether it is only tried at one place of a text."""

    place: str
    pattern: re.Pattern[Any]
    at_one_place: bool = False


@cache
def modules() -> list[ModuleType]:
    """All modules of the package."""
    names = (found.name for found in pkgutil.walk_packages(rumourx.__path__, "rumourx."))
    return [importlib.import_module(name) for name in names if not name.endswith("__main__")]


def all_patterns() -> list[Found]:
    """Every expression of the package but those of the rumour lexicon."""
    found: dict[re.Pattern[Any], Found] = {}
    for module in modules():
        for one in (*_in_globals(module), *_in_builders(module), *_in_source(module)):
            known = found.get(one.pattern)
            # A compiled expression that has a name stands in the source, too: how it is used tells the name.
            if known is None or (known.at_one_place and not one.at_one_place and one.place != known.place):
                found[one.pattern] = one
    return list(found.values())


def _methods(name: str, module: ModuleType) -> set[str]:
    """The methods that are called of what has a name: in its module, and anywhere where the name is a public one."""
    places = [module] if name.startswith("_") else modules()
    return METHODS & {attribute for place in places for of, attribute in _attributes(place) if of == name}


@cache
def _attributes(module: ModuleType) -> set[tuple[str, str]]:
    """What the module asks for by a dot, each with the name before the dot."""
    found = set()
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            found.add((node.value.id if isinstance(node.value, ast.Name) else node.value.attr, node.attr))
    return found


@cache
def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(Path(inspect.getfile(module)).read_text(encoding="utf-8"))


def unread_calls() -> set[str]:
    """The functions that make an expression from what only they know, and that `_in_builders` does not call."""
    unread = set()
    for module in modules():
        built = {one.place for one in _in_builders(module)}
        for call, function in _calls(module):
            place = f"{module.__name__}.{function}"
            if _value(call, module) is None and function and place not in built:
                unread.add(place)
    return unread


def _in_globals(module: ModuleType) -> Iterator[Found]:
    for name, value in vars(module).items():
        patterns = list(_inside(value))
        called = _methods(name, module) if isinstance(value, re.Pattern) else set()
        at_one_place = bool(called) and called <= AT_ONE_PLACE
        yield from (Found(f"{module.__name__}.{name}", pattern, at_one_place) for pattern in patterns)


def _in_builders(module: ModuleType) -> Iterator[Found]:
    """What the module's functions return that are called once without anything."""
    for name, value in vars(module).items():
        own = hasattr(value, "cache_info") and value.__module__ == module.__name__
        if own and not inspect.signature(value).parameters:
            yield from (Found(f"{module.__name__}.{name}", pattern) for pattern in _inside(value()))


def _inside(value: Any, depth: int = 4) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _inside(one, depth - 1)
    elif depth and isinstance(value, dict):
        for one in value.values():
            yield from _inside(one, depth - 1)


def _in_source(module: ModuleType) -> Iterator[Found]:
    """The expressions that the source text gives to the functions of `re`, also where nobody keeps them."""
    for call, function in _calls(module):
        value = _value(call, module)
        name = call.func.attr  # type: ignore[attr-defined]
        if value is not None and (function or name != "compile"):
            yield Found(f"{module.__name__}.{function}", value, name in AT_ONE_PLACE)


def _calls(module: ModuleType) -> Iterator[tuple[ast.Call, str]]:
    """The calls of functions of `re`, each with the function that it stands in."""
    tree = _tree(module)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in FUNCTIONS):
            continue
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "re":
            around = [one.name for one in functions if one.lineno <= node.lineno <= (one.end_lineno or 0)]
            yield node, around[-1] if around else ""


def _value(call: ast.Call, module: ModuleType) -> re.Pattern[Any] | None:
    """The expression of a call, None where it depends on what is not known before."""
    flags = [one.value for one in call.keywords if one.arg == "flags"]
    position = {"compile": 1, "sub": 4, "subn": 4, "split": 3}.get(call.func.attr, 2)  # type: ignore[attr-defined]
    flags += call.args[position : position + 1]
    try:
        parts = [eval(compile(ast.Expression(one), "?", "eval"), vars(module)) for one in (call.args[0], *flags)]
    except NameError:
        return None
    return re.compile(*parts)


def attacks(pattern: re.Pattern[Any]) -> Iterator[Callable[[int], Any]]:
    """Makers of texts of a length that the expression should find hard; bytes for an expression of bytes."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    whole = _sample(tree)
    pairs = [("", one) for one in PLAIN] + [("", whole + " "), ("", whole[:-1] or "a"), *_pumps(tree, "")]
    seen = set()
    for before, pump in pairs:
        if pump and (before, pump) not in seen:
            seen.add((before, pump))
            for behind in ("", "\x02"):
                yield _maker(before, pump, behind, as_bytes=isinstance(pattern.pattern, bytes))


def _maker(before: str, pump: str, behind: str, *, as_bytes: bool) -> Callable[[int], Any]:
    def make(length: int) -> Any:
        text = before + pump * (length // len(pump)) + behind
        return text.encode("utf-8", "replace") if as_bytes else text

    return make


def _pumps(tree: Iterable[Any], before: str) -> Iterator[tuple[str, str]]:
    """What may be repeated in an expression, each with what stands before it."""
    for code, argument in tree:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            _, most, inner = argument
            if most > MANY:
                yield from ((before, _sample(inner, turn)) for turn in range(3))
                yield "", _sample(inner)
            yield from _pumps(inner, before)
        elif code is codes.BRANCH:
            for branch in argument[1]:
                yield from _pumps(branch, before)
        elif code is codes.SUBPATTERN:
            yield from _pumps(argument[-1], before)
        elif code is codes.ATOMIC_GROUP:
            yield from _pumps(argument, before)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _pumps(argument[1], before)
        before += _sample([(code, argument)])


def _sample(tree: Iterable[Any], turn: int = 0) -> str:
    """A text that an expression takes, more or less: of what it may choose among, the first, or the one of a turn."""
    return "".join(_sample_of(code, argument, turn) for code, argument in tree)


def _sample_of(code: Any, argument: Any, turn: int) -> str:
    if code is codes.LITERAL:
        return chr(argument)
    if code is codes.NOT_LITERAL:
        return "a" if argument != ord("a") else "b"
    if code is codes.ANY:
        return "a1 "[turn % 3]
    if code is codes.IN:
        return _member(argument, turn)
    if code is codes.BRANCH:
        return _sample(argument[1][turn % len(argument[1])], turn)
    if code is codes.SUBPATTERN:
        return _sample(argument[-1], turn)
    if code is codes.ATOMIC_GROUP:
        return _sample(argument, turn)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        least, most, inner = argument
        return _sample(inner, turn) * max(least, min(most, 1))
    return ""


CATEGORIES = {
    codes.CATEGORY_DIGIT: "7",
    codes.CATEGORY_SPACE: " \n\t",
    codes.CATEGORY_WORD: "aA7",
    codes.CATEGORY_NOT_DIGIT: "a ",
    codes.CATEGORY_NOT_SPACE: "a.",
    codes.CATEGORY_NOT_WORD: " .",
}


def _member(members: list[Any], turn: int) -> str:
    """A character of a class."""
    negated = bool(members) and members[0][0] is codes.NEGATE
    chosen = []
    for code, argument in members:
        if code is codes.LITERAL:
            chosen.append(chr(argument))
        elif code is codes.RANGE:
            chosen.append(chr(argument[0]))
        elif code is codes.CATEGORY:
            chosen += CATEGORIES.get(argument, "a")
    if negated:
        chosen = [one for one in "a A7.,\n-'(“" if not _is_in(one, members[1:])] or ["\x03"]
    return chosen[turn % len(chosen)]


def _is_in(character: str, members: list[Any]) -> bool:
    return any(
        (code is codes.LITERAL and argument == ord(character))
        or (code is codes.RANGE and argument[0] <= ord(character) <= argument[1])
        or (code is codes.CATEGORY and _in_category(character, argument))
        for code, argument in members
    )


def _in_category(character: str, category: Any) -> bool:
    signs = {
        codes.CATEGORY_DIGIT: r"\d",
        codes.CATEGORY_SPACE: r"\s",
        codes.CATEGORY_WORD: r"\w",
        codes.CATEGORY_NOT_DIGIT: r"\D",
        codes.CATEGORY_NOT_SPACE: r"\S",
        codes.CATEGORY_NOT_WORD: r"\W",
    }
    return re.match(signs[category], character) is not None
