"""Settings of the site. publishconf.py changes what differs in public."""

import logging
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "plugins"))

from newsroom.build import Newsroom

PELICAN_CLASS = Newsroom
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["newsroom"]
READERS = {"rst": None, "html": None}

# ---------------------------------------------------------------- the site
SITENAME = "Sinergi Malang"
SITESUBTITLE = "Kabar kerja sama MPD dan Bakorwil III untuk UMKM dan budaya"
SITE_DESCRIPTION = (
    "Sinergi Malang mencatat kerja sama komunitas Malang Peduli Demokrasi dan Bakorwil III: "
    "siapa yang menyampaikan apa, kapan, dan apa yang belum diketahui."
)
SITE_ID = "sinergi-malang"  # names the site in feeds for ever; never change it
SITEURL = ""
DEFAULT_LANG = "id"
TIMEZONE = "Asia/Jakarta"

SECTIONS = ["Kolaborasi", "UMKM", "Budaya"]  # order in the menu; other rubrics follow
FOOTER_PAGES = [
    "tentang",
    "redaksi",
    "pedoman-media-siber",
    "kode-etik",
    "koreksi",
    "hak-jawab",
    "privasi",
    "aksesibilitas",
    "kontak",
]
IMPRINT_PAGES = ["redaksi", "kontak"]
POLICY_PAGES = {  # for search engines: schema.org's name, and the page that states it
    "publishingPrinciples": "pedoman-media-siber",
    "correctionsPolicy": "koreksi",
    "ethicsPolicy": "kode-etik",
    "unnamedSourcesPolicy": "kode-etik",
    "actionableFeedbackPolicy": "hak-jawab",
}

# Who answers for the site (UU 40/1999 tentang Pers, pasal 12). The publisher fills this in; while
# it is empty every page says so, and `tasks.py publish` refuses.
IMPRINT = {
    "publisher": "",
    "responsible": "",
    "address": "",
    "email": "",
    "phone": "",
    "status": "",
}
SHARE_CARDS_SINCE = ""  # with a long archive: older articles share the site's card, "2026-01-01"
CONTENT_LICENCE = ""  # the publisher's to choose, e.g. "CC BY 4.0"

# After so many days `tasks.py check` reminds: sources and facts to look at again, open questions.
RECHECK_DAYS = 180
QUESTION_DAYS = 90

# ---------------------------------------------------------------- how it is built
PATH = "content"
THEME = "theme"
STATIC_PATHS = ["images"]
IGNORE_FILES = ["**/.*", "**/*~", "**/#*#"]  # what editors' programs leave beside a text
DEFAULT_PAGINATION = 12
FEED_ALL_ATOM = "langganan/semua.atom.xml"
FEED_ALL_RSS = "langganan/semua.rss.xml"
FEED_ALL_JSON = "langganan/semua.json"
FEED_CHANGES_ATOM = "langganan/ralat.atom.xml"
CATEGORY_FEED_ATOM = "langganan/{slug}.atom.xml"
FEED_MAX_ITEMS = 20
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
TYPOGRIFY = True
# A preview has no address of its own yet; publishconf.py takes this back.
LOG_FILTER = [
    (
        logging.WARN,
        "Feeds generated without SITEURL or FEED_DOMAIN set properly may not be valid",
    )
]
LOAD_CONTENT_CACHE = True  # --ignore-cache builds everything anew
