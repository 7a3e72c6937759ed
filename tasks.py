"""Every command of this project: `python3 tasks.py build`, or `invoke build` under Invoke.

Until `prepare` has made .venv there may be nothing but the standard library, and perhaps an old
Python: this file must parse on Python 3.8, and its first level imports nothing from a package.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import importlib.util
import inspect
import json
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parent
PLUGINS = ROOT / "plugins"
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "tasks-stamp.json"
UNFINISHED = "unfinished"
PREVIEW = ROOT / "cache" / "preview"

# The lock files. The second holds the first, so whoever can test can build (tests/test_tasks.py).
RUNTIME = "requirements.txt"
DEVELOPMENT = "requirements-dev.txt"

KINDS = ("berita", "agenda", "program", "rencana", "tokoh", "lembaga", "laman")
WIB = timezone(timedelta(hours=7), "WIB")
HOST = "127.0.0.1"
HELP = ("--help", "-h")

sys.path.insert(0, str(PLUGINS))  # for the tasks that use a little of newsroom themselves

# The one sentence that cannot stand in strings.toml: a Python this old cannot read TOML.
PYTHON_TOO_OLD = (
    "Perlu Python 3.11 atau yang lebih baru; yang ini Python {version}. Jika yang baru sudah "
    "terpasang, sebut namanya, misalnya: python3.11 tasks.py build"
)


# ------------------------------------------------------------------------------------- the tasks
# Invoke hands every task its context first; only `test` looks at it, for what stands after `--`.
# A folder in an option counts from where the command was given; without one, from the project's.


def build(
    context: Any,
    content: str = "",
    output: str = "",
    siteurl: str = "",
    explain: bool = False,
) -> None:
    """Build the site into output/; with --explain, say for each page why it was written."""
    overrides: dict[str, object] = {}
    if siteurl:
        overrides["SITEURL"] = siteurl.rstrip("/")
    if explain:
        overrides["NEWSROOM_EXPLAIN"] = True
    run(*pelican_command("pelicanconf.py", content, output, overrides))


def serve(context: Any, port: int = 8000, content: str = "") -> None:
    """Show the site, drafts too, at http://127.0.0.1:8000; at each save the page reloads itself.

    It is built beside output/, so that no draft can be published by mistake.
    """
    if is_port_busy(port):
        fail(say("port_busy", port=port, other=port + 1))
    print(say("serving", address=f"http://{HOST}:{port}"), flush=True)
    folder = str(Path(content).resolve()) if content else "content"
    run(
        *(sys.executable, "-m", "newsroom.preview", folder, "-s", "pelicanconf.py"),
        *("-o", str(PREVIEW), "--host", HOST, "--port", str(port)),
    )


def check(context: Any, content: str = "") -> None:
    """Read everything and print every fault and warning; write nothing."""
    folder = Path(content).resolve() if content else ROOT / "content"
    os.chdir(ROOT)
    from pelican.settings import read_settings

    from newsroom.build import check as problems_in
    from newsroom.language.words import read_words
    from newsroom.problems import report

    words = read_words(strings_text())
    problems = problems_in(read_settings("pelicanconf.py", override={"PATH": str(folder)}))
    print(report(problems, words) if problems else say("check_clean"))
    if os.environ.get("GITHUB_ACTIONS") == "true":
        for p in sorted(problems):
            text = f"{p.field}: {p.message(words)}"
            print(annotation(p.path, p.line, text, is_warning=p.is_warning))
    if not all(p.is_warning for p in problems):
        raise SystemExit(1)


def new(context: Any, kind: str, title: str) -> None:
    """Start a file: new berita "Judul" (or agenda, program, rencana, tokoh, lembaga, laman)."""
    if kind not in KINDS:
        fail(say("new_kind_unknown", kind=kind, kinds=", ".join(KINDS)))
    path, text = new_file(kind, title, datetime.now(WIB).date())
    target = ROOT / path
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        fail(say("new_exists", path=path))
    print(say("new_made", path=path))


def test(context: Any) -> None:
    """Run the linter, the type checker, the layers' contract and pytest (its options after --)."""
    python = sys.executable
    run(python, "-m", "ruff", "check", ".")
    run(python, "-m", "ruff", "format", "--check", ".")
    run(python, "-m", "mypy")
    # import-linter has no `python -m`; its script would break in a folder that was moved.
    lint_imports = "from importlinter.cli import lint_imports_command as lint; lint(['--no-logo'])"
    run(python, "-c", lint_imports)
    run(python, "-m", "pytest", "--numprocesses=auto", *shlex.split(context.remainder))


def browser(context: Any, lighthouse: bool = False) -> None:
    """Get Chromium and the page checkers that the tests marked `browser` need."""
    options = ("--lighthouse",) if lighthouse else ()
    run(sys.executable, str(ROOT / "tests" / "browser" / "equipment.py"), *options)


def clean(context: Any) -> None:
    """Remove output/, cache/ and what a build keeps beside output/, nothing else."""
    for folder in (ROOT / "output", ROOT / ".output.aside", ROOT / "cache"):
        if folder.is_symlink():
            folder.unlink()  # the link, never what it points to
        elif folder.exists():
            shutil.rmtree(folder)


def bench(context: Any, sizes: str = "100,1000,10000", repeats: int = 3) -> None:
    """Time builds of invented sites beside stock Pelican, in temporary folders.

    repeats: up to 1,000 articles; more are timed once.
    """
    try:
        counts = [int(size) for size in sizes.split(",")]
    except ValueError:
        counts = [0]
    if min(*counts, repeats) < 1:
        fail(say("bench_sizes"), 2)
    sys.path.insert(0, str(ROOT))
    from bench.table import run as measure

    if code := measure(counts, repeats, say):
        raise SystemExit(code)


def publish(context: Any, siteurl: str = "") -> None:
    """Build the public site into output/, for the address in SITEURL or --siteurl.

    Refuses while something is missing that a public site must have, such as the imprint.
    """
    address = siteurl or os.environ.get("SITEURL", "")
    given = {"SITEURL": address.rstrip("/")} if address else {}
    overrides: dict[str, object] = {"REQUIRE_COMPLETE": True}
    run(*pelican_command("publishconf.py", "", str(ROOT / "output"), overrides), **given)


# Each task with the lock file that it needs; "" where the standard library is enough.
TASKS: dict[str, tuple[Callable[..., None], str]] = {
    "build": (build, RUNTIME),
    "serve": (serve, RUNTIME),
    "check": (check, RUNTIME),
    "new": (new, ""),
    "test": (test, DEVELOPMENT),
    "bench": (bench, RUNTIME),
    "browser": (browser, DEVELOPMENT),
    "clean": (clean, ""),
    "publish": (publish, RUNTIME),
}


# ------------------------------------------------------------------------ what the tasks stand on


def pelican_command(
    settings: str,
    content: str = "",
    output: str = "",
    overrides: dict[str, object] | None = None,
) -> list[str]:
    """Pelican's own command line, to be run in the project's folder."""
    folder = str(Path(content).resolve()) if content else "content"
    command = [sys.executable, "-m", "pelican", folder, "-s", settings]
    if output:
        command += ["-o", str(Path(output).resolve())]
    if overrides:
        command += ["-e", *(f"{name}={json.dumps(value)}" for name, value in overrides.items())]
    return command


def run(*command: str, **environment: str) -> None:
    """Run a command in the project's folder; its exit code, when not 0, becomes ours."""
    variables = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(PLUGINS), **environment}
    with subprocess.Popen(command, cwd=ROOT, env=variables) as process:
        code = waited(process)
    if code:
        raise SystemExit(code if code > 0 else 128 - code)


def waited(process: subprocess.Popen[bytes]) -> int:
    """The exit code. Ctrl-C reaches the command as well, and a kill is passed on as Ctrl-C.

    So the command ends in its own way, and Pelican's server never stays behind on its port.
    """
    if os.name != "nt":
        signal.signal(signal.SIGTERM, lambda *_: process.send_signal(signal.SIGINT))
    try:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def is_port_busy(port: int) -> bool:
    with socket.socket() as probe:
        if os.name != "nt":  # as Pelican's server does; on Windows it would take a busy port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False


def new_file(kind: str, title: str, today: date) -> tuple[str, str]:
    """Path and text of a new file. Only news has the day in its name: the folder sorts by it."""
    from newsroom.language.slugs import slug

    name = slug(title)
    if not name:
        fail(say("new_title_empty"))
    if kind == "berita":
        name = f"{today.isoformat()}-{name}"
    # A JSON text is a YAML text as well, whatever marks the title holds.
    quoted = json.dumps(" ".join(title.split()), ensure_ascii=False)
    text = say(f"new_{kind}", title=quoted, today=today.isoformat())
    return f"content/{kind}/{name}.md", text


def annotation(path: str, line: int, text: str, *, is_warning: bool) -> str:
    """A line that GitHub shows beside the file. Source: GitHub, "Workflow commands"."""
    level = "warning" if is_warning else "error"
    place = escaped(path, "%:,\r\n")
    message = escaped(text, "%\r\n")
    return f"::{level} file={place},line={line}::{message}"


def escaped(text: str, marks: str) -> str:
    return "".join(f"%{ord(c):02X}" if c in marks else c for c in text)


def strings_text() -> str:
    return (ROOT / "theme" / "strings.toml").read_text(encoding="utf-8")


def sentences() -> dict[str, str]:
    """The table [tasks] of theme/strings.toml."""
    import tomllib

    table: dict[str, str] = tomllib.loads(strings_text())["tasks"]
    return table


def say(key: str, **values: object) -> str:
    return sentences()[key].format_map(values)


def fail(sentence: str, code: int = 1) -> NoReturn:
    print(sentence, file=sys.stderr)
    raise SystemExit(code)


# ------------------------------------------------------------------------------ the environment


def prepare(lock: str, *command: str) -> None:
    """Make sure that .venv holds what the lock file names, then go on inside it.

    command: arguments for the environment's Python that start this run again there.
    """
    if not is_current(lock):
        try:
            install(lock)
        except OSError as error:
            fail(say("venv_failed", reason=error))
    if is_inside():
        return
    again = [str(VENV_PYTHON), *command]
    variables = {**os.environ, "PYTHONUTF8": "1"}
    if os.name == "nt":  # exec on Windows gives the prompt back at once
        with subprocess.Popen(again, env=variables) as process:
            raise SystemExit(waited(process))
    sys.stdout.flush()
    os.execve(again[0], again, variables)


def is_inside() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve()


def is_current(lock: str) -> bool:
    before = recorded()
    return not must_be_made_anew(before) and before.get(lock) == fingerprint(lock)


def must_be_made_anew(before: dict[str, str]) -> bool:
    """After a killed install, or once a system upgrade changed the Python that .venv stands on."""
    is_whole = VENV_PYTHON.exists() and (VENV / "pyvenv.cfg").exists()
    python = before.get("python", str(VENV_PYTHON.resolve()))
    return not is_whole or python != str(VENV_PYTHON.resolve())


def fingerprint(lock: str) -> str:
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def recorded() -> dict[str, str]:
    """What the last install left behind: its Python, and each lock file with its fingerprint."""
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp


def record(stamp: dict[str, str]) -> None:
    STAMP.write_text(json.dumps(stamp), encoding="utf-8")


def install(lock: str) -> None:
    """Make or mend .venv. The full stamp comes last: until then, the next run starts anew."""
    before = recorded()
    is_new = must_be_made_anew(before) and not is_inside()
    has_pip = importlib.util.find_spec("pip") is not None
    has_ensurepip = importlib.util.find_spec("ensurepip") is not None
    if is_new and not (has_pip or has_ensurepip):
        fail(say("venv_missing"))
    print(say("installing"), flush=True)
    if is_new and VENV.exists():
        shutil.rmtree(VENV)
        before = {}
    VENV.mkdir(exist_ok=True)
    record({"python": UNFINISHED})
    if is_new:
        make_environment(has_ensurepip)
    install_packages(lock)
    covered = (RUNTIME, DEVELOPMENT) if lock == DEVELOPMENT else (RUNTIME,)
    fingerprints = {name: fingerprint(name) for name in covered}
    record({**before, **fingerprints, "python": str(VENV_PYTHON.resolve())})


def make_environment(has_ensurepip: bool) -> None:
    """Debian splits ensurepip off; a pip outside can fill an environment that has none."""
    command = [sys.executable, "-m", "venv", str(VENV)]
    made = captured(command if has_ensurepip else [*command, "--without-pip"])
    if made.returncode:
        fail(say("venv_failed", reason=last_line(made.stdout + made.stderr)))


def install_packages(lock: str) -> None:
    pip = [sys.executable, "-m", "pip", "--python", str(VENV_PYTHON)]
    if any(VENV.glob("[Ll]ib/**/site-packages/pip")):
        pip = [str(VENV_PYTHON), "-m", "pip"]
    options = ("--quiet", "--no-input", "--disable-pip-version-check", "--require-hashes")
    done = captured([*pip, "install", *options, "-r", str(ROOT / lock)])
    if done.returncode:
        key = "install_offline" if "connection broken" in done.stderr else "install_failed"
        fail(say(key, reason=last_line(done.stderr)))


def captured(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace")


def last_line(text: str) -> str:
    return (text.strip().splitlines() or [""])[-1]


# ------------------------------------------------------------------------------ the command line


class UsageError(Exception):
    """The command line is not one of ours."""


class CommandParser(argparse.ArgumentParser):
    """Leaves the words to us: argparse speaks English and ends the program by itself."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message)


def parser_for(function: Callable[..., None]) -> CommandParser:
    """The signature as Invoke reads it too: without a default, a place; with one, an option."""
    parser = CommandParser(add_help=False, allow_abbrev=False)
    for parameter in list(inspect.signature(function).parameters.values())[1:]:
        default = parameter.default
        if default is parameter.empty:
            parser.add_argument(parameter.name)
        elif isinstance(default, bool):
            parser.add_argument(f"--{parameter.name}", action="store_true")
        else:
            parser.add_argument(f"--{parameter.name}", type=type(default), default=default)
    return parser


def task_list() -> str:
    words = sentences()
    return "\n".join((words["list_head"], *(f"  {n:<8} {words[f'about_{n}']}" for n in TASKS)))


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - an editor's machine may have an older one
        version = ".".join(str(part) for part in sys.version_info[:2])
        print(PYTHON_TOO_OLD.format(version=version), file=sys.stderr)
        return 2
    name, *given = arguments or ["--list"]
    if name in ("--list", "-l", *HELP):
        print(task_list())
        return 0
    if name not in TASKS:
        fail(say("task_unknown", name=name) + "\n" + task_list(), 2)

    function, lock = TASKS[name]
    own, rest = split_remainder(given)
    usage = say("usage", command=say(f"usage_{name}"))
    if set(HELP) & set(own):
        print(usage)
        return 0
    try:
        values = vars(parser_for(function).parse_args(own))
    except UsageError:
        fail(usage, 2)
    if rest and function is not test:
        fail(usage, 2)
    if lock:
        prepare(lock, str(ROOT / "tasks.py"), *arguments)
    function(SimpleNamespace(remainder=shlex.join(rest)), **values)
    return 0


def split_remainder(arguments: list[str]) -> tuple[list[str], list[str]]:
    """What stands before `--`, and what after it."""
    if "--" not in arguments:
        return arguments, []
    place = arguments.index("--")
    return arguments[:place], arguments[place + 1 :]


def for_invoke(tasks: Iterable[tuple[Callable[..., None], str]]) -> Any:
    """The same tasks as an Invoke collection; each makes sure of .venv first, as `main` does."""
    from invoke.collection import Collection
    from invoke.tasks import task

    def prepared(function: Callable[..., None], lock: str) -> Callable[..., None]:
        @functools.wraps(function)
        def body(context: Any, **values: Any) -> None:
            if lock:
                prepare(lock, "-m", "invoke", *sys.argv[1:])
            function(context, **values)

        return body

    return Collection(*(task(prepared(function, lock)) for function, lock in tasks))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
elif importlib.util.find_spec("invoke") is not None:
    namespace = for_invoke(TASKS.values())
