"""Inputs that come out wrong easily, and what is right: one table, one line of prose for each.

The number is the kind, the letter one shape of it. Mend the kind, not the shape. All is invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from checks import (
    Check,
    absent,
    clean_text,
    dated,
    described,
    every_part_short,
    exists,
    headings_at,
    links_to,
    lists,
    names_at,
    noindex,
    nothing_outside,
    nowhere,
    only_lists,
    plain_titles,
    reads,
    says,
    shows,
    silent,
    tagged,
    titled,
    unlisted,
    written_by,
)
from workshop import post

Files = Mapping[str, str | bytes]

# The smallest picture: one grey point.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c6368000000820081d736aa7c0000000049454e44ae426082"
)
OTHER = {"lain.md": post("judul: Kabar Lengkap Rekaan")}
CODE = """Ketik `--uji "a" & 'b'...` lalu

```
print "SAWAH" -- 'x' ... 1/2
```

<pre>PKK "y" -- z</pre>"""
APOSTROPHES = """Nasi 'kan do'a, angkatan '45, 'satu kata' dan "dua 'dalam' dua"."""
ATTRIBUTES = """![Papan "PKK" -- sawah & kita]({static}/images/titik.png "Judul -- 'x'")

[tautan](https://contoh.example/a--b?x=1&y=2 "Tip 'satu' -- dua")"""
NO_SUMMARY = """![Sawah rekaan]({static}/images/titik.png)

## Awal

| A | B |
|---|---|
| 1 | 2 |

Kalimat *miring* & "berkutip" pertama.[^1]

[^1]: Catatan rekaan."""
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
LONG_TITLE = " ".join(["Warga dusun rekaan bermusyawarah tentang jalan menuju pasar"] * 7)


@dataclass(frozen=True)
class Case:
    """files: path below content/ -> text. then: the same folder in later states, built over it.

    publish: builds without a fault; warn: builds, but with a word; refuse: the last state stops it.
    """

    id: str
    states: str
    outcome: Literal["publish", "warn", "refuse"]
    files: Files
    holds: tuple[Check, ...]
    then: tuple[Files, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)


def numbered(count: int, tag: str) -> dict[str, str]:
    """That many articles, one a day, all with this topic."""
    return {
        f"n{n:02}.md": post(f"judul: Lapak {n:02}", f"tanggal: 2026-05-{n:02}", f"tag: {tag}")
        for n in range(1, count + 1)
    }


TITLES_AS_YAML = (
    Case(
        "01a-titik-dua-dikutip",
        "A quoted title keeps its colon and loses its quotation marks.",
        "publish",
        {"a.md": post('judul: "Kirab Dusun: Hari Kedua"')},
        (titled("Kirab Dusun: Hari Kedua", at="/berita/kirab-dusun-hari-kedua/"), silent),
    ),
    Case(
        "01b-titik-dua-tanpa-kutip",
        "A title with a colon needs no quotation marks.",
        "publish",
        {"a.md": post("judul: Kirab Dusun: Hari Ketiga")},
        (titled("Kirab Dusun: Hari Ketiga", at="/berita/kirab-dusun-hari-ketiga/"),),
    ),
    Case(
        "01c-judul-angka",
        "A title or tag of digits only is text.",
        "publish",
        {"a.md": post("judul: 2031", "tag: [2031, Lomba]")},
        (titled("2031", at="/berita/2031/"), tagged("2031", "Lomba", at="/berita/2031/")),
    ),
    Case(
        "01d-judul-tagar",
        "What YAML would drop after # is asked for in quotation marks.",
        "refuse",
        {"a.md": post("judul: Panen Raya #SawahKita Dimulai")},
        (says("a.md:4", "judul", '"Panen Raya #SawahKita Dimulai"'),),
    ),
    Case(
        "01e-apostrof-ganda",
        "Two apostrophes within single quotation marks are one.",
        "publish",
        {"a.md": post("judul: 'Do''a Bersama: Awal Panen'")},
        (titled("Do'a Bersama: Awal Panen", at="/berita/doa-bersama-awal-panen/"),),
    ),
    Case(
        "01f-kata-yaml",
        "Words and numbers that mean something to YAML are text in a title.",
        "publish",
        {
            "a.md": post("judul: ya", "slug: satu"),
            "b.md": post("judul: 1_000", "slug: dua"),
            "c.md": post("judul: 2026-03-02", "slug: tiga"),
            "d.md": post("judul: 0x1F", "slug: empat"),
        },
        (
            titled("ya", at="/berita/satu/"),
            titled("1_000", at="/berita/dua/"),
            titled("2026-03-02", at="/berita/tiga/"),
            titled("0x1F", at="/berita/empat/"),
        ),
    ),
    Case(
        "01g-kurung-siku",
        "A title that begins with a bracket is asked for in quotation marks, whole.",
        "refuse",
        {"a.md": post("judul: [Kilas] Panen Raya")},
        (says("a.md:4", 'judul: "[Kilas] Panen Raya"'),),
    ),
    Case(
        "01h-kutip-di-awal",
        "A title that begins with a quotation is not cut at its end.",
        "refuse",
        {"a.md": post('judul: "Sawah Kita" Panen Raya')},
        (says("a.md:4", "judul: '\"Sawah Kita\" Panen Raya'"),),
    ),
    Case(
        "01i-dua-baris",
        "A title folded over two lines is one line.",
        "publish",
        {"a.md": post("judul: >-\n  Panen Raya\n  Sawah Kita")},
        (titled("Panen Raya Sawah Kita", at="/berita/panen-raya-sawah-kita/"),),
    ),
)

ENCODINGS = (
    Case(
        "02a-bom-crlf",
        "A file saved by Notepad comes out like any other.",
        "publish",
        {"a.md": "\ufeff" + post("judul: Anyaman Pandan", "tag: [Anyaman]").replace("\n", "\r\n")},
        (
            titled("Anyaman Pandan", at="/berita/anyaman-pandan/"),
            tagged("Anyaman", at="/berita/anyaman-pandan/"),
            clean_text,
            silent,
        ),
    ),
    Case(
        "02b-windows-1252",
        "A file in an old encoding is refused, with the line of the first wrong byte.",
        "refuse",
        {"a.md": post("judul: Panggung Café").encode("cp1252")},
        (says("a.md:4", "UTF-8"),),
    ),
    Case(
        "02c-utf-16",
        "A UTF-16 file is refused, not skipped.",
        "refuse",
        {"a.md": post("judul: Pelatihan Pupuk").encode("utf-16"), **OTHER},
        (says("a.md:1", "UTF-16", "UTF-8"),),
    ),
    Case(
        "02d-utf-16-tanpa-tanda",
        "A UTF-16 file without a byte-order mark is known as such too.",
        "refuse",
        {"a.md": post("judul: Pelatihan Pupuk").encode("utf-16-le")},
        (says("a.md:1", "UTF-16", "UTF-8"),),
    ),
    Case(
        "02e-cr-saja",
        "Line ends of an old Macintosh are line ends.",
        "publish",
        {"a.md": post("judul: Anyaman Bambu").replace("\n", "\r")},
        (titled("Anyaman Bambu", at="/berita/anyaman-bambu/"), clean_text),
    ),
    Case(
        "02f-huruf-terurai",
        "Letters with loose accents, as macOS writes them, are the same letters.",
        "publish",
        {
            "a.md": post("judul: Cafe\u0301 Sawah", "tag: [Cafe\u0301]"),
            "b.md": post("judul: Kopi Sawah", "tag: [Caf\u00e9]"),
        },
        (
            titled("Caf\u00e9 Sawah", at="/berita/cafe-sawah/"),
            lists("/topik/cafe/", "Kopi Sawah", "Caf\u00e9 Sawah"),
        ),
    ),
    Case(
        "02g-huruf-hilang",
        "A letter that an earlier program lost is not published.",
        "refuse",
        {"a.md": post("judul: Panggung Caf\ufffd")},
        (says("a.md:4", "U+FFFD"),),
    ),
)

FRONT_MATTER = (
    Case(
        "03a-daftar-yaml",
        "Lists in both of YAML's forms hold names, not punctuation.",
        "publish",
        {"a.md": post("tag:\n  - Tani\n  - Sawah Kita", "penulis: [Ayu Rekaan, Bayu Rekaan]")},
        (tagged("Tani", "Sawah Kita"), written_by("Ayu Rekaan", "Bayu Rekaan")),
    ),
    Case(
        "03b-baris-kosong",
        "Keys after an empty line in the front matter count.",
        "publish",
        {"a.md": post("judul: Gamelan Sore", "", "rubrik: Budaya", "status: draf")},
        (nowhere("Gamelan Sore", "status: draf", "rubrik: Budaya"), only_lists()),
    ),
    Case(
        "03c-tab",
        "A tab in the front matter is named, each with its line.",
        "refuse",
        {"a.md": post("tag:\n\t- Tani\n\t- Sawah")},
        (says("a.md:6", "tab"), says("a.md:7", "tab")),
    ),
    Case(
        "03d-koma-dalam-kutip",
        "A comma within quotation marks does not part a name.",
        "publish",
        {"a.md": post('tag: [Tani, "Gamelan, Wayang"]')},
        (tagged("Tani", "Gamelan, Wayang"),),
    ),
    Case(
        "03e-tak-ditutup",
        "Front matter without its closing line is refused.",
        "refuse",
        {"a.md": "---\njudul: Wayang Malam\ntanggal: 2026-03-02\nstatus: draf\n\nIsi rekaan.\n"},
        (says("a.md:1", "---", "tidak ditutup"),),
    ),
    Case(
        "03f-status-sesudah-daftar",
        "Keys after a list count.",
        "publish",
        {
            "a.md": post(
                "judul: Wayang Menunggu",
                "tag:\n  - Tani",
                "status: draf",
                "ringkasan: Belum boleh.",
            )
        },
        (nowhere("Wayang Menunggu", "Belum boleh", "Tani"),),
    ),
    Case(
        "03g-gaya-pelican",
        "The form without lines of dashes, as Pelican's own examples have it, is read.",
        "publish",
        {"a.md": "judul: Judul Rekaan\ntanggal: 2026-03-02\ntag: Tani, Sawah\n\nIsi rekaan.\n"},
        (tagged("Tani", "Sawah"), reads("Isi rekaan.")),
    ),
    Case(
        "03h-titik-dua-rapat",
        "A key without a space after its colon is not taken for text.",
        "refuse",
        {"a.md": post("judul: A", "rubrik:Budaya")},
        (says("a.md:5", "rubrik", "spasi"),),
    ),
    Case(
        "03i-daftar-tanpa-indentasi",
        "A list need not be indented; semicolons part names as in Pelican.",
        "publish",
        {"a.md": post("tag:\n- Tani\n- Sawah", "penulis: Ayu Rekaan; Bayu Rekaan")},
        (tagged("Tani", "Sawah"), written_by("Ayu Rekaan", "Bayu Rekaan")),
    ),
    Case(
        "03j-titik-tiga",
        "Three dots close the front matter too, and empty lines may stand before it.",
        "publish",
        {"a.md": "\n\n---\njudul: Judul Rekaan\ntanggal: 2026-03-02\n...\nIsi rekaan.\n"},
        (reads("Isi rekaan."), nowhere("tanggal: 2026")),
    ),
)

MISSING_FIELDS = (
    Case(
        "04a-tanpa-tanggal",
        "An article without a date stops the build; no clock fills it in.",
        "refuse",
        {"a.md": "---\njudul: Iuran Lumbung\n---\nIsi rekaan.\n", **OTHER},
        (says("a.md:1", "tanggal", "belum ada"),),
    ),
    Case(
        "04b-berkas-kosong",
        "An empty file is named.",
        "refuse",
        {"a.md": "", **OTHER},
        (says("a.md:1", "kosong"),),
    ),
    Case(
        "04c-judul-kosong",
        "A title of nothing is refused.",
        "refuse",
        {"a.md": post('judul: ""')},
        (says("a.md:4", "judul", "kosong"),),
    ),
    Case(
        "04d-kepala-kosong",
        "Front matter that says nothing names all it should say, at once.",
        "refuse",
        {"a.md": "---\n---\n\nIsi rekaan.\n"},
        (says("a.md:1", "judul"), says("a.md:1", "tanggal")),
    ),
    Case(
        "04e-hanya-spasi",
        "A file of blanks is an empty file.",
        "refuse",
        {"a.md": "  \n\n \n"},
        (says("a.md:1", "kosong"),),
    ),
    Case(
        "04f-pilihan-kosong",
        "A field that may be absent may be empty.",
        "publish",
        {"a.md": post("tag: []", "rubrik:", "ringkasan: ''")},
        (tagged(), exists("/rubrik/berita/"), silent),
    ),
    Case(
        "04g-wajib-menurut-jenis",
        "Each kind of file names the fields that it needs.",
        "refuse",
        {
            "agenda/a.md": "---\njudul: Panen Raya\n---\n",
            "rencana/b.md": "---\njudul: Rencana Lumbung\npihak: Ayu Rekaan\n---\n",
            "program/c.md": "---\njudul: Sekolah Sawah\n---\n",
        },
        (
            says("agenda/a.md:1", "keadaan"),
            says("rencana/b.md:1", "isi"),
            says("rencana/b.md:1", "sifat"),
            says("program/c.md:1", "bidang"),
        ),
    ),
)

FILE_NAMES = (
    Case(
        "05a-md-besar",
        "A name in capitals is a Markdown file.",
        "publish",
        {"CATATAN.MD": post("judul: Catatan Sawah")},
        (titled("Catatan Sawah", at="/berita/catatan-sawah/"), absent("/CATATAN.MD")),
    ),
    Case(
        "05b-ekstensi-markdown",
        "The long ending is a Markdown file.",
        "publish",
        {"catatan.markdown": post("judul: Catatan Ladang")},
        (titled("Catatan Ladang", at="/berita/catatan-ladang/"),),
    ),
    Case(
        "05c-md-txt",
        "An article that its name hides is named.",
        "refuse",
        {"catatan.md.txt": post("judul: Catatan Kebun"), **OTHER},
        (says("catatan.md.txt:1", ".md"),),
    ),
    Case(
        "05d-mkd",
        "The other endings of Pelican's Markdown reader work.",
        "publish",
        {"a.mkd": post("judul: Satu"), "b.mdown": post("judul: Dua")},
        (exists("/berita/satu/", "/berita/dua/"),),
    ),
    Case(
        "05e-salinan",
        "A copy that a program left is named, not published.",
        "refuse",
        {"catatan.md.bak": post("judul: Catatan Kebun"), **OTHER},
        (says("catatan.md.bak:1", ".md"),),
    ),
    Case(
        "05f-berkas-sementara",
        "The swap files of editors' programs are not content.",
        "publish",
        {".a.md.swp": b"\0\1", "#a.md#": post("judul: Setengah Jadi"), **OTHER},
        (only_lists("Kabar Lengkap Rekaan"), nowhere("Setengah Jadi"), silent),
    ),
)

DATES = (
    Case(
        "06a-garis-miring",
        "Day, month, year: never the American order.",
        "publish",
        {"a.md": post("tanggal: 04/09/2026 09:00")},
        (dated("2026-09-04T09:00+07:00", "4 September 2026"),),
    ),
    Case(
        "06b-nama-bulan",
        "The month in words.",
        "publish",
        {"a.md": post("tanggal: 4 September 2026")},
        (dated("2026-09-04", "Jumat, 4 September 2026"),),
    ),
    Case(
        "06c-zona-z",
        "A moment in another zone is shown, and filed, by the day here.",
        "publish",
        {"a.md": post("tanggal: 2026-08-31T18:30:00Z")},
        (dated("2026-09-01T01:30+07:00", "1 September 2026, 01.30 WIB"), absent("/arsip/2026/08/")),
    ),
    Case(
        "06d-tengah-malam",
        "Ten minutes past midnight is that day.",
        "publish",
        {"a.md": post("tanggal: 2026-09-01 00:10")},
        (dated("2026-09-01T00:10+07:00", "1 September 2026, 00.10 WIB"), nowhere("31 Agustus")),
    ),
    Case(
        "06e-jam-titik",
        "Hours with a dot, as Indonesian writes them.",
        "publish",
        {"a.md": post("tanggal: 2026-09-04 19.45")},
        (dated("2026-09-04T19:45+07:00", "4 September 2026, 19.45 WIB"),),
    ),
    Case(
        "06f-hari-bulan-strip",
        "Day, month, year with dashes.",
        "publish",
        {"a.md": post("tanggal: 04-09-2026")},
        (dated("2026-09-04", "4 September 2026"),),
    ),
    Case(
        "06g-tanggal-mustahil",
        "A day that no calendar has is refused.",
        "refuse",
        {"a.md": post("tanggal: 2026-06-31 09:00"), **OTHER},
        (says("a.md:4", "2026-06-31 09:00"),),
    ),
    Case(
        "06h-tanpa-hari",
        "A month alone is no date of publication.",
        "refuse",
        {"a.md": post("tanggal: September 2026")},
        (says("a.md:4", "September 2026", "hari"),),
    ),
    Case(
        "06i-lengkap",
        "Weekday, hour and zone in words.",
        "publish",
        {"a.md": post("tanggal: Jumat, 4 September 2026 pukul 09.00 WIB")},
        (dated("2026-09-04T09:00+07:00", "Jumat, 4 September 2026, 09.00 WIB"),),
    ),
    Case(
        "06j-hari-salah",
        "A weekday that contradicts the date is asked about.",
        "refuse",
        {"a.md": post("tanggal: Sabtu, 4 September 2026")},
        (says("a.md:4", "Sabtu, 4 September 2026"),),
    ),
    Case(
        "06k-zona-timur",
        "WITA is an hour ahead.",
        "publish",
        {"a.md": post("tanggal: 2026-09-05 00:30 WITA")},
        (dated("2026-09-04T23:30+07:00", "4 September 2026, 23.30 WIB"),),
    ),
    Case(
        "06l-angka-saja",
        "A row of digits is never guessed at.",
        "refuse",
        {"a.md": post("tanggal: 1788480000"), "b.md": post("tanggal: 20260904")},
        (says("a.md:4", "1788480000"), says("b.md:4", "20260904")),
    ),
    Case(
        "06m-tahun-dua-angka",
        "A year needs its four digits.",
        "refuse",
        {"a.md": post("tanggal: 4/9/26")},
        (says("a.md:4", "4/9/26", "empat angka"),),
    ),
    Case(
        "06n-jam-mustahil",
        "An hour that no clock has is refused.",
        "refuse",
        {"a.md": post("tanggal: 2026-09-04 24:30")},
        (says("a.md:4", "2026-09-04 24:30"),),
    ),
    Case(
        "06o-kata",
        "Words that depend on the day of the build are no date.",
        "refuse",
        {"a.md": post("tanggal: kemarin")},
        (says("a.md:4", "kemarin"),),
    ),
)

MODIFIED = (
    Case(
        "07a-sebelum-terbit",
        "Changed before it appeared: one of the two dates is wrong.",
        "refuse",
        {"a.md": post("tanggal: 2026-09-04 09:00", "diperbarui: 2026-09-03 08:00")},
        (says("a.md:5", "diperbarui", "tanggal"),),
    ),
    Case(
        "07b-hari-yang-sama",
        "A change on the day of publication, hour unknown, is none before it.",
        "publish",
        {"a.md": post("tanggal: 2026-09-04 09:00", "diperbarui: 2026-09-04")},
        (dated("2026-09-04T09:00+07:00", "4 September 2026"), silent),
    ),
)

SCHEDULED = (
    Case(
        "08a-tanggal-2099",
        "What is dated in the future is in no file.",
        "publish",
        {"a.md": post("judul: Pesta Nanti", "tanggal: 2099-01-01", "tag: [Nanti Saja]"), **OTHER},
        (nowhere("Pesta Nanti", "Nanti Saja", "pesta-nanti"), only_lists("Kabar Lengkap Rekaan")),
    ),
    Case(
        "08b-tersembunyi-kelak",
        "Hidden and future: not there yet either.",
        "publish",
        {"a.md": post("judul: Undangan Nanti", "tanggal: 2099-01-01", "status: tersembunyi")},
        (nowhere("Undangan Nanti"), absent("/berita/undangan-nanti/")),
    ),
    Case(
        "08c-satu-menit-lagi",
        "One minute before its time it is not there; at its time it is.",
        "publish",
        {
            "a.md": post("judul: Belum", "tanggal: 2026-11-25 17:01"),
            "b.md": post("judul: Sudah", "tanggal: 2026-11-25 17:00"),
        },
        (only_lists("Sudah"), absent("/berita/belum/")),
    ),
    Case(
        "08d-acara-kelak",
        "An event to come is news now.",
        "publish",
        {"agenda/a.md": "---\njudul: Panen\nkeadaan: terjadwal\nmulai: 2027-02-01\n---\n"},
        (exists("/agenda/a/"), reads("1 Februari 2027", at="/agenda/a/")),
    ),
)

DRAFTS = (
    Case(
        "09a-draf-bocor",
        "Nothing of a draft is in any file: text, rubric, topic, author.",
        "publish",
        {
            "a.md": post(
                "judul: Naskah Mentah",
                "rubrik: Rubrik Mentah",
                "tag: [Topik Mentah]",
                "penulis: Penulis Mentah",
                "status: draf",
                body="Kalimat mentah.",
            ),
            **OTHER,
        },
        (
            nowhere("Naskah Mentah", "Rubrik Mentah", "Topik Mentah", "Penulis Mentah", "mentah"),
            only_lists("Kabar Lengkap Rekaan"),
        ),
    ),
    Case(
        "09b-tersembunyi",
        "A hidden article has its page and nothing else.",
        "publish",
        {"a.md": post("judul: Undangan Kecil", "tag: [Topik Undangan]", "status: hidden"), **OTHER},
        (
            exists("/berita/undangan-kecil/"),
            noindex("/berita/undangan-kecil/"),
            unlisted("Undangan Kecil"),
            absent("/topik/topik-undangan/"),
        ),
    ),
    Case(
        "09c-tautan-ke-draf",
        "A link to what is not published is a fault that names both files.",
        "refuse",
        {"draf.md": post("status: draf"), "a.md": post(body="Lihat [naskah]({filename}draf.md).")},
        (says("a.md:7", "draf.md"),),
    ),
    Case(
        "09d-kata-lain",
        "`draft: true` and `published: false` mean draft.",
        "publish",
        {
            "a.md": post("judul: Mentah Satu", "draft: true"),
            "b.md": post("judul: Mentah Dua", "published: false"),
            "c.md": post("judul: Matang Tiga", "published: true"),
        },
        (nowhere("Mentah Satu", "Mentah Dua"), only_lists("Matang Tiga")),
    ),
    Case(
        "09e-draf-jenis-lain",
        "Drafts of every kind stay in the drawer.",
        "publish",
        {
            "agenda/a.md": "---\njudul: Mentah Acara\nkeadaan: menyusul\nstatus: draf\n---\n",
            "program/b.md": "---\njudul: Mentah Program\nbidang: umkm\nstatus: draf\n---\n",
            "tokoh/c.md": "---\nnama: Mentah Tokoh\nstatus: draf\n---\n",
            "tokoh/ayu.md": "---\nnama: Ayu Rekaan\nrekaan: ya\n---\n",
            "lembaga/d.md": "---\nnama: Mentah Lembaga\nstatus: draf\n---\n",
            "laman/e.md": "---\njudul: Mentah Laman\nstatus: draf\n---\n",
            "rencana/f.md": "---\njudul: Mentah Rencana\npihak: Ayu Rekaan\nisi: Mentah.\n"
            "sifat: rencana\nstatus: draf\n---\n",
        },
        (nowhere("Mentah", "mentah"), silent),
    ),
)

STATUS = (
    Case(
        "10a-kata-indonesia",
        "The Indonesian words are the first choice.",
        "publish",
        {"a.md": post("judul: Sudah Terbit", "status: terbit")},
        (titled("Sudah Terbit", at="/berita/sudah-terbit/"), silent),
    ),
    Case(
        "10b-huruf-besar",
        "Letter case does not matter, in keys or in values.",
        "publish",
        {
            "a.md": post(
                "Judul: Kelas Anyam", "Tanggal: 2026-09-04", "Rubrik: Budaya", "STATUS: Terbit"
            )
        },
        (titled("Kelas Anyam", at="/berita/kelas-anyam/"), lists("/rubrik/budaya/", "Kelas Anyam")),
    ),
    Case(
        "10c-nilai-asing",
        "A word that is no state is refused with the words that are.",
        "refuse",
        {"a.md": post("status: tayang"), **OTHER},
        (says("a.md:5", "tayang", "terbit, draf, tersembunyi"),),
    ),
    Case(
        "10d-bertentangan",
        "Two keys that contradict each other are asked about.",
        "refuse",
        {"a.md": post("status: terbit", "draf: ya")},
        (says("a.md", "status", "draf", "bertentangan"),),
    ),
)

ADDRESSES = (
    Case(
        "11a-judul-sama",
        "Two articles of one title: both files are named, with the way out.",
        "refuse",
        {"a.md": post("judul: Panen Raya"), "b.md": post("judul: Panen Raya")},
        (says("b.md:4", "content/a.md", "/berita/panen-raya/", "slug: panen-raya-2"),),
    ),
    Case(
        "11b-slug-index",
        "A slug `index` takes no one's place.",
        "publish",
        {"a.md": post("judul: Bukan Beranda", "slug: index"), **OTHER},
        (exists("/berita/index/"), only_lists("Bukan Beranda", "Kabar Lengkap Rekaan")),
    ),
    Case(
        "11c-slug-beda-huruf",
        "A slug in capitals is refused before it meets its twin: both files are named.",
        "refuse",
        {"a.md": post("slug: Panen-Raya"), "b.md": post("slug: panen-raya")},
        (says("a.md:5", "content/b.md", "slug: panen-raya-2"),),
    ),
    Case(
        "11i-slug-beda-huruf-lain-jenis",
        "A slug in capitals meets no twin among files of another kind.",
        "refuse",
        {"a.md": post("slug: Panen-Raya"), "laman/b.md": post("slug: panen-raya")},
        (says("a.md:5", "tulis slug: panen-raya"),),
    ),
    Case(
        "11d-laman-daftar",
        "A page does not replace the list at its address.",
        "refuse",
        {
            "laman/agenda.md": "---\njudul: Agenda\n---\n",
            "laman/x.md": "---\njudul: X\nslug: arsip\n---\n",
        },
        (says("laman/agenda.md", "/agenda/"), says("laman/x.md:3", "/arsip/")),
    ),
    Case(
        "11e-alias-terpakai",
        "An old address never takes the place of a page that is there.",
        "refuse",
        {"a.md": post("judul: Satu", "alias: /berita/dua/"), "b.md": post("judul: Dua")},
        (says("a.md:5", "/berita/dua/", "content/b.md"),),
    ),
    Case(
        "11f-alias-ganda",
        "The same old address twice, with and without its slash, is named.",
        "refuse",
        {"a.md": post("judul: Satu", "alias: [/lama/satu/, /lama/satu]")},
        (says("a.md:5", "/lama/satu/"),),
    ),
    Case(
        "11g-alias-diperebutkan",
        "An old address leads to one page only.",
        "refuse",
        {"a.md": post("judul: Satu", "alias: /lama/"), "b.md": post("judul: Dua", "alias: /lama/")},
        (says("b.md:5", "/lama/", "content/a.md"),),
    ),
)

OUTSIDE = (
    Case(
        "12a-save-as-naik",
        "`save_as` and `url` are refused by name.",
        "refuse",
        {"a.md": post("save_as: ../../luar/a.html", "url: a.html"), **OTHER},
        (says("a.md:5", "save_as"), says("a.md:6", "url"), nothing_outside),
    ),
    Case(
        "12b-slug-naik",
        "A slug that climbs is refused with a slug that does not.",
        "refuse",
        {"a.md": post("slug: ../../luar/a"), **OTHER},
        (says("a.md:5", "slug", "luar-a"), nothing_outside),
    ),
    Case(
        "12c-alias-naik",
        "An alias that climbs, or that is another site's, is refused.",
        "refuse",
        {"a.md": post("alias: /../../luar/"), "b.md": post("alias: https://jahat.invalid/x/")},
        (says("a.md:5", "/../../luar/"), says("b.md:5", "jahat.invalid"), nothing_outside),
    ),
    Case(
        "12d-garis-terbalik",
        "Backslashes climb on Windows, so they climb nowhere.",
        "refuse",
        {"a.md": post("slug: '..\\luar'")},
        (says("a.md:5", "slug"), nothing_outside),
    ),
    Case(
        "12e-gambar-naik",
        "A picture outside the content folder is not fetched.",
        "refuse",
        {"a.md": post(body="![Foto rekaan]({static}/../../rahasia.png)")},
        (says("a.md:7", "rahasia.png"), nothing_outside),
    ),
    Case(
        "12h-alias-naik-tersandi",
        "An alias that climbs under %-codes, once or twice over, is refused with a clear word.",
        "refuse",
        {"a.md": post("alias: /%2e%2e/x/"), "b.md": post("alias: /%252e%252e/x/")},
        (says("a.md:5", "%2e%2e", "/lama/judul/"), says("b.md:5", "kode %"), nothing_outside),
    ),
    Case(
        "12i-alias-tersandi",
        "An alias copied from the address bar stands where a host looks for it.",
        "publish",
        {"a.md": post("alias: /lama/caf%C3%A9/"), **OTHER},
        (exists("/lama/caf%C3%A9/"),),
    ),
    Case(
        "12f-alias-berkas-situs",
        "An alias does not replace a file that the site needs.",
        "refuse",
        {"a.md": post("alias: /sitemap.xml")},
        (says("a.md:5", "sitemap.xml"),),
    ),
)

CHARACTERS_IN_TITLES = (
    Case(
        "13a-ampersand",
        "An ampersand is one character everywhere.",
        "publish",
        {"a.md": post('judul: "Tani & Tenun Kita"')},
        (titled("Tani & Tenun Kita", at="/berita/tani-tenun-kita/"), plain_titles, clean_text),
    ),
    Case(
        "13b-tanda-kutip",
        "Quotation marks break no attribute.",
        "publish",
        {
            "a.md": post(
                "judul: 'Lakon \"Bumi Hijau\" Dimulai'", "ringkasan: 'Kata \"hijau\" rekaan.'"
            )
        },
        (
            titled('Lakon "Bumi Hijau" Dimulai', at="/berita/lakon-bumi-hijau-dimulai/"),
            described('Kata "hijau" rekaan.', at="/berita/lakon-bumi-hijau-dimulai/"),
        ),
    ),
    Case(
        "13c-html-di-judul",
        "Markup in a title is shown as typed and does nothing.",
        "publish",
        {"a.md": post('judul: "Uji <i>Miring</i> <img src=x onerror=alert(1)>"', "slug: uji")},
        (
            titled("Uji <i>Miring</i> <img src=x onerror=alert(1)>", at="/berita/uji/"),
            nowhere("<i>", "<img"),
        ),
    ),
    Case(
        "13d-sangat-panjang",
        "A very long title is shown whole, at a short address, with a word about it.",
        "warn",
        {"a.md": post(f"judul: {LONG_TITLE}")},
        (only_lists(LONG_TITLE), every_part_short, says("a.md:4", "judul")),
    ),
    Case(
        "13e-emoji-dan-aksen",
        "Emoji and accents are shown; the address is plain.",
        "publish",
        {"a.md": post("judul: 🌾 Panen Déwi Sri — 100% Meriah!")},
        (titled("🌾 Panen Déwi Sri — 100% Meriah!", at="/berita/panen-dewi-sri-100-meriah/"),),
    ),
    Case(
        "13f-huruf-kapital",
        "The typographic filter leaves no markup where a machine reads.",
        "publish",
        {"a.md": post("judul: PKK dan RW Gelar S.A.W.A.H.", "tag: [PKK]", "slug: pkk")},
        (
            titled("PKK dan RW Gelar S.A.W.A.H.", at="/berita/pkk/"),
            plain_titles,
            nowhere("&lt;span"),
        ),
    ),
    Case(
        "13g-sudah-tersandi",
        "An entity in a title reads the same everywhere.",
        "publish",
        {"a.md": post('judul: "Kunyit &amp; Madu"', "slug: kunyit")},
        (titled("Kunyit & Madu", at="/berita/kunyit/"), clean_text),
    ),
    Case(
        "13h-penutup-skrip",
        "The end of a script in a title ends no script.",
        "publish",
        {"a.md": post('judul: "Uji </script><b>x</b>"', "slug: uji")},
        (titled("Uji </script><b>x</b>", at="/berita/uji/"), nowhere("<b>x")),
    ),
    Case(
        "13i-kurung-templat",
        "The signs of the template language are text.",
        "publish",
        {"a.md": post('judul: "{{ view.title }} {% raw %}"', "slug: uji")},
        (titled("{{ view.title }} {% raw %}", at="/berita/uji/"),),
    ),
    Case(
        "13j-tanpa-huruf",
        "A title that gives no address asks for a slug.",
        "refuse",
        {"a.md": post('judul: "!!! ???"')},
        (says("a.md:4", "slug"),),
    ),
    Case(
        "13k-kurang-dari",
        "Signs of comparison are text.",
        "publish",
        {"a.md": post('judul: "Harga 5 < 6 > 4"', "slug: harga")},
        (titled("Harga 5 < 6 > 4", at="/berita/harga/"),),
    ),
)

NAMES_THAT_FALL_TOGETHER = (
    Case(
        "14a-besar-kecil",
        "One topic however it is typed: one page, one spelling, a word about the others.",
        "warn",
        {
            "a.md": post("judul: Satu", "tanggal: 2026-09-01", "tag: [PKK]"),
            "b.md": post("judul: Dua", "tanggal: 2026-09-02", "tag: [pkk]"),
            "c.md": post("judul: Tiga", "tanggal: 2026-08-31", "tag: [Pkk]"),
        },
        (
            lists("/topik/pkk/", "Dua", "Satu", "Tiga"),
            tagged("PKK", at="/berita/satu/"),
            tagged("PKK", at="/berita/dua/"),
            tagged("PKK", at="/berita/tiga/"),
            says("b.md:5", "pkk", "PKK"),
        ),
    ),
    Case(
        "14b-koma-dan-ganda",
        "Doubled names and stray commas vanish.",
        "publish",
        {"a.md": post("tag: Tani, tani ,  Tani,, Sawah Kita ,")},
        (tagged("Tani", "Sawah Kita"),),
    ),
    Case(
        "14c-tabrakan-halaman-2",
        "Page 2 of a topic is not the topic with a 2.",
        "publish",
        {**numbered(25, "sawah"), "z.md": post("judul: Sawah Dua", "tag: sawah2")},
        (lists("/topik/sawah2/", "Sawah Dua"), exists("/topik/sawah/", "/topik/sawah/halaman/1/")),
        settings={"DEFAULT_PAGINATION": 10},
    ),
    Case(
        "14d-nama-penulis",
        "Blanks and letter case make no second author.",
        "warn",
        {
            "a.md": post("judul: Satu", "tanggal: 2026-09-03", "penulis: [Ayu Rekaan]"),
            "b.md": post("judul: Dua", "tanggal: 2026-09-02", 'penulis: ["Ayu  Rekaan "]'),
            "c.md": post("judul: Tiga", "tanggal: 2026-09-01", 'penulis: ["ayu\u00a0rekaan"]'),
        },
        (
            lists("/penulis/ayu-rekaan/", "Satu", "Dua", "Tiga"),
            written_by("Ayu Rekaan", at="/berita/tiga/"),
        ),
    ),
    Case(
        "14e-tanda-hubung",
        "A hyphen for a blank is the same topic; so is a rubric in small letters.",
        "warn",
        {
            "a.md": post(
                "judul: Satu", "tanggal: 2026-09-02", "tag: [Sawah Kita]", "rubrik: Budaya"
            ),
            "b.md": post(
                "judul: Dua", "tanggal: 2026-09-01", "tag: [sawah-kita]", "rubrik: budaya"
            ),
        },
        (
            lists("/topik/sawah-kita/", "Satu", "Dua"),
            lists("/rubrik/budaya/", "Satu", "Dua"),
            tagged("Sawah Kita", at="/berita/dua/"),
        ),
    ),
)

TYPOGRAPHY = (
    Case(
        "17a-kode",
        "Code stays as typed.",
        "publish",
        {"a.md": post(body=CODE)},
        (
            shows("p code", "--uji \"a\" & 'b'..."),
            shows("pre code", "print \"SAWAH\" -- 'x' ... 1/2\n"),
            shows("pre", "print \"SAWAH\" -- 'x' ... 1/2\n", 'PKK "y" -- z'),
        ),
    ),
    Case(
        "17b-apostrof",
        "An apostrophe never opens a quotation.",
        "publish",
        {"a.md": post("judul: Ma'ruf '45", "slug: maruf", body=APOSTROPHES)},
        (
            shows(
                "p",
                "Nasi ’kan do’a, angkatan ’45, ‘satu kata’ dan “dua ‘dalam’ dua”.",
                at="/berita/maruf/",
            ),
            titled("Ma'ruf '45", at="/berita/maruf/"),
            clean_text,
        ),
    ),
    Case(
        "17c-atribut",
        "Attributes and addresses are not typeset into pieces.",
        "publish",
        {
            "images/titik.png": PNG,
            "a.md": post(body=ATTRIBUTES),
        },
        (
            links_to("https://contoh.example/a--b?x=1&y=2"),
            nowhere("&lt;span", "a–b", "a—b"),
            exists("/images/titik.png"),
        ),
    ),
    Case(
        "17d-tombol-dan-contoh",
        "Keys, sample output and variables stay as typed.",
        "publish",
        {"a.md": post(body='<kbd>"A" -- B</kbd>, <samp>GAGAL "x" ... 1</samp>, <var>a--b</var>.')},
        (shows("kbd", '"A" -- B'), shows("samp", 'GAGAL "x" ... 1'), shows("var", "a--b")),
    ),
    Case(
        "17e-kode-berbahasa",
        "A code block with the name of its language, or with tildes, is code.",
        "publish",
        {"a.md": post(body="```python\nx = \"a\" -- 1\n```\n\n~~~\ny = 'b' ...\n~~~")},
        (shows("pre", 'x = "a" -- 1\n', "y = 'b' ...\n"),),
    ),
)

STALE_OUTPUT = (
    Case(
        "18a-artikel-dihapus",
        "A deleted article leaves nothing behind.",
        "publish",
        {"a.md": post("judul: Akan Hilang", "tag: [Topik Hilang]"), **OTHER},
        (
            nowhere("Akan Hilang", "Topik Hilang", "akan-hilang"),
            absent("/berita/akan-hilang/", "/topik/topik-hilang/"),
        ),
        then=(OTHER,),
    ),
    Case(
        "18b-bangun-gagal",
        "A build that fails leaves the last good site whole.",
        "refuse",
        OTHER,
        (
            says("b.md:4", "lusa"),
            only_lists("Kabar Lengkap Rekaan"),
            exists("/berita/kabar-lengkap-rekaan/"),
        ),
        then=({"b.md": post("tanggal: lusa"), **OTHER},),
    ),
    Case(
        "18c-ditarik-jadi-draf",
        "An article that is a draft again is gone.",
        "publish",
        {"a.md": post("judul: Ditarik Lagi"), **OTHER},
        (nowhere("Ditarik Lagi"), absent("/berita/ditarik-lagi/")),
        then=({"a.md": post("judul: Ditarik Lagi", "status: draf"), **OTHER},),
    ),
    Case(
        "18d-berganti-alamat",
        "A new slug leaves no copy at the old address; an alias leads on.",
        "publish",
        {"a.md": post("judul: Pindah", "slug: lama")},
        (
            exists("/berita/baru/"),
            links_to("/berita/baru/", at="/berita/lama/"),
            noindex("/berita/lama/"),
        ),
        then=({"a.md": post("judul: Pindah", "slug: baru", "alias: /berita/lama/")},),
    ),
)

LOCALE_AND_ORDER = (
    Case(
        "20a-tanpa-locale",
        "Months and weekdays are Indonesian whatever the machine speaks.",
        "publish",
        {
            "a.md": post("judul: Satu", "tanggal: 2026-05-01 09:00"),
            "b.md": post("judul: Dua", "tanggal: 2026-08-05 09:00"),
        },
        (
            dated("2026-05-01T09:00+07:00", "Jumat, 1 Mei 2026", at="/berita/satu/"),
            dated("2026-08-05T09:00+07:00", "Rabu, 5 Agustus 2026", at="/berita/dua/"),
            nowhere("August", "Friday", "Wednesday"),
        ),
    ),
    Case(
        "20b-semua-bulan",
        "Each month of the year has its Indonesian name.",
        "publish",
        {f"{n}.md": post(f"judul: B{n}", f"tanggal: 2025-{n:02}-01") for n in range(1, 13)},
        (names_at("/arsip/2025/", *(f"{month} 2025" for month in reversed(MONTHS))),),
    ),
    Case(
        "21a-urutan-tetap",
        "Articles of one moment keep one order, by address.",
        "publish",
        {f"{n}.md": post(f"judul: Kabar {n}", "tanggal: 2026-09-01") for n in "cab"},
        (lists("/rubrik/berita/", "Kabar c", "Kabar b", "Kabar a"),),
    ),
    Case(
        "21b-urutan-nama",
        "Topics stand by the alphabet, in whatever order and letter case they are typed.",
        "publish",
        {
            "a.md": post("judul: Satu", "tag: [wayang, Zapin]"),
            "b.md": post("judul: Dua", "tag: [Anyam, ecobatik]"),
        },
        (names_at("/topik/", "Anyam", "ecobatik", "wayang", "Zapin"),),
    ),
)

OTHER_METADATA = (
    Case(
        "24a-templat-tak-ada",
        "A template of another name is refused in a line.",
        "refuse",
        {"a.md": post("template: sampul"), **OTHER},
        (says("a.md:5", "template", "sampul"),),
    ),
    Case(
        "24b-kunci-salah-eja",
        "A misspelt key is named with the key that was meant.",
        "refuse",
        {"a.md": post("rubirk: Budaya", "penuls: Ayu Rekaan", "descripton: Ringkas.")},
        (
            says("a.md:5", "rubirk", "rubrik"),
            says("a.md:6", "penuls", "penulis"),
            says("a.md:7", "descripton", "description"),
        ),
    ),
    Case(
        "24c-dua-kali",
        "A field given twice, under one name or two, is a fault.",
        "refuse",
        {"a.md": post("judul: Satu", "judul: Dua"), "b.md": post("judul: Satu", "title: Dua")},
        (says("a.md:5", "judul", "4"), says("b.md:5", "title", "judul")),
    ),
    Case(
        "24d-kunci-jenis-lain",
        "A key of another kind says where it belongs.",
        "refuse",
        {"a.md": post("bidang: umkm")},
        (says("a.md:5", "bidang", "program/"),),
    ),
    Case(
        "24e-templat-sendiri",
        "The kind's own template may be named, as in Pelican.",
        "publish",
        {"a.md": post("template: article")},
        (exists("/berita/judul-rekaan/"), silent),
    ),
)

MARKDOWN = (
    Case(
        "25a-daftar-tanpa-baris-kosong",
        "A list right after a line is a list.",
        "publish",
        {"a.md": post(body="Hasil panen:\n- padi\n- jagung\n- ketela\n")},
        (shows("li", "padi", "jagung", "ketela"), reads("Hasil panen:")),
    ),
    Case(
        "25b-angka-di-awal",
        "A number at the start of a sentence stays that number.",
        "publish",
        {"a.md": post(body="Panen dimulai pada\n\n17. Juli dipilih warga.\n\n2027. Tahun itu.\n")},
        (reads("17. Juli", "2027. Tahun"),),
    ),
    Case(
        "25c-daftar-bertingkat-dua-spasi",
        "Two spaces nest a list.",
        "publish",
        {"a.md": post(body="- Padi\n  - Ketan\n  - Merah\n- Jagung\n  1. Manis\n  2. Pulut\n")},
        (shows("ul ul li", "Ketan", "Merah"), shows("ul ol li", "Manis", "Pulut")),
    ),
    Case(
        "25d-tanda-lain",
        "Stars and numbers make lists right after a line too.",
        "publish",
        {"a.md": post(body="Syarat:\n* satu\n* dua\n\nUrutan:\n1. tiga\n2. empat\n")},
        (shows("ul li", "satu", "dua"), shows("ol li", "tiga", "empat")),
    ),
)

SUMMARIES = (
    Case(
        "26a-tanpa-ringkasan",
        "Without a summary the first plain sentence describes the page.",
        "publish",
        {
            "images/titik.png": PNG,
            "a.md": post(body=NO_SUMMARY),
        },
        (described('Kalimat miring & "berkutip" pertama.'),),
    ),
    Case(
        "26b-tautan-di-ringkasan",
        "A summary with a link is plain text.",
        "publish",
        {"a.md": post('ringkasan: "Lihat [sawah](lain.md) kita & mereka."'), **OTHER},
        (described("Lihat sawah kita & mereka."), nowhere("lain.md")),
    ),
    Case(
        "26c-panjang",
        "A long first paragraph is cut between words.",
        "publish",
        {"a.md": post(body="Musyawarah " * 60)},
        (described("Musyawarah " * 26 + "Musyawarah…"),),
    ),
    Case(
        "26d-hanya-judul-bagian",
        "A text of headings only does not describe itself with them.",
        "publish",
        {"a.md": post("ringkasan: Panen rekaan.", body="## Awal\n\n## Akhir\n")},
        (described("Panen rekaan."), headings_at("/berita/judul-rekaan/", "Awal", "Akhir")),
    ),
)

CASES = (
    *TITLES_AS_YAML,
    *ENCODINGS,
    *FRONT_MATTER,
    *MISSING_FIELDS,
    *FILE_NAMES,
    *DATES,
    *MODIFIED,
    *SCHEDULED,
    *DRAFTS,
    *STATUS,
    *ADDRESSES,
    *OUTSIDE,
    *CHARACTERS_IN_TITLES,
    *NAMES_THAT_FALL_TOGETHER,
    *TYPOGRAPHY,
    *STALE_OUTPUT,
    *LOCALE_AND_ORDER,
    *OTHER_METADATA,
    *MARKDOWN,
    *SUMMARIES,
)
