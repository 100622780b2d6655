"""Speakers linked to authorities: by asking a service or a file of names, and by a person's judgement."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from kg import ids
from kg.errors import FormatError, InputError, NotFoundError, ServiceError, UsageError
from kg.link.client import Client
from kg.link.deciding import Named, folded, names_iri
from kg.link.names import Entry, Names, entries
from kg.link.service import Manifest, is_iri
from kg.model import EntityKind, Table, Value
from kg.rdf.links import Lookup, lookup_quads
from kg.workflow.linker import Linker
from kg.workflow.naming import full_iri

MOST_BYTES = 50 << 20
GIVE_UP = 3
"""Batches that fail one after the other before a service is left alone."""

Told = Callable[[str], None]


def _quiet(_: str) -> None: ...


@dataclass(slots=True)
class LinkReport:
    """Numbers of names: asked now, answered before, not answered; and of speakers: linked, waiting, without proposals.

    ``errors`` counts the lines of trouble that were told.
    """

    asked: int = 0
    before: int = 0
    failed: int = 0
    linked: int = 0
    waiting: int = 0
    without: int = 0
    errors: int = 0

    def plus(self, other: "LinkReport") -> "LinkReport":
        """Both together."""
        return LinkReport(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


def ask_service(
    linker: Linker,
    client: Client,
    *,
    now: Callable[[], str],
    again: bool = False,
    told: Told = _quiet,
    step: Told = _quiet,
) -> LinkReport:
    """Asks a service for each name that it has not answered yet (with ``again``: each), a batch at a time.

    Each batch is stored before the next is asked. A batch that fails is told and left out; ServiceError where the
    service does not answer at all, and after three failing batches in a row.
    """
    manifest = client.manifest()
    names = list(dict.fromkeys((s.kind, s.name) for s in linker.speakers))
    known = {(x.kind, x.name) for x in linker.lookups.values() if x.service == client.url}
    wanted = names if again else [name for name in names if name not in known]
    report = LinkReport(before=len(names) - len(wanted))
    failing = 0
    for start in range(0, len(wanted), manifest.batch):
        batch = wanted[start : start + manifest.batch]
        try:
            found = _asked(client, manifest, batch, now, told, report)
        except ServiceError as e:
            failing += 1
            report.failed += len(batch)
            if failing == GIVE_UP or (not report.asked and start + len(batch) >= len(wanted)):
                raise
            _trouble(report, told, str(e))
        else:
            failing = 0
            linker.keep(found)
        for _, name in batch:
            step(name)
    return report


def ask_file(linker: Linker, file: str, *, now: Callable[[], str], told: Told = _quiet) -> LinkReport:
    """Compares all names with a file of names, which takes the place of what it said before; one transaction."""
    path = Path(file)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageError(f"{file}: larger than {MOST_BYTES >> 20} MB")
        data = path.read_bytes()
    except OSError as e:
        raise UsageError(f"{file}: {e.strerror or e}") from e
    report = LinkReport()
    good: list[Entry] = []
    for entry in entries(file, data):
        if isinstance(entry, InputError):
            _trouble(report, told, str(entry))
        else:
            good.append(entry)
    service = names_iri(path.name, linker.store.base)
    named, asked = Names(good), now()
    found = []
    for kind, name in dict.fromkeys((s.kind, s.name) for s in linker.speakers):
        report.asked += 1
        proposals = named.proposals(kind, name)
        if proposals:
            found.append(Lookup(service, kind, name, asked, proposals))
    base = linker.store.base
    old = {x.iri(base): x for x in linker.lookups.values() if x.service == service}
    same = {iri for x in found if (iri := x.iri(base)) in old and old[iri].proposals == x.proposals}
    linker.keep([x for x in found if x.iri(base) not in same], forget=[x for iri, x in old.items() if iri not in same])
    return report


def counted(linker: Linker, report: LinkReport) -> LinkReport:
    """The report with the speakers that are linked, that wait for a person, and for whom nothing is proposed."""
    for speaker in linker.speakers:
        found = linker.decided(speaker)
        report.linked += bool(found.links)
        report.waiting += bool(found.waiting and not found.links)
        report.without += bool(linker.about(speaker) and not found.links and not found.waiting)
    return report


def shown(linker: Linker) -> Table:
    """A row a proposal or link of each speaker: what it is, and whether it is linked, waits or was rejected."""
    columns = (
        "speaker", "kind", "state", "name", "iri", "score", "match", "types", "reason", "asked", "service",
        "speaker_iri",
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    for speaker in linker.speakers:
        found = linker.decided(speaker)
        linked = {link.iri: link.reason for link in found.links}
        waiting = {p.iri for p in found.waiting}
        seen = set()
        for lookup in linker.about(speaker):
            for p in lookup.proposals:
                seen.add(p.iri)
                state = _state(p.iri, linked, waiting, found.rejected)
                rows.append(
                    (speaker.name, speaker.kind, state, p.name, p.iri, p.score, p.match, " ".join(p.types) or None,
                     linked.get(p.iri), lookup.asked, lookup.service, speaker.iri)
                )  # fmt: skip
        for iri in sorted((linked.keys() | found.rejected) - seen):
            state = _state(iri, linked, waiting, found.rejected)
            rest = (linked.get(iri), None, None, speaker.iri)
            rows.append((speaker.name, speaker.kind, state, None, iri, None, None, None, *rest))
    return Table(columns, tuple(rows))


def speaker_named(linker: Linker, text: str) -> Named:
    """The one speaker of an IRI (its own or an entity's), of the first digits of its hash, or of a name."""
    iri = full_iri(linker.store, text, "speaker", "entity")
    iri = linker.speaker_of.get(iri, iri)
    found = [s for s in linker.speakers if s.iri == iri] or [
        s for s in linker.speakers if folded(s.name) and folded(s.name) == folded(text)
    ]
    if len(found) > 1:
        several = ", ".join(f"{s.name} (speaker/{ids.split(s.iri)[2][:8]})" for s in found[:5])
        raise NotFoundError(f"{text!r} is the name of {len(found)} speakers: {several}")
    if not found:
        raise NotFoundError(f"no person, organisation, outlet or place that speaks is {text!r}: see kg speakers")
    return found[0]


def target_named(linker: Linker, speaker: Named, text: str) -> str:
    """The IRI that a person means: an IRI, or the end of one that is proposed for the speaker ("Q42")."""
    if text.startswith(linker.store.base):
        raise UsageError(f"{text} is an identifier of this store: give one of an authority")
    if is_iri(text):
        return text
    proposed = {p.iri for x in linker.about(speaker) for p in x.proposals}
    ends = sorted(iri for iri in proposed if iri.endswith(tuple(f"{c}{text}" for c in "/#=:")))
    if len(ends) != 1:
        several = f"ends {len(ends)} proposed IRIs" if ends else "is no http(s) IRI and ends none that is proposed"
        raise UsageError(f"{text!r} {several} for {speaker.name}: see kg link --show")
    return ends[0]


def _asked(
    client: Client,
    manifest: Manifest,
    batch: Sequence[tuple[EntityKind, str]],
    now: Callable[[], str],
    told: Told,
    report: LinkReport,
) -> list[Lookup]:
    """The lookups of one batch; what was not answered or cannot be stored is told and left out."""
    found = []
    for (kind, name), answer in zip(batch, client.ask(manifest, batch), strict=True):
        if answer is None:
            report.failed += 1
            _trouble(report, told, f"{client.url}: no answer for {name!r}")
            continue
        for reason in answer.refused:
            _trouble(report, told, f"{client.url}: left out for {name!r}: {reason}")
        lookup = Lookup(client.url, kind, name, now(), answer.proposals)
        try:
            list(lookup_quads(lookup, ids.BASE))
        except FormatError as e:
            report.failed += 1
            _trouble(report, told, f"{client.url}: {e}")
            continue
        report.asked += 1
        found.append(lookup)
    return found


def _trouble(report: LinkReport, told: Told, text: str) -> None:
    report.errors += 1
    told(text)


def _state(iri: str, linked: Mapping[str, str], waiting: set[str], rejected: frozenset[str]) -> str:
    if iri in linked:
        return "linked"
    return "rejected" if iri in rejected else "waits" if iri in waiting else "passed over"
