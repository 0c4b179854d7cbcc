"""The words that the composer completes after `/journey`, with a short hint each, in English and Dutch.

The bot knows its words itself; the page cannot ask it, so this list follows the published commands.
To add a word: one line in WORDS. To add a detail (`| key: …`): one line in DETAILS.
"""

from dataclasses import dataclass

COMMAND = "/journey"


@dataclass(frozen=True)
class Word:
    """One word: `en` and `nl` are what is typed, `form` what follows it, the hints what it does."""

    en: str
    nl: str
    form: str
    hint_en: str
    hint_nl: str


WORDS = (
    Word("help", "hulp", "[word]", "what can be typed", "wat je kunt typen"),
    Word("start", "begin", "NAME [| stages: …] [| language: nl]", "start a journey here", "begin hier een klantreis"),
    Word("goal", "doel", "TEXT [| measure: …]", "what the map is for", "waar de kaart voor is"),
    Word("persona", "persona", "NAME [| about: …] [| wants: …]", "who the customer is", "wie de klant is"),
    Word("research", "onderzoek", "FINDING [| kind: …] [| source: …]", "what we know, and how", "wat we weten, en hoe"),
    Word(
        "touchpoint",
        "contactpunt",
        "WHAT [| stage: …] [| channel: …]",
        "a moment of contact",
        "een moment van contact",
    ),
    Word("emotion", "emotie", "N SCORE [WHY]", "how the customer feels there", "wat de klant daar voelt"),
    Word("map", "kaart", "[STAGE] [png|svg|pdf]", "draw the map in the channel", "teken de kaart in het kanaal"),
    Word(
        "pain",
        "knelpunt",
        "N WHAT [| severity: 1-5]",
        "where it hurts (touchpoint N)",
        "waar het wringt (contactpunt N)",
    ),
    Word("cause", "oorzaak", "N WHY", "why it hurts (pain point N)", "waarom het wringt (knelpunt N)"),
    Word("vote", "stem", "[N …]", "vote for pain points", "stem op knelpunten"),
    Word("action", "actie", "GOAL [| pain: N] [| due: …]", "what we will do", "wat we gaan doen"),
    Word("task", "taak", "N WHAT [| owner: @…]", "a part of action N", "een deel van actie N"),
    Word("done", "klaar", "action 2 · task 5", "finished", "afgerond"),
    Word("reopen", "heropen", "action 2 · task 5", "not finished after all", "toch niet af"),
    Word("measure", "meetwaarde", "NAME VALUE [| unit: …]", "a figure over time", "een cijfer door de tijd"),
    Word("review", "herziening", "every 3 months · now · off", "come back to the map", "kom terug bij de kaart"),
    Word("edit", "wijzig", "ITEM [TEXT] [| …]", "change what was kept", "verander wat bewaard is"),
    Word("remove", "verwijder", "ITEM", "take something out", "haal iets weg"),
    Word("undo", "herstel", "", "take back my last one", "mijn laatste terugnemen"),
    Word("next", "volgende", "", "on to the next step", "naar de volgende stap"),
    Word("back", "terug", "", "to the step before", "naar de vorige stap"),
    Word("go", "naar", "STEP", "to any step", "naar een stap"),
    Word("facilitators", "facilitatoren", "@a @b", "who leads the workshop", "wie de workshop leidt"),
    Word("department", "afdeling", "NAME", "which department I am of", "van welke afdeling ik ben"),
    Word("stages", "fasen", "A, B, C", "the map's columns", "de kolommen van de kaart"),
    Word("status", "stand", "", "where we are", "waar we staan"),
    Word("list", "lijst", "", "everything that was gathered", "alles wat verzameld is"),
    Word("export", "exporteer", "[json|csv|xlsx|md|mmd]", "a file to take away", "een bestand om mee te nemen"),
    Word("close", "sluit", "", "end this journey", "beëindig deze klantreis"),
    Word("open", "open", "[NAME]", "take up another journey", "neem een andere klantreis op"),
)

STEPS = (
    ("goal", "doel"),
    ("research", "onderzoek"),
    ("touchpoints", "contactpunten"),
    ("emotions", "emoties"),
    ("visualize", "visualiseren"),
    ("pain points", "knelpunten"),
    ("action plan", "actieplan"),
    ("review", "review"),
)

SHORTCUTS = (("add_evidence", "Add as evidence", "Bewaar als onderbouwing"),)
"""What the app adds to a message's menu: its callback, its name in English and Dutch."""

DETAILS = {
    "start": (("stages", "fasen"), ("language", "taal"), ("as", "als"), ("timezone", "tijdzone")),
    "goal": (
        ("measure", "meetwaarde"),
        ("trigger", "aanleiding"),
        ("from", "van"),
        ("to", "tot"),
        ("expectation", "verwachting"),
    ),
    "persona": (("about", "over"), ("wants", "wil"), ("drives", "drijfveer")),
    "research": (
        ("kind", "soort"),
        ("source", "bron"),
        ("date", "datum"),
        ("touchpoint", "contactpunt"),
        ("link", "link"),
    ),
    "touchpoint": (
        ("stage", "fase"),
        ("channel", "kanaal"),
        ("when", "wanneer"),
        ("activity", "activiteit"),
        ("info", "informatie"),
        ("need", "behoefte"),
        ("department", "afdeling"),
        ("owner", "eigenaar"),
        ("kind", "soort"),
        ("ours", "ons"),
        ("key", "sleutelmoment"),
        ("after", "na"),
        ("back to", "terug naar"),
        ("skip to", "door naar"),
    ),
    "emotion": (("need", "behoefte"), ("importance", "belang")),
    "pain": (("cause", "oorzaak"), ("severity", "ernst"), ("frequency", "frequentie")),
    "action": (
        ("pain", "knelpunt"),
        ("owner", "eigenaar"),
        ("due", "voor"),
        ("effort", "moeite"),
        ("effect", "effect"),
    ),
    "task": (("owner", "eigenaar"), ("due", "voor")),
    "measure": (
        ("date", "datum"),
        ("unit", "eenheid"),
        ("target", "streefwaarde"),
        ("touchpoint", "contactpunt"),
        ("stage", "fase"),
    ),
    "review": (("at", "om"), ("from", "vanaf")),
}


def shortcuts(language: str) -> list[tuple[str, str]]:
    """The entries of a message's menu, as (callback, name)."""
    return [(callback, nl if language == "nl" else en) for callback, en, nl in SHORTCUTS]


def completions(language: str) -> dict[str, object]:
    """What the composer's script is given: words, steps and details as a person of this language types them."""
    dutch = language == "nl"
    return {
        "command": COMMAND,
        "words": [
            {
                "word": w.nl if dutch else w.en,
                "also": w.en if dutch else w.nl,
                "form": w.form,
                "hint": w.hint_nl if dutch else w.hint_en,
            }
            for w in WORDS
        ],
        "steps": [nl if dutch else en for en, nl in STEPS],
        "details": {
            spelled: [nl if dutch else en for en, nl in DETAILS.get(w.en, ())]
            for w in WORDS
            for spelled in {w.en, w.nl}
        },
    }
