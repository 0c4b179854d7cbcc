"""What the channel gets: one card kept up to date, an introduction per step, the map, exports, Home."""

from __future__ import annotations

import json

from tests.rooms import Room


def test_contributions_update_one_card_and_post_no_line_each(workshop: Room) -> None:
    workshop.waits_for(lambda: workshop.card() is not None)
    workshop.waits_for("Step 1 of 8: Goal")  # the other message with which a journey begins
    card = workshop.card()
    before = len(workshop.messages())
    for number in range(10):
        workshop.bram(f"touchpoint Moment {number} | stage: Decision")
    workshop.waits_for(lambda: "10 touchpoints" in workshop.card().text)
    assert len(workshop.messages()) == before
    assert workshop.card().ts == card.ts


def test_a_deleted_card_comes_back(workshop: Room) -> None:
    workshop.waits_for(lambda: workshop.card() is not None)
    workshop.slack.world.remove(workshop.card())
    workshop.ana("persona Sam")
    workshop.waits_for(lambda: workshop.card() is not None and "1 persona" in workshop.card().text)


def test_an_introduction_comes_once_when_a_step_begins(workshop: Room) -> None:
    workshop.ana("go touchpoints")
    workshop.waits_for("Step 3 of 8: Touchpoints")
    introductions = [m for m in workshop.messages() if m.text.startswith("Step 3 of 8")]
    assert len(introductions) == 1
    assert "When do customers first meet us?" in introductions[0].text


def test_every_message_has_a_text_for_screen_readers_that_says_what_its_blocks_say(workshop: Room) -> None:
    workshop.ana("touchpoint Reads the blog | stage: Awareness")
    workshop.waits_for(lambda: workshop.card() and "1 touchpoint" in workshop.card().text)
    assert "Reads the blog" not in workshop.card().text  # the card counts; the map and the step's view tell
    for message in workshop.messages():
        assert message.text.strip()


def test_the_map_comes_as_a_png_with_alt_text_a_title_and_the_same_in_words(workshop: Room) -> None:
    workshop.ana("touchpoint Reads the blog | stage: Awareness")
    workshop.ana("emotion 1 2")
    workshop.ana("map")
    workshop.waits_for(lambda: any(m.files for m in workshop.messages()))
    message = next(m for m in workshop.messages() if m.files)
    file = workshop.slack.world.files[message.files[0]]
    assert workshop.slack.world.bytes_of[file.id].startswith(b"\x89PNG")
    assert "Free trial" in file.title
    assert "Reads the blog" in file.alt_txt
    assert "Reads the blog" in message.text


def test_every_export_comes_as_a_file(workshop: Room) -> None:
    workshop.ana("touchpoint =SUM(A1) | stage: Awareness")
    for form in ("json", "csv", "xlsx", "md", "mmd"):
        workshop.ana(f"export {form}")
    workshop.waits_for(lambda: sum(len(m.files) for m in workshop.messages()) == 5)
    files = {
        f.name.rsplit(".")[-1]: f for m in workshop.messages() for f in (workshop.slack.world.files[i] for i in m.files)
    }
    content = {form: workshop.slack.world.bytes_of[file.id] for form, file in files.items()}
    assert json.loads(content["json"])["touchpoints"][0]["what"] == "=SUM(A1)"
    assert b"'=SUM(A1)" in content["csv"]
    assert content["xlsx"].startswith(b"PK")
    assert content["mmd"].startswith(b"journey")
    assert "SUM" in content["md"].decode()


def test_the_home_tab_shows_my_journeys_what_i_owe_and_what_waits_for_me(workshop: Room) -> None:
    workshop.ana("go emotions")
    workshop.ana("touchpoint Reads the blog | stage: Awareness")
    workshop.ana("action Answer within a day | owner: @chidi | due: in 3 weeks")
    chidi = workshop.person("chidi")
    chidi.opens_home()
    workshop.slack.wait_for(lambda: chidi.home is not None and "Answer within a day" in chidi.home.text)
    assert "Free trial" in chidi.home.text
    assert "rating" in chidi.home.text
    chidi.presses("Done", in_="home", beside="Answer within a day")
    workshop.slack.wait_for(lambda: "Answer within a day" not in chidi.home.text)
    assert workshop.exported()["actions"][0]["state"] == "done"


def test_home_shows_nothing_of_channels_one_is_not_in(room: Room) -> None:
    room.slack.world.add_channel(f"{room.channel}-secret", ["ana", "eva"], private=True)
    room.person("ana").types(f"{room.channel}-secret", "/journey start Hush hush")
    bram = room.person("bram")
    bram.opens_home()
    room.slack.wait_for(lambda: bram.home is not None)
    assert "Hush hush" not in bram.home.text


def test_an_owner_is_told_by_whom_and_in_their_own_language(workshop: Room) -> None:
    workshop.ana("action Answer within a day | owner: @bram | due: in 3 weeks")
    bram = workshop.person("bram")
    workshop.slack.wait_for(lambda: any("Answer within a day" in m.text for m in bram.dms))
    told = next(m.text for m in bram.dms if "Answer within a day" in m.text)
    assert workshop.person("ana").mention in told
    assert "klantreis" in told


def test_several_journeys_in_one_channel_one_is_current(workshop: Room) -> None:
    workshop.ana("touchpoint Of the first")
    workshop.ana("start Second journey")
    workshop.ana("touchpoint Of the second")
    assert workshop.exported()["name"] == "Second journey"
    workshop.ana("open Free trial")
    assert workshop.exported()["touchpoints"][0]["what"] == "Of the first"
    listed = workshop.ana("list")
    assert "Free trial" in listed
    assert "Second journey" in listed


def test_a_closed_journey_can_be_read_and_opened_again(workshop: Room) -> None:
    workshop.ana("touchpoint Reads the blog")
    workshop.ana("close")
    assert "gesloten" in workshop.bram("touchpoint Too late")
    assert "Reads the blog" in workshop.ana("touchpoints")
    workshop.ana("open Free trial")
    workshop.bram("touchpoint Just in time")
    assert len(workshop.exported()["touchpoints"]) == 2


def test_removing_and_undoing_brings_everything_back(workshop: Room) -> None:
    workshop.ana("touchpoint Waits | need: speed")
    workshop.ana("emotion 1 -1")
    workshop.ana("pain 1 Too slow")
    before = workshop.exported()
    workshop.ana("remove touchpoint 1")
    gone = workshop.exported()
    assert gone["touchpoints"] == []
    assert gone["pain_points"] == []
    workshop.ana("undo")
    after = workshop.exported()
    assert (after["touchpoints"], after["pain_points"]) == (before["touchpoints"], before["pain_points"])


def test_a_number_is_never_given_again(workshop: Room) -> None:
    workshop.ana("touchpoint First")
    workshop.ana("remove touchpoint 1")
    assert "touchpoint 2" in workshop.ana("touchpoint Second")


def test_a_bot_that_was_removed_says_so_and_catches_up_when_it_is_invited_again(workshop: Room) -> None:
    workshop.waits_for(lambda: workshop.card() is not None)
    world, client = workshop.slack.world, workshop.slack.client
    client.leave(world.bot_user, workshop.id)
    workshop.slack.wait_for(lambda: workshop.bot.store.standing(world.team.id, workshop.id, "").channel_joined is False)
    assert "/invite" in workshop.ana("persona Sam")
    client.join(world.bot_user, workshop.id)
    workshop.waits_for(lambda: "1 persona" in workshop.card().text)
    assert "/invite" not in workshop.ana("persona Noor")


def test_a_pain_point_can_be_set_aside_on_purpose(workshop: Room) -> None:
    workshop.ana("touchpoint Waits")
    workshop.ana("pain 1 Too slow")
    workshop.ana("edit pain point 1 | set aside: yes")
    assert workshop.exported()["pain_points"][0]["set_aside"] is True
    said = workshop.ana("pain points")
    assert "set aside" in next(line for line in said.splitlines() if "Too slow" in line)
    assert "a cause for pain point 1" not in said
