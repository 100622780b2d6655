"""Words that mean much the same in news, words that mean the opposite, and words that carry no content.

Our own lists of general English; every word stands for its stem (``stems.py``). A line of ``SAME`` is one concept, a
line of ``OPPOSITE`` is one concept with two sides.
"""

from kg.nlp.lexicon import words

SAME = """
council government administration cabinet
waste squander
fall drop decline decrease shrink dip
rise increase climb grow soar jump
know aware knowledge
build construct erect
house home housing dwelling
dump pour discharge tip
tax levy taxation
rescue save
refuse decline reject
deny dispute
vote ballot
emit emission
contract deal agreement
teacher instructor
lose loss
kill dead death die slay murder slain
wound injure hurt
fire shoot shot gunfire
soldier troop serviceman
trial hearing
begin start commence launch open
close shut closure
end finish stop cease
buy purchase acquire bought
sell sale sold
destroy ruin wreck
corn maize
car vehicle automobile
pay paid fund finance
eat food feed ate
burn fire arson
deliberate purpose intentional
bank lender
loan lend
wet rain
train rail railway
factory plant
employ employee worker staff job
work function operate run
immigrant migrant
crime offence criminal
bread loaf
flee escape fled
diesel fuel
act do did
bishop prelate
ban prohibit forbid outlaw
allow permit let authorise authorize legalise
doctor physician
sink sank
retake recapture
wolf wolves
meet met meeting
collapse
dry water
strike hit attack struck shell shelling
drone
hire recruit
publish release
big large huge
small little tiny
city town
money cash fund
cost price expensive
child kid
student pupil
country nation state
leader head chief
boss chief
police officer cop
talk negotiation
truce ceasefire
reach hit
border frontier
law legislation bill act
court judge
election poll
win victory won
lose defeat lost
beat defeat
resign quit
poor poverty
rich wealthy
illegal unlawful
legal lawful
help aid assist
protect shield guard
hospital clinic
ship vessel boat
plane aircraft jet
weapon arm gun rifle
missile rocket
prison jail
arrest detain
promise pledge vow
visit travel
believe think
surrender capitulate kneel yield
distribute
intend intention plan aim
enter invade
encircle surround besiege
leave left depart
show reveal
steal stole theft
lie lied
false untrue
true accurate
own owner possess
citizen inhabitant resident people
opponent rival
cut reduce reduction slash
raise hike
support back endorse
oppose against
secret
company firm business
"""

OPPOSITE = """
rise increase climb grow soar jump raise hike / fall drop decline decrease shrink dip cut reduce reduction slash lower
begin start commence / end finish stop cease
open reopen / close shut closure
win victory won / lose lost defeat
support back endorse favour favor / oppose against object
allow permit let legalise authorise authorize / ban prohibit forbid outlaw
accept agree approve / refuse reject decline
legal lawful / illegal unlawful
safe / unsafe dangerous
true accurate / false untrue
guilty / innocent
friend ally / enemy
more higher / less fewer lower
strong strengthen / weak weaken
remember / forget forgot
love like / hate
alive / dead
rich / poor
better improve best / worse worsen worst
success succeed / fail failure
add / remove
trust / distrust mistrust
honest / dishonest
fair / unfair
stable / unstable
possible / impossible
necessary / unnecessary
happy / unhappy
arrive / leave depart
attack / defend
include / exclude
create / destroy
use / unused disused
exist / nonexistent
"""

EMPTY = words(
    """
a an the this that these those there here it its he she they them his her their our ours we us i me my mine you your
who whom whose which what when where why how and or but nor so yet if than then as at by for from in into of off on onto
out over to up with within about after before during through between under above around
be is are was were been being am have has had having do does did doing will would shall should can could may might must
not no never none nobody nothing neither without
say said says tell told claim claimed according also just very really even still already only again ever too both each
any some such other another same own one ones mr mrs ms dr sir more most much many less few lot lots all every
get got go going went come came make made take took give gave put see seen let thing things way back well now today
s t re ve ll d m don didn doesn isn wasn aren weren won wouldn couldn shouldn hasn haven hadn ain
because since until while although though whether upon per think thinks thinking thought believe believes believed want
wants wanted need needs needed like likes
"""
)
