"""What of a record decides more than how it looks itself.

Which pages there are, what stands on them together and in which order, where links lead: all that
is the same for records of equal bearing. The most frequent corrections leave it as it is.
"""

from __future__ import annotations

import json
from hashlib import sha256

from newsroom.data import replace
from newsroom.source.codec import plain
from newsroom.source.records import Article, Record


def bearing(record: Record) -> str:
    """Of an article: all but its title, its summary and its first paragraph, as a digest.

    Of a part of a series or a report on an occasion, and of all other kinds, everything: boxes,
    the timeline and names are made from their titles beforehand.
    """
    if not isinstance(record, Article) or record.series or record.occasion:
        return record.fingerprint
    prose = replace(record.prose, excerpt="", names="")
    rest = replace(record, title="", summary="", prose=prose, fingerprint="")
    said = json.dumps(plain(rest, without="line"), ensure_ascii=False)
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]
