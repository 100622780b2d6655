"""What stands between the paragraphs of a scraped article and is no news: captions, credits, bylines, links, notices.

Each rule is for a habit of many sites, and asks for more than a word that news uses too: the form of a whole line, the
reader addressed, the paper speaking of itself. All take one line, and look at no more of it than ``NOTICE`` characters.
"""

import re
from typing import Literal

Furniture = Literal["caption", "credit", "byline", "contact", "copyright", "promotion", "note", "bio"]

EDGE = 240  # characters of a short line
NOTICE = 2 * EDGE  # characters of a long notice or caption
UPPER = "A-ZÀ-ÖØ-ÞČĐİŁŘŚŠŻŽ"
AGENCY = (
    r"(?:Getty(?: Images)?|Reuters|REUTERS|AP(?: Photo)?|AFP|AAP|EPA(?:-EFE)?|Shutterstock|Zuma(?: Press)?|Bloomberg|"
    r"Associated Press|Alamy|Redux|NurPhoto|Xinhua|PA(?: Media| Wire)?|Anadolu(?: Agency)?|Magnum|Handout|TASS)"
)
PICTURE = (
    r"(?:(?:cover |file |main )?(?:photo(?:graph|s)?(?: (?:composite|illustration))?|image|picture|pic)s?"
    r"(?: (?:credit|source))?|credit|video|graphic|illustration)"
)
NAME = rf"[{UPPER}][\w.’'&-]*(?: (?:[{UPPER}][\w.’'&-]*|of|for|the|de|van|von|der|al)){{0,5}}"
OWNER = rf"[@©]? ?[{UPPER}\d][^?!“”\"]{{0,80}}"
CREDIT = re.compile(
    rf"^[^\w\"“”„«‘'`]{{0,3}}(?:{PICTURE}s?(?: by)? ?:|image (?:source|caption),"
    r"|(?:photo(?:graph|s)?|image|picture|illustration|graphic)s? (?:by |supplied$|courtesy ))",
    re.IGNORECASE,
)
CREDIT_LINE = re.compile(rf"^[^.?!“”\"]{{0,80}}[/|] ?{AGENCY}\W{{0,3}}$")
CREDIT_TAIL = re.compile(
    # "Photo: Ina Moll / Coast Press", "| Picture Credit: Coast Press", "PHOTO | FILE"
    rf"[ \t](?:\| ?|[–—-] )?(?=[A-Z])(?i:{PICTURE}(?: ?[:|] ?| (?:by|courtesy(?: of)?) )){OWNER}$"
    # "| Ina Moll for The Coast Press", after a sentence
    rf"|(?<=[.!?”\"’')]) ?\| ?{NAME}$"
    # "Reuters/Ina Moll/File Photo", "Ina Moll/Reuters"
    rf"|[ \t](?:{AGENCY} ?/ ?{NAME}(?:/{NAME})*|[{UPPER}][\w.’' -]{{1,40}}/ ?{AGENCY})$"
    # "(Ina Moll/Reuters)", "(Coast Guard via AP)"
    rf"|[ \t][(\[](?:[^()\[\]]{{0,80}}/ ?|[^()\[\]]{{0,60}}\bvia ){AGENCY}\.?[)\]]$"
    # "(AP Photo/Ina Moll)", "(Coast photo by Ina Moll)", "[Photo: Ina Moll]", "(file photo)"
    rf"|[ \t][(\[](?:[^()\[\]]{{0,30}} )?(?i:{PICTURE})(?: by | courtesy |[:/ ] ?(?=[{UPPER}@©]))"
    r"[^()\[\]]{0,120}[)\]]\W?$"
    r"|[ \t][(\[](?i:(?:file|stock|handout|archive|courtesy) (?:photo|image|picture))[)\]]\W?$"
    # "(Supplied)", "[File, Coast Press]"
    r"|[ \t][(\[](?:Supplied|File|FILE|Handout|Courtesy|Archive|Screengrab|Screenshot)"
    r"(?:(?: ?[,:/]| (?:of|by|from|via))[^()\[\]]{0,80})?[)\]]$"
    # "(Ina Moll/Coast Press)", "(Coast Press: Ina Moll)", after a sentence
    rf"|(?<=[.!?”\"’'])[ \t]\((?!(?i:related|read|see|watch|more|also|listen|video|warning|note|update)\b)"
    rf"(?=[^()/|:]* ){NAME}(?: ?[/|] ?|: ){NAME}\.?\)$"
)
# "He says it was no goal (AFP)": with no full stop before it; after one, it is the wire that signs a report.
WIRE_TAIL = re.compile(rf"(?<=\w)[ \t]\({AGENCY}\)$|(?<=[\w”\"][”\")\d])[ \t](?:AFP|AAP|AP|EPA|PA|REUTERS)$")
CAPTION = re.compile(
    r"^(?:FILE ?(?:PHOTO|IMAGE)? ?[:–—-]|(?:Image|Photo) caption,|L ?[-–] ?R ?[:,]|From left ?:"
    r"|(?i:file (?:photo|image|picture)|(?:image |photo )?caption|pictured(?: \w+)?) ?:)"
)
COPYRIGHT = re.compile(
    r"^\W{0,3}copyright\b|(?:^|[\s(|/,])©|\(c\) ?(?:19|20)\d\d|all rights reserved|may not be (?:published|reproduced)",
    re.IGNORECASE,
)
REPRINT = re.compile(
    r"\b(?:reproduc|republish|reprint|redistribut|any use of (?:this|our) )\w*\b[^.?!]{0,80}"
    r"\b(?:prohibited|forbidden|(?:without|prior|written) (?:\w+ ){0,3}permission)\b",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"^\W{0,3}(?i:by) (?:[A-Z][\w.’'-]*|and|[,&])(?: ?(?:[A-Z][\w.’'-]*|and|[,&|])){0,14}\W{0,2}$"
    r"|^\W{0,3}(?i:(?:additional )?reporting|writing|edit(?:ed|ing)|compiled|words) (?i:by|from) [A-Z]"
    r"|\bcontributed (?:reporting\b|(?:to|from) (?:this|the) (?:article|report|story|piece)\b)"
)
CONTACT = re.compile(
    r"^\W{0,3}(?:(?i:write|e-?mail|contact|reach|message|call)\b[^.?!]{0,80}"
    r"(?:@|\[(?i:e-?mail|at)\b|\bemail\b|\d{3}[ -]?\d{4})"
    r"|(?:Write|WRITE) (?i:to) [A-Z]|(?i:e-?mail|tel|phone|contact|twitter) ?:"
    r"|(?:Follow|FOLLOW) [^.?!]{0,60} on (?i:x|twitter|facebook|instagram|threads|bluesky|mastodon|linkedin)\b)"
)
# What a site calls its links; a line of no more than this is the head of a list of them.
LINKS = (
    r"(?:(?:you (?:should|may|might) )?(?:also (?:read|see)|(?:read|see|watch) also)"
    r"|you (?:may|might) (?:also )?(?:like|enjoy)"
    r"|read (?:more|next)|related(?: (?:stor(?:y|ies)|articles?|topics|news|coverage|content|links))?"
    r"|recommended(?: for you)?|most (?:read|popular|viewed)|top stories|trending(?: now)?|editors?[’']?s? picks?"
    r"|must[ -]read|don[’']t miss|in case you missed it|icymi|up next|what to read next)"
)
HEAD = re.compile(
    rf"^\W{{0,3}}(?:{LINKS}|(?:more|read more) (?:on|from|about)\b[^.?!:]{{1,40}}"
    r"|in (?:summary|brief)|(?:latest|more) (?:news|stories))\W{0,3}$",
    re.IGNORECASE,
)
PROMOTION = re.compile(
    rf"^\W{{0,3}}(?:{LINKS} ?[:|]"
    r"|(?:read|see|watch|listen|play|more|also|breaking|live|next|highlights|podcast|gallery|video|explore)\b"
    r"[^.?!:|]{0,25}[:|][^.]*$"
    r"|(?:read more|read next|read also|see also|sign up|subscribe|advertisement|click here"
    r"|(?:story|article) continues|most read|share this|download (?:our|the) app|continue reading|skip to"
    r"|listen to this (?:story|article))\b"
    r"|\d{1,2}:\d\d ?/ ?\d{1,2}:\d\d\b|(?:text ad|sponsored(?: by)?|advertorial|paid post) ?[:|]"
    r"|poll: [^.]*\?$)"
    r"|^\[[^\[\]]+\]$|\bclick here\W*$",
    re.IGNORECASE,
)
START = r"(?:^|[.!?:,] )"
# The site speaks of itself to its reader: sign up, pay, take part, accept.
ADDRESS = re.compile(
    r"\bour (?:[\w-]+ ){0,3}?(?:newsletters?|bulletin|app|podcast|e-paper|journalism|moderators|community guidelines"
    r"|comments? policy|(?:privacy|cookie) (?:policy|notice)|(?:WhatsApp|Telegram|YouTube) channel"
    r"|partners or sponsors)\b"
    r"|(?:(?:^|[.!?] )(?:register|get|join|download|follow|become|click|tap|catch|donate)"
    r"|(?:^|[.!?,] )(?:sign up|subscribe))\b[^.?!]{0,80}"
    r"\b(?:newsletters?|inbox|app|alerts|WhatsApp|Telegram|podcast|(?:unlimited|free) access)\b"
    r"|\bto your inbox\b|\byour inbox (?:every|each|daily)\b"
    rf"|{START}(?:sign up|subscribe|become a (?:member|subscriber|supporter)|donate) (?:today|now|here|below)\b"
    rf"|{START}(?:have your say|join the (?:conversation|debate)|vote (?:in our|below|here))\b"
    r"|\b(?:your (?:support|donation|subscription)|donate|support (?:us|our|independent))\b.*\bjournalism\b"
    r"|\bjournalism\b.*\b(?:your (?:support|donation|subscription)|donate|support us)\b"
    r"|\bplease consider (?:making|supporting|donating|subscribing|becoming)\b|\ba (?:small )?favou?r to ask\b"
    r"|\btell us\b[^.?!]{0,40}\b(?:in the comments|what you think)|^what do you think\?"
    r"|^(?:question|poll) of the day\b"
    r"|^you(?: have|[’']ve) (?:read|reached|used|viewed) [^.?!]{0,30}\bfree articles?\b"
    r"|^(?:if you )?(?:enjoy|lik)\w* this(?: (?:article|story|post|piece)\b|\?)"
    r"|^(?:log|sign) ?in to (?:comment|continue|read|reply)\b|^we welcome your comments"
    r"|^comments (?:are (?:now )?(?:closed|moderated)|have to be|must be)\b"
    r"|^(?:do you have|have you got|got|know)\b[^.?!]{0,40}\b(?:story|tips?|information|more|opinion)\b[^.?!]{0,60}\?"
    r"|\bwe(?: and our [\w ]{1,20})? (?:use cookies|(?:store|access)\b[^.?!]{0,30} information on your device)"
    r"|\bwe need your consent\b",
    re.IGNORECASE,
)
THIS = r"(?:this (?:article|story|post|piece|report|column|page|headline))"
# What a paper does not answer for. What it corrects is no furniture: corrections say who said what.
NOTE = re.compile(
    r"^\W{0,3}(?:disclaimers? ?[:–—]"
    r"|(?:(?:the|all|any) )?(?:views|opinions)\b[^.?!]{0,30} expressed "
    rf"(?:here|(?:by|are those of) (?:the )?(?:author|writer|contributor|columnist)|(?:in|on) (?:{THIS}|the article))\b"
    rf"|{THIS} (?:was (?:originally|first) published|is republished)\b)"
    r"|\bexcept for the headline\b",
    re.IGNORECASE,
)
WRITER = r"(?:reporter|writer|journalist|columnist|correspondent|photographer|contributor|novelist|blogger|editor)"
BIO = re.compile(
    r"^(?i:about the (?:author|writer))s?\b"
    rf"|^(?:An? [^.,]{{3,60}}, )?{NAME}(?:, [^.“”\"]{{3,80}},)? (?:now |also |regularly )?"
    rf"(?:is (?:[\w’'-]+ ){{0,5}}?{WRITER}\b|is the author of\b|writes (?:about|for|on)\b|reports (?:on|for)\b"
    r"|covers\b[^.]{1,80} (?:for|at)\b)"
)
MARKED = re.compile(r"[“”\"„«]|``")


def kind(line: str) -> Furniture | None:
    """What ``line`` is by its words alone, None where it may be news. A bio counts only near an article's end."""
    head, tail, short, brief = line[:EDGE], line[-EDGE:], len(line) <= EDGE, len(line) <= NOTICE
    unmarked = brief and not MARKED.search(line)
    rules: tuple[tuple[Furniture, bool, re.Pattern[str], str], ...] = (
        ("copyright", True, COPYRIGHT, head),
        ("copyright", len(line) < 600, COPYRIGHT, tail),
        ("credit", short, CREDIT, line),
        ("credit", short, CREDIT_LINE, line),
        ("caption", brief, CAPTION, head),
        ("caption", brief, CREDIT_TAIL, tail),
        ("caption", short, WIRE_TAIL, line),
        ("byline", brief, BYLINE, head),
        ("contact", brief, CONTACT, head),
        ("promotion", short, PROMOTION, head),
        ("note", brief, NOTE, head),
        ("copyright", unmarked, REPRINT, line),
        ("promotion", unmarked, ADDRESS, line),
        ("bio", unmarked, BIO, head),
    )
    return next((role for role, applies, rule, part in rules if applies and rule.search(part)), None)


def is_head(line: str) -> bool:
    """Whether ``line`` is nothing but the head of a list of links."""
    return len(line) <= 80 and HEAD.match(line) is not None


def without_credit(line: str) -> int:
    """The length of ``line`` before a credit at its end."""
    start = max(0, len(line) - EDGE)
    tail = CREDIT_TAIL.search(line[start:])
    return start + tail.start() if tail else len(line)
