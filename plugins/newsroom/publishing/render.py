"""Templates to HTML: a page is a pure function of its view."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateError
from markupsafe import Markup, escape

from newsroom.language.words import Words
from newsroom.publishing.styles import Stylesheet, stylesheet_of
from newsroom.views.parts import View

_FIRST = "article.html"  # an article is what changes most
_SPECIAL = re.compile("[&<>\"']").search
_NAMED = re.compile(r'"([\w/]+\.html)"')  # in a template, another that it is made with


def _escaped(value: object) -> object:
    """As escape(), for text that is written out at once: most of it has nothing to escape, and to
    mark it as safe would cost more than to see that."""
    if type(value) is Markup or (type(value) is str and not _SPECIAL(value)):
        return value
    return escape(value)


class _Template(Template):
    """Compiled templates ask for escape() by its name: here it is ours."""

    @classmethod
    def from_code(cls, *values: Any, **named: Any) -> Template:
        template = super().from_code(*values, **named)
        template.root_render_func.__globals__["escape"] = _escaped
        return template


class _Environment(Environment):
    template_class = _Template


class Renderer:
    """The theme's templates. They see `view` and the words `t`, nothing of Pelican's context."""

    def __init__(
        self,
        folders: Sequence[Path],
        words: Words,
        css: Callable[[], str],
        options: Mapping[str, Any] | None = None,
    ) -> None:
        """folders: where templates are looked for, first hit wins; css: the whole stylesheet, asked
        for once; options: JINJA_ENVIRONMENT."""
        self._read_css = css
        settled = {
            "trim_blocks": True,
            "lstrip_blocks": True,
            **(options or {}),
            "autoescape": True,
            "undefined": StrictUndefined,
            "auto_reload": False,  # no template changes during a build
            "cache_size": -1,  # all: then it is a plain dict, which is asked twenty times a page
        }
        self._loader = FileSystemLoader(folders)
        self._environment = _Environment(loader=self._loader, **settled)
        self._environment.globals = {"t": words}

    @cached_property
    def css(self) -> str:
        """As it would stand in a page that shows everything."""
        return self._read_css()

    @property
    def _stylesheet(self) -> Stylesheet:
        return stylesheet_of(self.css)

    def load(self) -> None:
        """Compile every template now, so that forked workers need not do it each for itself."""
        _ = self._stylesheet
        for name in self._environment.list_templates(extensions=["html"]):
            self._environment.get_template(name)

    def prepare(self) -> Iterator[bool]:
        """Compile one template after another; true at those that an article is made with, which
        come first."""
        yield True
        _ = self._stylesheet
        known = self._environment.list_templates(extensions=["html"])
        first = self._of_an_article(known)
        for name in (*first, *(name for name in known if name not in first)):
            yield name in first
            with suppress(TemplateError):
                self._environment.get_template(name)

    def _of_an_article(self, known: Sequence[str]) -> list[str]:
        names = [name for name in known if name == _FIRST]
        for name in names:  # each adds those that it names
            source = self._loader.get_source(self._environment, name)[0]
            named = dict.fromkeys(_NAMED.findall(source))
            names += [other for other in named if other in known and other not in names]
        return names

    def answer(self, view: View) -> str | None:
        """The whole page; None where render() should tell what is wrong."""
        try:
            return self.render(view)
        except Exception:  # a template can raise whatever it likes
            return None

    def render(self, view: View) -> str:
        """The whole page, with its style. A misspelt name in a template raises
        jinja2.UndefinedError."""
        template: str = type(view).template  # type: ignore[attr-defined]
        return self._stylesheet.fit(self._environment.get_template(template).render(view=view))


def inlined_css(css: str) -> str:
    """The stylesheet without comments and spare blanks."""
    without = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    tight = re.sub(r"\s*([{};,])\s*", r"\1", without).replace(";}", "}").strip()
    return re.sub(r"(?<=[a-z]): (?=[^{}]*[;}])", ":", tight)
