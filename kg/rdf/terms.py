"""The terms of the graph as nodes, and the tables between our words and their classes and concepts."""

from collections.abc import Mapping

from pyoxigraph import NamedNode

from kg.model import Act, AttributionVerdict, CitationKind, EntityKind, MentionForm, QuoteType, Verdict
from kg.variants import Difference
from kg.vocab import CITO, DCTERMS, HS, OA, PROV, RDF, SCHEMA, XSD

A = NamedNode(RDF("type"))

NEWS_ARTICLE = NamedNode(SCHEMA("NewsArticle"))
NEWS_MEDIA = NamedNode(SCHEMA("NewsMediaOrganization"))
QUOTATION = NamedNode(SCHEMA("Quotation"))
OBSERVATION = NamedNode(SCHEMA("Observation"))
ATTRIBUTION = NamedNode(HS("Attribution"))
CANDIDATE = NamedNode(HS("Candidate"))
CITATION = NamedNode(HS("Citation"))
RESOURCE = NamedNode(OA("SpecificResource"))
POSITION_SELECTOR = NamedNode(OA("TextPositionSelector"))
QUOTE_SELECTOR = NamedNode(OA("TextQuoteSelector"))
ACTIVITY = NamedNode(PROV("Activity"))
SOFTWARE = NamedNode(HS("Software"))

NAME = NamedNode(SCHEMA("name"))
IS_PART_OF = NamedNode(SCHEMA("isPartOf"))
TEXT = NamedNode(SCHEMA("text"))
HEADLINE = NamedNode(SCHEMA("headline"))
PUBLISHER = NamedNode(SCHEMA("publisher"))
AUTHOR = NamedNode(SCHEMA("author"))
BYLINE = NamedNode(HS("byline"))
DATE_PUBLISHED = NamedNode(SCHEMA("datePublished"))
URL = NamedNode(SCHEMA("url"))
IN_LANGUAGE = NamedNode(SCHEMA("inLanguage"))
IDENTIFIER = NamedNode(SCHEMA("identifier"))
ARTICLE_BODY = NamedNode(SCHEMA("articleBody"))
TEXT_HASH = NamedNode(HS("textHash"))
ORIGINAL_HASH = NamedNode(HS("originalHash"))
PREVIOUS_VERSION = NamedNode(HS("previousVersion"))

JOB_TITLE = NamedNode(SCHEMA("jobTitle"))
ROLE = NamedNode(HS("role"))
STANDS_FOR = NamedNode(HS("standsFor"))
SPEAKS_FOR = NamedNode(HS("speaksFor"))
SAME_AS = NamedNode(SCHEMA("sameAs"))

SOURCE = NamedNode(HS("source"))
CUE = NamedNode(HS("cue"))
ATTRIBUTES = NamedNode(HS("attributes"))
SPEAKER = NamedNode(HS("speaker"))
SPEAKER_CONFIDENCE = NamedNode(HS("speakerConfidence"))
SOURCE_INFERRED = NamedNode(HS("sourceInferred"))
HAS_CANDIDATE = NamedNode(HS("candidate"))
CANDIDATE_ENTITY = NamedNode(HS("candidateEntity"))
SCORE = NamedNode(HS("score"))
ACT = NamedNode(HS("act"))
MEDIUM = NamedNode(HS("medium"))
SAID_ON = NamedNode(HS("saidOn"))
CONFIDENCE = NamedNode(HS("confidence"))
RELAYS = NamedNode(HS("relays"))
GENERATED_BY = NamedNode(PROV("wasGeneratedBy"))
QUOTE_TYPE = NamedNode(HS("quoteType"))
CONTENT = NamedNode(HS("content"))

ORDER = NamedNode(HS("order"))
HAS_SOURCE = NamedNode(OA("hasSource"))
HAS_SELECTOR = NamedNode(OA("hasSelector"))
START = NamedNode(OA("start"))
END = NamedNode(OA("end"))
EXACT = NamedNode(OA("exact"))
PREFIX = NamedNode(OA("prefix"))
SUFFIX = NamedNode(OA("suffix"))

EVIDENCE = NamedNode(HS("evidence"))
OF_ATTRIBUTION = NamedNode(HS("attribution"))
VALUE = NamedNode(SCHEMA("value"))
MIN_VALUE = NamedNode(SCHEMA("minValue"))
MAX_VALUE = NamedNode(SCHEMA("maxValue"))
UNIT_TEXT = NamedNode(SCHEMA("unitText"))
MEASURED_PROPERTY = NamedNode(SCHEMA("measuredProperty"))
COUNTED_AS = NamedNode(HS("countedAs"))
OBSERVATION_DATE = NamedNode(SCHEMA("observationDate"))
CITATION_KIND = NamedNode(HS("citationKind"))
TARGET = NamedNode(HS("target"))

USED = NamedNode(PROV("used"))
ASSOCIATED_WITH = NamedNode(PROV("wasAssociatedWith"))
ENDED = NamedNode(PROV("endedAtTime"))
MODEL_VERSION = NamedNode(HS("modelVersion"))
SOFTWARE_VERSION = NamedNode(HS("softwareVersion"))

CANONICAL_SPEAKER = NamedNode(HS("canonicalSpeaker"))
SPOKEN_BY = NamedNode(SCHEMA("spokenByCharacter"))
SAME_SPEAKER_AS = NamedNode(HS("sameSpeakerAs"))
IDENTITY_DECISION = NamedNode(HS("identityDecision"))
DECISION = NamedNode(HS("IdentityDecision"))
COMPARED_WITH = NamedNode(HS("comparedWith"))
REASON = NamedNode(HS("reason"))
JOINED = NamedNode(HS("joined"))
DERIVED_FROM = NamedNode(PROV("wasDerivedFrom"))
CITES = NamedNode(HS("cites"))
CITES_AS_EVIDENCE = NamedNode(CITO("citesAsEvidence"))
WITHDRAWN = NamedNode(HS("withdrawn"))
JUDGED_IN = NamedNode(HS("judgedIn"))
FINDING = NamedNode(HS("Finding"))
HAS_FINDING = NamedNode(HS("finding"))
TAKEN_FROM = NamedNode(HS("takenFrom"))
ORIGIN = NamedNode(HS("origin"))
STOPS_AT = NamedNode(HS("stopsAt"))
LEANS_ON = NamedNode(HS("leansOn"))
WIRE_COPY_OF = NamedNode(HS("wireCopyOf"))
SHARES_TEXT_WITH = NamedNode(HS("sharesTextWith"))
QUOTED_FROM = NamedNode(PROV("wasQuotedFrom"))
PRIMARY_SOURCE = NamedNode(PROV("hadPrimarySource"))

UTTERANCE = NamedNode(HS("Utterance"))
REPORTS = NamedNode(HS("reports"))
FULLEST_WORDING = NamedNode(HS("fullestWording"))
NOT_VARIANT_OF = NamedNode(HS("notVariantOf"))
VARIANT_DECISION = NamedNode(HS("variantDecision"))
DECISION_OF_VARIANT = NamedNode(HS("VariantDecision"))
DIFFERENCE = NamedNode(HS("difference"))

ANALYSIS = NamedNode(HS("Analysis"))
ANALYSIS_ROW = NamedNode(HS("AnalysisRow"))
ANALYSIS_VALUE = NamedNode(HS("AnalysisValue"))
ANALYSIS_NAME = NamedNode(HS("analysisName"))
ANALYSED_VIEW = NamedNode(HS("analysedView"))
WINDOW_START = NamedNode(HS("windowStart"))
WINDOW_END = NamedNode(HS("windowEnd"))
LIMITED_BY = NamedNode(HS("limitedBy"))
ROW_OF = NamedNode(HS("rowOf"))
ROW_NUMBER = NamedNode(HS("rowNumber"))
ROW_VALUE = NamedNode(HS("rowValue"))
COLUMN = NamedNode(HS("column"))
ABOUT = NamedNode(HS("about"))

ANNOTATION = NamedNode(OA("Annotation"))
MOTIVATED_BY = NamedNode(OA("motivatedBy"))
ASSESSING = NamedNode(OA("assessing"))
HAS_TARGET = NamedNode(OA("hasTarget"))
BODY_VALUE = NamedNode(OA("bodyValue"))
JUDGEMENT = NamedNode(HS("judgement"))
CREATED = NamedNode(DCTERMS("created"))
CREATOR = NamedNode(DCTERMS("creator"))
REVISION_OF = NamedNode(PROV("wasRevisionOf"))
ARTICLE_URL = NamedNode(HS("articleUrl"))
WORDS_OF = NamedNode(HS("wordsOf"))
HAS_BODY = NamedNode(OA("hasBody"))
CORRECTION = NamedNode(HS("Correction"))
CORRECTED_SOURCE = NamedNode(HS("correctedSource"))
CORRECTED_CONTENT = NamedNode(HS("correctedContent"))
CORRECTED_TYPE = NamedNode(HS("correctedType"))
CORRECTED_SPEAKER = NamedNode(HS("correctedSpeaker"))
CORRECTED_NAME = NamedNode(HS("correctedName"))
CORRECTED_KIND = NamedNode(HS("correctedKind"))

BOOLEAN = NamedNode(XSD("boolean"))
INTEGER = NamedNode(XSD("integer"))
DECIMAL = NamedNode(XSD("decimal"))
DATE = NamedNode(XSD("date"))
DATE_TIME = NamedNode(XSD("dateTime"))
ANY_URI = NamedNode(XSD("anyURI"))

CLASS_OF_KIND: Mapping[EntityKind, NamedNode] = {
    "person": NamedNode(SCHEMA("Person")),
    "organisation": NamedNode(SCHEMA("Organization")),
    "collective": NamedNode(HS("Collective")),
    "unnamed": NamedNode(HS("UnnamedSource")),
    "document": NamedNode(SCHEMA("CreativeWork")),
    "outlet": NEWS_MEDIA,
    "place": NamedNode(SCHEMA("Place")),
}
KIND_OF_CLASS: Mapping[str, EntityKind] = {node.value: kind for kind, node in CLASS_OF_KIND.items()}

PREDICATE_OF_FORM: Mapping[MentionForm, NamedNode] = {
    "name": NamedNode(HS("nameMention")),
    "role": NamedNode(HS("roleMention")),
    "pronoun": NamedNode(HS("pronounMention")),
    "noun": NamedNode(HS("nounMention")),
}
CONCEPT_OF_TYPE: Mapping[QuoteType, NamedNode] = {
    "direct": NamedNode(HS("Direct")),
    "indirect": NamedNode(HS("Indirect")),
    "mixed": NamedNode(HS("Mixed")),
}
TYPE_OF_CONCEPT: Mapping[str, QuoteType] = {node.value: x for x, node in CONCEPT_OF_TYPE.items()}
CONCEPT_OF_ACT: Mapping[Act, NamedNode] = {
    "speech": NamedNode(HS("Speech")),
    "writing": NamedNode(HS("Writing")),
    "thought": NamedNode(HS("Thought")),
}
ACT_OF_CONCEPT: Mapping[str, Act] = {node.value: x for x, node in CONCEPT_OF_ACT.items()}
CONCEPT_OF_CITATION: Mapping[CitationKind, NamedNode] = {
    "outlet": NamedNode(HS("OutletCitation")),
    "link": NamedNode(HS("LinkCitation")),
    "wire": NamedNode(HS("WireCitation")),
    "document": NamedNode(HS("DocumentCitation")),
}
CITATION_OF_CONCEPT: Mapping[str, CitationKind] = {node.value: x for x, node in CONCEPT_OF_CITATION.items()}
VALUE_OF_VERDICT: Mapping[Verdict, NamedNode] = {
    "same": NamedNode(HS("SameSpeaker")),
    "different": NamedNode(HS("DifferentSpeakers")),
    "undone": NamedNode(HS("Undone")),
}
VERDICT_OF_VALUE: Mapping[str, Verdict] = {node.value: x for x, node in VALUE_OF_VERDICT.items()}
CONCEPT_OF_DIFFERENCE: Mapping[Difference, NamedNode] = {
    "same": NamedNode(HS("SameWords")),
    "cut": NamedNode(HS("CutWords")),
    "altered": NamedNode(HS("AlteredWords")),
    "paraphrase": NamedNode(HS("Paraphrase")),
}
DIFFERENCE_OF_CONCEPT: Mapping[str, Difference] = {node.value: x for x, node in CONCEPT_OF_DIFFERENCE.items()}
VALUE_OF_JUDGED: Mapping[AttributionVerdict, NamedNode] = {
    "accepted": NamedNode(HS("Accepted")),
    "rejected": NamedNode(HS("Rejected")),
    "corrected": NamedNode(HS("Corrected")),
    "undecided": NamedNode(HS("Undecided")),
    "undone": NamedNode(HS("Undone")),
}
JUDGED_OF_VALUE: Mapping[str, AttributionVerdict] = {node.value: x for x, node in VALUE_OF_JUDGED.items()}
