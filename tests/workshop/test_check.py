"""`check`: every doubt about the map with what to do, for whoever asks; and what facilitators hear as they go on."""

from __future__ import annotations

from tests.rooms import Room


def test_check_tells_every_doubt_with_what_to_do_and_an_invitation_to_forward(workshop: Room) -> None:
    workshop.ana("department Marketing")
    workshop.ana("touchpoint Send the invoice | stage: Decision | department: Finance")
    said = workshop.chidi("check")
    assert "Finance has added nothing yet." in said
    assert "100 % of the touchpoints are assumptions" in said
    assert "`/journey research … | touchpoint: 1`" in said
    assert "It begins with “send invoice”." in said
    assert "`/journey edit touchpoint 1 …`" in said
    assert said.index("Finance has added nothing") < said.index("It begins with")
    shown = workshop.person("chidi").reads(workshop.channel)
    assert "To forward to Finance:" in shown
    assert "`/journey department Finance`" in shown
    assert "Finance has a hand in it at “Send the invoice”" in shown
    assert "To forward to" not in workshop.person("ana").reads(workshop.channel)


def test_check_speaks_dutch_and_invites_in_the_language_of_the_journey(room: Room) -> None:
    room.bram("begin Storing | taal: nl")
    room.bram("contactpunt Onze monteur komt | afdeling: Planning")
    said = room.bram("controle")
    assert "Planning heeft nog niets toegevoegd." in said
    assert "100 % van de contactpunten is een aanname" in said
    assert "Het begint met “onze”" in said
    room.eva("check")
    assert "Tien minuten helpen al" in room.person("eva").reads(room.channel)


def test_what_the_steps_warn_of_besides_is_told_too_and_nothing_twice(workshop: Room) -> None:
    workshop.ana("goal More trials")
    workshop.ana("touchpoint Calls us | department: Finance")
    said = workshop.ana("check")
    assert "The goal has no measure" in said
    assert said.count("Finance has added nothing yet.") == 1


def test_who_leads_hears_of_the_weightiest_doubts_when_the_team_goes_on(workshop: Room) -> None:
    workshop.ana("touchpoint Calls us | stage: Decision | department: Finance, Sales, Support, Legal")
    said = workshop.ana("go emotions")
    assert "Finance has added nothing yet." in said
    assert "100 % of the touchpoints are assumptions" in said
    assert "`/journey check` shows everything" in said


def test_what_people_typed_is_never_markup_in_an_invitation(workshop: Room) -> None:
    workshop.ana("touchpoint Calls | department: *Bold* &lt;!channel&gt;")
    workshop.ana("check")
    shown = workshop.person("ana").reads(workshop.channel)
    assert "<!channel>" not in shown
    assert "*Bold*" not in shown


def test_a_new_journey_is_not_scolded(workshop: Room) -> None:
    said = workshop.ana("check")
    assert "assumptions" not in said
    assert "department" not in said
