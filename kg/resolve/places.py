"""Countries in the words of roles and bodies: "Ukrainian", "of Ukraine" and "Kremlin's Russia" lead to one word."""

from collections.abc import Sequence

COUNTRIES = """
ukraine ukrainian kyiv kiev; russia russian kremlin moscow; usa us american america states; uk british britain
english; france french; germany german; china chinese; iran iranian; turkey turkish turkiye; japan japanese; india
indian; pakistan pakistani; poland polish; italy italian; spain spanish; canada canadian; australia australian; egypt
egyptian; syria syrian; iraq iraqi; israel israeli; saudi saudis; venezuela venezuelan; cuba cuban; belarus
belarusian; hungary hungarian; mexico mexican; brazil brazilian; netherlands dutch holland; sweden swedish;
afghanistan afghan; libya libyan; myanmar burmese burma; vietnam vietnamese; ethiopia ethiopian; jamaica jamaican;
greece greek; portugal portuguese; argentina argentine argentinian; chile chilean; philippines philippine filipino;
bangladesh bangladeshi; jordan jordanian; gaza; lebanon lebanese; yemen yemeni; kenya kenyan; nigeria nigerian;
liberia liberian; congo congolese; southafrica; norway norwegian; denmark danish; finland finnish; belgium belgian;
austria austrian; switzerland swiss; czech czechia; romania romanian; bulgaria bulgarian; serbia serbian; croatia
croatian; georgia georgian; armenia armenian; zealand; ireland irish; scotland scottish; wales welsh; colombia
colombian; peru peruvian; bolivia bolivian; ecuador ecuadorian; indonesia indonesian; malaysia malaysian; thailand
thai; singapore singaporean; northkorea; southkorea korea korean; taiwan taiwanese; qatar qatari; kuwait kuwaiti;
morocco moroccan; algeria algerian; tunisia tunisian; sudan sudanese; somalia somali; ghana ghanaian; rwanda rwandan;
uganda ugandan; zimbabwe zimbabwean; senegal senegalese; mali malian; kazakhstan kazakh; lithuania lithuanian; latvia
latvian; estonia estonian; moldova moldovan; iceland icelandic; europe european eu
"""
COUNTRY = {word: group.split()[0] for group in COUNTRIES.split(";") for word in group.split()}
TWO_WORDS = {("united", "states"): "usa", ("united", "kingdom"): "uk", ("north", "korea"): "northkorea"}
TWO_WORDS |= {("north", "korean"): "northkorea", ("south", "korea"): "southkorea", ("south", "korean"): "southkorea"}
TWO_WORDS |= {("south", "africa"): "southafrica", ("south", "african"): "southafrica", ("new", "zealand"): "zealand"}
TWO_WORDS |= {("white", "house"): "usa"}
COUNTRY |= {place: place for place in TWO_WORDS.values()}


def placed(words: Sequence[str]) -> tuple[frozenset[str], list[str]]:
    """(the countries that ``words`` (lower case) name, the other words in their order)."""
    joined: list[str] = []
    for word in words:
        if joined and (joined[-1], word) in TWO_WORDS:
            joined[-1] = TWO_WORDS[joined[-1], word]
        else:
            joined.append(word)
    return frozenset(COUNTRY[w] for w in joined if w in COUNTRY), [w for w in joined if w not in COUNTRY]
