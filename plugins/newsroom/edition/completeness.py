"""What a text must have before it is made public: sources, speakers, credits (P12, P16, P17)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsroom.edition.links import content_path, file_paths
from newsroom.edition.visibility import is_withdrawn
from newsroom.problems import Problem, problem
from newsroom.source.records import Article, Record

# Opinion, paid text and a reply speak for themselves; these report what others know.
_SOURCED = frozenset({"berita", "penjelasan", "siaran-pers"})


def missing_in(record: Record, prefix: str = "") -> Iterator[Problem]:
    """What the record lacks for a public site; nothing, once its text is withdrawn."""
    if is_withdrawn(record):
        return
    path = prefix + record.path
    if isinstance(record, Article) and record.type in _SOURCED and not record.sources:
        line = max(record.line_of("sumber"), record.line_of("judul"))
        yield problem(path, line, "sumber", "incomplete_sources")
    for quotation in record.prose.unsigned:
        yield problem(path, quotation.line, "isi", "incomplete_speaker", text=quotation.text)
    if record.picture and not record.picture.credit:
        yield problem(path, record.line_of("gambar"), "gambar.kredit", "incomplete_credit")
    credited = {
        place
        for note in record.picture_notes
        if note.credit
        for place in file_paths(record.path, note.file)
    }
    for reference in record.prose.references:
        if reference.is_picture and content_path(record.path, reference.target) not in credited:
            file = reference.target
            yield problem(path, reference.line, "isi", "incomplete_inline_credit", file=file)


def check_complete(records: Iterable[Record], prefix: str) -> list[Problem]:
    """For a public build: each gap is a fault."""
    return [fault for record in records for fault in missing_in(record, prefix)]
