"""The page's own words, in Dutch for those who read Dutch. English is the source; what is missing stays English."""

from collections.abc import Callable

DUTCH = {
    "Channels": "Kanalen",
    "Apps": "Apps",
    "Home": "Start",
    "Messages": "Berichten",
    "private channel": "privékanaal",
    "You are": "Je bent",
    "Be somebody else": "Iemand anders zijn",
    "in a new tab": "in een nieuw tabblad",
    "guest": "gast",
    "people": "mensen",
    "Only visible to you": "Alleen zichtbaar voor jou",
    "Dismiss": "Verbergen",
    "edited": "bewerkt",
    "in reply": "als antwoord",
    "Message": "Bericht aan",
    "Send": "Verstuur",
    "Skip to the message box": "Naar het berichtvak",
    "Type / for commands, @ for people": "Typ / voor opdrachten, @ voor mensen",
    "(optional)": "(optioneel)",
    "Choose …": "Kies …",
    "More actions": "Meer acties",
    "Close": "Sluiten",
    "Cancel": "Annuleren",
    "Today": "Vandaag",
    "Yesterday": "Gisteren",
    "Table": "Tabel",
    "Download": "Downloaden",
    "We had some trouble connecting. Try again?": "De verbinding haperde. Nog eens proberen?",
    "Starting the bot …": "De bot wordt gestart …",
    "Playing a sample workshop into this workspace: {number} of {all} …": (
        "Een voorbeeldworkshop wordt ingespeeld: {number} van {all} …"
    ),
    "Reconnecting …": "Opnieuw verbinden …",
    "Working …": "Bezig …",
    "Nothing here yet. Type / below to begin.": "Nog niets hier. Typ hieronder / om te beginnen.",
    "Nothing here yet. The app fills this page when it has something to say.": (
        "Nog niets hier. De app vult deze pagina zodra er iets te melden is."
    ),
    "A stand-in for Slack on this machine. Nothing leaves it.": "Een oefen-Slack op deze machine. Niets verlaat haar.",
    "Menu": "Menu",
    "Go back to the previous one": "Terug naar de vorige",
    "commands": "opdrachten",
}


def speak(language: str) -> Callable[[str], str]:
    """Says a text of the page in this language."""
    return (lambda text: DUTCH.get(text, text)) if language == "nl" else (lambda text: text)
