"""Step 7: a goal for each chosen pain point, cut into small tasks with an owner and a date."""

from __future__ import annotations

from journey.model import JourneyMap, Step
from journey.priorities import chosen
from journey.steps.guide import Guide
from journey.words import Said, mark, said, said_many

FOCUS = 3
"""More open actions than this at once, and a team finishes none."""


def gathered(journey: JourneyMap) -> Said:
    done = sum(1 for a in journey.actions if a.state == "done")
    return said(
        mark("{actions}, {done} done, {tasks}"),
        actions=said_many(mark("{count} action"), mark("{count} actions"), len(journey.actions)),
        done=done,
        tasks=said_many(mark("{count} task"), mark("{count} tasks"), sum(len(a.tasks) for a in journey.actions)),
    )


def missing(journey: JourneyMap) -> list[Said]:
    lacks = [
        said(mark("an action for pain point {number}, “{what}”"), number=p.number, what=p.what)
        for p in chosen(journey)
        if not journey.actions_for(p.number)
    ]
    for action in journey.actions:
        if action.state == "open" and not action.owner:
            lacks.append(said(mark("an owner for action {number}, “{goal}”"), number=action.number, goal=action.goal))
        if action.state == "open" and not action.due:
            lacks.append(said(mark("a date for action {number}, “{goal}”"), number=action.number, goal=action.goal))
    if not journey.actions and not lacks:
        lacks.append(said(mark("an action")))
    return lacks


def warnings(journey: JourneyMap) -> list[Said]:
    found = []
    running = [a for a in journey.actions if a.state == "open"]
    if len(running) > FOCUS:
        found.append(said(mark("{count} actions run at once. Focus on one thing at a time."), count=len(running)))
    whole = [a for a in running if not a.tasks]
    if whole:
        found.append(
            said(mark("Cut action {number}, “{goal}” into small tasks."), number=whole[0].number, goal=whole[0].goal)
        )
    if journey.actions and not any(a.effort and a.effect for a in journey.actions):
        found.append(said(mark("Give effort and effect, and the quick wins stand out.")))
    return found


GUIDE = Guide(
    Step.ACTION_PLAN,
    mark("Action plan"),
    ("action plan", "actieplan", "actions", "acties"),
    mark(
        "Choose what to do about the pain points that matter most: a goal, small tasks, an owner and a date for each."
    ),
    (
        mark("What would a customer notice first?"),
        mark("What is the smallest step that helps?"),
        mark("Who answers for it, and by when?"),
        mark("How will customers hear what was done with their feedback?"),
    ),
    (
        mark("action Answer within a day | pain: 1 | owner: @bram | due: in 3 weeks"),
        mark("task 1 Agree on who reads the inbox | due: next Friday"),
    ),
    gathered,
    missing,
    warnings,
)
