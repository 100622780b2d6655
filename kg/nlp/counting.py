"""Words around numbers: nouns that are plural without showing it, what breaks a noun phrase, verbs that take a count.

Closed classes and lists of our own, chosen on training articles; a verb is listed by its base, its forms are made.
"""

from kg.nlp.lexicon import AUXILIARIES, inflected, words
from kg.nlp.lexicon import TIMES as DAYS

PLURALS = words(
    "people men women children police troops personnel staff cattle sheep lives aircraft spacecraft crew "
    "fish deer wives others youth clergy horsemen servicemen policemen congressmen firefighters spokesmen "
    "gunmen militiamen fishermen countrymen folks data media superdelegates feet teeth businessmen "
    "lawmakers servicewomen policewomen congresswomen clergymen veterans"
)
NO_NOUNS = words(
    "is was has his this its does yes as us during across plus thus less perhaps always besides versus "
    "towards nevertheless says goes gets lets makes takes means others' news politics economics "
    "mathematics overseas afterwards sometimes upwards downwards whereas unless various previous famous "
    "serious religious obvious dangerous numerous continuous anonymous tremendous enormous outrageous "
    "nervous generous james charles dallas texas kansas vegas arkansas illinois paris brussels congress "
    "las los mrs jesus christmas athens"
)
UNTIMELY = words(
    "year years day days hour hours minute minutes second seconds week weeks month months decade decades "
    "night nights morning mornings evening evenings weekend weekends century centuries time times o’clock "
    "o'clock a.m p.m am pm year-old years-old ago"
)
"""What is measured in these is a time."""
DISTANCES = words(
    "mile miles kilometer kilometers kilometre kilometres km meter meters metre metres feet foot yard yards inch inches"
)
PREPOSITIONS = words(
    "in on at by for from with to about after before during since against among amid into over under "
    "through between despite within without near outside inside around across following upon onto toward "
    "towards until per via of than as like off below above behind beyond along including worth throughout"
)
PLACES = words("of in from at across outside near")
HEADS = words("all total addition fact order recent favor favour front other each return turn case general")
DETERMINERS = words(
    "the a an its their his her our my your these those this that all some any each every no both other"
)
PRONOUNS = words("i you he she it we they this that these those who what there which nobody everyone me him them us")
SKIPPED = words("more other additional fewer extra further less total")
BREAKS = (
    PREPOSITIONS
    | PRONOUNS
    | words(
        "and or but nor yet so who whom whose which that where when while if whether because although though "
        "unless how why the a an its their his her our my your each every any some both either neither not "
        "already here there ago also too then now again apart alone combined overall left ahead behind apiece "
        "altogether together nationwide instead respectively yesterday today tomorrow tonight last next this "
        "later earlier much many more most less least only just even still ever never almost never per cent "
        "percent"
    )
    | AUXILIARIES
    | words("get gets got getting")
)
TIMES = (
    DAYS
    | words("years months days weeks hours january february march april may june july august")
    | frozenset(
        ("september", "october", "november", "december", "jan", "feb", "mar", "apr", "aug", "sept", "oct", "nov", "dec")
    )
)
BE = words("is are was were be been being am isn't aren't wasn't weren't")
MODALS = words("will would can could shall should may might must to do did does")
AUXILIARY = AUXILIARIES | words("to get gets got getting") - {"to"}
PARTICLES = words("up down out off away back over")
REPORTING = words(
    "said says say saying told tells tell telling reported reports report announced claims claimed claim "
    "estimated estimates estimate found finds showed shows show showing suggested suggests believe "
    "believes believed thinks know knows knew think hope hopes expects added adding stated noted wrote "
    "argued according citing cited confirmed insisted predicted promised revealed"
)
CHANGES = words(
    """rose rise rises risen rising fell fall falls fallen falling climbed climb climbs climbing dropped drop drops
    dropping grew grow grows grown growing increased increase increases increasing decreased decrease decreases
    decreasing declined decline declines declining jumped jump jumps jumping soared soar soars soaring surged surge
    surges surging slipped slip slips slipping dipped dip dips dipping sank sunk sink shrank shrunk shrink plunged
    plunge plummeted tumbled doubled tripled reached reach reaches reaching hit hits hitting stood stand stands
    standing went go goes going gone came come comes coming amounted amount amounts totaled totalled totals totaling
    averaged averages average cut cuts cutting reduced reduce reduces reducing raised raise raises raising lowered
    lower lowers lowering narrowed narrows widened widens expanded expand edged ticked swelled swell swells risen
    polled polling polls trails trailed trailing leads led leading remains remained gained lost up down"""
)
STATES = words(
    """dead missing unemployed homeless uninsured undecided unaccounted hospitalized hospitalised injured wounded
    killed displaced stranded trapped infected pregnant hungry jobless unvaccinated vaccinated unopposed alive
    unaffiliated redacted classified vacant"""
)
NO_ADVERBS = words(
    "family supply assembly monopoly anomaly july italy reply rally bully belly daily weekly monthly elderly friendly"
)


def adverb(word: str) -> bool:
    """Whether a word in lower case looks like an adverb: "nearly"."""
    if word in ("already", "still", "now", "ever", "never"):
        return True
    return word.endswith("ly") and len(word) > 4 and word not in NO_ADVERBS


HARM = words(
    "killed wounded injured dead died missing hurt arrested detained displaced hospitalized hospitalised trapped"
)
NUMBERED = words(
    """no number page chapter section article act phase day week round channel highway route flight room title level
    rule amendment district ward precinct line tier game season episode part volume version model type class grade
    apartment suite box platform gate figure table appendix exhibit count proposition proposal question item step stage
    super bowl interstate exit formula area terminal verse paragraph category resolution bill lot unit squad group
    top first last next past previous under-18 psalm"""
)
"""What a number after it names."""
NO_MEASURES = words(
    "related based located compared called named according including situated aimed dated titled entitled"
)
REACHES = words(
    "reached reach reaches reaching hit hits hitting totaled totalled totals totaling averaged averages "
    "stood stands remains remained exceeded exceeds topped tops amounted amounts polled polls cost costs"
)
TOLLS = words("toll number figure total count tally estimate estimates turnout rate deficit debt")
SUPPLIES = words(
    """bread water food fuel supplies supply medicine medicines gas electricity power oxygen grain ammunition oil diesel
    petrol provisions rations cash reserves stocks rice flour coal"""
)

_VERBS = """kill wound injure hurt displace evacuate arrest detain destroy damage capture flee rescue trap infect
hospitalize hospitalise deploy die bury strand down sink lose win gain earn raise spend donate give pay cost
save borrow owe invest receive collect cast take get garner capture secure hold draw attract support oppose
favor favour back approve disapprove prefer want vote register need live work own hire employ fire lay create
add cut slash eliminate ship import export produce build buy sell make release delete process send shoot treat
sign join leave return enter cross surrender attend march protest fill carry brought bring bought sold fought
fight won lost taught teach stand stood sit sat meet met see saw hear heard find lead trail poll score rank
exceed total average cover include contain reach hit serve visit host publish post tweet share follow view watch
download read write file review issue grant deny reject accept receive admit recover test exceed face suffer
survive starve drown execute hang behead kidnap abduct rape murder massacre slaughter slay target bomb strike
fire launch drop deliver distribute hand provide supply allocate approve pledge commit contribute fund finance
charge fine award settle seek apply enroll graduate study drop dropped qualify identify consider rate agree
disagree trust know remain stay live resign retire quit move migrate emigrate immigrate deport settle resettle
house shelter feed turn use store seize recover confiscate intercept burn close open shut cancel delay divert
ground represent command control account comprise constitute possess outnumber outspend owe boast maintain
operate run manage oversee generate yield double triple choose believe think say expect feel fear blame describe
view worry hope plan intend try"""
_IRREGULAR = """flee fled; die died; lose lost; win won; spend spent; give gave given; pay paid; cost cost; hold
held; draw drew
drawn; get got gotten; take took taken; cast cast; cut cut; make made; build built; buy bought; sell sold; send
sent; shoot shot; leave left; bring brought; teach taught; fight fought; stand stood; sit sat; meet met; see saw
seen; hear heard; find found; lead led; hit hit; hurt hurt; read read; write wrote written; lay laid; sink sank
sunk; hang hung; slay slew slain; strike struck; feed fed; shut shut; know knew known; run ran; think thought;
say said; feel felt; seek sought; quit quit; choose chose chosen; oversee oversaw; withdraw withdrew withdrawn;
fall fell fallen; rise rose risen; drown drowned; outspend outspent; ship shipped; drop dropped; trap trapped;
kidnap kidnapped; bury buried; deny denied; carry carried; supply supplied; study studied; apply applied;
qualify qualified; identify identified; worry worried; try tried; stay stayed; deploy deployed; destroy
destroyed; employ employed; survey surveyed; plan planned; bomb bombed; ban banned"""
_DOUBLED = words("ship drop trap kidnap plan ban cut win get hit run sit shut quit")
VERBS = frozenset(inflected(_VERBS.split(), _IRREGULAR, _DOUBLED)) - words("down")
"""Every form of the verbs that a count depends on."""
