"""A document as one self-contained HTML page: semantic, printable, light and dark, without a script."""

from collections.abc import Iterator
from importlib.resources import files

from reglament.words.document.block import (
    ChoicesBlock,
    ClauseBlock,
    Document,
    Link,
    Section,
    StoryBlock,
    StoryMoment,
)
from reglament.words.document.element import Element, Sheet, element
from reglament.words.rule.told import Choice, Grid, RuleTold

# Whatever slipped through would still load and run nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
CONTENTS_DEPTH = 2
FIRST_CLAUSE_HEADING = 3
LAST_HEADING = 6
# So many fit a telephone; more are moved sideways.
FEW_COLUMNS = 3


def html(document: Document) -> str:
    """Write the page."""
    css = (files("reglament.words.document") / "page.css").read_text("utf-8")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("title", f"{document.title} — {document.subtitle}"),
        Sheet("style", (css,)),
    )
    body = element(
        "body",
        element("a", document.labels.skip, class_="skip", href="#main"),
        _header(document),
        _contents(document),
        element("main", *(_section(one, document) for one in document.sections), id="main"),
    )
    return "<!DOCTYPE html>\n" + element("html", head, body, lang=document.language).written() + "\n"


def _header(document: Document) -> Element:
    facts = [
        element("div", element("dt", name), element("dd", *_coded(value))) for name, value in document.facts
    ]
    return element(
        "header",
        element("h1", document.title),
        element("p", document.subtitle, class_="edition"),
        element("dl", *facts),
    )


def _contents(document: Document) -> Element:
    entries = []
    for section in document.sections:
        inner = [_entry(block) for block in section.blocks if _is_listed(block)]
        below = (element("ol", *inner),) if inner else ()
        entries.append(element("li", element("a", section.title, href=f"#{section.anchor}"), *below))
    title = element("h2", document.labels.contents, id="contents")
    return element("nav", title, element("ol", *entries), aria_labelledby="contents")


def _is_listed(block: object) -> bool:
    return isinstance(block, ClauseBlock) and block.level <= CONTENTS_DEPTH and bool(block.title)


def _entry(block: object) -> Element:
    if not isinstance(block, ClauseBlock):
        raise TypeError("only clauses stand in the contents")
    number = element("span", block.number, class_="number")
    link = element("a", number, " ", block.title, href=f"#{block.anchor}")
    return element("li", link, class_=f"level-{block.level}")


def _section(section: Section, document: Document) -> Element:
    inside: list[Element] = [element("h2", section.title, id=section.anchor)]
    if section.intro:
        inside.append(element("p", section.intro, class_="intro"))
    for block in section.blocks:
        match block:
            case Grid():
                inside.append(_table(block))
            case ChoicesBlock(choices):
                inside.extend(_choice(choice, document) for choice in choices)
            case ClauseBlock():
                inside.append(_clause(block, document))
            case StoryBlock():
                inside.append(_story(block, document))
    return element("section", *inside, aria_labelledby=section.anchor, class_=section.anchor)


def _clause(clause: ClauseBlock, document: Document) -> Element:
    level = min(FIRST_CLAUSE_HEADING - 1 + clause.level, LAST_HEADING)
    number = element("span", clause.number, class_="number")
    texts = [element("p", text, lang=clause.language) for text in clause.paragraphs]
    if clause.title:
        inside = [element(f"h{level}", number, " ", clause.title), *texts]
    else:
        inside = [element("div", number, element("div", *texts), class_="untitled")]
    if clause.carried:
        told = _links(document.labels.carried, clause.carried)
        inside.append(element("p", *told, class_="carried"))
    if clause.rules:
        label = element("p", document.labels.executed, class_="label")
        rules = [part for rule in clause.rules for part in _rule(rule, document)]
        inside.append(element("div", label, *rules, class_="executed"))
    return element(
        "div",
        *inside,
        id=clause.anchor,
        class_=f"clause level-{clause.level}",
        role="group",
        aria_label=clause.number,
    )


def _rule(rule: RuleTold, document: Document) -> Iterator[Element]:
    lines = [element("li", *_coded(line)) for line in rule.lines]
    grids = [_table(grid) for grid in rule.grids]
    choices = [_choice(choice, document) for choice in rule.choices]
    yield element(
        "div", element("p", rule.kind, class_="kind"), element("ul", *lines), *grids, *choices, class_="rule"
    )


def _choice(choice: Choice, document: Document) -> Element:
    instead = (" ", element("span", choice.instead, class_="instead")) if choice.instead else ()
    label = element("strong", document.labels.choice)
    return element("p", label, " ", choice.says, *instead, class_="choice", role="note")


def _table(grid: Grid) -> Element:
    columns = element("thead", element("tr", *(element("th", text, scope="col") for text in grid.heads)))
    rows = [
        element(
            "tr",
            element("th", *_coded(row[0]), scope="row"),
            *(
                element("td", *_coded(cell), data_label=label)
                for cell, label in zip(row[1:], grid.heads[1:], strict=True)
            ),
        )
        for row in grid.rows
    ]
    table = element("table", element("caption", grid.caption), columns, element("tbody", *rows))
    if len(grid.heads) <= FEW_COLUMNS:
        return element("div", table, class_="table few")
    # What can be moved sideways must be reachable by keyboard.
    return element("div", table, class_="table", role="region", tabindex="0", aria_label=grid.caption)


def _story(story: StoryBlock, document: Document) -> Element:
    inside = [element("h3", story.name, id=story.anchor, lang=story.language)]
    if story.under:
        inside.append(element("p", story.under, class_="under"))
    inside.append(element("ol", *(_moment(one, document) for one in story.moments), class_="moments"))
    if story.clauses:
        inside.append(element("p", *_links(document.labels.clauses, story.clauses), class_="carried"))
    return element("div", *inside, class_="story", role="group", aria_labelledby=story.anchor)


def _moment(moment: StoryMoment, document: Document) -> Element:
    inside = [element("p", moment.at, class_="at")]
    for label, told in ((document.labels.happens, moment.happens), (document.labels.stands, moment.stands)):
        if told:
            items = [element("li", text) for text in told]
            kind = "happens" if label == document.labels.happens else "stands"
            inside.append(
                element("div", element("p", label, class_="label"), element("ul", *items), class_=kind)
            )
    return element("li", *inside)


def _links(label: str, links: tuple[Link, ...]) -> list[str | Element]:
    told: list[str | Element] = [label, " "]
    for place, link in enumerate(links):
        told.append(", " if place else "")
        told.append(element("a", *_coded(link.text), href=f"#{link.anchor}") if link.anchor else link.text)
    return told


def _coded(told: str) -> list[str | Element]:
    """Words of the file, which our sentences set apart by backticks, as code."""
    parts = told.split("`")
    if len(parts) % 2 == 0:
        return [told]
    return [element("code", part) if place % 2 else part for place, part in enumerate(parts)]
