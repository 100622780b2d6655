"""What names are made of: titles, the nouns of offices and bodies, outlets, places, and given names."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg.nlp.lexicon import words

HONORIFICS = words("mr mrs ms miss mx sir dame lady lord madam mme monsieur")
TITLES = words(
    "president premier chancellor minister secretary mayor governor gov senator sen representative rep congressman "
    "congresswoman ambassador chairman chairwoman chair chief director general gen colonel col major maj captain capt "
    "lieutenant lt sergeant sgt admiral adm commander commissioner judge justice attorney prosecutor sheriff "
    "spokesman spokeswoman spokesperson prime vice deputy professor prof dr doctor pope bishop archbishop rev "
    "reverend father sister imam rabbi king queen prince princess councillor councilman councilwoman speaker leader "
    "councilor delegate candidate nominee head envoy pastor officer inspector superintendent constable coach manager "
    "adviser advisor strategist analyst economist author editor reporter correspondent treasurer lawmaker mp host "
    "anchor columnist co-founder founder ceo owner"
)
SHORT = """sen senator; rep representative; gov governor; gen general; col colonel; maj major; capt captain;
lt lieutenant; sgt sergeant; adm admiral; prof professor; dr doctor; rev reverend; pm minister; vp president"""
SHORT_TITLES = dict(pair.split() for pair in SHORT.split(";"))
BODIES = words(
    "ministry department committee council party union nations agency university college institute company "
    "corporation corp inc ltd llc group association police army court house senate congress kremlin pentagon bank "
    "foundation office campaign commission government administration navy force forces bureau service board league "
    "federation organisation organization parliament authority society club center centre trust fund network "
    "coalition alliance team school hospital church cabinet military command brigade battalion fleet airlines airport "
    "industries partners capital holdings labs laboratory embassy tribunal secretariat directorate watchdog regulator "
    "charity firm ngo relief republican democratic treasury fbi cia"
)
OUTLET_NOUNS = words(
    "outlet newspaper channel website site publication station paper broadcaster magazine daily weekly tabloid newswire"
)
COMPANIES = words(
    "motor motors securities equities software systems solutions technologies entertainment pictures studios records "
    "productions energy airways healthcare insurance pharmaceuticals brands stores logistics"
)  # last words of companies' names
FIRMS = words(
    "google apple microsoft amazon facebook meta twitter netflix tesla toyota nissan honda volkswagen bmw boeing "
    "airbus samsung sony intel ibm nvidia uber lyft airbnb spotify walmart starbucks nike pfizer moderna exxon "
    "chevron gazprom huawei tencent alibaba siemens unilever citigroup jpmorgan hsbc barclays comcast ubisoft"
)
BODY_NOUNS = (
    BODIES
    | OUTLET_NOUNS
    | words("waterworks carmaker automaker brokerage retailer airline startup start-up automakers")
)
DOCUMENTS = words(
    "report statement letter study poll document documents memo tweet lawsuit complaint email survey resolution book "
    "release filing indictment transcript article editorial paper records emails polls studies reports dossier "
    "communique communiqué bulletin surveys post posting message video filings notice order ruling cable census ad "
    "placard sign constitution data"
)
UNNAMED = words("source sources insider insiders informant whistleblower someone somebody")
COLLECTIVE = words(
    "people police some many others most few several both women men everyone critics public crowd all officials "
    "authorities residents witnesses neighbours neighbors analysts experts supporters diplomats activists protesters "
    "lawmakers republicans democrats conservatives investigators prosecutors scientists researchers doctors families "
    "relatives workers soldiers troops rebels voters aides advisers allies opponents organisers organizers economists "
    "historians observers leaders lawyers refugees students teachers plaintiffs ministers children"
)
COMMON = COLLECTIVE | DOCUMENTS | UNNAMED
LISTED = """reuters, ap, afp, bbc, cnn, msnbc, nbc, abc, cbs, npr, pbs, bloomberg, politico, axios, vox, buzzfeed,
breitbart, tass, interfax, ukrinform, xinhua, newsweek, itv, ria, dpa, ansa, efe, kyodo, univision, telemundo,
c-span, cnbc, slate, economist, atlantic, hill, intercept, independent, guardian, times, telegraph, al jazeera,
le monde, le figaro, der spiegel, die zeit, el país, el pais, associated press, agence france-presse, time
magazine, wall street journal, new york times, washington post, usa today, financial times, huffington post, fox
news, sky news, ria novosti, new yorker, vanity fair, rolling stone, daily beast, press association, deutsche
welle, france 24, bbc news, mother jones, national review, vice news, tmz, page six, us weekly, entertainment weekly,
hollywood reporter, the verge, techcrunch, propublica, mediaite, daily caller, daily wire, newsmax, one america news,
gb news, lbc, euronews, russia today, global times, china daily, times of india, haaretz, jerusalem post, al arabiya,
kyiv independent, kyiv post, ukrainska pravda, meduza, novaya gazeta, kommersant, izvestia, yomiuri, asahi, nikkei,
yonhap, straits times, sydney morning herald, globe and mail, toronto star, cbc, el mundo, la repubblica, corriere della
sera, la stampa, bild, die welt, süddeutsche zeitung, libération, rté, irish times, press trust of india, anadolu"""
OUTLETS = frozenset(name.strip() for name in LISTED.split(","))
OUTLET_TAIL = words(
    "news times post tribune herald tv radio journal gazette chronicle telegraph observer courier examiner dispatch "
    "globe inquirer star bulletin mirror mail express magazine review wire sun sentinel ledger reporter weekly today "
    "broadcasting television media press"
)
ONLY_WITH_THE = words("times hill economist atlantic guardian independent telegraph intercept")
HIS_TITLES = words("mr sir lord king prince father")
HER_TITLES = words("mrs ms miss dame lady queen princess sister")
GOVERNED = """Russian: Moscow Russia; Ukrainian: Kyiv Kiev Ukraine; US: Washington America; Chinese: Beijing China;
British: London Britain UK; French: Paris France; German: Berlin Germany; Iranian: Tehran Iran; Turkish: Ankara Turkey;
Japanese: Tokyo Japan; South Korean: Seoul; North Korean: Pyongyang; Indian: Delhi India; Pakistani: Islamabad
Pakistan; Polish: Warsaw Poland; Italian: Rome Italy; Spanish: Madrid Spain; Canadian: Ottawa Canada;
Australian: Canberra Australia; Egyptian: Cairo Egypt; Syrian: Damascus Syria; Iraqi: Baghdad Iraq; Israeli:
Israel; Saudi: Riyadh; Venezuelan: Caracas Venezuela; Cuban: Havana Cuba; Belarusian: Minsk Belarus; Hungarian:
Budapest Hungary; Mexican: Mexico; Brazilian: Brasilia Brazil; Dutch: Netherlands; Swedish: Stockholm Sweden;
Afghan: Kabul Afghanistan"""
COUNTRIES = {k: words(v) for k, _, v in (" ".join(x.split()).partition(": ") for x in GOVERNED.split(";"))}
PLACES = {place: f"{adjective} government" for adjective, places in COUNTRIES.items() for place in places}
NOT_NAMES = words(
    "the a an this that these those he she it they we i you his her its their our my but and or so yet for in on at "
    "by of to from with as if when while after before since because although though however still also then now there "
    "here what who why how where not no yes some many most all both each every several few other another one two "
    "three four five six seven eight nine ten monday tuesday wednesday thursday friday saturday sunday january "
    "february march april may june july august september october november december today yesterday asked maybe "
    "perhaps according meanwhile instead earlier later last next during under over between despite among once until "
    "even just only more than such let well oh dear about into read see photo image said is was are were be have has "
    "had do did will would can could should may might must "
    "i'm i've i'll i'd you're you've you'll we're we've we'll they're they've they'll he'll she'll it'll don't "
    "doesn't didn't isn't aren't can't won't indeed specifically however moreover furthermore dozens highly local"
)
NAME = re.compile(
    r"[A-ZÀ-ÖØ-ÞĀ-ŽА-Я][\w’'.-]*"
    r"(?:[ \u00a0](?:(?:de|van|von|bin|ibn|al|la|le|del|der|den|di|da|el|du|of|the|for|and|&)[ \u00a0]){0,2}"
    r"[A-ZÀ-ÖØ-ÞĀ-ŽА-Я][\w’'.-]*){0,7}"
)


def bare(word: str) -> str:
    """A word without its possessive ending, full stop and case."""
    return word.lower().replace("’", "'").removesuffix("'s").rstrip(".'")


def plural(noun: str) -> bool:
    """Whether a noun in small letters names several people."""
    many = noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s"))
    return many or noun.endswith("men") or noun in COLLECTIVE


def is_outlet(name: str) -> bool:
    """Whether a name is that of a publication or agency, known or invented ("Harbour Herald")."""
    parts = [bare(w) for w in name.split()]
    the = parts[:1] == ["the"]
    if " ".join(parts[1:] if the else parts) in OUTLETS:
        return the or parts[-1] not in ONLY_WITH_THE or len(parts) > 1
    return len(parts) > 1 and parts[-1] in OUTLET_TAIL and name.split()[-1][0].isupper()


def gender(name: str, title: str = "") -> str:
    """ "m", "f" or "" as a title or given name tells."""
    said = {bare(w) for w in title.split()}
    if said & HIS_TITLES or title.lower().endswith(("spokesman", "chairman", "congressman")):
        return "m"
    if said & HER_TITLES or title.lower().endswith("woman"):
        return "f"
    first, *more = name.split() or [""]
    return given_names().get(plain(bare(first)), "") if more else ""  # "Martin" alone may be her surname


@cache
def given_names() -> Mapping[str, str]:
    """The gender that a given name tells, "m" or "f", of names in small letters without diacritics."""
    listed = (Path(__file__).parent / "given_names.txt").read_text(encoding="utf8")
    pairs = [line.split("\t") for line in listed.splitlines() if not line.startswith("#")]
    told: dict[str, set[str]] = defaultdict(set)
    for name, gender in pairs:
        told[plain(name)].add(gender)
    return {name: min(genders) for name, genders in told.items() if len(genders) == 1}


def plain(word: str) -> str:
    """A word without its diacritics."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
