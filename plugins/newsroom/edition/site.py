"""What the publisher has settled for the whole site, as plain values."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from newsroom.data import Value


class Imprint(Value, frozen=True):
    """Who answers for the site (NEWSROOM.md P12); empty until the publisher fills it in."""

    publisher: str = ""
    responsible: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""
    status: str = ""

    @property
    def is_complete(self) -> bool:
        """Name, address, the person responsible and one way to reach the newsroom are there."""
        return all((self.publisher, self.responsible, self.address, self.email or self.phone))


class FeedPaths(Value, frozen=True):
    """Where each feed is saved in the output folder; "" for a feed that the site does not have.

    atom, rss, json: of all articles; section: of one rubric, with {slug}; ledger: of the changes.
    """

    atom: str = ""
    rss: str = ""
    json: str = ""
    section: str = ""
    ledger: str = ""


class Site(Value, frozen=True):
    """url: absolute, without a slash at the end; "" while it is not known, as in a preview.

    id: names the site for ever in feeds and calendars, whatever its address is.
    page_size: articles on a numbered page of a list.
    sections: rubrics in the order of the menu; others follow by name.
    footer_pages: slugs of pages in the order of the footer; others follow by title.
    imprint_pages: slugs of the pages that print the imprint under their text.
    policy_pages: for each policy by schema.org's name, the slug of the page that states it.
    feed_style: file of the stylesheet for feeds that are opened in a browser.
    cards_since: ISO date; articles from before it share the site's card. Each of their own costs a
        few milliseconds and 16 kB; "" draws them all.
    works_offline: pages that were read stay in the reader's browser.
    is_preview: drafts and scheduled posts get a page that nothing links to.
    is_public: nothing that a public site must have may be missing, so no page needs to say so.
    """

    url: str
    id: str
    name: str
    tagline: str
    about: str
    lang: str
    timezone: str
    page_size: int
    feed_size: int
    feeds: FeedPaths
    sections: tuple[str, ...]
    footer_pages: tuple[str, ...]
    imprint: Imprint
    imprint_pages: tuple[str, ...]
    policy_pages: tuple[tuple[str, str], ...]
    content_licence: str
    cards_since: str = ""
    works_offline: bool = True
    is_preview: bool = False
    is_public: bool = False
    feed_style: str = ""

    @property
    def base(self) -> str:
        """Path of the site on its host, "" or "/warta": what every internal address begins with."""
        return _path(self.url)

    @property
    def host(self) -> str:
        """Scheme and host, "https://contoh.example"; "" while the address is not known."""
        return self.url.removesuffix(self.base) if self.base else self.url

    def internal(self, url: str) -> str:
        """Address inside the site, for href and src: `berita/x/` becomes `/warta/berita/x/`."""
        return f"{self.base}/{url}"

    def absolute(self, url: str) -> str:
        """Address for machines elsewhere; begins with "/" while the site's own is not known."""
        return f"{self.url}/{url}"


@cache  # asked for each address on each page
def _path(url: str) -> str:
    return urlsplit(url).path
