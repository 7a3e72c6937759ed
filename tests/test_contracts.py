"""Contracts between templates, views, words and code, read from the sources: cheap and strict."""

from __future__ import annotations

import ast
import re
import shutil
import string
import tomllib
import typing
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, nodes
from workshop import ROOT

from newsroom.data import names_of
from newsroom.views import pages, parts

TEMPLATES = ROOT / "theme" / "templates"
STRINGS = tomllib.loads((ROOT / "theme" / "strings.toml").read_text(encoding="utf-8"))
ENVIRONMENT = Environment()
VIEWS: dict[str, Any] = {
    name: kind
    for module in (parts, pages)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and names_of(kind)
}
_MACRO = re.compile(r"\{#\s*(\w+)\((.*?)\)\s*--")
# A parameter of no such class: nothing stands behind it.
PLAIN = object()


# ------------------------------------------------------------------ templates and views


class TemplateReader:
    """Follows `view` and every macro argument and loop variable through one template."""

    def __init__(self, folder: Path, path: Path) -> None:
        self.faults: list[str] = []
        self.used: set[tuple[str, str]] = set()
        self.words: set[str] = set()
        self._folder = folder
        self._path = path
        self._macros: dict[str, dict[str, Any]] = {}

    def read(self) -> TemplateReader:
        source = self._path.read_text(encoding="utf-8")
        tree = ENVIRONMENT.parse(source)
        for imported in tree.find_all(nodes.FromImport):
            file = self._folder / imported.template.as_const()
            self._macros |= {str(name): signature(file) for name in imported.names}
        for node in tree.body:
            self._visit(node, {"view": view_of(self._path)})
        return self

    def _visit(self, node: nodes.Node, scope: Mapping[str, Any]) -> None:
        if isinstance(node, nodes.Macro):
            scope = signature(self._path)
        if isinstance(node, nodes.For):
            self._visit_loop(node, scope)
            return
        if isinstance(node, nodes.Getattr | nodes.Name | nodes.Call):
            self._type(node, scope)
            return
        for child in node.iter_child_nodes():
            self._visit(child, scope)

    def _visit_loop(self, node: nodes.For, scope: Mapping[str, Any]) -> None:
        items = self._type(node.iter, scope)
        arguments = typing.get_args(items)
        if typing.get_origin(items) is not tuple:
            self.faults.append(f"{self._path.name}:{node.lineno}: a loop over what is no tuple")
        inner = {**scope, _dotted(node.target): arguments[0] if arguments else PLAIN}
        for child in (*node.body, *node.else_):
            self._visit(child, inner)

    def _type(self, node: nodes.Node, scope: Mapping[str, Any]) -> Any:
        """What the expression gives; notes each field that is used on the way."""
        if isinstance(node, nodes.Name):
            return scope.get(node.name, PLAIN)
        if isinstance(node, nodes.Call):
            return self._call(node, scope)
        if not isinstance(node, nodes.Getattr):
            for child in node.iter_child_nodes():
                self._visit(child, scope)
            return PLAIN
        dotted = _dotted(node)
        if dotted.startswith("t."):
            self.words.add(dotted.removeprefix("t."))
            return PLAIN
        return self._field(node, self._type(node.node, scope))

    def _field(self, node: nodes.Getattr, owner: Any) -> Any:
        found = fields_of(owner).get(node.attr) if owner in VIEWS.values() else None
        if found is None:
            where = f"{self._path.name}:{node.lineno}"
            self.faults.append(f"{where}: {getattr(owner, '__name__', owner)} has no {node.attr}")
            return PLAIN
        self.used.add((owner.__name__, node.attr))
        return found

    def _call(self, node: nodes.Call, scope: Mapping[str, Any]) -> Any:
        name = getattr(node.node, "name", "")
        given = [self._type(argument, scope) for argument in node.args]
        wanted = list(self._macros.get(name, {}).items())
        for (parameter, kind), actual in zip(wanted, given, strict=False):
            if not fits(actual, kind):
                where = f"{self._path.name}:{node.lineno}: {name}({parameter})"
                self.faults.append(f"{where} is given {actual}, wants {kind}")
        if wanted and len(wanted) != len(given):
            self.faults.append(
                f"{self._path.name}:{node.lineno}: {name} wants {len(wanted)} values"
            )
        return PLAIN


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""


def fits(actual: Any, wanted: Any) -> bool:
    """Whether a value of one type may stand where another is wanted; plain values always may."""
    if isinstance(wanted, type) and wanted in VIEWS.values():
        return isinstance(actual, type) and issubclass(actual, wanted)
    if typing.get_origin(wanted) is tuple:
        return bool(actual == wanted)
    return not (isinstance(actual, type) and names_of(actual))


@cache
def fields_of(kind: Any) -> dict[str, Any]:
    """Field -> type, None taken away from `X | None`."""
    hints = typing.get_type_hints(kind)
    return {name: _without_none(hints[name]) for name in names_of(kind)}


def _without_none(kind: Any) -> Any:
    left = [k for k in typing.get_args(kind) if k is not type(None)]
    return left[0] if type(None) in typing.get_args(kind) and len(left) == 1 else kind


def signature(path: Path) -> dict[str, Any]:
    """Parameter -> type, from the comment at the head of a macro's file."""
    head = path.read_text(encoding="utf-8").splitlines()[0]
    found = _MACRO.match(head)
    assert found, f"{path.name} does not begin with {{# name(parameter: Type) -- …"
    (function,) = ast.parse(f"def macro({found[2]}): pass").body
    assert isinstance(function, ast.FunctionDef)
    parameters = ((a.arg, ast.unparse(a.annotation)) for a in function.args.args if a.annotation)
    return {name: eval(kind, dict(VIEWS)) for name, kind in parameters}


def view_of(path: Path) -> Any:
    """The view that a page template places; View for what every page shares."""
    found = [k for k in VIEWS.values() if getattr(k, "template", "") == path.name]
    return found[0] if found else parts.View


def read_templates(folder: Path) -> list[TemplateReader]:
    return [TemplateReader(folder, path).read() for path in sorted(folder.rglob("*.html"))]


def unused_fields(readers: list[TemplateReader]) -> list[str]:
    """Fields that no template places; one that a subclass is asked for counts for its base."""
    used = {use for reader in readers for use in reader.used}
    return [
        f"{name}.{field}"
        for name, kind in VIEWS.items()
        for field in kind.__annotations__
        if field != "template"
        and not any((k.__name__, field) in used for k in VIEWS.values() if issubclass(k, kind))
    ]


def test_templates_use_only_fields_of_their_views() -> None:
    """Each `view.x`, each argument's and each loop variable's attribute is a field."""
    faults = [fault for reader in read_templates(TEMPLATES) for fault in reader.faults]

    assert faults == []


def test_every_field_of_every_view_is_placed() -> None:
    """What no template shows is not worked out."""
    assert unused_fields(read_templates(TEMPLATES)) == []


def test_every_view_has_its_template() -> None:
    """And every page template has a view."""
    named = {kind.template for kind in VIEWS.values() if hasattr(kind, "template")}

    assert {path.name for path in TEMPLATES.glob("*.html")} == named | {"base.html"}


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        ("article.html", "view.title", "view.titel"),
        ("month.html", "card(item, 2)", "card(view.year, 2)"),
        ("macros/card.html", "card.title", "card.titel"),
        ("macros/pager.html", "pager.older_url", "pager.next_url"),
        ("archive.html", "item.year.label", "item.year.name"),
        ("directory.html", "view.entries", "view.title"),
    ],
)
def test_wrong_field_is_found(tmp_path: Path, file: str, right: str, wrong: str) -> None:
    """A slip in a page, a macro, a loop or a call does not get past the check."""
    theme = tmp_path / "templates"
    shutil.copytree(TEMPLATES, theme)
    text = (theme / file).read_text(encoding="utf-8")
    assert right in text
    (theme / file).write_text(text.replace(right, wrong), encoding="utf-8")

    assert any(reader.faults for reader in read_templates(theme))


# ------------------------------------------------------------------ words

# Technical values that a browser reads, never a person.
_TECHNICAL = {
    "width=device-width, initial-scale=1", "light dark", "max-image-preview:large",
    "summary_large_image", "#fcfaf5", "#171512", "0; url=",
}  # fmt: skip
_ATTRIBUTE = re.compile(r"""\b(title|aria-label|alt|content|placeholder)="([^"]*)\"""")


def literal_words(source: str) -> list[str]:
    """Letters that stand in the template itself where a reader would meet them."""
    tokens = ENVIRONMENT.lex(source)
    text = "".join(value if kind == "data" else "" for _, kind, value in tokens)
    attributes = [value for _, value in _ATTRIBUTE.findall(text)]
    found = [*re.sub(r"<[^>]*>", "\n", text).splitlines(), *attributes]
    return [w.strip() for w in found if re.search(r"[^\W\d_]", w) and w.strip() not in _TECHNICAL]


def test_templates_hold_no_words() -> None:
    """Every word stands in strings.toml."""
    for path in TEMPLATES.rglob("*.html"):
        assert literal_words(path.read_text(encoding="utf-8")) == [], path.name


def test_literal_word_is_found() -> None:
    """Between tags and in the attributes that are read aloud."""
    assert literal_words("<p>{{ x }} Halo</p>") == ["Halo"]
    assert literal_words('<nav aria-label="Menu {{ x }}">') == ["Menu"]
    assert literal_words('{# catatan #}<p class="meta">{{ "kata" }} · 404</p>') == []


def test_templates_switch_off_no_escaping() -> None:
    """HTML that is meant to be HTML is Markup from views/; `|safe` is nowhere."""
    for path in TEMPLATES.rglob("*.html"):
        tree = ENVIRONMENT.parse(path.read_text(encoding="utf-8"))
        assert list(tree.find_all(nodes.Filter)) == [], path.name
        assert "autoescape" not in path.read_text(encoding="utf-8")


def test_templates_do_not_see_the_callers_context() -> None:
    """No `with context`: a macro sees its arguments and the words, nothing else."""
    for path in TEMPLATES.rglob("*.html"):
        tree = ENVIRONMENT.parse(path.read_text(encoding="utf-8"))
        assert not any(node.with_context for node in tree.find_all(nodes.FromImport)), path.name


class CodeReader(ast.NodeVisitor):
    """Every text in the code, every name, and the f-strings that build a word's name."""

    def __init__(self) -> None:
        self.texts: set[str] = set()
        self.names: set[str] = set()
        self.patterns: set[str] = set()

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self.texts.add(node.value)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self.names.add(node.attr)
        self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.names.add(node.name)
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.names.add(ast.unparse(node.target))
        self.generic_visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        shape = "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"([\w-]+)"
            for part in node.values
        )
        if re.match(r"[a-z]", shape) and len(shape) < 60:
            self.patterns.add(shape)
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part)


def read_code() -> CodeReader:
    reader = CodeReader()
    for path in (*sorted((ROOT / "plugins").rglob("*.py")), ROOT / "tasks.py"):
        reader.visit(ast.parse(path.read_text(encoding="utf-8")))
    return reader


def words_of(table: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    """Every word by its dotted name."""
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            yield from words_of(value, f"{name}.")
        else:
            yield name


# Tables that are read whole: by the schema, by the commands, by the names of Markdown's problems.
_READ_WHOLE = {
    "fields": "fields.",
    "data_keys": "data_keys.",
    "tasks": "tasks.",
    "problems": "problems.",
    "preview_states": "preview_states.",
}


def is_used(word: str, code: CodeReader) -> bool:
    """Named in full, or by an f-string whose holes hold names that the code knows."""
    if word in code.texts or (word.startswith("dates.") and word[6:] in code.names | code.texts):
        return True
    known = code.texts | code.names
    for shape in code.patterns:
        found = re.fullmatch(shape, word)
        if found and all(hole in known for hole in found.groups()):
            return True
    return False


def test_every_word_is_used() -> None:
    """A word that nothing asks for is taken out of strings.toml."""
    code = read_code()
    in_templates = {word for reader in read_templates(TEMPLATES) for word in reader.words}
    whole = tuple(_READ_WHOLE.values())

    unused = [
        word
        for word in words_of(STRINGS)
        if word not in in_templates and not word.startswith(whole) and not is_used(word, code)
    ]

    assert unused == []


def test_every_word_that_templates_ask_for_is_there() -> None:
    """A slip in `t.x.y` is found before a page is built."""
    there = set(words_of(STRINGS))
    asked = {word for reader in read_templates(TEMPLATES) for word in reader.words}

    assert asked - there == set()


def test_every_word_that_code_names_is_there() -> None:
    """`word("table.name")` in full names a word that exists."""
    there, tables = set(words_of(STRINGS)), set(STRINGS)
    named = {text for text in read_code().texts if re.fullmatch(r"[a-z_]+\.[a-z_]+", text)}
    endings = (".html", ".toml", ".xml", ".txt", ".svg", ".css", ".py", ".md", ".sqlite", ".ics")
    asked = {t for t in named if t.partition(".")[0] in tables and not t.endswith(endings)}

    assert asked - there == set()


# ------------------------------------------------------------------ problems

_CALLS = {"problem", "_problem", "add", "warn", "fault", "warning", "Unreadable", "ValueFault"} | {
    "PictureFault",
    "Problem",
}


def problem_calls() -> Iterator[tuple[str, set[str], bool]]:
    """(code, names of its values, whether they are all in sight) for each problem in the code."""
    for path in sorted((ROOT / "plugins").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or _called(node) not in _CALLS:
                continue
            prefix = "prose_" if "extensions" in path.parts or path.name == "markdown.py" else ""
            given = {keyword.arg for keyword in node.keywords if keyword.arg}
            is_whole = _called(node) in {"problem", "add", "warn", "fault", "warning"}
            is_whole = is_whole and len(given) == len(node.keywords)
            for argument in node.args:
                for code in _codes(argument):
                    yield prefix + code, given, is_whole


def _called(node: ast.Call) -> str:
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def _codes(argument: ast.expr) -> list[str]:
    options = [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
    texts = [o.value for o in options if isinstance(o, ast.Constant) and isinstance(o.value, str)]
    return [text for text in texts if re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)+", text)]


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_every_problem_in_the_code_has_its_sentence() -> None:
    """And the call gives each value that the sentence names."""
    found = list(problem_calls())
    sentences = STRINGS["problems"]

    assert len(found) > 40
    for code, given, is_whole in found:
        assert code in sentences, code
        assert not is_whole or placeholders(sentences[code]) <= given, code


def test_every_sentence_has_its_problem() -> None:
    """A message that no code can give is taken out."""
    texts = read_code().texts

    unused = [
        code
        for code in STRINGS["problems"]
        if code not in texts
        and code.removeprefix("prose_") not in texts
        and f"problems.{code}" not in texts
    ]

    assert unused == []
