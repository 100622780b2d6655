"""Claims and reviews as values: what fact-checkers publish (schema.org ClaimReview), and one scale for their ratings.

What a review says is reported here, not believed: it is evidence of what a reviewer said of a claim.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

RatingName = Literal["true", "mostly-true", "mixed", "mostly-false", "false", "unproven"]

PLACES: Mapping[RatingName, int] = MappingProxyType(
    {"true": 5, "mostly-true": 4, "mixed": 3, "mostly-false": 2, "false": 1}
)
"""The places on the scale, from false to true; "unproven" has none."""
LABELS: Mapping[RatingName, str] = MappingProxyType(
    {
        "true": "True",
        "mostly-true": "Mostly true",
        "mixed": "Mixed",
        "mostly-false": "Mostly false",
        "false": "False",
        "unproven": "Unproven",
    }
)
"""The words for each place, as an own review is published."""


@dataclass(frozen=True, slots=True)
class Rating:
    """A reviewer's rating as published, and its place on our scale; ``normalised`` is None where that is not known.

    ``name`` is schema:alternateName; ``value``, ``best`` and ``worst`` are as written.
    """

    name: str | None = None
    value: str | None = None
    best: str | None = None
    worst: str | None = None
    normalised: RatingName | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition as a reviewer words it; ``claimant`` is a name, ``appearances`` are URLs, the first one first."""

    text: str
    claimant: str | None = None
    published: str | None = None
    appearances: tuple[str, ...] = ()
    first_appearance: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """What ``reviewer`` (a name) found of a claim; ``url`` is where the review can be read, ``published`` ISO 8601."""

    url: str
    claim: Claim
    rating: Rating
    reviewer: str | None = None
    published: str | None = None
    title: str | None = None
    language: str | None = None
