"""The saved questions: SPARQL with typed parameters, one file each in ontology/questions, asked of any store.

A file begins with comments:

    # title Which articles rest on exactly one source?
    # number 4                                                 (where the design numbers it)
    # description One line.
    # param speaker string "what it means"                     (needed)
    # param outlet string optional "what it means"             (no filter where it is not given)
    # param below number = 0.5 "what it means"                 (this where it is not given)
    # param type direct|indirect optional "what it means"      (one of these words)

and holds ``BIND("" AS ?wanted_NAME)`` for each parameter: a query that runs as it stands. Asking puts the value,
as an RDF literal, in the place of what is bound there. Every question has the parameter ``withdrawn``,
false unless given: only then does it count what a judgement rejected or a newer version replaced.
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Literal, get_args
from urllib.parse import urlsplit

from kg.errors import UsageError
from kg.model import Table
from kg.store.contract import Store

ParameterType = Literal["string", "iri", "date", "integer", "number", "boolean"]

_PARAMETER = re.compile(
    r'(?P<name>[a-z_]+) (?P<type>[a-z|]+)(?: (?:= (?P<default>\S+)|(?P<optional>optional)))? "(?P<text>.*)"'
)
_PLACE = re.compile(r"BIND\([^()?]* AS \?wanted_(?P<name>[a-z_]+)\)")
_ESCAPES = {ord(k): v for k, v in {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}.items()}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question; ``default`` is "" where leaving it out means no filter, None where it is needed."""

    name: str
    type: ParameterType
    description: str
    default: str | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A saved question: what ``kg ask`` lists, and the SPARQL that runs as it stands."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    sparql: str
    number: int | None = None


@cache
def questions() -> Mapping[str, Question]:
    """The saved questions by name, in the order of their names."""
    folder = resources.files("kg.ontology").joinpath("questions")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".rq")), key=lambda f: f.name)
    read = (question(f.name.removesuffix(".rq"), f.read_text(encoding="utf-8")) for f in files)
    return MappingProxyType({q.name: q for q in read})


def question(name: str, text: str) -> Question:
    """The question that a file holds; ValueError names what is wrong with it."""
    head: dict[str, str] = {}
    parameters = []
    for line in text.splitlines():
        if not line.startswith("# "):
            break
        key, _, rest = line[2:].partition(" ")
        if key == "param":
            parameters.append(_parameter(name, rest, text))
        else:
            head[key] = rest
    if not head.keys() >= {"title", "description"}:
        raise ValueError(f"{name}: a question needs a title and a description")
    if "withdrawn" not in {p.name for p in parameters}:
        raise ValueError(f"{name}: a question needs the parameter withdrawn")
    number = int(head["number"]) if "number" in head else None
    return Question(name, head["title"], head["description"], tuple(parameters), text, number)


def ask(store: Store, name: str, parameters: Mapping[str, str] | None = None, *, withdrawn: bool = False) -> Table:
    """The rows of a saved question; UsageError for an unknown question or parameter and for a value of another type."""
    return store.select(query(name, parameters or {}, withdrawn=withdrawn))


def query(name: str, parameters: Mapping[str, str], *, withdrawn: bool = False) -> str:
    """The SPARQL of a saved question with its parameters put in."""
    known = questions()
    if name not in known:
        raise UsageError(f"no question is called {name!r}{_close(name, known)}; kg ask lists them")
    asked = known[name]
    by_name = {p.name: p for p in asked.parameters}
    for given in parameters:
        if given not in by_name:
            raise UsageError(f"{name} has no parameter {given!r}{_close(given, by_name)}; it has {', '.join(by_name)}")
    values = {"withdrawn": "true", **parameters} if withdrawn else parameters
    terms: dict[str, str] = {}
    for parameter in asked.parameters:
        value = values.get(parameter.name, parameter.default)
        if value is None or (parameter.default is None and not value.strip()):
            raise UsageError(f"{name} needs {parameter.name}=...: {parameter.description}")
        if value != parameter.default:
            terms[parameter.name] = _term(name, parameter, value)

    def put(match: re.Match[str]) -> str:
        term = terms.get(match["name"])
        return match[0] if term is None else f"BIND({term} AS ?wanted_{match['name']})"

    return _PLACE.sub(put, asked.sparql)  # in one pass: a value that looks like a place is left alone


def _parameter(name: str, text: str, sparql: str) -> Parameter:
    match = _PARAMETER.fullmatch(text)
    choices = tuple(match["type"].split("|")) if match and "|" in match["type"] else ()
    if match is None or not (choices or match["type"] in get_args(ParameterType)):
        raise ValueError(f"{name}: not a parameter: {text}")
    if match["name"] not in {place["name"] for place in _PLACE.finditer(sparql)}:
        raise ValueError(f"{name}: ?wanted_{match['name']} is bound nowhere")
    default = "" if match["optional"] else match["default"]
    kind: ParameterType = "string" if choices else match["type"]  # type: ignore[assignment]
    return Parameter(match["name"], kind, match["text"], default, choices)


def _term(name: str, parameter: Parameter, value: str) -> str:
    """The value as a SPARQL term of the parameter's type; dates and IRIs are compared as strings."""
    kind, wrong = parameter.type, f"{name}: {parameter.name}={value!r} is"
    if parameter.choices and value and value.lower() not in parameter.choices:
        raise UsageError(f"{wrong} none of {', '.join(parameter.choices)}")
    if kind == "boolean":
        if value.lower() not in ("true", "false", "yes", "no", "1", "0"):
            raise UsageError(f"{wrong} neither true nor false")
        return "true" if value.lower() in ("true", "yes", "1") else "false"
    if kind == "integer":
        if not re.fullmatch(r"[+-]?[0-9]{1,18}", value):
            raise UsageError(f"{wrong} no whole number")
        return str(int(value))
    if kind == "number":
        return _decimal(value, wrong)
    if kind == "date" and value:
        try:
            value = date.fromisoformat(value).isoformat()
        except ValueError as e:
            raise UsageError(f"{wrong} no date (YYYY-MM-DD)") from e
    if kind == "iri" and value and (not _is_iri(value)):
        raise UsageError(f"{wrong} no IRI (https://...)")
    return _string(value, wrong)


def _decimal(value: str, wrong: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation as e:
        raise UsageError(f"{wrong} no number") from e
    if not number.is_finite() or abs(number.adjusted()) > 18:
        raise UsageError(f"{wrong} no number that can be compared")
    text = format(number, "f")
    return text if "." in text else text + ".0"


def _is_iri(value: str) -> bool:
    if re.search(r'[\x00-\x20<>"{}|^`\\]', value):
        return False
    try:
        return bool(urlsplit(value).scheme)
    except ValueError:
        return False


def _string(value: str, wrong: str) -> str:
    """A string literal on one line; what has no place in a literal (NUL, half a surrogate pair) is refused."""
    if "\x00" in value or any("\ud800" <= c <= "\udfff" for c in value):
        raise UsageError(f"{wrong} no text")
    return f'"{value.translate(_ESCAPES)}"'


def _close(name: str, known: Mapping[str, object]) -> str:
    found = difflib.get_close_matches(name, known, n=1)
    return f": did you mean {found[0]}?" if found else ""
