"""A bot with a little of everything that the page must show; the page's tests run against it.

Started as a program: `python toy_bot.py`, with the settings of the real one in its environment.
"""

import os
import struct
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from slack_bolt import App, BoltRequest
from slack_sdk import WebClient

Payload = dict[str, Any]


def plain(text: str) -> Payload:
    return {"type": "plain_text", "text": text}


def option(text: str) -> Payload:
    return {"text": plain(text), "value": text.lower()}


def field(block: str, label: str, kind: str, **more: Any) -> Payload:
    optional = more.pop("optional", False)
    element = {"type": kind, "action_id": "it", **more}
    return {"type": "input", "block_id": block, "label": plain(label), "optional": optional, "element": element}


def button(name: str, text: str, **more: Any) -> Payload:
    return {"type": "button", "action_id": name, "text": plain(text), "value": name, **more}


CONFIRM = {"title": plain("Sure?"), "text": plain("It is gone then."), "confirm": plain("Away"), "deny": plain("Keep")}
NUMBER = {"is_decimal_allowed": False, "min_value": "1", "max_value": "5"}
DEPARTMENTS = [option("Sales"), option("Support")]
MODAL = {
    "type": "modal",
    "callback_id": "new",
    "title": plain("New touchpoint"),
    "submit": plain("Keep"),
    "close": plain("Cancel"),
    "blocks": [
        field("what", "What happens?", "plain_text_input"),
        field("more", "More", "plain_text_input", multiline=True, optional=True),
        field("stage", "Stage", "static_select", options=[option("Awareness"), option("Use")], optional=True),
        field("teams", "Departments", "multi_static_select", options=DEPARTMENTS, optional=True),
        field("kind", "Kind", "radio_buttons", options=[option("Contact"), option("Waiting")], optional=True),
        field("key", "Marks", "checkboxes", options=[option("Key"), option("Ours")], optional=True),
        field("owner", "Owner", "users_select", optional=True),
        field("due", "Due", "datepicker", optional=True),
        field("weight", "Importance", "number_input", optional=True, **NUMBER),
        {
            "type": "actions",
            "block_id": "inside",
            "elements": [button("deeper", "Deeper"), button("refresh", "Refresh")],
        },
    ],
}  # fmt: skip


def card(presses: int, by: str = "") -> Payload:
    """A message with buttons, updated in place."""
    said = f"Pressed {presses} times" + (f", last by <@{by}>" if by else "")
    menu = {"type": "overflow", "action_id": "menu", "options": [option("Rename"), option("Archive")]}
    elements = [
        button("press", "Press me", style="primary", value=str(presses + 1)),
        button("danger", "Throw away", style="danger", confirm=CONFIRM),
        {"type": "static_select", "action_id": "mood", "placeholder": plain("Mood"), "options": [option("Happy")]},
    ]
    blocks = [
        {"type": "header", "text": plain("The card")},
        {"type": "section", "text": {"type": "mrkdwn", "text": said}, "accessory": menu},
        {"type": "actions", "block_id": "buttons", "elements": elements},
    ]
    return {"text": said, "blocks": blocks}


def picture() -> bytes:
    """A small teal PNG."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", 60, 30, 8, 2, 0, 0, 0)
    rows = b"".join(b"\0" + bytes((12, 111, 102)) * 60 for _ in range(30))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def make_app(client: WebClient, signing_secret: str) -> App:
    app = App(client=client, signing_secret=signing_secret, process_before_response=True)

    @app.command("/journey")
    def command(ack: Any, command: Payload, client: WebClient) -> None:
        word, _, rest = command["text"].partition(" ")
        if word == "modal":
            ack()
            client.views_open(trigger_id=command["trigger_id"], view=MODAL)
        elif word == "card":
            ack()
            client.chat_postMessage(channel=command["channel_id"], **card(0))
        elif word == "map":
            ack("It is drawn.")
            client.files_upload_v2(
                channel=command["channel_id"],
                filename="map.png",
                content=picture(),
                title="The map",
                alt_txt="A teal map",
            )
        elif word == "fail":
            raise RuntimeError("on purpose")
        elif word == "say":
            ack()
            client.chat_postMessage(channel=command["channel_id"], text=rest)
        else:
            ack(f"You typed: {rest or word}")

    @app.view("new")
    def submitted(ack: Any, body: Payload, view: Payload, client: WebClient) -> None:
        what = view["state"]["values"]["what"]["it"]["value"]
        if len(what) < 5:
            ack(response_action="errors", errors={"what": "Say a little more."})
            return
        ack()
        channel = client.conversations_open(users=body["user"]["id"])["channel"]["id"]
        states = {block: next(iter(by_action.values())) for block, by_action in view["state"]["values"].items()}
        filled = sorted(b for b, state in states.items() if any(v for k, v in state.items() if k != "type"))
        client.chat_postMessage(
            channel=channel,
            text=f"Kept: {what} ({', '.join(filled)})",
        )

    @app.action("press")
    def pressed(ack: Any, body: Payload, client: WebClient) -> None:
        ack()
        presses = int(body["actions"][0]["value"])
        place = {"channel": body["channel"]["id"], "ts": body["message"]["ts"]}
        client.chat_update(**place, **card(presses, body["user"]["id"]))

    @app.action("danger")
    def thrown_away(ack: Any, body: Payload, client: WebClient) -> None:
        ack()
        client.chat_delete(channel=body["channel"]["id"], ts=body["message"]["ts"])

    @app.action("mood")
    def chosen(ack: Any, body: Payload, respond: Any) -> None:
        ack()
        respond(text=f"Mood: {body['actions'][0]['selected_option']['value']}", replace_original=False)

    @app.action("menu")
    def from_menu(ack: Any, body: Payload, respond: Any) -> None:
        ack()
        respond(text=f"Menu: {body['actions'][0]['selected_option']['value']}", replace_original=False)

    @app.action("deeper")
    def deeper(ack: Any, body: Payload, client: WebClient) -> None:
        ack()
        view = {
            "type": "modal",
            "title": plain("Deeper"),
            "blocks": [{"type": "section", "text": plain("Second floor")}],
        }
        client.views_push(trigger_id=body["trigger_id"], view=view)

    @app.action("refresh")
    def refresh(ack: Any, body: Payload, client: WebClient) -> None:
        ack()
        note = {"type": "section", "block_id": "note", "text": plain("Refreshed")}
        client.views_update(view_id=body["view"]["id"], view=MODAL | {"blocks": [note, *MODAL["blocks"]]})

    @app.shortcut("add_evidence")
    def from_message(ack: Any, body: Payload, client: WebClient) -> None:
        ack()
        note = {"type": "section", "text": plain(f"About: {body['message']['text']}")}
        client.views_open(trigger_id=body["trigger_id"], view=MODAL | {"blocks": [note, *MODAL["blocks"]]})

    @app.event("app_home_opened")
    def home(event: Payload, client: WebClient) -> None:
        blocks = [{"type": "section", "text": plain("Your journeys")}]
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    return app


class Door(BaseHTTPRequestHandler):
    """/slack/events and /readyz."""

    app: App

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        answer = self.app.dispatch(BoltRequest(body=body, headers=dict(self.headers.items())))
        content = (answer.body or "").encode()
        self.send_response(answer.status)
        for name, values in answer.headers.items():
            for value in values:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


def main() -> None:
    settings = os.environ
    client = WebClient(token=settings["SLACK_BOT_TOKEN"], base_url=settings["SLACK_API_URL"])
    Door.app = make_app(client, settings["SLACK_SIGNING_SECRET"])
    ThreadingHTTPServer((settings["HOST"], int(settings["PORT"])), Door).serve_forever()


if __name__ == "__main__":
    main()
