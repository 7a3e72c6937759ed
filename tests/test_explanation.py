"""`build --explain`: what was read and written, and why, in an editor's words."""

from __future__ import annotations

from workshop import Workshop, post

FILES = {
    "berita/pasar.md": post("judul: Pasar Rekaan", "rubrik: Kabar", "ringkasan: Ringkasan lama."),
    "berita/sawah.md": post("judul: Sawah Rekaan", "rubrik: Tani", "tanggal: 2026-03-01"),
}


def explained(workshop: Workshop) -> list[str]:
    """What a build says, without the sum at the end."""
    return workshop.build(NEWSROOM_EXPLAIN=True).report.splitlines()[:-1]


def paths(lines: list[str], act: str) -> list[str]:
    return [line.split()[1] for line in lines if line.startswith(act)]


def opened(workshop: Workshop) -> Workshop:
    workshop.put(FILES)
    workshop.build()
    return workshop


def test_changed_key_is_named_with_all_that_came_of_it(workshop: Workshop) -> None:
    """The key as editors write it, each file that shows the text, and the sum of them."""
    newsroom = opened(workshop)
    newsroom.put({"berita/pasar.md": FILES["berita/pasar.md"].replace("lama", "baru")})

    lines = explained(newsroom)

    assert lines[0] == "dibaca   berita/pasar.md (ringkasan berubah)"
    assert "ditulis  berita/pasar-rekaan/index.html (karena berita/pasar.md)" in lines
    assert "ditulis  rubrik/kabar/index.html (karena berita/pasar.md)" in lines
    assert not any("rubrik/tani" in line for line in lines)
    effects = lines[-1].removeprefix("berita/pasar.md: ringkasan berubah → halamannya, ")
    counted = [int(part.split()[0]) for part in effects.split(", ")]
    assert sum(counted) == len(paths(lines, "ditulis")) - 1


def test_text_that_only_moved_down_is_not_called_changed(workshop: Workshop) -> None:
    """A line more in the front matter is no change of the text; another target of a link is."""
    newsroom = opened(workshop)
    text = {"body": "Lihat [sawah](sawah.md)."}

    newsroom.put({"berita/pasar.md": post("rubrik: Kabar", **text)})
    assert explained(newsroom)[0].endswith("(judul, slug, ringkasan, dan isi berubah)")

    newsroom.put({"berita/pasar.md": post("rubrik: Kabar", "tag: [padi]", **text)})
    assert explained(newsroom)[0] == "dibaca   berita/pasar.md (tag berubah)"

    text = {"body": "Lihat [sawah](pasar.md)."}
    newsroom.put({"berita/pasar.md": post("rubrik: Kabar", "tag: [padi]", **text)})
    assert explained(newsroom)[0] == "dibaca   berita/pasar.md (isi berubah)"


def test_file_that_came_out_the_same_is_not_called_written(workshop: Workshop) -> None:
    """It was made again, for what it is made of had changed; its bytes had not."""
    newsroom = opened(workshop)
    retyped = FILES["berita/sawah.md"].replace("rekaan: ya", "rekaan: ya\ntemplate: article")
    newsroom.put({"berita/sawah.md": retyped})

    lines = explained(newsroom)

    assert paths(lines, "disusun")
    assert not set(paths(lines, "disusun")) & set(paths(lines, "ditulis"))
    assert all(line.endswith("; hasilnya sama") for line in lines if line.startswith("disusun"))


def test_new_lost_and_damaged_files_are_told_apart(workshop: Workshop) -> None:
    """What does not follow from a changed text says what it follows from."""
    newsroom = opened(workshop)
    newsroom.put({"berita/baru.md": post("judul: Berita Baru", "rubrik: Kabar")})
    (newsroom.content / "berita/sawah.md").unlink()
    (newsroom.output / "404.html").write_text("rusak")

    lines = explained(newsroom)

    assert "dibaca   berita/baru.md (berkas baru)" in lines
    assert "ditulis  berita/berita-baru/index.html (baru)" in lines
    assert "hilang   berita/sawah.md" in lines
    assert "berita/sawah-rekaan/index.html" in paths(lines, "dihapus")


def test_change_is_told_also_when_it_was_read_by_a_build_that_was_refused(
    workshop: Workshop,
) -> None:
    """What counts is how the published site differs, not what was read before."""
    newsroom = opened(workshop)
    (newsroom.content / "berita/sawah.md").unlink()
    newsroom.put(
        {
            "berita/pasar.md": FILES["berita/pasar.md"].replace("lama", "baru"),
            "berita/kebun.md": post("judul: Kebun", "tanggal: 31 Pebruari 2026"),
        }
    )
    assert "Pebruari" in newsroom.build().report
    newsroom.put({"berita/kebun.md": post("judul: Kebun")})

    lines = explained(newsroom)

    assert "dibaca   berita/pasar.md (ringkasan berubah)" in lines
    assert "dibaca   berita/kebun.md (berkas baru)" in lines
    assert "hilang   berita/sawah.md" in lines
    assert "ditulis  berita/pasar-rekaan/index.html (karena berita/pasar.md)" in lines


def test_nothing_is_said_where_nothing_changed(workshop: Workshop) -> None:
    """Nor without being asked."""
    newsroom = opened(workshop)
    assert explained(newsroom) == []
    newsroom.put({"berita/pasar.md": FILES["berita/pasar.md"].replace("lama", "baru")})
    assert len(newsroom.build().report.splitlines()) == 1
