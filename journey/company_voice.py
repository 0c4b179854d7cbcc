"""Titles in the company's voice: “Send invoice” instead of “Gets the invoice”.

A careful guess that can be explained: a title is only asked about when it begins with “we”, “our” or the like, or with
a pair of verb and object that only a company says. Quoted titles are somebody's own words and never asked about.
To know one more pair: a word in PAIRS.
"""

from __future__ import annotations

import re

OPENERS = frozenset({"we", "our", "wij", "ons", "onze"})
OPENING_QUOTES = "\"'“”‘’„«"

_SENT_EN = "invoice bill quote quotation reminder newsletter confirmation survey questionnaire mailing contract parcel"
_WORKED_EN = "order orders payment payments request requests return returns application applications complaint"
_PEOPLE_EN = "customer customers client clients lead leads prospect prospects"
_SENT_NL = "factuur facturen offerte offertes herinnering aanmaning nieuwsbrief bevestiging enquête mailing pakket"
_WORKED_NL = (
    "order orders bestelling bestellingen betaling betalingen aanvraag aanvragen retour klacht klachten melding"
)
_PEOPLE_NL = "klant klanten lead leads prospect prospects"
PAIRS: dict[str, str] = {
    "send dispatch issue": _SENT_EN,
    "process": _WORKED_EN,
    "handle": f"{_WORKED_EN} complaints ticket tickets {_PEOPLE_EN}",
    "onboard qualify upsell invoice bill inform convince nurture contact call acquire retain": _PEOPLE_EN,
    "ship deliver": "order orders product products goods parcel parcels",
    "verstuur verzend stuur": _SENT_NL,
    "versturen verzenden sturen": _SENT_NL,
    "verwerk verwerken": _WORKED_NL,
    "behandel behandelen": f"{_WORKED_NL} meldingen ticket tickets",
    "bel bellen benader benaderen informeer informeren factureer factureren overtuig overtuigen": _PEOPLE_NL,
    "kwalificeer kwalificeren werf werven": _PEOPLE_NL,
    "lever leveren bezorg bezorgen": "order bestelling bestellingen pakket pakketten product producten",
}
_OBJECTS: dict[str, frozenset[str]] = {
    verb: frozenset(objects.split()) for verbs, objects in PAIRS.items() for verb in verbs.split()
}
_OFFICES = [["service"], ["services"], ["support"], ["care"], ["success"], ["desk"], ["portal"], ["number"]]
"""Behind “customer” these make it somewhere to turn to: “Call customer service” is the customer's voice."""
_ARTICLES = frozenset({"the", "a", "an", "our", "de", "het", "een", "onze", "ons"})
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def company_cue(title: str) -> str:
    """The words that sound like the company's own voice; empty for a title that may well be the customer's."""
    if not title.strip() or title.strip()[0] in OPENING_QUOTES:
        return ""
    words: list[str] = _WORD.findall(title.casefold())
    if len(words) < 2:
        return ""
    if words[0] in OPENERS:
        return words[0]
    first, *rest = [word for word in words if word not in _ARTICLES] or [""]
    if not rest:
        return ""
    if rest[0] in _OBJECTS.get(first, ()) and rest[1:2] not in _OFFICES:
        return f"{first} {rest[0]}"
    is_dutch_infinitive = rest[0].endswith("en") and first in _OBJECTS.get(rest[0], ())
    return f"{first} {rest[0]}" if is_dutch_infinitive and len(rest) == 1 else ""
