"""The ratings of fact-checkers on one scale (``kg.claims.PLACES``): by their words, else by their numbers.

Words are looked up whole, or up to the first colon, dash or full stop ("False: the photo is from 2011") unless a "but"
follows; what is in no list has no place. Words that are no verdict on the claim (satire, a caption, who said it) have
none either.
"""

import re
import unicodedata

from kg.claims import PLACES, RatingName

WORDS: dict[RatingName, str] = {
    "true": """
        true | correct | accurate | fact | factual | real | the truth | geppetto checkmark | this is true | it's true
        | completely true | confirmed | right
        | verdadero | verdad | cierto | correcto | verdadeiro | verdade | correto | certo
        | vrai | c'est vrai | exact | wahr | richtig | stimmt | korrekt | fakt | vero | corretto
        | waar | juist | prawda | prawdziwe | sant | korrekt | sandt | rigtigt | riktig | helt riktig | totta | pravda
        | tocno | istina | benar | fakta | dogru | правда | верно | достоверно | правдиво | αληθες | صحيح
        | सच | सही | 正確 | 正确 | 事実 | 사실 | 真""",
    "mostly-true": """
        mostly true | mostly correct | mostly accurate | largely true | largely correct | nearly true | almost true
        | one pinocchio | 1 pinocchio
        | mayormente verdadero | mayormente cierto | casi verdadero | en su mayoria verdadero
        | maioritariamente verdadeiro | majoritairement vrai | plutot vrai | presque vrai | en grande partie vrai
        | uberwiegend wahr | grosstenteils wahr | uberwiegend richtig | grosstenteils richtig | grossteils richtig
        | quasi vero | per lo piu vero | grotendeels waar | mestadels sant | for det meste sandt | delvis riktig
        | przewaznie prawda | vacinom tocno""",
    "mixed": """
        mixed | mixture | half true | half-true | partly true | partially true | partly false | partially false
        | partly correct | partially correct | partly right | half right | in between | inbetween | misleading
        | partly misleading | mostly misleading | two pinocchios | 2 pinocchios | true but | exaggerated | distorted
        | medio verdadero | verdad a medias | media verdad | parcialmente falso | parcialmente verdadero | enganoso
        | parcialmente verdadeiro | meia verdade | verdadeiro, mas | exagerado | distorcido
        | partiellement vrai | partiellement faux | a moitie vrai | mi-vrai | trompeur | a nuancer
        | teilweise wahr | teilweise falsch | halbwahr | teils falsch | teils richtig | irrefuhrend
        | parzialmente vero | parzialmente falso | c'eri quasi | fuorviante | ingannevole
        | gedeeltelijk waar | half waar | misleidend | deels waar | polprawda | czesciowo prawda | manipulacja
        | delvis sant | delvis falskt | vilseledande | delvist forkert | vildledende | misvisende | villedende
        | poluistina | zavadejici | yaniltici | kismen dogru | menyesatkan | sebagian benar
        | полуправда | манипуляция | введение в заблуждение | παραπλανητικο | مضلل | भ्रामक | आधा सच
        | ミスリード | 誤導 | 误导 | 部分錯誤""",
    "mostly-false": """
        mostly false | mostly incorrect | mostly inaccurate | largely false | mostly wrong | barely true
        | three pinocchios | 3 pinocchios
        | mayormente falso | casi falso | en su mayoria falso | plutot faux | majoritairement faux | presque faux
        | en grande partie faux | uberwiegend falsch | grosstenteils falsch | grossteils falsch | weitgehend falsch
        | quasi falso | per lo piu falso | grotendeels onwaar | mestadels falskt | for det meste falsk
        | przewaznie falsz | vecinom netacno""",
    "false": """
        false | wrong | incorrect | inaccurate | not true | untrue | fake | fake news | hoax | pants on fire
        | pants on fire! | pants-fire | four pinocchios | 4 pinocchios | bottomless pinocchio | fiction | debunked
        | fabricated | completely false | totally false | this is false | it's false | bogus | lie
        | falso | bulo | mentira | incorrecto | es falso | errado | incorreto | e falso | boato | fake
        | faux | c'est faux | infox | intox | faux! | inexact | falsch | frei erfunden | gefalscht | stimmt nicht
        | bufala | pinocchio andante | panzana pazzesca | onwaar | onjuist | niet waar | vals
        | falsz | nieprawda | falskt | falsk | forkert | feil | helt feil | valetta | nepravda | netacno | lazno
        | lazna vest | yanlıs | yanlis | salah | hoaks | keliru | ложь | неправда | фейк | недостоверно | неверно
        | ψευδες | زائف | خطأ | خاطئ | كاذب | झूठ | फर्जी | गलत | 錯誤 | 错误 | 誤り | 虚偽 | 거짓""",
    "unproven": """
        unproven | not proven | unverified | unsupported | unsubstantiated | no evidence | lacks evidence | unconfirmed
        | inconclusive | cannot be verified | unverifiable | insufficient evidence
        | no probado | sin pruebas | sin evidencia | insostenible | insustentavel | sem provas | sem evidencias
        | non prouve | sans preuve | invérifiable | unbelegt | nicht belegt | unbewiesen | non verificabile
        | onbewezen | niet bewezen | nieweryfikowalne | belum terbukti | без доказательств""",
}  # fmt: skip
_DROPPED = re.compile(r"[\"“”„«»'’‘!¡?¿*_()\[\]#]|^\W+|\W+$")
_BREAK = re.compile(r"\s*(?:[:.;–—|]|\s-\s)\s*")
_TURN = re.compile(r"(but|however|though|although|yet|missing|lacks?|needs|pero|mais|mas|aber|ma|maar|men)\b")
_NUMBER = re.compile(r"[+-]?\d{1,9}(?:[.,]\d{1,6})?")
BEST, WORST = "5", "1"
"""What schema.org takes for a bound that is not given where the other one is."""


def normalised(
    name: str | None, value: str | None = None, best: str | None = None, worst: str | None = None
) -> RatingName | None:
    """The place of a rating: that of its words, else of its value between worst and best (either may be the greater).

    None where words are given that no list has; the numbers count only where there are no words, or the words are a
    number too.
    """
    words = [text for text in (name, value) if text and text.strip() and not _NUMBER.fullmatch(text.strip())]
    for text in words:
        found = of_words(text)
        if found is not None:
            return found
    return None if words else of_number(value, best, worst)


def of_words(text: str) -> RatingName | None:
    """The place of words; None where no list has them."""
    text = text[:200]
    found = _TABLE.get(_key(text))
    first, *rest = _BREAK.split(text, maxsplit=1)
    return found or (None if any(_TURN.match(_key(r)) for r in rest) else _TABLE.get(_key(first)))


def of_number(value: str | None, best: str | None, worst: str | None) -> RatingName | None:
    """The place nearest to where ``value`` lies from ``worst`` to ``best``; None without a scale, and outside it."""
    if best is None and worst is None:
        return None
    given = [_number(text) for text in (value, best or BEST, worst or WORST)]
    if None in given:
        return None
    at, top, bottom = (float(x or 0) for x in given)
    if top == bottom or not min(top, bottom) <= at <= max(top, bottom):
        return None
    place = 1 + int((at - bottom) / (top - bottom) * 4 + 0.5)
    return next(rating for rating, number in PLACES.items() if number == place)


def _number(text: str | None) -> float | None:
    return float(text.strip().replace(",", ".")) if text and _NUMBER.fullmatch(text.strip()) else None


def _key(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.replace("ß", "ss")).casefold()
    bare = "".join(c for c in folded if unicodedata.category(c) != "Mn" or ord(c) > 0x36F)
    return " ".join(_DROPPED.sub("", " ".join(_DROPPED.sub("", bare).replace("-", " ").split())).split())


_TABLE: dict[str, RatingName] = {
    key: rating for rating, listed in WORDS.items() for text in listed.split("|") if (key := _key(text))
}
