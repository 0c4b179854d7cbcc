"""Uploads, as the real client does them, and pictures in blocks that must be ready to be shown."""

from __future__ import annotations

import urllib.request

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground.people import Person
from playground.server import StandIn
from playground.uploads import add_file

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 60


def picture(file_id: str) -> list[dict[str, object]]:
    return [{"type": "image", "slack_file": {"id": file_id}, "alt_text": "a map"}]


def refusal(caught: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(caught.value.response["error"])


def test_an_uploaded_file_appears_in_the_channel(slack: StandIn, web: WebClient, webshop: str, ana: Person) -> None:
    web.files_upload_v2(
        channel=webshop, content=PNG, filename="map.png", title="The map", alt_txt="A map", initial_comment="Here it is"
    )
    message = ana.sees("webshop")[0]
    file = slack.world.files[message.files[0]]
    assert (message.text, file.title, file.alt_txt) == ("Here it is", "The map", "A map")
    with urllib.request.urlopen(f"{slack.origin}/files-pri/{slack.world.team.id}-{file.id}/map.png") as answer:
        assert answer.read() == PNG


def test_without_a_channel_the_file_stays_private(slack: StandIn, web: WebClient) -> None:
    web.files_upload_v2(content=PNG, filename="map.png")
    assert slack.texts("webshop") == []
    assert next(iter(slack.world.files.values())).channels == []


def test_a_picture_can_be_shown_only_once_slack_has_looked_at_it(slack: StandIn, web: WebClient, webshop: str) -> None:
    slack.scopes |= {"files:read"}
    file_id = web.files_upload_v2(content=PNG, filename="map.png")["files"][0]["id"]
    assert web.files_info(file=file_id)["file"]["mimetype"] == ""
    with pytest.raises(SlackApiError) as caught:
        web.chat_postMessage(channel=webshop, text="x", blocks=picture(file_id))
    assert refusal(caught) == "invalid_blocks"
    slack.wait_for(lambda: web.files_info(file=file_id)["file"]["mimetype"] == "image/png")
    assert web.chat_postMessage(channel=webshop, text="x", blocks=picture(file_id))["ok"]


def test_looking_at_a_file_needs_a_scope_of_its_own(web: WebClient) -> None:
    file_id = web.files_upload_v2(content=PNG, filename="map.png")["files"][0]["id"]
    with pytest.raises(SlackApiError) as caught:
        web.files_info(file=file_id)
    assert caught.value.response["needed"] == "files:read"


def test_a_drawing_in_svg_is_no_picture(slack: StandIn, web: WebClient, webshop: str) -> None:
    file_id = web.files_upload_v2(content=b"<svg/>", filename="map.svg")["files"][0]["id"]
    slack.world.ready_at.clear()
    with pytest.raises(SlackApiError) as caught:
        web.chat_postMessage(channel=webshop, text="x", blocks=picture(file_id))
    assert refusal(caught) == "invalid_blocks"


def test_a_picture_is_named_by_its_id_or_its_address_and_not_by_both(
    slack: StandIn, web: WebClient, webshop: str
) -> None:
    file = web.files_upload_v2(content=PNG, filename="map.png")["files"][0]
    slack.world.ready_at.clear()
    address = f"{slack.origin}/files-pri/{slack.world.team.id}-{file['id']}/map.png"
    for named in ({"id": file["id"]}, {"url": address}):
        web.chat_postMessage(
            channel=webshop, text="x", blocks=[{"type": "image", "slack_file": named, "alt_text": "x"}]
        )
    both = {"id": file["id"], "url": address}
    with pytest.raises(SlackApiError) as caught:
        web.chat_postMessage(channel=webshop, text="x", blocks=[{"type": "image", "slack_file": both, "alt_text": "x"}])
    assert refusal(caught) == "invalid_blocks"


def test_a_picture_of_somebody_else_s_is_shown_only_where_the_bot_can_see_it(
    slack: StandIn, web: WebClient, webshop: str, ana: Person
) -> None:
    file = add_file(slack.world, "photo.png", PNG, user=ana.id)
    with pytest.raises(SlackApiError) as caught:
        web.chat_postMessage(channel=webshop, text="x", blocks=picture(file.id))
    assert refusal(caught) == "invalid_blocks"
    file.channels.append(webshop)
    assert web.chat_postMessage(channel=webshop, text="x", blocks=picture(file.id))["ok"]


def test_a_deleted_picture_is_not_shown_again(slack: StandIn, web: WebClient, webshop: str) -> None:
    file_id = web.files_upload_v2(content=PNG, filename="map.png")["files"][0]["id"]
    slack.world.ready_at.clear()
    web.files_delete(file=file_id)
    with pytest.raises(SlackApiError) as caught:
        web.chat_postMessage(channel=webshop, text="x", blocks=picture(file_id))
    assert refusal(caught) == "invalid_blocks"


@pytest.mark.parametrize(("channel", "error"), [("random", "not_in_channel"), ("C404", "channel_not_found")])
def test_the_bot_shares_files_only_where_it_is(slack: StandIn, web: WebClient, channel: str, error: str) -> None:
    known = {c.name: c.id for c in slack.world.channels.values()}
    with pytest.raises(SlackApiError) as caught:
        web.files_upload_v2(channel=known.get(channel, channel), content=PNG, filename="map.png")
    assert refusal(caught) == error


def test_an_archived_channel_takes_no_files(slack: StandIn, web: WebClient, webshop: str) -> None:
    slack.world.channel("webshop").is_archived = True
    with pytest.raises(SlackApiError) as caught:
        web.files_upload_v2(channel=webshop, content=PNG, filename="map.png")
    assert refusal(caught) == "posting_to_channel_denied"


def test_completing_needs_the_bytes_first(web: WebClient) -> None:
    file_id = web.files_getUploadURLExternal(filename="a.png", length=5)["file_id"]
    with pytest.raises(SlackApiError) as caught:
        web.files_completeUploadExternal(files=[{"id": file_id}])
    assert refusal(caught) == "file_not_found"


def test_alt_text_has_a_limit_too(web: WebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        web.files_getUploadURLExternal(filename="a.png", length=5, alt_txt="x" * 1_001)
    assert refusal(caught) == "alt_txt_too_large"


def test_a_deleted_file_goes_from_its_message(slack: StandIn, web: WebClient, webshop: str) -> None:
    file_id = web.files_upload_v2(channel=webshop, content=PNG, filename="map.png")["files"][0]["id"]
    web.files_delete(file=file_id)
    assert slack.messages("webshop")[0].files == []
