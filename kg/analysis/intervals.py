"""95% intervals of shares and of concentration, where what is counted comes in articles and not one by one."""

from collections.abc import Mapping, Sequence
from math import exp, log, sqrt

Z = 1.959964  # the 97.5th percentile of the normal distribution


def wilson(part: float, number: float) -> tuple[float, float]:
    """The interval of a share of ``number`` independent observations (Wilson, Probable inference, 1927)."""
    if number <= 0:
        return 0.0, 1.0
    middle = (part + Z**2 / (2 * number)) / (1 + Z**2 / number)
    half = Z / (1 + Z**2 / number) * sqrt(part * (1 - part) / number + Z**2 / (4 * number**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def share(counts: Sequence[tuple[int, int]], articles: int, whole: int, squares: int) -> tuple[float, float, float]:
    """A share of what is counted and its interval, from (how many of it, how many in all) in each article that has any.

    ``articles`` and ``whole`` count also those without, ``squares`` is the sum of the squares of how many in all. One
    article's statements go together: the variance is that of a ratio of cluster totals (Kish, Survey sampling, 1965),
    and Wilson's interval takes the number of independent statements that would vary as much (Korn and Graubard,
    Confidence intervals for proportions with small expected number of positive counts, 1998, for the interval of
    Clopper and Pearson); at most as many as there are.
    """
    part = sum(k for k, _ in counts) / whole
    with_it = sum((k - part * n) ** 2 for k, n in counts)
    without = part**2 * (squares - sum(n**2 for _, n in counts))
    return part, *wilson(part, _independent(part, articles, whole, with_it + without))


def _independent(part: float, articles: int, whole: int, squares: float) -> float:
    """How many independent observations vary as much; ``squares`` are those of the residuals of the articles."""
    if articles < 2 or part in (0, 1):
        return float(articles)
    variance = articles / (articles - 1) * squares / whole**2
    return min(float(whole), part * (1 - part) / variance) if variance > 0 else float(whole)


def concentration(counts: Sequence[Mapping[str, int]]) -> tuple[float, float, float]:
    """The sum of the squared shares, from the counts in each article, and its interval.

    Herfindahl, Concentration in the steel industry, 1950. The plain sum is too high in small samples and its articles
    hang together: bias and variance are those of the jackknife that leaves out one article at a time (Tukey, Bias and
    confidence in not-quite large samples, 1958), and the interval is one of log odds. It is (0, 1) for one article.
    """
    totals: dict[str, int] = {}
    for here in counts:
        for voice, number in here.items():
            totals[voice] = totals.get(voice, 0) + number
    whole, squares = sum(totals.values()), sum(n**2 for n in totals.values())
    plain, number = squares / whole**2, len(counts)
    left = [_without(here, totals, whole, squares) for here in counts if sum(here.values()) < whole]
    if len(left) < 2:
        return plain, 0.0, 1.0
    mean = sum(left) / len(left)
    least = 1 / (2 * whole)
    value = min(max(number * plain - (number - 1) * mean, least), 1.0)
    if value > 1 - least:
        return value, 1 - wilson(0, number)[1], 1.0
    error = sqrt((number - 1) / number * sum((x - mean) ** 2 for x in left)) / (value * (1 - value))
    odds = log(value / (1 - value))
    low, high = (1 / (1 + exp(-max(min(odds + step * Z * error, 700.0), -700.0))) for step in (-1, 1))
    return value, low, high


def _without(here: Mapping[str, int], totals: Mapping[str, int], whole: int, squares: int) -> float:
    changed = sum((totals[voice] - n) ** 2 - totals[voice] ** 2 for voice, n in here.items())
    return (squares + changed) / (whole - sum(here.values())) ** 2
