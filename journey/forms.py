"""Every item's form: what people can tell about a goal, a persona, a touchpoint …"""

from __future__ import annotations

from journey import fields as f
from journey.fields import LONG, SHORT, TITLE, Field, Form, Input
from journey.words import mark

_OWNER = Field("owner", ("owner", "eigenaar"), mark("Owner"), f.person, Input.PERSON, mark("Who answers for it?"))
_DUE = Field("due", ("due", "datum", "by", "voor", "klaar"), mark("Due"), f.future_date, Input.DATE)


def _grade(name: str, keys: tuple[str, ...], label: str, hint: str) -> Field:
    return Field(name, keys, label, f.grade, Input.GRADE, hint)


def _line(name: str, keys: tuple[str, ...], label: str, hint: str = "", most: int = LONG) -> Field:
    return Field(name, keys, label, f.text_of(most), Input.LINE if most <= TITLE else Input.LINES, hint, most=most)


def _text(name: str, label: str, hint: str = "", most: int = TITLE) -> Field:
    return Field(name, (name,), label, f.text_of(most), Input.LINE, hint, required=True, most=most)


_AT_TOUCHPOINT = Field(
    "touchpoint", ("touchpoint", "contactpunt"), mark("Touchpoint"), f.item_number, Input.TOUCHPOINT, required=True
)

START = Form(
    "start",
    _text("name", mark("Name of the journey"), mark("Clear to somebody from another department"), most=SHORT),
    (
        Field(
            "stages",
            ("stages", "fasen", "fases"),
            mark("Stages"),
            f.text_of(LONG),
            Input.LINE,
            mark("canvas, software, service desk, webshop, or names of your own: A, B, C"),
        ),
        Field(
            "language",
            ("language", "taal", "lang"),
            mark("Language"),
            f.language,
            Input.CHOICE,
            choices=("en", "nl"),
            labels=(mark("English"), mark("Dutch")),
        ),
        Field(
            "perspective",
            ("as", "als"),
            mark("As it is, or as it should be"),
            f.choice_of(f.PERSPECTIVES),
            Input.CHOICE,
            choices=tuple(f.PERSPECTIVES),
        ),
        Field(
            "timezone",
            ("timezone", "tijdzone", "zone"),
            mark("Time zone"),
            f.timezone,
            Input.LINE,
            "Europe/Amsterdam",
            most=SHORT,
        ),
    ),
    example=mark("start Free trial | stages: software | language: en"),
)
GOAL = Form(
    "goal",
    _text("goal", mark("Goal"), mark("What should this map achieve, and for whom?"), most=LONG),
    (
        _line(
            "measure",
            ("measure", "maat", "meetwaarde", "target"),
            mark("Measure"),
            mark("For example: NPS from 20 to 35 by June"),
            TITLE,
        ),
        _line(
            "trigger",
            ("trigger", "aanleiding"),
            mark("Trigger"),
            mark("Why now? For example: complaints about waiting"),
            TITLE,
        ),
        _line(
            "scope_from",
            ("from", "van", "vanaf", "start"),
            mark("First moment"),
            mark("Where does the journey start?"),
            TITLE,
        ),
        _line("scope_to", ("to", "tot", "end", "einde"), mark("Last moment"), mark("Where does it end?"), TITLE),
        _line(
            "expectation",
            ("expectation", "verwachting", "expectations", "verwachtingen"),
            mark("What customers expect"),
            mark("Realistically, of this journey"),
            LONG,
        ),
    ),
    example=mark("goal More trials become customers | measure: NPS 20 to 35 by June"),
)
PERSONA = Form(
    "persona",
    _text("name", mark("Name"), mark("For example: Sam, office manager of a small firm"), most=SHORT),
    (
        _line("about", ("about", "over", "wie"), mark("Who they are")),
        _line("wants", ("wants", "wil", "want"), mark("What they want")),
        _line("drives", ("drives", "drijft", "driver", "drijfveer"), mark("What drives them")),
    ),
    example=mark("persona Sam | about: runs the office of a small firm | wants: no surprises"),
)
EVIDENCE = Form(
    "evidence",
    _text("finding", mark("Finding"), mark("What do we know?"), most=LONG),
    (
        Field(
            "kind",
            ("kind", "soort", "type"),
            mark("Kind"),
            f.choice_of(f.KINDS_OF_EVIDENCE),
            Input.CHOICE,
            choices=tuple(f.KINDS_OF_EVIDENCE),
        ),
        _line("source", ("source", "bron"), mark("Source"), mark("Who or what says so?"), TITLE),
        Field("date", ("date", "datum"), mark("Date"), f.past_date, Input.DATE),
        Field("touchpoint", ("touchpoint", "contactpunt"), mark("Touchpoint"), f.item_number, Input.TOUCHPOINT),
        Field("link", ("link",), mark("Link"), f.link, Input.LINE, "https://…"),
    ),
    example=mark("research 8 of 12 could not find the price | kind: interview | source: calls in May"),
)
TOUCHPOINT = Form(
    "touchpoint",
    _text("what", mark("What happens?"), mark("In the customer's words: “Reads the blog”")),
    (
        Field("stage", ("stage", "fase"), mark("Stage"), f.text_of(SHORT), Input.STAGE, most=SHORT),
        Field(
            "channel",
            ("channel", "kanaal", "via"),
            mark("Channel"),
            f.channel,
            Input.LINE,
            mark("website, e-mail, phone, shop, chat …"),
            most=SHORT,
        ),
        _line("when", ("when", "wanneer"), mark("When"), mark("For example: a month later"), TITLE),
        _line(
            "activity",
            ("activity", "activiteit"),
            mark("Key activity"),
            mark("What does the customer do and try to achieve?"),
        ),
        _line("info", ("info", "informatie", "information"), mark("Information needed")),
        _line("need", ("need", "behoefte", "needs"), mark("Need"), mark("What does the customer need or expect here?")),
        Field(
            "departments",
            ("department", "afdeling", "departments", "afdelingen"),
            mark("Departments"),
            f.departments,
            Input.LINE,
            mark("Who has a hand in it? Separate with commas"),
        ),
        _OWNER,
        Field(
            "kind",
            ("kind", "soort", "type"),
            mark("Kind"),
            f.choice_of(f.KINDS_OF_TOUCHPOINT),
            Input.CHOICE,
            choices=tuple(f.KINDS_OF_TOUCHPOINT),
        ),
        Field(
            "ours",
            ("ours", "ons", "our", "van ons"),
            mark("Is it ours?"),
            f.yes_no,
            Input.YES_NO,
            mark("A review site or a friend's advice is not"),
        ),
        Field("online", ("online",), mark("Online?"), f.yes_no, Input.YES_NO),
        Field(
            "key",
            ("key", "sleutel", "key moment", "sleutelmoment"),
            mark("Key moment?"),
            f.yes_no,
            Input.YES_NO,
            mark("Does it decide whether the customer stays?"),
        ),
        Field("after", ("after", "na"), mark("Comes after"), f.item_number, Input.TOUCHPOINT),
        Field(
            "back_to",
            ("back to", "terug naar", "back", "terug"),
            mark("Leads back to"),
            f.item_number,
            Input.TOUCHPOINT,
        ),
        Field(
            "skip_to",
            ("skip to", "spring naar", "skip", "door naar"),
            mark("Skips ahead to"),
            f.item_number,
            Input.TOUCHPOINT,
        ),
    ),
    example=mark("touchpoint Reads the blog | stage: Awareness | channel: website"),
)
EMOTION = Form(
    "emotion",
    Field(
        "why",
        ("why", "waarom", "reden"),
        mark("Why?"),
        f.text_of(TITLE),
        Input.LINE,
        mark("What does the customer think or say there?"),
        most=TITLE,
    ),
    (
        _line("need", ("need", "behoefte", "needs"), mark("Need"), mark("What does the customer need or expect here?")),
        _grade(
            "importance",
            ("importance", "belang", "belangrijkheid"),
            mark("Importance"),
            mark("How important is it for the customer?"),
        ),
    ),
    example=mark("emotion 3 -1 waited too long | importance: 5"),
    leads=(
        _AT_TOUCHPOINT,
        Field(
            "score", ("score", "emotie"), mark("What does the customer feel?"), f.feeling, Input.FEELING, required=True
        ),
    ),
)
PAIN_POINT = Form(
    "pain_point",
    _text("what", mark("What hurts?"), mark("Where is the customer unhappy or stuck?")),
    (
        _line("cause", ("cause", "oorzaak"), mark("Cause"), mark("Why does it happen? Keep asking until it is a root")),
        _grade("severity", ("severity", "ernst"), mark("Severity"), mark("1 = a nuisance, 5 = customers leave")),
        _grade("frequency", ("frequency", "frequentie", "hoe vaak"), mark("Frequency"), mark("1 = rarely, 5 = always")),
        Field(
            "set_aside",
            ("set aside", "terzijde", "aside"),
            mark("Set aside on purpose?"),
            f.yes_no,
            Input.YES_NO,
            mark("Seen, and left alone for now"),
        ),
    ),
    example=mark("pain 3 No answer for two days | cause: one person reads the inbox | severity: 4"),
    leads=(_AT_TOUCHPOINT,),
)
CAUSE = Form(
    "cause",
    _text("why", mark("Why does it happen?"), mark("Keep asking until it is a root")),
    example=mark("cause 1 The inbox has no owner"),
    leads=(Field("pain_point", ("pain",), mark("Pain point"), f.item_number, Input.PAIN_POINT, required=True),),
)
ACTION = Form(
    "action",
    _text("goal", mark("Goal"), mark("For example: load time from 4 s to 1 s")),
    (
        Field("pain_point", ("pain", "knelpunt", "pain point"), mark("Pain point"), f.item_number, Input.PAIN_POINT),
        _OWNER,
        _DUE,
        _grade("effort", ("effort", "moeite", "inspanning"), mark("Effort"), mark("1 = an hour, 5 = months")),
        _grade(
            "effect", ("effect", "impact", "opbrengst"), mark("Effect"), mark("1 = a little, 5 = the customer stays")
        ),
    ),
    example=mark("action Answer within a day | pain: 1 | owner: @bram | due: in 3 weeks"),
)
TASK = Form(
    "task",
    _text("what", mark("Task"), mark("A small step: “Call the website builder”")),
    (_OWNER, _DUE),
    example=mark("task 1 Call the website builder | owner: @bram | due: next Friday"),
    leads=(Field("action", ("action",), mark("Action"), f.item_number, Input.ACTION, required=True),),
)
MEASURE = Form(
    "measure",
    _text("name", mark("Name"), mark("For example: NPS, answered within a day"), most=SHORT),
    (
        Field("value", ("value", "waarde"), mark("Value"), f.figure, Input.NUMBER, typed_only=True),
        Field(
            "answers",
            ("answers", "antwoorden"),
            mark("Or answers"),
            f.text_of(LONG),
            Input.LINES,
            mark(
                "NPS and CSAT are computed: 9, 10, 3 … or 12 promoters, 5 passives, 3 detractors; or 42 satisfied of 60"
            ),
            typed_only=True,
        ),
        Field("date", ("date", "datum", "on", "op"), mark("Date"), f.past_date, Input.DATE),
        _line("unit", ("unit", "eenheid"), mark("Unit"), mark("%, minutes, points …"), 40),
        Field("target", ("target", "doel", "streefwaarde"), mark("Target"), f.figure, Input.NUMBER),
        Field(
            "direction",
            ("direction", "richting", "better", "beter"),
            mark("What is better?"),
            f.choice_of(f.DIRECTIONS),
            Input.CHOICE,
            mark("higher or lower"),
            choices=("up", "down"),
            labels=(mark("higher is better"), mark("lower is better")),
        ),
        Field("touchpoint", ("touchpoint", "contactpunt"), mark("Touchpoint"), f.item_number, Input.TOUCHPOINT),
        Field("stage", ("stage", "fase"), mark("Stage"), f.text_of(SHORT), Input.STAGE, most=SHORT),
    ),
    example=mark("measure NPS 24 | target: 35"),
)
NEED = Form("need", _text("text", mark("Need"), most=LONG), example=mark("edit need 1 An honest price"))

ITEM_FORMS = {
    form.name: form for form in (GOAL, PERSONA, EVIDENCE, TOUCHPOINT, NEED, PAIN_POINT, CAUSE, ACTION, TASK, MEASURE)
}
"""By the name of the kind that is kept; the goal's is the journey's own."""

ONLY_NEW = {"cause"}
"""Details that are items of their own once they are kept."""


def edit_form(form: Form) -> Form:
    """What can be changed of an item: its form without the words that lead it when it is typed anew."""
    details = tuple(each for each in form.details if not each.typed_only and each.name not in ONLY_NEW)
    return Form(form.name, form.text, details, form.example)
