"""A JourneyMap in, a picture out, and the text that says the same.

`pictures` names what can be drawn; `process` draws it beside the bot; `words_of` says it in words.
matplotlib is loaded only when something is drawn or measured, never at import.
"""
