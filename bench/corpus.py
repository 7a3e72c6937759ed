"""Invented articles, as many as are wanted: the same number gives the same texts on any machine.

Every text is marked as invented. Names of people, bodies, villages and programmes exist nowhere;
the sentences are put together from the lists below and mean nothing.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path

SECTIONS = ("Kolaborasi", "UMKM", "Budaya")
TAGS = ("Panen", "Pasar", "Tenun", "Batik", "Wayang", "Koperasi", "Pelatihan", "Kemasan", "Kopi",
        "Tari", "Gamelan", "Anyaman", "Perajin", "Modal", "Pemasaran", "Desa")  # fmt: skip
FIRST_NAMES = ("Sari", "Bayu", "Dewi", "Eko", "Fitri", "Galih", "Hana", "Indra", "Joko", "Kartika",
               "Lestari", "Made")  # fmt: skip
BODIES = ("Sanggar", "Koperasi", "Paguyuban", "Lumbung", "Balai", "Kelompok")
ROLES = ("pengurus sanggar", "ketua kelompok", "perajin", "petani", "pendamping", "warga dusun")

_WHO = ("Warga dusun", "Para perajin", "Pengurus sanggar", "Kelompok tani", "Ibu-ibu pasar",
        "Pemuda desa", "Penjual kopi", "Penenun muda", "Pendamping usaha", "Anggota koperasi",
        "Pelatih tari", "Dua puluh peserta")  # fmt: skip
_DOES = ("memilah", "menjemur", "memamerkan", "mencatat", "menawarkan", "menyusun", "memperbaiki",
         "menghitung", "membagikan", "mempelajari", "menyimpan", "mengemas")  # fmt: skip
_WHAT = ("hasil panen", "kain tenun", "anyaman bambu", "biji kopi", "topeng kayu", "buku catatan",
         "kemasan baru", "daftar harga", "alat pintal", "jadwal latihan", "keripik singkong",
         "naskah wayang")  # fmt: skip
_WHERE = ("di balai dusun", "di tepi sawah", "di halaman sanggar", "di pasar pagi",
          "di rumah warga", "di gudang lama", "di lapangan", "di ruang belajar")  # fmt: skip
_WHEN = ("sejak pagi", "setiap Sabtu", "sebelum musim hujan", "selama dua pekan", "menjelang malam",
         "sesudah rapat", "pada hari pertama", "hampir setiap bulan")  # fmt: skip
_WHY = ("agar pembeli mudah memilih", "karena gudang mulai penuh", "supaya harganya jelas",
        "untuk pameran berikutnya", "sebab hujan datang lebih awal", "demi modal musim depan",
        "agar anak-anak ikut belajar", "meskipun jumlahnya belum banyak")  # fmt: skip
_OPENINGS = ("Kami mulai dari hal kecil", "Dulu kami bekerja sendiri", "Tahun ini berbeda",
             "Orang sering bertanya", "Anak muda mulai kembali",
             "Pasar tidak menunggu")  # fmt: skip
_FINDINGS = ("Harga tenun tidak turun bulan ini", "Pembeli datang dari dusun sebelah",
             "Pelatihan itu memberi kami teman", "Kopi dijemur dua hari lebih lama",
             "Setiap rumah menyumbang satu alat", "Buku kas boleh dibaca siapa saja",
             "Latihan tari pindah ke sore hari")  # fmt: skip
_ENDINGS = ("jadi kami tetap bekerja", "dan itu cukup bagi kami", "sampai panen berikutnya tiba",
            "asal semua ikut menghitung", "sebelum hujan menutup jalan",
            "selama pasar masih ramai", "tanpa menunggu bantuan")  # fmt: skip
_SAID = (_OPENINGS, _DOES, _WHAT, _WHERE, _FINDINGS, _ENDINGS)
_ALIKE = 4  # of these six pieces make two quotations nearly the same
_START = datetime(2016, 1, 4, 6, 0)


@dataclass(frozen=True, slots=True)
class Post:
    """One invented article, before it gets the head that a reader of it expects."""

    number: int
    title: str
    date: datetime
    section: str
    tags: tuple[str, ...]
    author: str
    summary: str
    speaker: str
    body: str

    @property
    def path(self) -> str:
        """Below the folder of articles."""
        return f"{self.date:%Y}/{self.slug}.md"

    @property
    def slug(self) -> str:
        return f"tulisan-rekaan-{self.number}"

    def for_newsroom(self) -> str:
        """With front matter as editors of this site write it."""
        fields: dict[str, object] = {
            "judul": self.title,
            "slug": self.slug,
            "tanggal": f"{self.date:%Y-%m-%d %H:%M}",
            "rubrik": self.section,
            "tag": list(self.tags),
            "penulis": [self.author],
            "ringkasan": self.summary,
            "tokoh": [self.speaker],
            "sumber": [
                {"judul": f"Catatan rekaan {self.number}", "dilihat": f"{self.date:%Y-%m-%d}"}
            ],
            "rekaan": "ya",
        }
        lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items())
        return "\n".join(("---", *lines, "---", "", self.body, ""))

    def for_pelican(self) -> str:
        """With the header of Pelican's own manual."""
        fields = {
            "Title": self.title,
            "Slug": self.slug,
            "Date": f"{self.date:%Y-%m-%d %H:%M}",
            "Category": self.section,
            "Tags": ", ".join(self.tags),
            "Authors": self.author,
            "Summary": self.summary,
        }
        return "\n".join((*(f"{key}: {value}" for key, value in fields.items()), "", self.body, ""))


class Inventor:
    """Draws everything from one seed."""

    def __init__(self, seed: int = 2026) -> None:
        self._chance = random.Random(seed)
        self._said: set[tuple[object, ...]] = set()

    def posts(self, count: int) -> Iterator[Post]:
        """Oldest first, about one every eight hours; each may link to older ones."""
        earlier: list[Post] = []
        for number in range(count):
            post = self.post(number, earlier)
            earlier.append(post)
            yield post

    def post(self, number: int, earlier: list[Post]) -> Post:
        """The article of that number."""
        chance = self._chance
        speaker = f"{chance.choice(FIRST_NAMES)} Rekaan"
        return Post(
            number=number,
            title=f"{chance.choice(_WHO)} {chance.choice(_DOES)} {chance.choice(_WHAT)} "
            f"{chance.choice(_WHERE)}",
            date=_START + timedelta(hours=8 * number, minutes=chance.randrange(300)),
            section=chance.choice(SECTIONS),
            tags=tuple(chance.sample(TAGS, 3)),
            author=f"{chance.choice(FIRST_NAMES)} Contoh",
            summary=self._sentence(),
            speaker=speaker,
            body=self._body(speaker, number, earlier),
        )

    def _body(self, speaker: str, number: int, earlier: list[Post]) -> str:
        """150 to about 600 words, with the Markdown that articles have."""
        chance = self._chance
        parts = [self._paragraph()]
        wanted = chance.randrange(150, 520)
        while sum(len(part.split()) for part in parts) < wanted:
            parts += [f"## {chance.choice(_WHAT).capitalize()} bagian {len(parts)}"]
            parts += [self._paragraph(), *self._extra(number)]
        if chance.random() < 0.7:
            parts.insert(2, self._quotation(speaker))
        for target in chance.sample(earlier[-500:], min(len(earlier), chance.randrange(3))):
            parts.append(
                f"Baca pula [{target.title.lower()}]({{filename}}/berita/{target.path}) tentang "
                f"{chance.choice(_WHAT)}."
            )
        return "\n\n".join(parts)

    def _extra(self, number: int) -> list[str]:
        chance = self._chance
        drawn = chance.random()
        if drawn < 0.2:
            return ["\n".join(f"- {self._sentence()}" for _ in range(chance.randrange(2, 5)))]
        if drawn < 0.3:
            rows = (f"| {what} | {chance.randrange(10, 900)} |" for what in chance.sample(_WHAT, 4))
            return ["\n".join(("| Barang | Jumlah |", "|---|---|", *rows))]
        if drawn < 0.4:
            return [
                f"**{chance.choice(_WHO)}** menulis _{chance.choice(_WHAT)}_ -- {number} lembar."
            ]
        return []

    def _paragraph(self) -> str:
        return " ".join(self._sentence() for _ in range(self._chance.randrange(3, 7)))

    def _sentence(self) -> str:
        pieces = [self._chance.choice(pool) for pool in (_WHO, _DOES, _WHAT, _WHERE)]
        pieces += [
            self._chance.choice(pool) for pool in (_WHEN, _WHY) if self._chance.random() < 0.6
        ]
        return " ".join(pieces) + "."

    def _quotation(self, speaker: str) -> str:
        """Never nearly the same as another of that speaker, which the site would refuse."""
        while True:
            pieces = [self._chance.choice(pool) for pool in _SAID]
            alike = {(speaker, *some) for some in combinations(enumerate(pieces), _ALIKE)}
            if not alike & self._said:
                break
        self._said |= alike
        opening, does, what, where, finding, ending = pieces
        said = f"{opening}, lalu kami {does} {what} {where}. {finding}, {ending}."
        return f'> "{said}"\n>\n> — {speaker}, {self._chance.choice(ROLES)}'


def others(count: int) -> dict[str, str]:
    """The other kinds of content of a site with that many articles, by path."""
    files: dict[str, list[str]] = {}
    for number, name in enumerate(FIRST_NAMES):
        body = f"{BODIES[number % len(BODIES)]} Rekaan"
        role = ROLES[number % len(ROLES)]
        files[f"tokoh/{name.lower()}-rekaan.md"] = [
            f"judul: {name} Rekaan", f"jabatan: {role}", f"lembaga: {body}",
        ]  # fmt: skip
    for body in BODIES:
        files[f"lembaga/{body.lower()}-rekaan.md"] = [f"judul: {body} Rekaan", "jenis: Komunitas"]
    for number in range(min(count // 20 + 1, 60)):
        day = _START + timedelta(days=60 * number)
        files[f"agenda/acara-{number}.md"] = [
            f"judul: Pameran {_WHAT[number % len(_WHAT)]} ke-{number + 1}",
            "keadaan: terjadwal", f"mulai: {day:%Y-%m-%d} 09:00", "tempat: Balai Rekaan",
        ]  # fmt: skip
    for number in range(min(count // 50 + 1, 12)):
        field = ("umkm", "budaya", "lintas-sektor")[number % 3]
        files[f"program/kelas-{number}.md"] = [
            f"judul: Kelas {_WHAT[number]}", f"bidang: {field}", "penyelenggara: Sanggar Rekaan",
        ]  # fmt: skip
    text = "\n\nTeks rekaan.\n"
    return {
        path: "\n".join(("---", *lines, "rekaan: ya", "---")) + text
        for path, lines in files.items()
    }


def write(folder: Path, files: Iterator[tuple[str, str]]) -> None:
    """Put (path, text) pairs below the folder."""
    for path, text in files:
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")
