"""The sample workshop, as people type it: three journeys at three steps, one of them in Dutch; and a review of a fourth
that was made months ago (`renewal.py`).

Each line is a person and what follows `/journey`. Days that must lie in the past are written `{-90}` (ninety days ago);
those ahead are said as people say them ("in 3 weeks"), so the sample never goes stale. To add to it: a line in one of
the lists. Pain points, actions and tasks are numbered in the order in which they are typed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from playground.renewal import AGAIN, BEFORE
from playground.renewal import CHANNEL as EARLIER

COMMAND = "/journey"

MARKETING, SUPPORT, PRODUCT, SALES, FINANCE, GUEST = "ana", "bram", "chidi", "dora", "eva", "gus"


@dataclass(frozen=True)
class Line:
    """What `person` types in `channel`, by handle and by the channel's name."""

    person: str
    channel: str
    text: str


DEPARTMENTS = {
    MARKETING: "Marketing",
    SUPPORT: "Support",
    PRODUCT: "Product",
    SALES: "Sales",
    FINANCE: "Finance",
    GUEST: "Design agency",
}

GOAL_AND_RESEARCH = (
    (MARKETING, "start From advertisement to yearly plan | stages: software | timezone: Europe/Amsterdam"),
    (
        MARKETING,
        "goal More trials become customers who stay | measure: NPS 20 to 35 by June"
        " | trigger: complaints about waiting for support right after the upgrade"
        " | from: sees an advertisement | to: renews after a year"
        " | expectation: to be up and running within a day, and an honest answer when something breaks",
    ),
    (
        MARKETING,
        "persona Sam, team lead | about: leads seven people in a small agency, tries tools in the evening"
        " | wants: to see the benefit before anybody pays | drives: an hour less of administration every day",
    ),
    (
        PRODUCT,
        "persona Noor, administrator | about: keeps the accounts and the invoices of forty colleagues"
        " | wants: no surprises on the bill and a person to call | drives: being the one who is never in the way",
    ),
    (MARKETING, "go research"),
    (MARKETING, "research 38 % of trials come from the monthly e-mail | kind: analytics | source: web statistics"
                " | date: {-41}"),
    (SALES, "research 8 of 12 could not find the price of a yearly plan | kind: interview"
            " | source: twelve calls with people whose trial ended | date: {-33}"),
    (SUPPORT, "research First answer after 26 hours on average in the week after an upgrade | kind: ticket"
              " | source: 212 tickets of last quarter | date: {-20}"),
    (SUPPORT, "research “I had just paid, and then nobody was there.” | kind: quote | source: ticket of a new customer"
              " | date: {-18}"),
    (PRODUCT, "research We needed 47 minutes to invite a team ourselves | kind: walkthrough"
              " | source: four of us, with an empty account | date: {-12}"),
    (MARKETING, "research 61 % say a colleague told them about us first | kind: survey"
                " | source: survey among 140 customers | date: {-55}"),
    (FINANCE, "research One invoice in nine is asked about within a week | kind: analytics | source: the books"
            " | date: {-9}"),
)  # fmt: skip

EVIDENCE_FOR = ((1, 5), (2, 9), (3, 13), (4, 11), (5, 6), (6, 1), (7, 10))
"""Which touchpoint each piece of evidence speaks of."""

TOUCHPOINTS = (
    (MARKETING, "go touchpoints"),
    (SALES, "touchpoint Hears of us from a colleague | stage: Acquisition | channel: in person | ours: no"
            " | when: over lunch | activity: complains about administration | need: somebody who has used it"
            " | department: Marketing"),
    (MARKETING, "touchpoint Sees an advertisement on a website | stage: Acquisition | channel: website"
                " | activity: reads about something else | info: what it is for, in one line"
                " | department: Marketing | owner: @ana"),
    (MARKETING, "touchpoint Reads the blog after a tweet | stage: Acquisition | channel: social media"
                " | activity: looks for people with the same problem | department: Marketing | owner: @ana"),
    (MARKETING, "touchpoint Subscribes to the newsletter | stage: Acquisition | channel: e-mail"
                " | when: the same evening | activity: wants to remember us | department: Marketing"),
    (PRODUCT, "touchpoint Starts a free trial | stage: Trial | channel: website | when: a month later"
              " | activity: clicks the link in an e-mail and signs up | info: what it costs afterwards"
              " | need: no credit card | department: Marketing, Product | owner: @chidi | key: yes"),
    (MARKETING, "edit touchpoint 3 | skip to: 5"),
    (PRODUCT, "touchpoint Invites the team | stage: Onboarding | channel: app | when: on the first day"
              " | activity: looks for where people are added | need: to be done in ten minutes"
              " | department: Product | owner: @chidi | back to: 5"),
    (PRODUCT, "touchpoint Works with it for days and likes it a lot | stage: Use | channel: app | when: first two weeks"
              " | activity: plans the week with the team | department: Product | owner: @chidi | key: yes"),
    (PRODUCT, "touchpoint Leaves because the trial ended unnoticed | stage: Trial | channel: app | kind: leaving"
              " | when: on day 30 | activity: finds the door closed on a Monday | need: a reminder a week before"
              " | department: Product, Sales"),
    (SALES, "touchpoint Talks to sales about a yearly plan | stage: Renewal | channel: phone"
            " | activity: asks what it costs for eight people | info: a price for the whole year"
            " | department: Sales | owner: @dora | key: yes"),
    (FINANCE, "touchpoint Gets the invoice | stage: Renewal | channel: post | when: two weeks after the upgrade"
            " | activity: compares it with what was said | need: the same amount as was said"
            " | department: Finance, Sales | owner: @eva"),
    (PRODUCT, "touchpoint Upgrades and hits a bug | stage: Use | channel: app | when: the day of the upgrade"
              " | activity: wants to use what was just paid for | need: that it works"
              " | department: Product | owner: @chidi | back to: 9"),
    (SUPPORT, "touchpoint Asks support for help | stage: Support | channel: chat"
              " | activity: explains it for the second time | info: whether it is known already"
              " | need: to be taken seriously | department: Support | owner: @bram | key: yes"),
    (SUPPORT, "touchpoint Waits for an answer | stage: Support | channel: e-mail | kind: waiting"
              " | when: a day, sometimes three | activity: does it by hand meanwhile | need: to know how long it takes"
              " | department: Support | owner: @bram"),
    (SUPPORT, "touchpoint The bug is solved | stage: Support | channel: e-mail | activity: tries it again"
              " | department: Support, Product | owner: @bram | back to: 7"),
    (SUPPORT, "touchpoint Is asked a week later whether it still works | stage: Support | channel: phone"
              " | kind: follow-up | when: a week later | need: that somebody remembers"
              " | department: Support | owner: @bram"),
    (SALES, "touchpoint Reads what others say before renewing | stage: Renewal | channel: review site | ours: no"
            " | when: a month before the end | activity: compares with two others | department: Sales, Marketing"),
    *((MARKETING, f"edit evidence {evidence} | touchpoint: {touchpoint}") for evidence, touchpoint in EVIDENCE_FOR),
)  # fmt: skip

RATERS = (MARKETING, SUPPORT, PRODUCT, SALES, FINANCE)
RATINGS: tuple[tuple[int, int, tuple[int | None, ...], str], ...] = (
    # touchpoint, importance, scores in the order of RATERS (None: did not rate), what the first to rate says
    (1, 3, (1, 1, None, 2, 1), "a friend is believed"),
    (2, 1, (0, -1, 0, 0, -1), "one of many banners"),
    (3, 2, (1, 1, 1, None, 1), "somebody says what they think themselves"),
    (4, 2, (1, 0, 0, 0, None), "quick, and no phone number asked for"),
    (5, 5, (2, 1, 2, 1, 1), "no credit card, that feels fair"),
    (6, 4, (1, -2, 2, -2, -1), "it is one button, once you see it"),
    (7, 5, (2, 1, 2, 2, 2), "the whole team sees the week"),
    (8, 3, (-2, -2, -1, -2, -1), "the door was closed and nobody had said so"),
    (9, 4, (1, -1, None, 2, -2), "a person who listens"),
    (10, 3, (-1, -1, 0, -1, -2), "the amount is not what was said"),
    (11, 5, (-2, -2, -1, -2, -2), "just paid, and it does not work"),
    (12, 4, (0, 0, -1, 0, None), "tells the story twice, but to a friendly person"),
    (13, 5, (-2, -1, -2, -2, -2), "nobody says how long"),
    (14, 5, (1, 2, 1, 1, 1), "relief"),
    (15, 4, (2, 2, 1, 2, None), "somebody remembered"),
    (16, 3, (0, 0, 0, 1, 0), "three stars here, five there"),
)

PAINS_AND_PLANS = (
    (MARKETING, "go visualize"),
    (MARKETING, "go pain points"),
    (SUPPORT, "pain 13 Nobody says how long the answer takes | cause: the answering message names no time"
              " | severity: 4 | frequency: 5"),
    (SUPPORT, "cause 1 There is no time we promise each other"),
    (PRODUCT, "cause 1 Support hears of an upgrade only when a ticket comes in"),
    (PRODUCT, "pain 11 What was just bought does not work | cause: an upgrade is tested with empty accounts only"
              " | severity: 5 | frequency: 3"),
    (PRODUCT, "cause 2 We have no account that is as full as a customer's"),
    (SALES, "pain 8 The trial ends without a word | cause: the reminder goes to an address nobody reads"
            " | severity: 4 | frequency: 4"),
    (MARKETING, "cause 3 Nobody owns the messages at the end of the trial"),
    (FINANCE, "pain 10 The invoice is not what sales said | cause: the discount is typed twice, in two systems"
            " | severity: 3 | frequency: 2"),
    (MARKETING, "pain 6 Half of them cannot find how to invite the team | cause: the button hides behind the avatar"
                " | severity: 3 | frequency: 4"),
    (MARKETING, "vote 1 3"),
    (SUPPORT, "vote 1 2"),
    (PRODUCT, "vote 1 2 5"),
    (SALES, "vote 3 1"),
    (FINANCE, "vote 4 1"),
    (MARKETING, "go action plan"),
    (SUPPORT, "action First answer within 4 hours in the week after an upgrade, from 26 | pain: 1 | owner: @bram"
              " | due: in 6 weeks | effort: 3 | effect: 5"),
    (SUPPORT, "task 1 Say in the answering message when we answer | owner: @bram | due: next Friday"),
    (PRODUCT, "task 1 Send support a word at every upgrade | owner: @chidi | due: in 3 weeks"),
    (SUPPORT, "task 1 Agree who answers in the evening | owner: @bram | due: in 4 weeks"),
    (PRODUCT, "action No upgrade goes out untested with a full account | pain: 2 | owner: @chidi | due: in 2 months"
              " | effort: 4 | effect: 4"),
    (PRODUCT, "task 2 Make a test account with two years of data | owner: @chidi | due: in 4 weeks"),
    (SALES, "action Everybody hears a week before that the trial ends | pain: 3 | owner: @dora | due: in 3 weeks"
            " | effort: 1 | effect: 4"),
    (SALES, "task 3 Write the reminder with marketing | owner: @ana | due: next Friday"),
    (SALES, "task 3 Put it into the app as well | owner: @chidi | due: in 3 weeks"),
    (FINANCE, "action The discount is typed once and stands on the invoice as it was said | pain: 4 | owner: @eva"
              " | due: in 2 months | effort: 4 | effect: 3"),
    (FINANCE, "task 4 Show sales how the invoice is made | owner: @eva | due: in 2 weeks"),
    (PRODUCT, "action Everybody finds where to invite the team, from 47 minutes to 10 | pain: 5 | owner: @chidi"
              " | due: in 2 weeks | effort: 1 | effect: 3"),
    (PRODUCT, "task 5 Put the button beside the team's name | owner: @chidi | due: next Friday"),
    (SUPPORT, "done task 1"),
    (MARKETING, "measure NPS 20 | date: {-180} | unit: points | target: 35"),
    (MARKETING, "measure NPS 22 | date: {-90}"),
    (MARKETING, "measure NPS 24 | date: {-2}"),
    (SUPPORT, "measure First answer 26 | date: {-60} | unit: hours | target: 4 | touchpoint: 13"),
    (SUPPORT, "measure First answer 19 | date: {-5}"),
    (SALES, "measure Trials that become customers 11 | date: {-120} | unit: % | target: 18 | stage: Trial"),
    (SALES, "measure Trials that become customers 13 | date: {-30}"),
    (MARKETING, "go review"),
    (MARKETING, "review every 3 months | at: 09:30"),
    (MARKETING, "map"),
)  # fmt: skip

WEBSHOP = (
    (SALES, "start First order in the webshop | stages: webshop"),
    (SALES, "goal Fewer people leave at the basket | measure: abandoned baskets 71 % to 55 % this year"
            " | trigger: more visitors, the same number of orders | from: sees a photo | to: wears it or returns it"),
    (MARKETING, "persona Yara, buys for the family | about: orders on the train, between two stops"
                " | wants: to know it fits | drives: no return parcels"),
    (SALES, "go research"),
    (SALES, "research 71 % leave at the delivery costs | kind: analytics | source: web statistics | date: {-14}"),
    (MARKETING, "research “I only wanted to know when it comes.” | kind: quote | source: chat | date: {-8}"),
    (SALES, "go touchpoints"),
    (MARKETING, "touchpoint Sees a photo of somebody wearing it | stage: Inspire | channel: Instagram | ours: no"),
    (GUEST, "touchpoint Compares two shops | stage: Compare | channel: website | activity: looks for the size table"),
    (SALES, "touchpoint Puts it into the basket | stage: Order | channel: website | key: yes"
            " | info: what delivery costs"),
    (SALES, "touchpoint Pays | stage: Order | channel: website | key: yes | owner: @dora"),
    (SUPPORT, "touchpoint Waits for the parcel | stage: Delivery | channel: e-mail | kind: waiting"
              " | need: a day and a part of the day | owner: @bram"),
    (SUPPORT, "touchpoint Sends it back | stage: Use and return | channel: shop | back to: 2"),
    (SALES, "go emotions"),
    (SALES, "emotion 1 2 looks good on somebody like me | importance: 3"),
    (SALES, "emotion 3 -1 the delivery costs come last | importance: 5"),
    (MARKETING, "emotion 3 -2 feels cheated | importance: 5"),
    (SUPPORT, "emotion 5 -1 nobody is at home"),
    (GUEST, "emotion 2 -1 the size table hides behind a tab | importance: 4"),
)  # fmt: skip

SERVICEDESK = (
    (SUPPORT, "start Hulp bij een storing | fasen: service desk | taal: nl"),
    (SUPPORT, "doel Klanten weten binnen een uur waar ze aan toe zijn | meetwaarde: CSAT van 62 naar 80 voor de zomer"
              " | aanleiding: klachten over wachten | van: merkt de storing | tot: een week na de oplossing"),
    (SUPPORT, "persona Joke, praktijkmanager | over: houdt een huisartsenpraktijk draaiend"
              " | wil: weten hoe lang het duurt | drijfveer: de wachtkamer zit vol"),
    (SUPPORT, "naar onderzoek"),
    (SUPPORT, "onderzoek Een op de drie belt opnieuw binnen het uur | soort: analyse | bron: telefooncentrale"
              " | datum: {-16}"),
    (FINANCE, "onderzoek “Ik hoef geen excuses, ik wil een tijd.” | soort: citaat | bron: gesprek met een klant"
            " | datum: {-6}"),
    (SUPPORT, "naar contactpunten"),
    (SUPPORT, "contactpunt Merkt dat de agenda niet opent | fase: Behoefte | kanaal: app | wanneer: maandag, 8 uur"),
    (SUPPORT, "contactpunt Belt de servicedesk | fase: Contact | kanaal: telefoon | behoefte: meteen een mens"
              " | eigenaar: @bram | sleutelmoment: ja"),
    (PRODUCT, "touchpoint Looks at the status page | stage: Contact | channel: website | back to: 2"),
    (SUPPORT, "contactpunt Wacht op bericht | fase: Wachten | kanaal: e-mail | soort: wachten"
              " | behoefte: een tijd, ook als die tegenvalt"),
)  # fmt: skip


def _ratings() -> Iterator[tuple[str, str]]:
    """The ratings as people type them: everybody has a score, the first to rate says why."""
    yield MARKETING, "go emotions"
    for touchpoint, importance, scores, why in RATINGS:
        for person, score in zip(RATERS, scores, strict=True):
            if score is not None:
                yield person, f"emotion {touchpoint} {score} {why}".rstrip() + f" | importance: {importance}"
                why = ""


def sample(today: date) -> list[Line]:
    """All lines in the order in which they are typed."""
    onboarding = (*GOAL_AND_RESEARCH, *TOUCHPOINTS, *_ratings(), *PAINS_AND_PLANS)
    channels = {
        EARLIER: BEFORE,
        "onboarding": tuple(_introduced(onboarding)),
        "webshop": tuple(_introduced(WEBSHOP)),
        "servicedesk": tuple(_introduced(SERVICEDESK)),
    }
    typed = [(channel, line) for channel, lines in channels.items() for line in lines]
    typed += [(EARLIER, line) for line in AGAIN]  # by then its first review has been told of
    return [Line(person, channel, f"{COMMAND} {_dated(text, today)}") for channel, (person, text) in typed]


def _introduced(typed: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    """The journey is started, then everybody who takes part says which department they are of."""
    yield typed[0]
    for person in dict.fromkeys(person for person, _ in typed):
        yield person, f"department {DEPARTMENTS[person]}"
    yield from typed[1:]


def _dated(text: str, today: date) -> str:
    return re.sub(r"\{-(\d+)\}", lambda found: (today - timedelta(days=int(found[1]))).isoformat(), text)
