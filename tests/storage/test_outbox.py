from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from storage.store import Store
from storage.values import JourneyHead, Letter, Post, SentMessage
from tests.storage.saying import NOW, WORKSPACE, card, does, touchpoint

SECOND = timedelta(seconds=1)


def dm(lane: str = "C1", text: str = "", key: str = "", wait: float = 0.0) -> Post:
    return Post("dm", lane, {"text": text}, key, wait)


def claimed(store: Store, after: float = 0.0, worker: str = "w1") -> list[Letter]:
    return store.claim_letters(worker, NOW + after * SECOND)


def texts(letters: list[Letter]) -> list[str]:
    return [letter.payload["text"] for letter in letters]


def test_a_contribution_leaves_its_letter(store: Store, journey: JourneyHead) -> None:
    does(store, journey, touchpoint(), posts=[card(journey)])
    (letter,) = claimed(store)
    assert (letter.kind, letter.lane, letter.key, letter.revision) == ("card", "C1", f"card:{journey.id}", 2)
    assert (letter.payload, letter.workspace, letter.attempts) == ({"journey": journey.id}, WORKSPACE, 1)


def test_letters_of_one_lane_go_out_in_order_at_their_pace(store: Store) -> None:
    store.post(WORKSPACE, [dm(text="1"), dm(text="2"), dm("C2", "3")], NOW)
    letters = claimed(store)
    assert texts(letters) == ["1", "3"]
    assert claimed(store) == []
    store.letter_sent(letters[0], NOW)
    assert claimed(store, 0.9) == []
    assert texts(claimed(store, 1.0)) == ["2"]


def test_hundreds_of_letters_in_one_lane_do_not_hide_another(store: Store) -> None:
    store.post(WORKSPACE, [dm("C1", str(number)) for number in range(250)], NOW)
    store.post(WORKSPACE, [dm("C2", "the other")], NOW + SECOND)
    assert texts(claimed(store, 1)) == ["0", "the other"]


def test_those_due_longest_go_first_however_many_lanes_there_are(store: Store) -> None:
    store.post(WORKSPACE, [dm(f"C{number}", "later") for number in range(150)], NOW + SECOND)
    store.post(WORKSPACE, [dm("D1", "first")], NOW)
    assert texts(claimed(store, 2))[0] == "first"
    while "later" in (said := texts(claimed(store, 2))):
        assert set(said) == {"later"}
    assert store.backlog(NOW + 2 * SECOND).waiting == 151, "each is claimed, and none left"


def test_lanes_of_two_workspaces_do_not_wait_for_each_other(store: Store) -> None:
    store.post("T1", [dm()], NOW)
    store.post("T2", [dm()], NOW)
    assert len(claimed(store)) == 2


def test_a_newer_letter_of_the_same_key_takes_the_place_of_the_unsent_one(store: Store) -> None:
    store.post(WORKSPACE, [dm(text="card 1", key="k", wait=2), dm(text="later")], NOW)
    store.post(WORKSPACE, [dm(text="card 2", key="k", wait=9)], NOW)
    assert claimed(store, 1) == []
    assert texts(claimed(store, 2)) == ["card 2"]


def test_a_letter_replaced_while_under_way_is_sent_again(store: Store) -> None:
    store.post(WORKSPACE, [dm(text="old", key="k")], NOW)
    (letter,) = claimed(store)
    store.post(WORKSPACE, [dm(text="new", key="k")], NOW)
    assert claimed(store) == []
    store.letter_sent(letter, NOW)
    (again,) = claimed(store, 1)
    assert (again.payload, again.revision) == ({"text": "new"}, 2)
    store.letter_sent(again, NOW)
    assert store.backlog(NOW).waiting == 0


def test_a_letter_of_a_worker_that_died_is_free_when_its_lease_has_run_out(store: Store) -> None:
    store.post(WORKSPACE, [dm(text="1")], NOW)
    claimed(store)
    assert claimed(store, 29, "w2") == []
    (letter,) = claimed(store, 30, "w2")
    assert letter.attempts == 2


def test_a_worker_that_stops_gives_back_what_it_has(store: Store) -> None:
    store.post(WORKSPACE, [dm(text="1"), dm("C2", "2")], NOW)
    store.claim_letters("w1", NOW, limit=1)
    store.claim_letters("w2", NOW, limit=1)
    store.release("w1")
    assert texts(claimed(store, worker="w2")) == ["1"]


def test_eight_workers_never_claim_one_letter_twice(store: Store) -> None:
    store.post(WORKSPACE, [dm(f"D{number}", str(number)) for number in range(60)], NOW)

    def claim(worker: int) -> list[int]:
        got: list[int] = []
        while letters := store.claim_letters(f"w{worker}", NOW, limit=4):
            got += [letter.id for letter in letters]
        return got

    with ThreadPoolExecutor(8) as pool:
        ids = [id_ for some in pool.map(claim, range(8)) for id_ in some]
    assert len(ids) == len(set(ids))
    remaining = store.claim_letters("w9", NOW, limit=60)  # what was skipped while another worker held it
    assert len(ids) + len(remaining) == 60


def test_a_postponed_letter_holds_its_lane(store: Store) -> None:
    store.post(WORKSPACE, [dm(text="1"), dm(text="2")], NOW)
    (letter,) = claimed(store)
    store.letter_postponed(letter, NOW + 5 * SECOND, "ratelimited")
    assert claimed(store, 4) == []
    assert store.next_letter_at(NOW) == NOW + 5 * SECOND
    assert texts(claimed(store, 5)) == ["1"]


def test_a_letter_set_aside_is_kept_with_its_reason_and_frees_lane_and_key(store: Store) -> None:
    store.post(WORKSPACE, [dm(text="1", key="k"), dm(text="2")], NOW)
    (letter,) = claimed(store)
    store.letter_set_aside(letter, "channel_not_found")
    assert texts(claimed(store)) == ["2"]
    store.post(WORKSPACE, [dm("C9", "3", key="k")], NOW)
    assert texts(claimed(store)) == ["3"]
    backlog = store.backlog(NOW + 60 * SECOND)
    assert (backlog.waiting, backlog.oldest, backlog.set_aside) == (2, 60.0, 1)
    assert backlog.reasons == {"channel_not_found": 1}


def test_the_courier_knows_when_to_wake(store: Store) -> None:
    assert store.next_letter_at(NOW) is None
    store.post(WORKSPACE, [dm(wait=7), dm()], NOW)
    assert store.next_letter_at(NOW) == NOW + 7 * SECOND
    store.post(WORKSPACE, [dm("C2")], NOW)
    assert store.next_letter_at(NOW + SECOND) == NOW + SECOND
    claimed(store, 1)
    assert store.next_letter_at(NOW + SECOND) == NOW + 7 * SECOND


def test_a_message_that_lives_on_is_remembered(store: Store, journey: JourneyHead) -> None:
    assert store.message(journey.id, WORKSPACE, "card") is None
    for ts in ("1.1", "1.2"):
        store.post(WORKSPACE, [card(journey)], NOW)
        (letter,) = claimed(store, 5)
        store.letter_sent(letter, NOW, message=(journey.id, "card", SentMessage("C1", ts, "f")))
    assert store.message(journey.id, WORKSPACE, "card") == SentMessage("C1", "1.2", "f")
