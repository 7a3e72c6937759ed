"""Another version of the plugin, or of a library below it, inside the running process.

A cache must not outlive the code that filled it. To try that, a line of a copy of the plugin's
files is changed, which is what the build looks at to tell one version from another, and the running
function gets the code of the changed line, which is what then works differently.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from newsroom import marks

_PLUGIN = Path(marks.__file__).parent
_installed_version = importlib.metadata.version


@dataclass(frozen=True, slots=True)
class LineEdit:
    """A line of one function, and what a programmer makes of it."""

    module: str
    function: str
    old: str
    new: str

    @property
    def path(self) -> str:
        """Of the module's file, below the plugin's folder."""
        return self.module.removeprefix("newsroom.").replace(".", "/") + ".py"


_TAGS = "(article.section, *article.tags)"
LINE_EDITS = (
    LineEdit("newsroom.source.markdown", "excerpt", "_cut(text)\n", '_cut("Awal: " + text)\n'),
    LineEdit("newsroom.edition.related", "_names", "in article.tags]", "in article.authors]"),
    LineEdit("newsroom.language.typography", "typeset", "_piece(text,", '_piece(text + "!",'),
    LineEdit("newsroom.views.desk", "summary", "record.summary or", '"" or'),
    LineEdit("newsroom.publishing.render", "inlined_css", '";}", "}"', '";}", " }"'),
    LineEdit(
        "newsroom.publishing.feeds",
        "_categories",
        "(article.section, *article.tags)",
        "article.tags",
    ),
    LineEdit("newsroom.publishing.sitemap", "sitemap", "if modified:", "if False:"),
)

# Libraries with the function of theirs whose result another version gives another ending.
LIBRARY_EDITS = {
    "Markdown": ("markdown.Markdown.convert", "\n<p>Versi rekaan.</p>"),
    "Jinja2": ("jinja2.Template.render", "<!-- versi rekaan -->"),
    "feedgenerator": ("feedgenerator.SyndicationFeed.writeString", "\n"),
}


class PluginVersion:
    """The plugin as it is, until edited; close() gives every function its own code back."""

    def __init__(self, folder: Path) -> None:
        """folder: where the copy of the plugin's files may lie."""
        self._copy = folder / "newsroom"
        shutil.copytree(_PLUGIN, self._copy, ignore=shutil.ignore_patterns("__pycache__"))
        self._own_code: dict[Callable[..., Any], Any] = {}
        self._libraries: dict[str, ExitStack] = {}
        self._stack = ExitStack()
        beside = str(self._copy / "marks.py")
        self._stack.enter_context(mock.patch.object(marks, "__file__", beside))
        self._stack.enter_context(mock.patch.object(importlib.metadata, "version", self._version))

    def edit(self, edit: LineEdit) -> None:
        """Change the line, or change it back."""
        function = getattr(importlib.import_module(edit.module), edit.function)
        file = self._copy / edit.path
        if function in self._own_code:
            function.__code__ = self._own_code.pop(function)
            file.write_bytes((_PLUGIN / edit.path).read_bytes())
            return
        source = file.read_text(encoding="utf-8")
        assert edit.old in source, f"{edit.path} has no {edit.old}"
        file.write_text(source.replace(edit.old, edit.new), encoding="utf-8")
        changed = dict(vars(importlib.import_module(edit.module)))
        exec(compile(file.read_text(encoding="utf-8"), edit.path, "exec"), changed)
        self._own_code[function] = function.__code__
        function.__code__ = changed[edit.function].__code__

    def update(self, library: str) -> None:
        """Another version of a library, or the locked one again."""
        if library in self._libraries:
            self._libraries.pop(library).close()
            return
        target, ending = LIBRARY_EDITS[library]
        owner, _, name = target.rpartition(".")
        module, _, kind = owner.rpartition(".")
        made = getattr(getattr(importlib.import_module(module), kind), name)

        def other(*arguments: Any, **options: Any) -> Any:
            result = made(*arguments, **options)
            return result + (ending.encode() if isinstance(result, bytes) else ending)

        self._libraries[library] = ExitStack()
        self._libraries[library].enter_context(mock.patch(target, other))

    def _version(self, name: str) -> str:
        return "999" if name in self._libraries else _installed_version(name)

    def close(self) -> None:
        """As it was before."""
        for function, code in self._own_code.items():
            function.__code__ = code
        for stack in self._libraries.values():
            stack.close()
        self._stack.close()
