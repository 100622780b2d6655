"""What kind of act a cue names: speech, writing or thought."""

import re

from kg.model import Act
from kg.nlp import lexicon as lex

WRITING = lex.words(
    "wrote written writes writing write tweet tweeted tweets tweeting retweeted post posted posts posting blogged "
    "letter letters op-ed editorial memo email emails e-mail emailed published publishes article essay column blog "
    "book memoir report reports filing lawsuit complaint document documents reads read caption captioned headline poll "
    "survey study"
)
THOUGHT = lex.words(
    "belief believes believe believed believing view views viewed opinion opinions concern concerns concerned fear "
    "fears feared feeling feels feel felt thought thoughts thinks think thinking knew knows know hope hopes hoped "
    "hoping sense expectation expects expected expect worry worries worried doubt doubts confident convinced wants "
    "want wanted wish wishes wished consider considers considered sees regard regards regarded suspect suspects "
    "suspected intends plans agree agrees agreed disagree disagrees disagreed decided decides realize realized "
    "understands understand understood see seen support supports supported oppose opposes opposed prefer prefers "
    "preferred love loves like likes hate hates"
)
WORD = re.compile(r"[\w’'-]+")


def act(cue: str) -> Act:
    """The act of a cue's last word that names one; speech where none does."""
    for word in reversed(WORD.findall(cue.lower())):
        if word in WRITING:
            return "writing"
        if word in THOUGHT:
            return "thought"
        verb = lex.VERBS.get(word)
        if verb is not None:
            return verb.act
    return "speech"
