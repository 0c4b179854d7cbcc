"""Moving the steps: next, back, go; and a step shown with what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commands.blocks import actions, button
from commands.call import Answer, Call, Values
from commands.check import at_a_step
from commands.measure_ideas import measure_ideas
from commands.pictures import picture_buttons
from commands.posts import card, introduction, picture
from commands.registry import Command
from commands.step_view import held_by
from journey.fields import Asking, Field, Form, Input
from journey.model import Step
from journey.refusal import Refusal
from journey.steps import GUIDES, ORDER, guide_for, step_after, step_before, step_named
from journey.typed import plain
from journey.words import Said, Voice, mark
from storage.values import Post


def read_step(text: str, _asking: Asking) -> Step:
    found = step_named(plain(text))
    if found is None:
        raise Refusal(
            mark("“{text}” is not a step. The steps are: {steps}."),
            text=plain(text)[:60],
            steps=tuple(Said(guide.title) for guide in GUIDES),
            field="step",
            example=mark("go touchpoints"),
        )
    return found


GO = Form(
    "go",
    Field("step", ("step", "stap"), mark("Step"), read_step, Input.STEP, required=True),
    example=mark("go touchpoints"),
)


def next_step(call: Call, _values: Values) -> Answer:
    """Moves on when the step is done; else says what is missing, and moves on when asked a second time."""
    call.must_facilitate()
    to = step_after(call.journey.step)
    if to is None:
        return Answer(
            [
                call.say(
                    mark("This is the last step. Plan a review, or begin the circle again with `{command} go goal`."),
                    command=call.spoken,
                )
            ]
        )
    missing = guide_for(call.journey.step).missing(call.map)
    if missing and not call.store.asked_before(call.visit, call.journey.id, call.journey.step):
        return _still_missing(call, to, missing)
    return move(call, to, call.journey.step)


def _still_missing(call: Call, to: Step, missing: Sequence[Said]) -> Answer:
    lines = [
        call.line(mark("*{step}* is not done yet. Missing:"), step=Said(guide_for(call.journey.step).title)),
        *(f"• {call.tell(what)}" for what in missing),
        call.say(
            mark("You can go on all the same: press the button, or type `{command} next` again."), command=call.spoken
        ),
    ]
    label = call.say(mark("Go on to {step}"), step=call.say(guide_for(to).title))
    return Answer(lines, [actions([button(label, "go_on", f"{call.journey.id}:{call.journey.step}")])])


def go_on(call: Call, value: str) -> Answer:
    """The button under what is missing; it belongs to the step at which it was shown."""
    call.must_facilitate()
    shown_at = Step(value)
    to = step_after(shown_at)
    assert to is not None
    return move(call, to, shown_at)


def back(call: Call, _values: Values) -> Answer:
    call.must_facilitate()
    to = step_before(call.journey.step)
    if to is None:
        return Answer([call.say(mark("This is the first step."))])
    return move(call, to, call.journey.step)


def go(call: Call, values: Values) -> Answer:
    call.must_facilitate()
    return move(call, values["step"], None)


def move(call: Call, to: Step, expected: Step | None) -> Answer:
    call.store.move_step(call.visit, call.journey.id, to, expected, step_posts(call, to))
    guide = guide_for(to)
    return Answer(
        [
            call.say(
                mark("The team is at step {place} of 8 now: *{step}*."),
                place=ORDER.index(to) + 1,
                step=call.say(guide.title),
            ),
            *at_a_step(call),
        ]
    )


def step_posts(call: Call, to: Step) -> list[Post]:
    posts = [introduction(call.journey, to), card(call.journey)]
    if to is Step.VISUALIZE:
        posts.append(picture(call.journey, "png", call.visit.person))
    return posts


def show_step(call: Call, values: Values) -> Answer:
    step: Step = values["step"]
    guide = guide_for(step)
    lines = [
        f"*{ORDER.index(step) + 1}. {call.say(guide.title)}*",
        call.say(guide.purpose),
        *held_by(call.map, step, call.say),
        *_lines(call, mark("Still missing:"), guide.missing(call.map)),
        *_lines(call, mark("Worth a look:"), guide.warnings(call.map)),
        *(measure_ideas(call) if step is Step.REVIEW else []),
        *(f"`{call.spoken} {call.say(example)}`" for example in guide.examples),
    ]
    rows = [step_buttons(call.say, step, call.journey.id), picture_buttons(call.say, step, call.journey.id)]
    return Answer(lines, [actions(row) for row in rows if row])


def _lines(call: Call, title: str, what: Sequence[Said]) -> list[str]:
    return [f"*{call.say(title)}*", *(f"• {call.tell(each)}" for each in what)] if what else []


STEP_BUTTONS: dict[Step, tuple[tuple[str, str], ...]] = {
    Step.GOAL: (("form:goal", mark("Set the goal")), ("form:persona", mark("Add a persona"))),
    Step.RESEARCH: (("form:research", mark("Add evidence")), ("form:persona", mark("Add a persona"))),
    Step.TOUCHPOINTS: (("form:touchpoint", mark("Add a touchpoint")),),
    Step.EMOTIONS: (("form:emotion", mark("Rate a touchpoint")),),
    Step.VISUALIZE: (
        ("map", mark("Draw the map")),
        ("form:picture", mark("More pictures")),
        ("form:edit", mark("Correct something")),
        ("command:check", mark("Is the map honest?")),
    ),
    Step.PAIN_POINTS: (
        ("form:pain", mark("Add a pain point")),
        ("form:cause", mark("Add a cause")),
        ("form:vote", mark("Vote")),
    ),
    Step.ACTION_PLAN: (
        ("form:action", mark("Add an action")),
        ("form:task", mark("Add a task")),
        ("form:done", mark("Something is done")),
    ),
    Step.REVIEW: (
        ("form:review", mark("Plan reviews")),
        ("form:measure", mark("Add a value")),
        ("form:values", mark("Add many values")),
        ("review", mark("Review now")),
        ("compare", mark("What changed?")),
        ("command:check", mark("Is the map honest?")),
    ),
}


def step_buttons(say: Voice, step: Step, journey: str) -> list[dict[str, Any]]:
    """What can be done at this step; the first is the main thing."""
    return [
        button(say(label), action, journey, style="primary" if place == 0 else "")
        for place, (action, label) in enumerate(STEP_BUTTONS[step])
    ]


COMMANDS = (
    Command(("next",), "volgende", mark("on to the next step"), next_step, facilitators=True),
    Command(("back",), "terug", mark("back to the step before"), back, facilitators=True),
    Command(("go",), "naar", mark("to any step"), go, "STEP", GO, opens=True, facilitators=True),
)
ACTIONS = {
    "next": lambda call, _value: next_step(call, {}),
    "back": lambda call, _value: back(call, {}),
    "go_on": go_on,
    "step": lambda call, value: show_step(call, {"step": Step(value)}),
}
