"""HTML that an editor wrote: cleaned piece by piece when it is put back into the page."""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import RawHtmlPostprocessor

from newsroom.source.extensions.findings import Findings
from newsroom.source.safety import clean


class RawHtmlExtension(Extension):
    def __init__(self, findings: Findings) -> None:
        super().__init__()
        self.findings = findings

    def extendMarkdown(self, md: Markdown) -> None:
        md.postprocessors.register(_CleanHtml(self.findings, md), "raw_html", 30)


class _CleanHtml(RawHtmlPostprocessor):
    def __init__(self, findings: Findings, md: Markdown) -> None:
        super().__init__(md)
        self.findings = findings

    def stash_to_string(self, text: str) -> str:
        return clean(str(text), self.findings)
