"""A text read once is not read again: pages that repeat another one, however often captured, take its facts over."""

from functools import lru_cache

import msgspec

from pipeline.records import Document, Evidence, Fact, Mention, Page, RawPage

REMEMBERED = 512  # pages of one worker
LONGEST = 100_000  # code points; longer texts are rare and would fill the memory


@lru_cache(maxsize=REMEMBERED)
def _read(document: Document) -> Page:
    from pipeline.flow import extract_document

    return extract_document(document)


def _read_anywhere(document: Document) -> Page:
    """The page as it would be read on any site of the city; where it says "в районе" its own site counts."""
    from pipeline.facts import CITY_SITE, is_city_site, is_common

    here = msgspec.structs.replace(document, url=None, capture=None, charset=None, template=None, issues=())
    if not is_city_site(here.site):
        return _read(here)
    page = _read(msgspec.structs.replace(here, site=CITY_SITE))
    return _read(here) if any(is_common(fact.place) for fact in page.facts) else page


def _moved(fact: Fact, label: str) -> Fact:
    """The fact with its mentions on another page."""
    mentions = tuple(Mention(label, mention.paragraph, mention.span) for mention in fact.evidence.mentions)
    return msgspec.structs.replace(fact, evidence=Evidence(fact.evidence.paragraph, fact.evidence.sentence, mentions))


def _copied(page: Page, document: Document) -> Page:
    """The page of a document that differs from the one read in where it was found only."""
    from pipeline.dedup import page_id

    label = page_id(document.url, page.text_hash)
    captures = (document.capture,) if document.capture else page.captures
    return msgspec.structs.replace(
        page, id=label, url=document.url, site=document.site, captures=captures, charset=document.charset, template=document.template,
        issues=document.issues + page.issues, facts=tuple(_moved(fact, label) for fact in page.facts),
    )  # fmt: skip


def extract_page(raw: RawPage) -> Page:
    """All that is known of a raw page: equal to `flow.extract_raw`, but quick for texts met before.

    Raises `PageError` where it has no text.
    """
    from pipeline.cleanup import clean_page
    from pipeline.flow import extract_document

    document = clean_page(raw)
    if len(document.text) > LONGEST:
        return extract_document(document)
    return _copied(_read_anywhere(document), document)
