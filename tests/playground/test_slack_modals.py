"""Modals and the Home tab with a real Bolt app: triggers, stacks, hashes, values, errors at the field."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground.people import Person
from playground.server import StandIn

Payload = dict[str, Any]


def plain(text: str) -> Payload:
    return {"type": "plain_text", "text": text}


def option(text: str) -> Payload:
    return {"text": plain(text), "value": text.lower()}


def field(label: str, kind: str = "plain_text_input", **element: Any) -> Payload:
    return {
        "type": "input",
        "block_id": label.lower(),
        "label": plain(label),
        "optional": True,
        "element": {"type": kind, "action_id": "value", **element},
    }


def button(text: str) -> Payload:
    return {"type": "actions", "elements": [{"type": "button", "action_id": text.lower(), "text": plain(text)}]}


def modal(*blocks: Payload, title: str = "Goal", **more: Any) -> Payload:
    return {
        "type": "modal",
        "callback_id": "m",
        "title": plain(title),
        "submit": plain("Save"),
        "blocks": list(blocks),
    } | more


GOAL = modal(field("Goal") | {"optional": False}, field("Why", initial_value="because"))
MANY = modal(
    field("Goal"),
    field("Due", "datepicker"),
    field("At", "timepicker"),
    field("Owner", "users_select"),
    field("Team", "multi_users_select"),
    field("How", "static_select", options=[option("Every day"), option("Never")]),
    field("Days", "checkboxes", options=[option("Monday"), option("Friday")]),
    field("Size", "radio_buttons", options=[option("Small"), option("Large")]),
    field("Count", "number_input", is_decimal_allowed=False, min_value="1"),
    field("Where", "conversations_select", default_to_current_conversation=True),
)


@pytest.fixture
def opened(bot: App, ana: Person) -> Person:
    """Ana with a modal in front of her, which she opened with a command."""

    @bot.command("/journey")
    def show(ack: Any, command: Payload, client: WebClient) -> None:
        client.views_open(trigger_id=command["trigger_id"], view={"many": MANY}.get(command["text"], GOAL))
        ack()

    ana.types("webshop", "/journey")
    return ana


def refusal(call: Any, **args: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        call(**args)
    return str(caught.value.response["error"])


def trigger(slack: StandIn, person: Person) -> str:
    return slack.world.new_trigger(person.id, slack.world.channel("webshop").id).id


def test_a_command_opens_a_modal(opened: Person) -> None:
    assert opened.modal is not None
    assert (opened.modal.title, opened.modal.fields) == ("Goal", ["Goal", "Why"])


def test_a_trigger_works_once_and_for_three_seconds(slack: StandIn, web: WebClient, ana: Person) -> None:
    first, late = trigger(slack, ana), trigger(slack, ana)
    assert web.views_open(trigger_id=first, view=GOAL)["view"]["id"]
    assert refusal(web.views_open, trigger_id=first, view=GOAL) == "exchanged_trigger_id"
    assert refusal(web.views_open, trigger_id="1.2.3", view=GOAL) == "invalid_trigger_id"
    later = slack.world.now() + 3.5
    slack.world.clock = lambda: later
    assert refusal(web.views_open, trigger_id=late, view=GOAL) == "expired_trigger_id"


def test_a_wrong_modal_does_not_use_up_the_trigger(slack: StandIn, web: WebClient, ana: Person) -> None:
    one = trigger(slack, ana)
    assert refusal(web.views_open, trigger_id=one, view=modal(title="x" * 25)) == "invalid_arguments"
    assert web.views_open(trigger_id=one, view=GOAL)["ok"]


def test_an_update_needs_the_newest_hash_if_any(slack: StandIn, web: WebClient, ana: Person) -> None:
    view = web.views_open(trigger_id=trigger(slack, ana), view=GOAL)["view"]
    newer = web.views_update(view_id=view["id"], hash=view["hash"], view=modal(title="Second"))["view"]
    assert newer["hash"] != view["hash"]
    assert refusal(web.views_update, view_id=view["id"], hash=view["hash"], view=GOAL) == "hash_conflict"
    assert refusal(web.views_update, view_id="V404", view=GOAL) == "not_found"
    assert refusal(web.api_call, api_method="views.update", json={"view": GOAL}) == "invalid_arguments"


def test_a_view_goes_by_its_external_id_which_is_unique(
    slack: StandIn, web: WebClient, ana: Person, bram: Person
) -> None:
    web.views_open(trigger_id=trigger(slack, ana), view=GOAL | {"external_id": "one"})
    assert web.views_update(external_id="one", view=modal(title="By name"))["ok"]
    taken = GOAL | {"external_id": "one"}
    assert refusal(web.views_open, trigger_id=trigger(slack, bram), view=taken) == "duplicate_external_id"


def test_what_was_typed_survives_an_update(slack: StandIn, web: WebClient, opened: Person) -> None:
    opened.fills({"Goal": "more orders"})
    assert opened.modal is not None
    web.views_update(view_id=opened.modal.id, view=GOAL | {"title": plain("Again")})
    assert opened.modal.values == {"Goal": "more orders", "Why": "because"}


def test_three_modals_stack_and_no_more(slack: StandIn, bot: App, opened: Person) -> None:
    refusals: list[str] = []

    @bot.action("deeper")
    def push(ack: Any, body: Payload, client: WebClient) -> None:
        try:
            client.views_push(trigger_id=body["trigger_id"], view=modal(button("Deeper"), title="Below"))
        except SlackApiError as error:
            refusals.append(error.response["error"])
        ack()

    @bot.command("/deep")
    def deep(ack: Any, command: Payload, client: WebClient) -> None:
        client.views_open(trigger_id=command["trigger_id"], view=modal(button("Deeper"), title="Top"))
        ack()

    opened.types("webshop", "/deep")
    for _ in range(3):
        opened.presses("Deeper")
    assert refusals == ["push_limit_reached"]
    assert len(slack.world.stacks[opened.id]) == 3
    opened.closes()
    opened.closes()
    assert opened.modal is not None
    assert opened.modal.title == "Top"


def test_values_go_along_as_slack_sends_them(slack: StandIn, bot: App, opened: Person) -> None:
    got: Payload = {}
    bot.view("m")(lambda ack, view: (got.update(view["state"]["values"]), ack()))
    opened.types("webshop", "/journey many")
    opened.fills({"Due": date(2027, 1, 31), "At": "09:30", "Owner": "bram", "Team": ["chidi", "@dora"]})
    opened.fills({"How": "Every day", "days": ["Monday"], "Size": "large", "Count": 3})
    answer = opened.submits()
    assert (answer.errors, answer.closed) == ({}, True)
    ids = {user.name: user.id for user in slack.world.users.values()}
    assert {name: next(v for k, v in state["value"].items() if k != "type") for name, state in got.items()} == {
        "goal": None,
        "due": "2027-01-31",
        "at": "09:30",
        "owner": ids["bram"],
        "team": [ids["chidi"], ids["dora"]],
        "how": {"text": plain("Every day"), "value": "every day"},
        "days": [{"text": plain("Monday"), "value": "monday"}],
        "size": {"text": plain("Large"), "value": "large"},
        "count": "3",
        "where": slack.world.channel("webshop").id,
    }


def test_slack_itself_holds_back_what_is_empty_or_out_of_bounds(slack: StandIn, opened: Person) -> None:
    before = len(slack.world.deliveries)
    assert opened.submits().errors == {"Goal": "Please complete this required field."}
    opened.types("webshop", "/journey many")
    opened.fills({"Count": "0"})
    assert opened.submits().errors == {"Count": "Please enter a number that is at least 1."}
    assert len(slack.world.deliveries) == before + 1


def test_errors_stand_at_their_field_and_the_modal_stays(bot: App, opened: Person) -> None:
    bot.view("m")(lambda ack: ack(response_action="errors", errors={"goal": "Say more"}))
    opened.fills({"Goal": "x"})
    answer = opened.submits()
    assert (answer.errors, answer.closed) == ({"Goal": "Say more"}, False)
    opened.fills({"Goal": "more words"})
    assert opened.modal is not None
    assert opened.modal.errors == {}


@pytest.mark.parametrize("errors", [{}, {"nowhere": "x"}, {"goal": ""}])
def test_errors_that_slack_cannot_show_are_trouble(bot: App, opened: Person, errors: dict[str, str]) -> None:
    bot.view("m")(lambda ack: ack({"response_action": "errors", "errors": errors}))
    opened.fills({"Goal": "x"})
    assert opened.submits().error == "dispatch_failed"
    assert opened.modal is not None
    assert opened.modal.trouble == "dispatch_failed"


def test_a_submission_can_replace_cover_or_clear_the_modal(slack: StandIn, bot: App, opened: Person) -> None:
    answers = iter(
        [
            {"response_action": "update", "view": modal(field("Next"), title="Second")},
            {"response_action": "push", "view": modal(field("Last"), title="Third")},
            {"response_action": "clear"},
        ]
    )
    bot.view("m")(lambda ack: ack(next(answers)))
    opened.fills({"Goal": "x"})
    titles = []
    for _ in range(3):
        opened.submits()
        titles.append(opened.modal.title if opened.modal else "")
    assert titles == ["Second", "Third", ""]


def test_a_modal_in_an_answer_is_checked_too(bot: App, opened: Person) -> None:
    bot.view("m")(lambda ack: ack(response_action="update", view=modal(title="x" * 25)))
    opened.fills({"Goal": "x"})
    answer = opened.submits()
    assert answer.error == "invalid_arguments"
    assert "less than 25 characters" in answer.reasons[0]


def test_closing_is_told_only_when_asked_for(slack: StandIn, bot: App, web: WebClient, ana: Person) -> None:
    closed: list[bool] = []
    bot.view_closed("m")(lambda ack, body: (closed.append(body["is_cleared"]), ack()))
    web.views_open(trigger_id=trigger(slack, ana), view=GOAL)
    ana.closes()
    web.views_open(trigger_id=trigger(slack, ana), view=GOAL | {"notify_on_close": True})
    ana.closes()
    assert (closed, ana.modal) == ([False], None)


def test_dispatched_choices_reach_the_bot_at_once(bot: App, slack: StandIn, web: WebClient, ana: Person) -> None:
    got: list[Payload] = []
    bot.action("value")(lambda ack, action: (got.append(action), ack()))
    menu = field("How", "static_select", options=[option("Every day"), option("Never")]) | {"dispatch_action": True}
    web.views_open(trigger_id=trigger(slack, ana), view=modal(menu))
    ana.fills({"How": "Never"})
    assert got[0]["selected_option"]["value"] == "never"


def test_an_external_menu_asks_the_bot_for_its_options(bot: App, slack: StandIn, web: WebClient, ana: Person) -> None:
    got: Payload = {}
    bot.options("value")(lambda ack, payload: ack(options=[option(payload["value"]), option("Other")]))
    bot.view("m")(lambda ack, view: (got.update(view["state"]["values"]), ack()))
    web.views_open(trigger_id=trigger(slack, ana), view=modal(field("Which", "external_select")))
    ana.fills({"Which": "Parcel"})
    ana.submits()
    assert got["which"]["value"]["selected_option"]["value"] == "parcel"


def test_the_home_tab_is_published_per_person(
    slack: StandIn, bot: App, web: WebClient, ana: Person, bram: Person
) -> None:
    pressed: list[str] = []
    home = {"type": "home", "blocks": [button("Open")]}
    bot.event("app_home_opened")(lambda event, client: client.views_publish(user_id=event["user"], view=home))
    bot.action("open")(lambda ack, body: (pressed.append(body["view"]["type"]), ack()))
    ana.opens_home()
    assert ana.home is not None
    assert (ana.home.buttons, bram.home) == (["Open"], None)
    ana.presses("Open", in_="home")
    assert pressed == ["home"]
    assert refusal(web.views_publish, user_id=ana.id, view=home, hash="1.old") == "hash_conflict"
    assert refusal(web.views_publish, user_id=ana.id, view=GOAL) == "invalid_arguments"


def test_a_button_in_a_message_carries_its_message_and_an_ephemeral_one_does_not(
    bot: App, ana: Person, web: WebClient
) -> None:
    got: list[Payload] = []
    bot.command("/journey")(lambda ack: ack(text="x", blocks=[button("Mine")]))
    bot.action("mine")(lambda ack, body: (got.append(body), ack()))
    bot.action("ours")(lambda ack, body: (got.append(body), ack()))
    ana.types("webshop", "/journey")
    ana.presses("Mine")
    web.chat_postMessage(channel=got[0]["channel"]["id"], text="card", blocks=[button("Ours")])
    ana.presses("Ours", in_="webshop")
    assert ("message" in got[0], got[0]["container"]["is_ephemeral"]) == (False, True)
    assert got[1]["message"]["text"] == "card"
    assert got[1]["actions"][0]["action_id"] == "ours"
