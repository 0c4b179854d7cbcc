"""Help, made from the table of commands: for `help`, for one word, and for words nobody knows."""

from __future__ import annotations

import difflib

from commands.call import Answer, Call, Values
from commands.catalogue import COMMANDS as ALL
from commands.catalogue import WORDS, command_named
from commands.registry import Command
from commands.slack_text import escaped
from journey.steps import GUIDES, guide_for, step_named
from journey.steps.guide import Guide
from journey.typed import plain
from journey.words import mark


def help_for(call: Call, values: Values) -> Answer:
    wanted = str(values.get("word", ""))
    if not wanted:
        return everything(call)
    if wanted.lower() in {word for each in COMMANDS for word in (*each.words, each.dutch)}:
        return one(call, COMMANDS[0])
    if command := command_named(wanted):
        return one(call, command)
    step = None if wanted.isdigit() else step_named(wanted)
    return of_step(call, guide_for(step)) if step else unknown(call, wanted)


def everything(call: Call) -> Answer:
    lines = [
        call.say(
            mark("*What you can type*, in English or Dutch. `{command} help WORD` tells more of one."),
            command=call.spoken,
        ),
        *(f"`{call.spoken} {word_in(call, each)}` – {call.say(each.summary)}" for each in ALL),
        call.say(
            mark("Steps: {steps}."),
            steps=", ".join(f"`{call.say(guide.title).lower()}`" for guide in GUIDES),
        ),
    ]
    return Answer(lines)


def word_in(call: Call, command: Command) -> str:
    return command.dutch if call.say.language == "nl" else command.name


def one(call: Call, command: Command) -> Answer:
    lines = [
        f"*{call.spoken} {word_in(call, command)}* – {call.say(command.summary)}",
        *(
            f"`{call.spoken} {word_in(call, command)} {usage.strip()}`"
            for usage in call.say(command.usage).split(" · ")
        ),
    ]
    if command.form:
        for field in command.form.details:
            hint = f": {call.say(field.hint)}" if field.hint else ""
            keys = " / ".join(f"`{key}`" for key in dict.fromkeys((field.keys[0], field.dutch)))
            lines.append(f"• {keys} – {call.say(field.label)}{hint}")
        if command.form.example:
            lines.append(
                call.say(
                    mark("For example: `{command} {example}`"),
                    command=call.spoken,
                    example=call.say(command.form.example),
                )
            )
    if command.ideas:
        lines += command.ideas(call)
    if command.facilitators:
        lines.append(call.say(mark("_Facilitators only._")))
    return Answer(lines)


def of_step(call: Call, guide: Guide) -> Answer:
    """A step's name shows that step, where there is a journey; here is what the step is for."""
    lines = [f"*{call.spoken} {call.say(guide.title).lower()}* – {call.say(guide.purpose)}"]
    lines += [f"• {call.say(prompt)}" for prompt in guide.prompts]
    return Answer([*lines, *(f"`{call.spoken} {call.say(example)}`" for example in guide.examples)])


def unknown(call: Call, typed: str) -> Answer:
    word = plain(typed).split(" ")[0][:60] if plain(typed) else ""
    begun = [each for each in WORDS if len(word) > 2 and each.startswith(word.lower())]
    close = [*dict.fromkeys([*begun, *difflib.get_close_matches(word.lower(), list(WORDS), n=3, cutoff=0.6)])][:3]
    lines = [call.say(mark("I don't know the word “{word}”, so nothing was kept."), word=escaped(word))]
    if close:
        lines.append(
            call.say(
                mark("Did you mean {words}?"), words=call.say.listing([f"`{call.spoken} {each}`" for each in close])
            )
        )
    return Answer([*lines, *everything(call).lines])


def read_help(_call: Call, typed: str) -> dict[str, str]:
    return {"word": plain(typed)}


COMMANDS = (
    Command(("help", "?"), "hulp", mark("what you can type"), help_for, "[word]", read=read_help, needs_journey=False),
)
