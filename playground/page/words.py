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
    Word(
        "picture",
        "plaatje",
        "NAME [png|svg|pdf] [| with: …]",
        "posts another picture: curves, drivers, quick wins …",
        "plaatst een ander plaatje: curven, belang, snelle winst …",
    ),
    Word("curves", "curven", "[png|svg|pdf] [| with: …]", "Emotion curves compared", "Emotiecurven vergeleken"),
    Word("drivers", "belang", "[png|svg|pdf]", "Importance against satisfaction", "Belang en tevredenheid"),
    Word("quick-wins", "snelle-winst", "[png|svg|pdf]", "Effort against effect", "Moeite en effect"),
    Word("coverage", "dekking", "[png|svg|pdf]", "Stages and departments", "Fasen en afdelingen"),
    Word("plan", "planning", "[png|svg|pdf]", "Action plan over time", "Actieplan in de tijd"),
    Word(
        "values",
        "waarden",
        "ROWS",
        "many figures at once, pasted as a table",
        "veel cijfers tegelijk, geplakt als tabel",
    ),
    Word(
        "token",
        "token",
        "new NAME · list · revoke N",
        "lets another program add values",
        "laat een ander programma waarden toevoegen",
    ),
    Word(
        "dashboard",
        "overzicht",
        "",
        "all your journeys in one picture, for you alone",
        "al je klantreizen in één plaatje, alleen voor jou",
    ),
    Word(
        "snapshot",
        "momentopname",
        "NAME",
        "keeps the map as it is now, by a name",
        "bewaart de kaart zoals hij nu is, onder een naam",
    ),
    Word(
        "compare",
        "vergelijk",
        "[A] [B]",
        "what changed since then, or between two maps",
        "wat er sindsdien veranderde, of tussen twee kaarten",
    ),
    Word(
        "check",
        "controle",
        "",
        "how honest the map is, and what to do about it",
        "hoe eerlijk de kaart is, en wat je eraan kunt doen",
    ),
    Word(
        "nudges",
        "herinneringen",
        "[at: 09:00] [| days: mon, tue, thu] · on · off",
        "when you are reminded of what is yours to do",
        "wanneer je herinnerd wordt aan wat jij te doen hebt",
    ),
    Word(
        "tell",
        "vertel",
        "N [TEXT]",
        "tells customers what was done with their feedback",
        "vertelt klanten wat er met hun feedback is gedaan",
    ),
    Word(
        "accent",
        "accentkleur",
        "#RRGGBB or off",
        "the colour of your organisation in the pictures",
        "de kleur van je organisatie in de tekeningen",
    ),
    Word(
        "my data",
        "mijn gegevens",
        "",
        "a file with all that is kept about you",
        "een bestand met alles wat over je bewaard wordt",
    ),
    Word(
        "forget me",
        "vergeet mij",
        "[| added: keep|erase] [| sure: yes]",
        "takes your name out of everything that is kept",
        "haalt je naam uit alles wat bewaard wordt",
    ),
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
