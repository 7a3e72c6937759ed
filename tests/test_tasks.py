"""The commands around the build: what they print, make and refuse. Nothing is installed here."""

from __future__ import annotations

import ast
import json
import os
import re
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import tasks

TODAY = date(2026, 11, 25)


def run_tasks(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """tasks.py as a stranger starts it, on the Python below the environment."""
    python = Path(sys.base_prefix) / ("python.exe" if os.name == "nt" else "bin/python3")
    return subprocess.run(
        [str(python), str(tasks.ROOT / "tasks.py"), *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        timeout=10,
    )


@pytest.fixture
def empty_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the words and the lock files, but without an environment."""
    for name in (tasks.RUNTIME, tasks.DEVELOPMENT, "theme/strings.toml"):
        copy = tmp_path / name
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes((tasks.ROOT / name).read_bytes())
    monkeypatch.setattr(tasks, "ROOT", tmp_path)
    monkeypatch.setattr(tasks, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(tasks, "VENV_PYTHON", tmp_path / ".venv/bin/python")
    monkeypatch.setattr(tasks, "STAMP", tmp_path / ".venv/tasks-stamp.json")
    return tmp_path


def make_venv(project: Path, **stamp: str) -> None:
    """What a finished install leaves behind, without the packages."""
    python = project / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_bytes(b"")
    (project / ".venv/pyvenv.cfg").write_bytes(b"")
    tasks.record({"python": str(python.resolve()), **stamp})


# ------------------------------------------------------------------------------- the command line


def test_without_a_task_all_tasks_are_listed_on_a_bare_python() -> None:
    """Without a task, all tasks are listed, on a Python without any package."""
    listed = run_tasks()

    assert listed.returncode == 0
    assert all(f"\n  {name} " in listed.stdout for name in tasks.TASKS)


def test_invoke_offers_the_same_tasks_with_their_docstrings() -> None:
    """Invoke offers the same tasks, each with a docstring to list."""
    offered = {task.name: task.__doc__ for task in tasks.namespace.tasks.values()}

    assert set(offered) == set(tasks.TASKS)
    assert all(offered.values())


def test_an_unknown_task_gets_the_list_and_exit_code_two() -> None:
    """A mistyped task is named, the list follows, and the exit code is 2."""
    answer = run_tasks("bulid")

    assert answer.returncode == 2
    assert "bulid" in answer.stderr
    assert "build" in answer.stderr


@pytest.mark.parametrize(
    "arguments",
    [("new", "berita"), ("serve", "--port", "x"), ("build", "--kilat"), ("clean", "--", "x")],
)
def test_a_wrong_command_line_gets_the_right_one(arguments: tuple[str, ...]) -> None:
    """A wrong command line is answered with one line that shows the right one."""
    answer = run_tasks(*arguments)

    assert answer.returncode == 2
    assert answer.stderr.splitlines() == [
        tasks.say("usage", command=tasks.say(f"usage_{arguments[0]}"))
    ]


def test_every_task_has_its_words() -> None:
    """Every task has a line in the list, and shows how to write it."""
    words = tasks.sentences()

    assert {f"{kind}_{name}" for kind in ("about", "usage") for name in tasks.TASKS} <= set(words)
    assert {f"new_{kind}" for kind in tasks.KINDS} <= set(words)


def test_an_old_python_is_told_so_before_anything_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On Python 3.8 one line names the version that is needed."""
    monkeypatch.setattr(sys, "version_info", (3, 8, 18, "final", 0))

    code = tasks.main(["build"])

    assert code != 0
    assert re.fullmatch(r".*3\.11.*3\.8.*\n", capsys.readouterr().err)


def test_tasks_parse_on_python_3_8() -> None:
    """The file parses on Python 3.8, so that it can tell such a Python what is wrong."""
    source = (tasks.ROOT / "tasks.py").read_text(encoding="utf-8")

    ast.parse(source, feature_version=(3, 8))


# -------------------------------------------------------------------------------- the environment


def test_a_finished_environment_is_left_alone(empty_project: Path) -> None:
    """Nothing is installed again while the lock file is the one that was installed."""
    make_venv(empty_project, **{tasks.RUNTIME: tasks.fingerprint(tasks.RUNTIME)})

    assert tasks.is_current(tasks.RUNTIME)
    assert not tasks.is_current(tasks.DEVELOPMENT)


def test_a_changed_lock_file_is_installed_without_starting_anew(empty_project: Path) -> None:
    """A changed lock file is installed into the environment that is there."""
    make_venv(empty_project, **{tasks.RUNTIME: tasks.fingerprint(tasks.RUNTIME)})
    with (empty_project / tasks.RUNTIME).open("a") as lock:
        lock.write("# newer\n")

    assert not tasks.is_current(tasks.RUNTIME)
    assert not tasks.must_be_made_anew(tasks.recorded())


@pytest.mark.parametrize("python", [tasks.UNFINISHED, "/usr/bin/python3.10"])
def test_a_killed_install_or_another_python_starts_anew(empty_project: Path, python: str) -> None:
    """After a killed install, and once the Python below changed, the environment is made anew."""
    make_venv(empty_project, **{tasks.RUNTIME: tasks.fingerprint(tasks.RUNTIME), "python": python})

    assert tasks.must_be_made_anew(tasks.recorded())
    assert not tasks.is_current(tasks.RUNTIME)


def test_the_stamp_is_unfinished_until_the_packages_are_there(
    empty_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever kills an install leaves a stamp that says so."""

    def killed(lock: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(tasks, "make_environment", lambda has_ensurepip: None)
    monkeypatch.setattr(tasks, "install_packages", killed)

    with pytest.raises(KeyboardInterrupt):
        tasks.install(tasks.RUNTIME)

    assert tasks.recorded() == {"python": tasks.UNFINISHED}


def test_whoever_can_test_can_build(empty_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Installing for `test` leaves nothing to install for `build`."""
    monkeypatch.setattr(tasks, "make_environment", lambda has_ensurepip: None)
    monkeypatch.setattr(tasks, "install_packages", lambda lock: None)

    tasks.install(tasks.DEVELOPMENT)

    assert set(tasks.recorded()) == {"python", tasks.RUNTIME, tasks.DEVELOPMENT}


def test_a_python_without_venv_gets_one_line_with_the_cure(
    empty_project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where Debian's python3-venv is missing, one line says what to install; nothing is made."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    with pytest.raises(SystemExit) as stopped:
        tasks.install(tasks.RUNTIME)

    printed = capsys.readouterr()
    assert stopped.value.code == 1
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    assert "sudo apt install python3-venv" in printed.err
    assert not (empty_project / ".venv").exists()


@pytest.mark.parametrize(
    ("pip_says", "key"),
    [
        ("WARNING: Retrying after connection broken by 'X'\nERROR: none found", "install_offline"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "install_failed"),
    ],
)
def test_a_failed_install_says_what_to_do(
    empty_project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    pip_says: str,
    key: str,
) -> None:
    """Without a network one line says so; any other fault of pip is handed on."""
    answer = subprocess.CompletedProcess([], 1, "", pip_says)
    monkeypatch.setattr(tasks, "captured", lambda command: answer)

    with pytest.raises(SystemExit):
        tasks.install_packages(tasks.RUNTIME)

    assert capsys.readouterr().err.splitlines() == [
        tasks.say(key, reason=pip_says.splitlines()[-1])
    ]


def test_a_folder_that_cannot_be_written_gets_one_line(
    empty_project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A full disk or a read-only folder is said in one line, without a traceback."""

    def refuse(lock: str) -> None:
        raise PermissionError(13, "Permission denied", ".venv")

    monkeypatch.setattr(tasks, "install", refuse)

    with pytest.raises(SystemExit) as stopped:
        tasks.prepare(tasks.RUNTIME)

    assert stopped.value.code == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def pins(lock: str) -> set[str]:
    text = (tasks.ROOT / lock).read_text(encoding="utf-8")
    return set(re.findall(r"^[a-z0-9].*?==\S+", text, re.MULTILINE))


def test_the_lock_for_tests_holds_the_lock_for_builds() -> None:
    """What is tested is what builds: the same versions in both lock files."""
    assert pins(tasks.RUNTIME) < pins(tasks.DEVELOPMENT)


@pytest.mark.parametrize("lock", [tasks.RUNTIME, tasks.DEVELOPMENT])
def test_a_lock_names_hashes_and_no_registry(lock: str) -> None:
    """Every package has its hashes, and no registry's address stands in a lock file."""
    text = (tasks.ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text)[1:]

    assert "://" not in text
    assert all("--hash=sha256:" in entry for entry in entries)


# ------------------------------------------------------------------------------------- the tasks


@pytest.mark.parametrize("kind", tasks.KINDS)
def test_new_makes_a_draft_with_the_title_as_typed(empty_project: Path, kind: str) -> None:
    """Whatever marks a title holds, the header reads it back, and the file is a draft."""
    yaml = pytest.importorskip("yaml")
    title = """Pasar "Rakyat": 10% #UMKM & 'kopi'"""

    path, text = tasks.new_file(kind, title, TODAY)

    _, header, body = text.split("---\n", 2)
    fields = yaml.safe_load(header)
    assert fields.get("judul", fields.get("nama")) == title
    assert fields["status"] == "draf"
    assert "<!--" in body
    prefix = "2026-11-25-" if kind == "berita" else ""
    assert path == f"content/{kind}/{prefix}pasar-rakyat-10-umkm-kopi.md"


def test_new_never_overwrites(empty_project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second file of the same name is refused, and the first stays as it is."""
    tasks.new(None, "laman", "Tentang")
    page = empty_project / "content/laman/tentang.md"
    page.write_text("isi", encoding="utf-8")

    with pytest.raises(SystemExit) as stopped:
        tasks.new(None, "laman", "Tentang")

    assert stopped.value.code == 1
    assert page.read_text(encoding="utf-8") == "isi"
    assert "content/laman/tentang.md" in capsys.readouterr().err


@pytest.mark.parametrize(("kind", "title"), [("foto", "Judul"), ("berita", "🎉")])
def test_new_refuses_what_has_no_place(empty_project: Path, kind: str, title: str) -> None:
    """An unknown kind and a title without a letter are refused; nothing is made."""
    with pytest.raises(SystemExit):
        tasks.new(None, kind, title)

    assert not (empty_project / "content").exists()


def test_clean_removes_its_folders_and_follows_no_link(empty_project: Path) -> None:
    """clean removes output and cache, not what a link among them points to."""
    kept = empty_project / "content/berita.md"
    kept.parent.mkdir()
    kept.write_text("isi", encoding="utf-8")
    (empty_project / "cache").mkdir()
    (empty_project / ".output.aside/twin").mkdir(parents=True)
    (empty_project / "cache/content").symlink_to(kept.parent)
    (empty_project / "output").symlink_to(kept.parent)

    tasks.clean(None)

    assert kept.read_text(encoding="utf-8") == "isi"
    assert sorted(p.name for p in empty_project.iterdir()) == [
        "content",
        tasks.DEVELOPMENT,
        tasks.RUNTIME,
        "theme",
    ]


def test_serve_names_a_free_way_when_its_port_is_busy(capsys: pytest.CaptureFixture[str]) -> None:
    """serve says that the port is taken, and how to take another."""
    with socket.socket() as taken:
        taken.bind((tasks.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(SystemExit) as stopped:
            tasks.serve(None, port=port)

    assert stopped.value.code == 1
    assert capsys.readouterr().err.splitlines() == [
        tasks.say("port_busy", port=port, other=port + 1)
    ]


def test_a_command_hands_its_exit_code_on() -> None:
    """The exit code of what a task runs is the task's own."""
    with pytest.raises(SystemExit) as stopped:
        tasks.run(sys.executable, "-c", "raise SystemExit(7)")

    assert stopped.value.code == 7


def test_build_speaks_pelicans_own_command_line() -> None:
    """The options become what Pelican's command line calls them."""
    command = tasks.pelican_command("pelicanconf.py", overrides={"SITEURL": "https://contoh.id"})

    assert command[1:] == [
        *("-m", "pelican", "content", "-s", "pelicanconf.py"),
        *("-e", f"SITEURL={json.dumps('https://contoh.id')}"),
    ]


def test_publish_gives_the_address_to_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """publish hands SITEURL on without a slash at its end; the option wins."""
    monkeypatch.setenv("SITEURL", "https://lama.id")
    seen: dict[str, str] = {}
    monkeypatch.setattr(tasks, "run", lambda *command, **environment: seen.update(environment))

    tasks.publish(None, siteurl="https://contoh.id/")

    assert seen == {"SITEURL": "https://contoh.id"}


def test_an_annotation_keeps_its_place_and_its_text() -> None:
    """GitHub reads the marks that mean something to it as text."""
    line = tasks.annotation("content/a,b:c.md", 3, "50%\ndua", is_warning=False)

    assert line == "::error file=content/a%2Cb%3Ac.md,line=3::50%25%0Adua"


# ------------------------------------------------------------------------------------- the bench


def test_bench_compares_this_site_with_stock_pelican(tmp_path: Path) -> None:
    """A line for each thing measured, both builders with and without typography, and the ratios.

    From any folder, and nothing stays behind.
    """
    ended = subprocess.run(
        [sys.executable, str(tasks.ROOT / "tasks.py"), "bench", "--sizes", "12", "--repeats", "1"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "TMPDIR": str(tmp_path), "PYTHONUTF8": "1"},
        timeout=300,
    )

    assert ended.returncode == 0, ended.stderr
    title, _, heads, *lines = ended.stdout.rstrip().splitlines()
    assert title == "12 tulisan rekaan; median dari 1 kali ukur"
    assert re.split(r" {3,}", heads.strip()) == [
        "situs ini", "Pelican biasa", "banding",
        "situs ini, tanpa tipografi", "Pelican biasa, tanpa tipografi", "banding",
    ]  # fmt: skip
    cells = {name: numbers for name, *numbers in (re.split(r" {3,}", line) for line in lines)}
    assert len(cells) == 9
    preview = cells["pratinjau sesudah menyimpan (detik)"]
    assert re.fullmatch(r"\d+,\d\d", preview[0])
    assert preview[1:3] == ["–", "–"]
    seconds, files = cells["dari awal (detik)"], cells["berkas yang berubah karena tulisan baru"]
    assert all(re.fullmatch(r"\d+,\d\d", seconds[place]) for place in (0, 1, 3, 4))
    assert re.fullmatch(r"\d+,\d×", seconds[2])
    assert all(5 <= int(files[place]) <= 30 for place in (0, 1, 3, 4))
    assert list(tmp_path.iterdir()) == []


def test_bench_refuses_a_size_that_is_no_number() -> None:
    """One sentence with an example, exit code 2."""
    ended = subprocess.run(
        [sys.executable, str(tasks.ROOT / "tasks.py"), "bench", "--sizes", "banyak"],
        capture_output=True, encoding="utf-8", timeout=60,
    )  # fmt: skip

    assert ended.returncode == 2
    assert "--sizes 100,1000" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
