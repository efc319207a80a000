"""Who may do what, and from which status."""

import pytest

from chalicelib.organisations.staff import Staff
from chalicelib.shared.errors import RoleNotAllowed
from chalicelib.tickets.deeds import DEEDS, Action, Party
from chalicelib.tickets.lifecycle import REQUESTER, RULES, SYSTEM, actor_of, allowed
from chalicelib.tickets.moves import MOVES
from chalicelib.tickets.scene import PAST
from chalicelib.tickets.trouble import ActionNotAllowed, ExcludedFromPass
from chalicelib.tickets.words import Importance, Kind, Object, Status
from tests.tickets.scenes import (
    ADMIN,
    AGENT,
    AGENT2,
    DISTRIBUTOR,
    DISTRIBUTOR2,
    EVERYBODY,
    FOLLOW_UP,
    LIGHTING,
    MANAGER,
    MEDIA,
    OFFICER,
    OFFICER2,
    PARTNER,
    RECEPTION,
    SUPERVISOR,
    Story,
    a_ticket,
    on_behalf,
)


def test_every_action_has_a_rule_a_move_a_deed_and_a_past() -> None:
    assert set(Action) == set(RULES) == set(MOVES) == set(DEEDS) == set(PAST)


def test_a_section_officer_cannot_close_a_ticket() -> None:
    with pytest.raises(RoleNotAllowed) as refusal:
        Story().resolved()(OFFICER, "close")
    assert refusal.value.facts == {"allowed_roles": ["agent", "distributor"]}


@pytest.mark.parametrize("who", [AGENT, RECEPTION, OFFICER, PARTNER, FOLLOW_UP, SUPERVISOR, MANAGER, MEDIA, ADMIN])
def test_only_the_distributor_refers(who: Staff) -> None:
    with pytest.raises(RoleNotAllowed):
        Story()(who, "refer", section="roads")


def test_the_role_is_told_before_the_status() -> None:
    story = Story().resolved()(DISTRIBUTOR, "reply", text="x")
    with pytest.raises(RoleNotAllowed):
        story(RECEPTION, "answer", text="x", verification="confirmed")
    with pytest.raises(ActionNotAllowed) as refusal:
        story(OFFICER, "answer", text="x", verification="confirmed")
    assert refusal.value.facts["status"] == "resolved"
    assert refusal.value.facts["allowed"] == ["delay", "note"]


def test_a_section_answers_only_what_was_referred_to_it() -> None:
    story = Story().referred()
    with pytest.raises(RoleNotAllowed):
        story(LIGHTING, "start")
    with pytest.raises(RoleNotAllowed):
        story(PARTNER, "start")
    assert story(OFFICER, "start").ticket.status is Status.IN_PROGRESS


def test_a_partner_answers_only_its_own_referrals() -> None:
    story = Story()(AGENT, "classify", in_jurisdiction=False, object="service")
    story(DISTRIBUTOR, "refer", partner="water", mode="out_of_jurisdiction")
    with pytest.raises(RoleNotAllowed):
        story(OFFICER, "start")
    assert story(PARTNER, "answer", text="أصلحنا الأنبوب", verification="confirmed").ticket.queue == "second_line"


def test_an_agent_closes_only_an_own_solution() -> None:
    story = Story(a_ticket(kind=Kind.INQUIRY))(AGENT, "solve", message="الدوام من ٧:٣٠")(FOLLOW_UP, "measure", score=5)
    with pytest.raises(RoleNotAllowed):
        story(AGENT2, "close")
    assert story(AGENT, "close").ticket.status is Status.CLOSED


def test_only_the_follow_up_team_sets_the_importance_and_nothing_else() -> None:
    with pytest.raises(RoleNotAllowed):
        Story()(AGENT, "classify", importance="high")
    with pytest.raises(RoleNotAllowed):
        Story()(FOLLOW_UP, "classify", importance="high", complexity="critical")
    story = Story()(FOLLOW_UP, "classify", importance="high")
    assert (story.ticket.importance, story.ticket.queue) == (Importance.HIGH, "first_line")


@pytest.mark.parametrize("who", [AGENT, RECEPTION, DISTRIBUTOR])
def test_the_counter_records_what_a_requester_says(who: Staff) -> None:
    story = Story().referred()(OFFICER, "ask", question="أين؟")
    story(who, "respond", text="أمام المدرسة", on_behalf=on_behalf(Party.REQUESTER))
    assert story.ticket.status is Status.REFERRED


def test_nobody_records_for_a_requester_without_saying_so() -> None:
    story = Story().referred()(OFFICER, "ask", question="أين؟")
    with pytest.raises(RoleNotAllowed):
        story(AGENT, "respond", text="أمام المدرسة")
    with pytest.raises(RoleNotAllowed):
        story(OFFICER, "respond", text="x", on_behalf=on_behalf(Party.REQUESTER))
    assert story(REQUESTER, "respond", text="أمام المدرسة").ticket.status is Status.REFERRED


def test_the_distributor_records_what_a_section_says_by_phone() -> None:
    story = Story().referred()
    with pytest.raises(RoleNotAllowed):
        story(DISTRIBUTOR, "answer", text="تم", verification="confirmed", on_behalf=on_behalf(Party.PARTNER))
    story(DISTRIBUTOR, "answer", text="تم", verification="confirmed", on_behalf=on_behalf(Party.SECTION))
    assert story.ticket.status is Status.ANSWERED


def test_a_media_ticket_is_the_media_officers() -> None:
    story = Story(a_ticket(kind=Kind.MEDIA, contactable=False, person="", object=Object.SERVICE, in_jurisdiction=True))
    with pytest.raises(RoleNotAllowed):
        story(DISTRIBUTOR, "refer", section="roads")
    story(MEDIA, "refer", section="roads")(OFFICER, "answer", text="تم", verification="confirmed")
    assert story.ticket.queue == "media"
    story(MEDIA, "resolve", outcome="proposals", message="خطة")(MEDIA, "reply_to_outlet", text="خطة")(MEDIA, "close")
    assert story.types[-3:] == ["resolved", "outlet_replied", "closed"]


def test_nobody_replies_to_an_outlet_on_another_kind() -> None:
    with pytest.raises(ActionNotAllowed):
        Story()(MEDIA, "reply_to_outlet", text="x")


def test_who_handled_an_earlier_pass_does_not_handle_the_next() -> None:
    story = Story().resolved()(REQUESTER, "measure", score=1, reason="لم تُصلح")
    assert story.ticket.status is Status.REFERRED
    assert set(story.ticket.excluded) == {"officer", "distributor"}
    with pytest.raises(ExcludedFromPass):
        story(OFFICER, "start")
    with pytest.raises(ExcludedFromPass):
        story(DISTRIBUTOR, "refer", section="roads")
    story(OFFICER2, "start")(OFFICER2, "answer", text="أُعيد الإصلاح", verification="confirmed")
    with pytest.raises(ExcludedFromPass):
        story(DISTRIBUTOR, "inform", method="phone", reached=True)
    assert story(DISTRIBUTOR2, "inform", method="phone", reached=True).ticket.this_pass.informed


def test_nothing_can_be_done_to_an_erased_ticket() -> None:
    erased = Story().resolved().ticket.with_(erased=True, seal=b"")
    for who in EVERYBODY:
        assert allowed(erased, actor_of(who)) == []


def test_what_is_allowed_is_what_can_be_done() -> None:
    assert allowed(a_ticket(), actor_of(AGENT))[:3] == ["classify", "reject", "solve"]
    assert allowed(a_ticket(), actor_of(ADMIN)) == []
    assert allowed(a_ticket(), REQUESTER) == ["withdraw", "reply"]
    assert allowed(a_ticket(status=Status.RESOLVED), SYSTEM) == ["close", "delay"]


def test_every_allowed_action_passes_the_role_check() -> None:
    for story in (Story(), Story().referred(), Story().answered(), Story().resolved()):
        for who in EVERYBODY:
            recording = {a for a in Action if RULES[a].recorded.roles & who.roles}
            for action in set(allowed(story.ticket, actor_of(who))) - recording:
                assert who.roles & (RULES[action].roles | {MEDIA.id}) or action == "note"
