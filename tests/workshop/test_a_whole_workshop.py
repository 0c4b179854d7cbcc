"""From start to review, in both languages, as three people."""

from __future__ import annotations

from tests.rooms import Room


def test_a_team_goes_from_goal_to_review(room: Room) -> None:
    room.ana("start Free trial | stages: Before, During, After | language: en")
    room.ana("department Marketing")
    room.bram("afdeling Support")
    room.ana("goal More trials become customers | measure: NPS 20 to 35 by June | from: ad | to: renewal")
    room.ana("persona Sam | about: office manager | wants: no surprises")
    assert "2 of 8" in room.ana("next")
    room.ana("research 8 of 12 could not find the price | kind: interview | source: calls")
    assert "3 of 8" in room.ana("next")
    room.ana("touchpoint Sees an advertisement | stage: Before | channel: website | ours: no")
    room.bram("contactpunt Wacht op antwoord | fase: During | soort: wachten | kanaal: mail | eigenaar: @bram")
    room.chidi("touchpoint Upgrades | stage: After | key: yes | back to: 1")
    assert "4 of 8" in room.ana("next")
    for number in (1, 2, 3):
        room.ana(f"emotion {number} -1 too slow | importance: 5")
        room.bram(f"emotie {number} boos")
        room.chidi(f"emotion {number} 🙂 | need: an honest price")
    assert "5 of 8" in room.ana("next")
    assert "6 of 8" in room.ana("next")
    for number in (1, 2, 3):
        room.ana(f"pain {number} It hurts here | cause: nobody owns it | severity: 4 | frequency: 3")
    room.bram("stem 2")
    assert "7 of 8" in room.ana("next")
    room.ana("action Answer within a day | pain: 2 | owner: @bram | due: in 3 weeks | effort: 2 | effect: 5")
    room.ana("task 1 Agree on who reads the inbox | owner: me | due: next Friday")
    assert "8 of 8" in room.ana("next")
    room.ana("measure NPS 24 | target: 35")
    assert "every 3 months" in room.ana("review every 3 months | at: 09:30")

    journey = room.exported()
    assert journey["step"] == "review"
    assert [t["what"] for t in journey["touchpoints"]] == ["Sees an advertisement", "Wacht op antwoord", "Upgrades"]
    assert journey["touchpoints"][1]["kind"] == "waiting"
    assert journey["touchpoints"][2]["jumps"] == [{"to": 1, "kind": "back"}]
    assert journey["touchpoints"][0]["rating"]["count"] == 3
    assert round(journey["touchpoints"][0]["rating"]["mean"], 3) == -0.667
    assert journey["pain_points"][1]["votes"] == 1
    assert journey["actions"][0]["tasks"][0]["what"] == "Agree on who reads the inbox"
    assert journey["schedule"]["every"] == 3


def test_a_workshop_in_dutch_is_dutch_in_the_channel_and_for_each_person_in_their_own_language(room: Room) -> None:
    assert "begonnen" in room.bram("begin Proefperiode | fasen: servicedesk | taal: nl")
    room.waits_for("Doel")
    room.waits_for(lambda: room.card() is not None)
    assert "klantreis" in room.card().text.lower()
    assert "Kept as touchpoint 1" in room.ana("touchpoint Belt de servicedesk | fase: contact | kanaal: telefoon")
    assert "contactpunt 2" in room.bram("contactpunt Wacht op antwoord | fase: wachten | soort: wachten")
