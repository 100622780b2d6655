"""Roles of people and descriptions of bodies: do two agree, can they not go together, or is nothing known?"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kg.nlp.lexicon import words
from kg.resolve.places import placed
from kg.resolve.sounds import CACHE, spelling

Relation = Literal["same", "may be", "other", "another's", "unknown"]
"""The same office; the same if what one leaves out agrees; the same office elsewhere; other offices; nothing told."""

SAID_AS_ONE = """
pm prime minister; vicepresident vice president; secgeneral secretary general; secgeneral general secretary; director
director general; ceo chief executive; crownprince crown prince; president head of state; attorneygeneral attorney
general; headteacher head teacher; chiefminister chief minister; firstlady first lady; who world health organization;
who world health organisation; un united nations; chiefjustice chief justice; spokesperson press secretary; security
national security; eucommission european commission
"""
PHRASES = {" ".join(line.split()[1:]): line.split()[0] for line in SAID_AS_ONE.split(";")}
SAME_HEAD = """
pm premier; representative congressman congresswoman rep; senator sen; governor gov; chair chairman chairwoman
chairperson; spokesperson spokesman spokeswoman; actor actress; author writer novelist; director dir; player
footballer forward striker winger midfielder defender goalkeeper pitcher guard batsman; sprinter runner athlete
champion medallist; monarch king queen sovereign; pope pontiff papa; ceo; doctor physician; superintendent; minister;
mayor; lawmaker mp democrat; professor scholar; founder cofounder; carmaker automaker maker; charity group
organisation organization; company firm producer exporter
"""
HEAD = {word: group.split()[0] for group in SAME_HEAD.split(";") for word in group.split()}
LEADING = words(
    "president leader head chair director ruler chief pm secgeneral monarch chancellor ceo dictator crownprince pope"
)
EXCLUSIVE = words(
    "president pm mayor governor senator representative king queen monarch pope chancellor minister crownprince ruler "
    "secgeneral vicepresident chiefminister chiefjustice attorneygeneral secretary"
)
LONGEST = 200
ONE_A_COUNTRY = words("president pm monarch chancellor vicepresident crownprince leader")
OF_STATE = words("president pm monarch chancellor vicepresident crownprince mayor governor senator representative")
FIELD_WORDS = """
politics president pm minister mayor governor senator representative leader chancellor secretary vicepresident chair
candidate nominee politician opposition dissident critic monarch king prince heir secgeneral lawmaker ambassador
spokesperson official adviser crownprince chiefminister firstlady commissioner lawyer attorneygeneral ruler councillor
counsellor diplomat chiefjustice; sport player boxer sprinter champion captain coach cricketer cyclist swimmer; arts
actor author comedian singer musician painter filmmaker editor poet producer rapper; press correspondent journalist
reporter columnist anchor editor; science professor scientist economist researcher engineer historian physicist
biologist virologist epidemiologist; medicine doctor nurse surgeon virologist epidemiologist; faith pope pastor imam
rabbi cardinal bishop archbishop priest patriarch; trade boatbuilder fisherman miner farmer baker owner shopkeeper
rider contractor carpenter driver electrician; business ceo founder analyst banker investor owner trader executive
entrepreneur
"""
FIELD: dict[str, frozenset[str]] = {}
for line in FIELD_WORDS.split(";"):
    field, *listed = line.split()
    for head in listed:
        FIELD[head] = FIELD.get(head, frozenset()) | {field}
IGNORED = words(
    "the a an of for in at from to and with on by former ex then acting new senior junior late own his her its "
    "independent deputy next longtime veteran retired democratic republican conservative labour labor liberal "
    "socialist current sitting incumbent outgoing future embattled bad good great worst best weak strong popular "
    "unpopular powerful"
)
HEADS = frozenset(HEAD.values()) | LEADING | EXCLUSIVE | frozenset(FIELD)
WORDS = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")


@dataclass(frozen=True, slots=True)
class Office:
    """A role taken apart: its head nouns, the countries in it, its other words, and the fields that it belongs to."""

    text: str
    heads: frozenset[str]
    places: frozenset[str]
    about: frozenset[str]
    fields: frozenset[str]


def office(text: str) -> Office:
    """The office that a role's words name; words over 200 characters are put aside."""
    return _office(text[:LONGEST])


@lru_cache(CACHE)
def _office(text: str) -> Office:
    said = [spelling(w.removesuffix("'s").removesuffix("’s")) for w in WORDS.findall(text)]
    line = f" {' '.join(w for w in said if w)} "
    for phrase, one in PHRASES.items():
        line = line.replace(f" {phrase} ", f" {one} ")
    places, rest = placed(line.split())
    rest = [HEAD.get(w, w) for w in rest if w not in IGNORED]
    heads = frozenset(w for w in rest if w in HEADS) or frozenset(rest[-1:])
    fields = frozenset(f for h in heads for f in FIELD.get(h, ()))
    return Office(text, heads, places, frozenset(rest) - heads, fields)


@lru_cache(CACHE)
def relation(a: Office, b: Office) -> Relation:
    """How two offices stand to each other."""
    if not (a.heads | a.places | a.about) or not (b.heads | b.places | b.about):
        return "unknown"
    shared = bool(a.heads & b.heads)
    leading = bool(a.heads & LEADING) and bool(b.heads & LEADING)
    where = _where(a, b)
    if shared or (leading and not _rivals(a, b)):
        return "same" if where == "same" else "may be" if where == "unsaid" else "another's"
    if where == "same" and not _rivals(a, b) and bool(a.fields & b.fields):
        return "may be"
    return "other"


def _where(a: Office, b: Office) -> Literal["same", "other", "unsaid"]:
    """Whether both are of one place or body: the countries decide, then the other words."""
    if a.places and b.places and not a.places & b.places:
        return "other"
    if a.about & b.about or (a.places & b.places and not (a.about and b.about)):
        return "same"
    if a.about and b.about:
        return "same" if a.places & b.places and (a.heads | b.heads) & ONE_A_COUNTRY else "other"
    return "unsaid"


def _rivals(a: Office, b: Office) -> bool:
    """Whether each is an office that nobody holds together with the other: president and prime minister."""
    return bool(a.heads & OF_STATE) and bool(b.heads & OF_STATE) and not a.heads & b.heads


def fields_apart(a: Office, b: Office) -> bool:
    """Whether the two belong to different walks of life: a footballer, a senator."""
    return bool(a.fields) and bool(b.fields) and not a.fields & b.fields
