"""The facts of the site as open data: /data/fakta.json, its schema, and the articles year by year.

All from the records that the pages are made from. What is not known is left out, and a date has no
hour that nobody gave. facts_schema.py says what each key means.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from newsroom.edition.ledger import Entry
from newsroom.edition.names import NameBook, Party
from newsroom.edition.questions import Inquiry
from newsroom.edition.quotations import Quoted, said_on
from newsroom.language.moment import Moment
from newsroom.publishing.facts_schema import VERSION, facts_schema
from newsroom.source.records import (
    Article,
    Event,
    Occasion,
    Organization,
    Person,
    Plan,
    Programme,
    Record,
    Source,
    Withdrawal,
)
from newsroom.views.desk import Desk, summary
from newsroom.views.evidence import change_text

SCHEMA = "data/fakta.schema.json"

Data = dict[str, Any]


def articles_path(year: int) -> str:
    """Where the articles of a year are saved: a full year never changes again."""
    return f"data/artikel-{year}.json"


def schema_file(desk: Desk) -> bytes:
    """What the keys mean, as JSON Schema."""
    return _written(facts_schema(desk, desk.site.absolute(SCHEMA)))


def facts_file(
    desk: Desk,
    people: Sequence[Person],
    organizations: Sequence[Organization],
    occasions: Sequence[Article],
    quotations: Sequence[Quoted],
    events: Sequence[Event],
    programmes: Sequence[Programme],
    plans: Sequence[Plan],
    inquiries: Sequence[Inquiry],
    changes: Sequence[Entry],
    years: Sequence[int],
    names: NameBook,
) -> bytes:
    """occasions: an article for each happening; years: those that have articles."""
    lists = {
        "tokoh": [_person(desk, person, names) for person in people],
        "lembaga": [_organization(desk, body) for body in organizations],
        "peristiwa": [_happening(desk, article) for article in occasions],
        "kutipan": [_quotation(desk, quoted, names) for quoted in quotations],
        "agenda": [_event(desk, event, names) for event in events],
        "program": [_programme(desk, programme, names) for programme in programmes],
        "rencana": [_plan(desk, plan, names) for plan in plans],
        "pertanyaan": [data for inquiry in inquiries for data in _questions(desk, inquiry)],
        "perubahan": [_change(desk, entry) for entry in changes],
        "artikel": [desk.site.absolute(articles_path(year)) for year in years],
    }
    return _written({**_head(desk), **lists})


def articles_file(desk: Desk, year: int, articles: Sequence[Article], names: NameBook) -> bytes:
    """What is known of each article of a year, without its text."""
    found = [_article(desk, article, names) for article in articles]
    return _written({**_head(desk), "tahun": year, "artikel": found})


def _head(desk: Desk) -> Data:
    site = desk.site
    own = {
        "nama": site.name,
        "alamat": site.absolute(""),
        "keterangan": site.about,
        "bahasa": site.lang,
        "penerbit": site.imprint.publisher if site.imprint.is_complete else "",
    }
    return {
        "$schema": site.absolute(SCHEMA),
        "versi": VERSION,
        "lisensi": site.content_licence or None,
        "situs": _filled(own),
    }


def _written(data: Data) -> bytes:
    """A line for each entry of a list: easy to compare, and quicker than indentation."""
    lines = (f"{_json(key)}: {_value(value)}" for key, value in data.items())
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    return text.replace("<", "\\u003c").encode()  # harmless wherever it is put


def _value(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return _json(value)
    return "[\n" + ",\n".join(map(_json, value)) + "\n]"


_json = json.JSONEncoder(ensure_ascii=False).encode


def _filled(data: Data) -> Data:
    """Without what is not known."""
    return {key: value for key, value in data.items() if value}


# -------------------------------------------------------------- what several kinds have


def _url(desk: Desk, record: Record) -> str:
    return desk.site.absolute(desk.addresses.of(record).url)


def _iso(moment: Moment | None) -> str:
    return moment.iso if moment else ""


def _page(desk: Desk, record: Record) -> Data:
    return {"judul": record.title, "alamat": _url(desk, record)}


def _party(desk: Desk, name: str, names: NameBook) -> Data:
    """Whoever is meant, with their page where they have one; {} for nobody."""
    party = names.find(name)
    return _bearer(desk, party) if party else _filled({"nama": name})


def _bearer(desk: Desk, party: Party) -> Data:
    return {"nama": party.title, "alamat": _url(desk, party)}


def _parties(desk: Desk, given: Iterable[str], names: NameBook) -> list[Data]:
    return [_party(desk, name, names) for name in given]


def _sources(sources: Iterable[Source]) -> list[Data]:
    return [
        _filled({
            "judul": source.title,
            "penerbit": source.publisher,
            "jenis": source.type,
            "alamat": source.url,
            "terbit": _iso(source.published),
            "dilihat": _iso(source.seen),
            "mendukung": source.supports,
        })
        for source in sources
    ]  # fmt: skip


def _occasion(occasion: Occasion | None) -> Data:
    if occasion is None:
        return {}
    return _filled({
        "nama": occasion.name,
        "tanggal": _iso(occasion.date),
        "tempat": occasion.place,
        "alamat_tempat": occasion.address,
    })  # fmt: skip


# -------------------------------------------------------------- one kind each


def _person(desk: Desk, person: Person, names: NameBook) -> Data:
    return _filled({
        "nama": person.title,
        "alamat": _url(desk, person),
        "jabatan": person.role,
        "lembaga": _party(desk, person.organization, names),
        "rekaan": person.is_fictional,
    })  # fmt: skip


def _organization(desk: Desk, body: Organization) -> Data:
    return _filled({
        "nama": body.title,
        "alamat": _url(desk, body),
        "singkatan": body.short_name,
        "sebutan_lain": list(body.other_names),
        "jenis": body.type,
        "alamat_tempat": body.address,
        "rekaan": body.is_fictional,
    })  # fmt: skip


def _happening(desk: Desk, article: Article) -> Data:
    data = {**_occasion(article.occasion), "halaman": [_page(desk, article)]}
    return _filled({**data, "rekaan": article.is_fictional})


def _quotation(desk: Desk, quoted: Quoted, names: NameBook) -> Data:
    article, quotation = quoted
    return _filled({
        "teks": quotation.text,
        "pihak": _party(desk, quotation.speaker, names),
        "jabatan": quotation.role,
        "tanggal": said_on(article).iso,
        "halaman": [_page(desk, article)],
        "rekaan": article.is_fictional,
    })  # fmt: skip


def _event(desk: Desk, event: Event, names: NameBook) -> Data:
    has_file = event.start is not None
    return _filled({
        "id": f"{event.id}@{desk.site.id}",
        **_page(desk, event),
        "ringkasan": summary(event),
        "keadaan": event.state,
        "mulai": _iso(event.start),
        "mulai_semula": _iso(event.previous_start),
        "selesai": _iso(event.end),
        "tempat": event.place,
        "alamat_tempat": event.address,
        "penyelenggara": _party(desk, event.organizer, names),
        "cara_ikut": event.how_to_join,
        "tenggat": _iso(event.deadline),
        "biaya": event.cost,
        "kontak": event.contact,
        "program": event.programme,
        "kalender": desk.site.absolute(desk.addresses.calendar(event)) if has_file else "",
        "diperiksa": _iso(event.checked),
        "sumber": _sources(event.sources),
        "rekaan": event.is_fictional,
    })  # fmt: skip


def _programme(desk: Desk, programme: Programme, names: NameBook) -> Data:
    return _filled({
        **_page(desk, programme),
        "ringkasan": summary(programme),
        "bidang": programme.field,
        "keadaan": programme.state or "",
        "penyelenggara": _party(desk, programme.organizer, names),
        "untuk_siapa": programme.audience,
        "manfaat": programme.benefits,
        "syarat": programme.requirements,
        "cara_ikut": programme.how_to_join,
        "tenggat": _iso(programme.deadline),
        "biaya": programme.cost,
        "kontak": programme.contact,
        "diperiksa": _iso(programme.checked),
        "sumber": _sources(programme.sources),
        "rekaan": programme.is_fictional,
    })  # fmt: skip


def _plan(desk: Desk, plan: Plan, names: NameBook) -> Data:
    history = [
        _filled({"waktu": step.at.iso, "keadaan": step.state, "catatan": step.note})
        for step in plan.history
    ]
    return _filled({
        **_page(desk, plan),
        "pihak": _party(desk, plan.party, names),
        "isi": plan.statement,
        "sifat": plan.nature,
        "keadaan": plan.state,
        "disampaikan": _iso(plan.said_on),
        "riwayat": history,
        "program": plan.programme,
        "diperiksa": _iso(plan.checked),
        "sumber": _sources(plan.sources),
        "rekaan": plan.is_fictional,
    })  # fmt: skip


def _questions(desk: Desk, inquiry: Inquiry) -> Iterable[Data]:
    pages = [_page(desk, record) for record in inquiry.pages]
    for question in inquiry.questions:
        answer = question.answer
        answered: Data = {}
        if answer:
            answered = {"waktu": answer.at.iso, "teks": answer.text, "sumber": answer.source}
        yield _filled({
            "pertanyaan": question.question,
            "sejak": _iso(question.since),
            "dijawab": _filled(answered),
            "halaman": pages,
            "rekaan": any(record.is_fictional for record in inquiry.pages),
        })  # fmt: skip


def _change(desk: Desk, entry: Entry) -> Data:
    record, _, change = entry
    if isinstance(change, Withdrawal):
        return _filled({
            "jenis": "pencabutan",
            "waktu": change.at.iso,
            "ringkas": change.reason,
            "dasar": change.ground,
            "halaman": [_page(desk, record)],
            "rekaan": record.is_fictional,
        })  # fmt: skip
    return _filled({
        "jenis": change.type,
        "waktu": change.at.iso,
        "ringkas": change_text(desk, change),
        "semula": change.before,
        "menjadi": change.after,
        "tautan": change.url,
        "permintaan_maaf": change.is_apology,
        "halaman": [_page(desk, record)],
        "rekaan": record.is_fictional,
    })  # fmt: skip


def _article(desk: Desk, article: Article, names: NameBook) -> Data:
    return _filled({
        **_page(desk, article),
        "ringkasan": summary(article),
        "jenis": article.type,
        "rubrik": article.section,
        "tag": list(article.tags),
        "penulis": list(article.authors),
        "terbit": article.date.iso,
        "diperbarui": _iso(article.modified),
        "dateline": article.dateline,
        "tokoh": _parties(desk, article.people, names),
        "lembaga": _parties(desk, article.organizations, names),
        "acara": _occasion(article.occasion),
        "sumber": _sources(article.sources),
        "rekaan": article.is_fictional,
    })  # fmt: skip
