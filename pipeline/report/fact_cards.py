"""A fact as a card: the amount, what it measures, and every field that is stated, with links to the words and to other facts."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.records import Attribution, Baseline, Context, Fact, Period
from pipeline.report.amounts import write_days, write_quantity
from pipeline.report.markup import Markup, element, join

Numbers = Mapping[str, int]  # id of a fact -> its number on the page, from 1
Field = tuple[str, str | None]


def _words(surface: str | None) -> str:
    return f" «{surface}»" if surface else ""


def _period(period: Period | Baseline) -> str:
    return f"{write_days(period.start, period.end)}{_words(period.surface)}"


def _context(context: Context | None) -> str | None:
    return f"{context.name}, {context.source}{_words(context.surface)}" if context else None


def name_speaker(attribution: Attribution | None) -> str | None:
    """Who speaks, in the fewest words."""
    return attribution.speaker or attribution.organisation or attribution.role if attribution else None


def _said_by(attribution: Attribution | None) -> str | None:
    if attribution is None:
        return None
    who = ", ".join(filter(None, (attribution.speaker, attribution.role, attribution.organisation)))
    return f"{who or 'not named'} ({attribution.mode}){_words(attribution.surface)}"


def _reference(target: str | None, numbers: Numbers) -> str:
    """A link to another fact of the page; its id where the page does not have it."""
    if target is None:
        return "a whole not stated"
    return element("a", {"href": f"#f{numbers[target]}"}, f"fact {numbers[target]}") if target in numbers else target


def _listed(parts: Sequence[Markup], between: str) -> Markup | None:
    """Parts with something between them; nothing where there are none."""
    return join([piece for part in parts for piece in (between, part)][1:]) or None


def _change(fact: Fact, numbers: Numbers) -> Iterator[Field]:
    if fact.change is None:
        return
    words = f"{fact.change.direction or 'no direction'}, {fact.change.measure}"
    yield "change", join([words, " of ", _reference(fact.change.of, numbers)]) if fact.change.of else words
    if fact.change.baseline:
        yield "against", _period(fact.change.baseline)


def _share(fact: Fact, numbers: Numbers) -> Iterator[Field]:
    if fact.share is None:
        return
    yield "share", join(["of ", _reference(fact.share.of, numbers), _words(fact.share.cue)])
    yield "arithmetic", fact.share.check


def _links(fact: Fact, numbers: Numbers) -> str | None:
    found = [join([f"{link.type} ", _reference(link.target, numbers), f" ({link.check})" if link.check else ""]) for link in fact.links]
    return _listed(found, "; ")


def _inherited(fact: Fact, numbers: Numbers) -> str | None:
    found = [join([f"{field} from ", _reference(source, numbers)]) for field, source in fact.inherited.items()]
    return _listed(found, "; ")


def _mentions(fact: Fact) -> str | None:
    places = [element("a", {"href": f"#p{mention.paragraph}"}, f"paragraph {mention.paragraph}") for mention in fact.evidence.mentions]
    return _listed(places, ", ") if len(places) > 1 else None


def _fields(fact: Fact, numbers: Numbers) -> Iterator[Field]:
    counted = fact.counted
    yield "counted", ", ".join([counted.lemma, *counted.conjuncts]) + _words(counted.text) if counted else None
    yield "period", f"{_period(fact.period)}, {fact.period.source}" if fact.period else None
    yield from _change(fact, numbers)
    yield from _share(fact, numbers)
    yield "place", _context(fact.place)
    yield "holder", _context(fact.holder)
    yield "section", _context(fact.section)
    yield "said by", _said_by(fact.attribution)
    yield "how", ", ".join(filter(None, (fact.aggregation, fact.frequency))) or None
    yield "mentions", _mentions(fact)
    yield "inherited", _inherited(fact, numbers)
    yield "links", _links(fact, numbers)
    yield "rule", f"{fact.rule}, {fact.kind}, {fact.status}, confidence {fact.confidence}"


def _stated(fact: Fact, numbers: Numbers) -> Iterator[Markup]:
    for name, value in _fields(fact, numbers):
        if value:
            yield element("dt", {}, name)
            yield element("dd", {"lang": "ru"}, value)


def facets(fact: Fact) -> dict[str, str]:
    """What the filters ask of a fact."""
    period = fact.period
    return {
        "unit": fact.quantity.unit,
        "kind": fact.kind,
        "period": write_days(period.start, period.end) if period else "not stated",
        "speaker": name_speaker(fact.attribution) or "not stated",
    }


def render_card(number: int, fact: Fact, numbers: Numbers) -> Markup:
    """One card; its `data-…` are what the filters look at."""
    asked = {f"data-{name}": value for name, value in facets(fact).items()}
    amount = element("a", {"href": f"#w{number}", "title": "to its words"}, write_quantity(fact.quantity))
    heading = element("h3", {}, element("span", {"class": "number"}, f"{number}. "), amount, _words(fact.quantity.surface))
    return element(
        "article",
        {"class": "card", "id": f"f{number}", "data-confidence": str(fact.confidence), **asked},
        heading,
        element("p", {"class": "metric", "lang": "ru"}, fact.metric),
        element("dl", {}, *_stated(fact, numbers)),
    )
