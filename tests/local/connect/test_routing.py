"""Who gets whom."""

from collections import Counter

from local.connect.resources import ProfileQueue
from tests.local.connect.centre import BYE, TO_QUEUE, Centre, action


def work(centre: Centre, seconds: float = 30) -> None:
    """Let every agent answer at once, talk for some seconds and clear at once."""
    instance, clock = centre.instance, centre.clock

    def offered(event: object) -> None:
        agent, contact = instance.agents[event.data["agent"]], event.contact  # type: ignore[attr-defined]
        clock.after(1, lambda: agent.accept(contact))
        clock.after(1 + seconds, lambda: agent.hang_up(contact))
        clock.after(1 + seconds, lambda: agent.clear(contact))

    instance.subscribe(offered, ("OFFERED",))


def test_equal_agents_get_equal_shares() -> None:
    centre = Centre(agents=7)
    work(centre)
    for _ in range(100):
        centre.call()
        centre.clock.advance(11)
    centre.clock.run()
    shares = Counter(event.data["agent"] for event in centre.of("CONNECTED_TO_AGENT"))
    assert len(shares) == 7
    assert max(shares.values()) - min(shares.values()) <= 1


def test_the_longest_idle_agent_is_first() -> None:
    centre = Centre(agents=3)
    order = []
    for _ in range(3):
        contact = centre.call()
        centre.clock.advance(1)
        order.append(centre.instance.legs[contact].offered_to)
    assert order == ["agent-0", "agent-1", "agent-2"]


def test_the_oldest_contact_is_first_unless_another_has_priority() -> None:
    centre = Centre(agents=0)
    first, second = centre.call(), centre.call()
    urgent = centre.call(priority=1)
    older = centre.call(time_adjustment=600)
    centre.clock.advance(5)
    waiting = [leg.contact.id for leg in centre.instance.router.waiting("citizens")]
    assert waiting == [urgent, older, first, second]
    centre.instance.update(second, priority=1, time_adjustment=3600)
    assert centre.instance.router.waiting("citizens")[0].contact.id == second


def test_a_profile_sees_a_contact_only_after_its_delay() -> None:
    centre = Centre(agents=0)
    centre.profile("late", [ProfileQueue("citizens", "VOICE", 1, 60)])
    centre.agent("backup", "late")
    contact = centre.call()
    centre.clock.advance(59)
    assert centre.instance.agent("backup").contacts == {}
    centre.clock.advance(2)
    assert centre.instance.agent("backup").contacts == {contact: "INCOMING"}


def test_the_queue_that_the_profile_puts_first_is_served_first() -> None:
    centre = Centre(agents=0)
    centre.queue("complaints")
    choose = action("set", "UpdateContactTargetQueue", {"QueueId": "complaints"}, "to", {"NoMatchingError": "bye"})
    centre.flow(
        "to-complaints", choose, action("to", "TransferContactToQueue", {}, "", {"NoMatchingError": "bye"}), BYE
    )
    centre.call()
    later = centre.call("to-complaints")
    centre.clock.advance(5)
    centre.profile("both", [ProfileQueue("citizens", "VOICE", 2), ProfileQueue("complaints", "VOICE", 1)])
    centre.agent("both", "both")
    assert centre.instance.agent("both").contacts == {later: "INCOMING"}


def test_an_agent_has_as_many_contacts_of_a_channel_as_the_profile_allows_and_of_one_channel_alone() -> None:
    centre = Centre(agents=1)
    chats = [centre.instance.start_chat("to-queue") for _ in range(3)]
    call = centre.call()
    centre.clock.advance(1)
    agent = centre.instance.agent("agent-0")
    assert list(agent.contacts) == chats[:2]
    for chat in chats[:2]:
        agent.accept(chat)
        centre.instance.hang_up(chat)
        agent.clear(chat)
    assert centre.instance.legs[call].entry is not None or call in agent.contacts
    assert len(agent.contacts) <= 2


def test_criteria_ask_for_a_skill_until_they_expire() -> None:
    centre = Centre(agents=1)
    centre.agent("signer", proficiencies={"language": ("sign", 4.0)}, here=False)
    condition = {
        "Name": "language",
        "Value": "sign",
        "ProficiencyLevel": "3",
        "ComparisonOperator": "NumberGreaterOrEqualTo",
    }
    step = {"Expression": {"AttributeCondition": condition}, "Expiry": {"DurationInSeconds": "60"}}
    criteria = action(
        "ask", "UpdateContactRoutingCriteria", {"RoutingCriteria": {"Steps": [step]}}, "set", {"NoMatchingError": "bye"}
    )
    centre.flow("main", criteria, *TO_QUEUE)
    contact = centre.call("main")
    centre.clock.advance(59)
    assert centre.instance.agent("agent-0").contacts == {}
    centre.clock.advance(2)
    assert centre.instance.agent("agent-0").contacts == {contact: "INCOMING"}


def test_a_task_and_a_chat_wait_in_the_same_queue() -> None:
    centre = Centre(agents=1)
    task = centre.instance.start_task("to-queue", "مراجعة طلب")
    centre.clock.advance(1)
    agent = centre.instance.agent("agent-0")
    agent.accept(task)
    centre.clock.advance(60)
    agent.hang_up(task)
    agent.clear(task)
    assert centre.contact(task).phase == "COMPLETED"
    chat = centre.instance.start_chat("to-queue")
    centre.clock.advance(1)
    agent.accept(chat)
    centre.instance.say(chat, "السلام عليكم")
    centre.instance.hang_up(chat)
    assert centre.contact(chat).reason == "CUSTOMER_DISCONNECT"
