"""What Slack does with the bot's answers: the acknowledgement of a command or a modal, and posts to a response_url."""

from __future__ import annotations

from playground.errors import Refused
from playground.limits import check_message, check_view
from playground.methods.method import picture_ready, yes
from playground.values import fill_in_ids
from playground.view_stack import close_all, close_view, push_onto, short_id, update_view
from playground.world import SLACKBOT, Delivery, Message, Payload, View, World

URL_LASTS = 30 * 60
URL_USES = 5
CONTENT = ("text", "blocks", "attachments")


def answer_command(world: World, delivery: Delivery) -> Message | None:
    """The message a command's acknowledgement becomes, if any; Slackbot's complaint if it failed."""
    given = delivery.payload
    user, channel = given["user_id"], given["channel_id"]
    if not delivery.error and any(delivery.answer.get(part) for part in CONTENT):
        try:
            return show(world, user, channel, delivery.answer)
        except Refused as refused:
            delivery.error, delivery.reasons = refused.code, refused.reasons
    if delivery.error:
        complain(world, user, channel, f'{given["command"]} failed with the error "{delivery.error}"')
    return None


def complain(world: World, user: str, channel: str, text: str) -> Message:
    """Slackbot tells a person that something went wrong."""
    world.notify(user, text, channel)
    return world.post(channel, SLACKBOT, text, ephemeral_to=user)


def show(world: World, user: str, channel: str, content: Payload) -> Message:
    """A message to one person, or to the channel with response_type in_channel."""
    check_message(content, picture_ready(world))
    return world.post(
        channel,
        world.bot_user,
        content.get("text") or "",
        bot_id=world.bot_id,
        blocks=fill_in_ids(content.get("blocks") or [], short_id),
        attachments=content.get("attachments") or [],
        ephemeral_to="" if content.get("response_type") == "in_channel" else user,
        thread_ts=content.get("thread_ts") or "",
    )


def answer_submission(world: World, view: View, delivery: Delivery) -> None:
    """What becomes of a modal after its submission: closed, replaced, covered, or with errors at its fields."""
    view.errors, view.trouble = {}, delivery.error
    if not delivery.error:
        try:
            _apply(world, view, delivery.answer)
        except Refused as refused:
            delivery.error = view.trouble = refused.code
            delivery.reasons = refused.reasons
    if view.trouble:
        world.notify(view.user, f"We had some trouble connecting: {view.trouble}")
    world.feed.tell("view", user=view.user, id=view.id)


def _apply(world: World, view: View, answer: Payload) -> None:
    action = answer.get("response_action")
    if action == "errors":
        view.errors = _field_errors(view, answer.get("errors"))
    elif action in ("update", "push"):
        check_view(answer.get("view"), "modal", picture_ready(world))
        if action == "push":
            push_onto(world, view, answer["view"])
        else:
            update_view(world, view, answer["view"])
    elif action == "clear":
        close_all(world, view.user)
    elif action is None and not answer:
        close_view(world, view)
    else:
        raise Refused("dispatch_failed", [f"not a response_action: {action}"])


def _field_errors(view: View, errors: object) -> dict[str, str]:
    """Errors stand at input blocks; elsewhere Slack cannot show them."""
    inputs = {block["block_id"] for block in view.payload["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise Refused("dispatch_failed", ["errors must name at least one block"])
    if stray := [block_id for block_id in errors if block_id not in inputs]:
        raise Refused("dispatch_failed", [f"no input block {block_id}" for block_id in stray])
    if wrong := [block_id for block_id, words in errors.items() if not isinstance(words, str) or not words]:
        raise Refused("dispatch_failed", [f"error of {block_id} must be a text" for block_id in wrong])
    return dict(errors)


def use_response_url(world: World, key: str, content: Payload) -> None:
    """A post to a response_url: raises `Refused` with what Slack answers when it has run out."""
    with world.lock:
        url = world.response_urls.get(key)
        if url is None or world.now() - url.made > URL_LASTS:
            raise Refused("expired_url")
        if url.uses >= URL_USES:
            raise Refused("used_url")
        original = world.message(url.channel, url.message_ts) if url.message_ts else None
        if yes(content.get("delete_original")):
            if original:
                world.remove(original)
        elif yes(content.get("replace_original")) and original:
            _replace(world, original, content)
        else:
            show(world, url.user, url.channel, content)
        url.uses += 1


def _replace(world: World, original: Message, content: Payload) -> None:
    check_message(content, picture_ready(world))
    world.edit(
        original,
        text=content.get("text") or "",
        blocks=fill_in_ids(content.get("blocks") or [], short_id),
        attachments=content.get("attachments") or [],
    )
