"""What travels between the stages: frozen records, and their JSON.

Every record is immutable; a stage takes records and returns new ones. A `Span` is a half-open interval of code
points in the clean text. Amounts are `Decimal` in Python and strings in JSON; dates are ISO days.
"""

import datetime
import hashlib
from decimal import Decimal
from typing import Any, Literal

import msgspec

Date = datetime.date

Modifier = Literal["exact", "more", "at_least", "less", "at_most", "about", "almost"]
Granularity = Literal["day", "week", "month", "quarter", "half", "season", "year", "span"]
ParagraphKind = Literal["title", "lead", "p", "li", "heading", "quote", "caption", "th", "td"]
NumeralKind = Literal[
    "quantity", "date", "year", "time", "phone", "address", "ordinal", "identifier", "law", "age", "score",
    "section", "url", "name", "other",
]  # fmt: skip
FactKind = Literal["level", "change", "share", "range"]
Status = Literal["actual", "plan", "forecast"]
Direction = Literal["rise", "fall"]
Measure = Literal["percent", "pp", "factor", "absolute", "level"]
Aggregation = Literal["total", "average", "maximum", "minimum"]
LinkType = Literal["equivalent", "change_of", "share_of", "part_of", "corroborates", "rounds_to", "conflicts"]
PeriodSource = Literal["explicit", "carried", "lead_in", "publication"]
ContextSource = Literal["explicit", "carried", "page"]
AttributionMode = Literal["direct", "indirect", "title", "source"]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The base of all records: immutable, and strict about the fields it reads."""


class Span(Record, frozen=True, order=True):
    """Half-open interval `[start, stop)` in code points."""

    start: int
    stop: int

    def shift(self, offset: int) -> "Span":
        """The same interval `offset` code points further right."""
        return Span(self.start + offset, self.stop + offset)

    def of(self, text: str) -> str:
        """The characters of `text` under the span."""
        return text[self.start : self.stop]

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.stop <= self.stop

    def meets(self, other: "Span") -> bool:
        """Whether the two share a code point."""
        return self.start < other.stop and other.start < self.stop


class Issue(Record, frozen=True):
    """Something odd on a page: the stage that saw it, a stable kebab-case code, the detail in words."""

    stage: str
    code: str
    detail: str
    span: Span | None = None


class Source(Record, frozen=True):
    """Where the bytes of a page lay: file, member of an archive, byte offset in it."""

    path: str | None = None
    member: str | None = None
    offset: int | None = None


class Capture(Record, frozen=True):
    """One archived copy: time of capture (UTC, ISO 8601) where known, and its place."""

    captured: str | None
    source: Source


class RawPage(Record, frozen=True):
    """A page as found, before cleanup: undecoded bytes, and what the container said of them.

    `markup` is what detection by content decided. `title`, `published` and `lead` are filled by containers that
    carry them apart from the body (the JSON records of mos.ru). `charset` is known for certain, `declared` is what a
    header said of it, which may lie.
    """

    content: bytes
    markup: Literal["html", "text"]
    capture: Capture
    url: str | None = None
    title: str | None = None
    published: Date | None = None
    lead: str | None = None
    charset: str | None = None
    declared: str | None = None
    template: str | None = None


class Paragraph(Record, frozen=True):
    """A unit of the text. `xpath` points into the saved page; `table`, `row`, `col` place a cell (from 0),
    `depth` an item. `repeats` is the `pos` of the first verbatim copy.
    """

    pos: int
    kind: ParagraphKind
    span: Span
    xpath: str | None = None
    table: int | None = None
    row: int | None = None
    col: int | None = None
    depth: int | None = None
    text_hash: str | None = None
    repeats: int | None = None


class Document(Record, frozen=True):
    """A clean page. `text` is fixed for good: every later record points into it."""

    text: str
    title: str | None
    published: Date | None
    paragraphs: tuple[Paragraph, ...]
    url: str | None = None
    site: str | None = None
    charset: str | None = None
    template: str | None = None
    capture: Capture | None = None
    issues: tuple[Issue, ...] = ()


class Sentence(Record, frozen=True):
    """A sentence and the `pos` of its paragraph."""

    span: Span
    paragraph: int


class Numeral(Record, frozen=True):
    """An expression that writes a number, with its class."""

    span: Span
    surface: str
    kind: NumeralKind


class Quantity(Record, frozen=True):
    """A measured amount. `value` is exact, null for a range or a vague amount; `magnitude` is the power of ten
    written as a word; `resolution` the rounding step; `unit` a code of the units table.
    """

    surface: str
    span: Span
    value: Decimal | None
    ratio: str | None
    lower: Decimal | None
    upper: Decimal | None
    lower_open: bool
    upper_open: bool
    modifier: Modifier
    modifier_span: Span | None
    unit: str
    per: str | None
    magnitude: int | None
    resolution: Decimal | None
    vague: bool


class Period(Record, frozen=True):
    """A stretch of days, both ends inside; `start` null for a deadline."""

    start: Date | None
    end: Date | None
    surface: str | None
    span: Span | None
    granularity: Granularity
    source: PeriodSource = "explicit"


Relation = Literal["same_period", "year_before", "half_before", "quarter_before", "month_before", "week_before", "day_before"]


class TimeExpression(Record, frozen=True):
    """Words of time as read, before a fact takes them. Inner record.

    `period` holds the resolved days. A `relation` is resolved against another period: `same_period` ("за
    аналогичный период", in `year` if given, else `steps` years before), `year_before`, `half_before`, `quarter_before`,
    `month_before`, `week_before`, `day_before` (so many `steps` back, ahead where negative); its `period` is then null.
    `present` marks "сейчас", "в настоящее время".
    """

    span: Span
    surface: str
    period: Period | None
    relation: Relation | None = None
    year: int | None = None
    present: bool = False
    steps: int = 1


class Counted(Record, frozen=True):
    """What is counted: the noun phrase as worded, the lemma of its head, lemmas of the nouns joined to it."""

    text: str | None
    span: Span | None
    lemma: str
    conjuncts: tuple[str, ...] = ()


class Baseline(Record, frozen=True):
    """The period a change is measured against, and the value then where stated."""

    start: Date | None
    end: Date | None
    surface: str | None
    span: Span | None
    value: Decimal | None = None


class Change(Record, frozen=True):
    """A stated rise or fall; `of` is the id of the level that changed."""

    direction: Direction | None
    measure: Measure
    of: str | None = None
    baseline: Baseline | None = None


class Share(Record, frozen=True):
    """A part of a whole: ids of the whole and of the same part in absolute terms, and the arithmetic."""

    of: str | None = None
    cue: str | None = None
    equivalent: str | None = None
    check: str | None = None


class Context(Record, frozen=True):
    """A place, holder or section of a fact: its name, and the words that say so."""

    name: str
    surface: str | None
    span: Span | None
    source: ContextSource


class Attribution(Record, frozen=True):
    """Who says it: `speaker` by full name, `role` as worded, `organisation` where it speaks itself."""

    mode: AttributionMode
    speaker: str | None
    role: str | None
    organisation: str | None
    verb: str | None
    surface: str | None
    span: Span | None
    quote: str | None = None


class Mention(Record, frozen=True):
    """One place where a fact stands."""

    page: str | None
    paragraph: int
    span: Span


class Evidence(Record, frozen=True):
    """Where a fact stands: its paragraph and sentence, and every mention, the first included."""

    paragraph: int
    sentence: Span
    mentions: tuple[Mention, ...]


class Link(Record, frozen=True):
    """A relation to another fact of the page, with the arithmetic that supports it."""

    type: LinkType
    target: str
    check: str | None = None


class Fact(Record, frozen=True):
    """One observation with its period, place, speaker and evidence."""

    id: str
    kind: FactKind
    status: Status
    metric: str
    predicate: str | None
    quantity: Quantity
    counted: Counted | None
    period: Period | None
    change: Change | None
    share: Share | None
    aggregation: Aggregation | None
    frequency: str | None
    place: Context | None
    holder: Context | None
    section: Context | None
    attribution: Attribution | None
    evidence: Evidence
    inherited: dict[str, str]
    links: tuple[Link, ...]
    rule: str
    confidence: float


class Quote(Record, frozen=True):
    """Somebody's words: `mode` direct for words in quotation marks, indirect for reported ones."""

    id: str
    span: Span
    text: str
    speaker: str | None
    role: str | None
    mode: Literal["direct", "indirect"]
    verb: str | None
    facts: tuple[str, ...]


class Position(Record, frozen=True):
    """An office held: the role in the nominative, its organisation, and the words."""

    role: str
    organisation: str | None
    span: Span


class Person(Record, frozen=True):
    """Somebody named on the page, in the nominative, with ё kept."""

    id: str
    name: str
    first: str | None
    middle: str | None
    last: str
    positions: tuple[Position, ...]
    mentions: tuple[Span, ...]


class CensusEntry(Record, frozen=True):
    """A numeral of the page, its class, and the id of the fact it belongs to."""

    span: Span
    surface: str
    kind: NumeralKind
    fact: str | None


class Page(Record, frozen=True):
    """All that is known of one page: what `extract` emits."""

    id: str
    url: str | None
    site: str | None
    title: str | None
    published: Date | None
    captures: tuple[Capture, ...]
    charset: str | None
    template: str | None
    text: str
    text_hash: str
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    facts: tuple[Fact, ...]
    quotes: tuple[Quote, ...]
    persons: tuple[Person, ...]
    census: tuple[CensusEntry, ...]
    issues: tuple[Issue, ...]
    supersedes: str | None = None

    def to_json(self) -> bytes:
        """The page as one JSON object in UTF-8, fields in the order of the record."""
        return encode(self)


HASH_BYTES = 16


def content_id(*parts: str | None) -> str:
    """The content address of some strings: BLAKE2b, 16 bytes, in hex; null and "" differ, and so do the cuts."""
    digest = hashlib.blake2b(digest_size=HASH_BYTES)
    for part in parts:
        data = b"" if part is None else part.encode("utf-8", "surrogatepass")
        digest.update(b"-" if part is None else b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()


_ENCODER = msgspec.json.Encoder(decimal_format="string")


def encode(record: Any) -> bytes:
    """A record, or a list of records, as compact JSON in UTF-8; the same bytes for equal records."""
    return _ENCODER.encode(record)


def exact(value: Decimal) -> Decimal:
    """The same amount in plain notation: no exponent, no trailing zeros after the point."""
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int), "amounts are finite"
    while exponent < 0 and len(digits) > 0 and digits[-1] == 0:
        digits, exponent = digits[:-1], exponent + 1
    if exponent > 0:
        digits, exponent = digits + (0,) * exponent, 0
    return Decimal((sign if any(digits) else 0, digits or (0,), exponent if any(digits) else 0))
