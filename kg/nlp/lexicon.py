"""The words that attribute: verbs by what they take, nouns, and closed classes of words around them.

A verb's frame: ``q`` may follow or interrupt its content ("..., X said"); ``c`` a bare clause; ``t`` a clause with
that, whether or how; ``n`` a noun phrase ("praised the deal"); ``i`` an infinitive ("vowed to stay"); ``o`` somebody
addressed before the content ("told them that"). The lists are our own; the frames were checked on training articles.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, cast

from kg.model import Act

Form = Literal["base", "s", "ed", "ing"]


class Verb(NamedTuple):
    """One inflected form: its lemma, the form, what the verb takes, and the act that it names."""

    lemma: str
    form: Form
    frame: str
    act: Act


def words(listed: str) -> frozenset[str]:
    """The words of a list written out with spaces."""
    return frozenset(listed.split())


FRAMES = """\
speech qct: say
speech qotc: tell
speech qt: add quip joke complain boast maintain opine muse reason counter retort signal indicate hint mention
speech qt: reflect
speech q: respond reply exclaim continue answer shout yell scream whisper chant murmur mutter
speech qctn: announce acknowledge admit assert claim concede confirm declare deny explain note predict recall
speech qctn: reveal suggest stress emphasize emphasise reiterate repeat lament argue contend allege estimate
speech qctn: insist proclaim state disclose underscore recount caution recommend observe testify remark report
speech qcti: promise vow pledge
speech qtoi: warn advise
speech qton: ask
speech ot: inform assure remind
speech oin: urge implore beg
speech tn: propose demand question highlight
speech -: put
speech i: threaten decline refuse
speech n: accuse criticize criticise praise condemn denounce blast slam mock defend blame endorse dismiss reject
speech n: cite describe tout decry deride ridicule rebuke chide thank voice express portray characterize
speech n: characterise echo liken compare discuss hail applaud laud bemoan commend deplore downplay outline
speech n: detail repudiate disavow lambast berate castigate scold welcome salute call label dub brand challenge
speech n: attack oppose support
writing qctn: write tweet
writing qt: post
writing q: email
writing n: publish
thought qct: believe think
thought qctn: fear
thought qcti: hope
thought ti: expect want agree
thought t: know feel worry realize realise understand remember assume find show learn decide wonder see doubt
thought t: conclude
thought i: wish intend seek prefer"""
TAKEN = """call: for on; refer: to; point: to out; talk: about; speak: about of; warn: of against about; complain: about
of; boast: of about; brag: about; joke: about; hint: at; rail: against; object: to; allude: to; insist: on;
worry: about; wonder: about; comment: on; push: for; argue: for against; advocate: for; plead: for with;
apologize: for; apologise: for; tell: about; ask: about for; vent: about; write: about of; agree: with;
elaborate: on; long: for; dream: of; caution: against"""
IRREGULAR = """say said; tell told; write wrote written; think thought; know knew known; feel felt; find found;
understand understood; show showed shown; speak spoke spoken; see saw seen; put put; seek sought;
learn learned learnt; signal signaled signalled"""
DOUBLED = words("quip beg refer dub slam brag prefer admit")
NOUNLIKE = words(
    "state report pledge claim demand fear hope support post challenge attack praise blame promise vow call question "
    "estimate note signal show tweet find counter reason caution outline detail chant label brand voice echo"
)
COUNTS = words("number toll figure death total cost count losses tally")
NOT_SAID = words(
    "goodbye goodbyes good-bye farewell farewells hello hi grace mass prayer prayers thanks amen cheese sorry no yes "
    "nothing little something anything everything more much so"
)
PRONOUNS = words("he she they it we i you")
RELATIVES = words("who which whose whom")
ARTICLES = words("the a an every no any his her its their our my your")
DETERMINERS = ARTICLES | words(
    "this these those some each several many most few all both another one two three four five six seven eight nine "
    "ten dozens hundreds thousands more other"
)
PREPOSITIONAL = words(
    "in on at of for from with by about after before during since against among amid into over under through between "
    "despite within without near outside inside around across following upon onto toward towards until to per via"
)
SUBORDINATORS = words(
    "that because when while if whether since although though as unless until where why how what once after"
)
CONJUNCTIONS = words("and but or nor yet so")
BE = words("is are was were be been being am isn't aren't wasn't weren't")
AUXILIARIES = BE | words(
    "have has had having do does did will would can could shall should may might must hasn't haven't hadn't doesn't "
    "don't didn't won't wouldn't can't couldn't shouldn't cannot i'm it's he's she's they're we're they've we've i've "
    "he'd she'd they'd"
)
ADVERBS = words(
    "also earlier not never always then later often still even just again already now long further recently ever once "
    "only too soon rather almost quite nevertheless nonetheless therefore thus first instead since yet somewhat"
)
TIMES = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today yesterday tonight morning afternoon evening night week month year "
    "earlier later recently again repeatedly publicly last this next early late"
)
LEADING = CONJUNCTIONS | words(
    "still however then instead meanwhile also now later today yesterday tomorrow thus therefore even here there once "
    "again perhaps monday tuesday wednesday thursday friday saturday sunday earlier indeed moreover additionally "
    "besides likewise specifically separately"
)
PLURALS = words("people police some many others most few several both women men all none they we i you")
PREPOSITIONS = {k.strip(): words(v) for k, _, v in (item.partition(":") for item in TAKEN.split(";"))}


def inflected(lemmas: Iterable[str], irregular: str, doubled: frozenset[str]) -> Iterator[str]:
    """Every form of some verbs; ``irregular`` as in IRREGULAR, ``doubled`` those that double their last letter."""
    past = {w[0]: w[1:] for w in (item.split() for item in irregular.split(";"))}
    for lemma in lemmas:
        yield from (form for form, _ in _inflections(lemma, past, doubled))


def _inflections(lemma: str, past: dict[str, list[str]], doubled: frozenset[str] = DOUBLED) -> list[tuple[str, Form]]:
    stem = lemma + lemma[-1] if lemma in doubled else lemma[:-1] if lemma.endswith("e") and lemma[-2] != "e" else lemma
    y = lemma.endswith("y") and lemma[-2] not in "aeiou"
    s = lemma[:-1] + "ies" if y else lemma + "es" if lemma.endswith(("s", "sh", "ch", "x")) else lemma + "s"
    regular = [(lemma[:-1] + "i" if y else stem.removesuffix("e")) + "ed"]
    return [
        (lemma, "base"),
        (s, "s"),
        (stem + "ing", "ing"),
        *((p, "ed") for p in past.get(lemma, regular)),
    ]


def _verbs() -> dict[str, Verb]:
    past = {w[0]: w[1:] for w in (item.split() for item in IRREGULAR.split(";"))}
    rows = [line.partition(": ")[::2] for line in FRAMES.splitlines()] + [("speech -", " ".join(PREPOSITIONS))]
    table: dict[str, Verb] = {}
    for head, lemmas in rows:
        act, frame = head.split()
        for lemma in lemmas.split():
            for word, form in dict(_inflections(lemma, past)).items():
                table.setdefault(word, Verb(lemma, form, frame, cast(Act, act)))
    return table


VERBS = _verbs()
