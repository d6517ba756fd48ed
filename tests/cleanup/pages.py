"""A page of markup around a body, for tests."""

from pipeline.records import Document


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode()


def texts(document: Document) -> list[tuple[str, str]]:
    return [(p.kind, p.span.of(document.text)) for p in document.paragraphs]
