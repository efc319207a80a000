"""Users, their statuses, and what they are good at."""

from typing import Any

from local.connect.api.account import Account
from local.connect.api.errors import ResourceNotFound
from local.connect.api.listing import page
from local.connect.api.nouns import Noun
from local.connect.api.operations.routing_profiles import PROFILES
from local.connect.api.registry import Asked, operation
from local.connect.api.times import when
from local.connect.engine import Instance
from local.connect.resources import Queue, Status, User

SECURITY_PROFILES = ("Admin", "Agent", "CallCenterManager", "QualityAnalyst")


def _allowed(_instance: Instance, asked: Asked) -> None:
    """Look for a user's security profiles. :raises ResourceNotFound: if one is not there"""
    if unknown := set(asked["SecurityProfileIds"]) - set(SECURITY_PROFILES):
        raise ResourceNotFound(f"Security profile not found: {', '.join(sorted(unknown))}")


def _routed(instance: Instance, asked: Asked) -> None:
    """Look for a user's routing profile. :raises ResourceNotFound: if it is not there"""
    PROFILES.find(instance, asked["RoutingProfileId"])


def _user(instance: Instance, id_: str, arn: str, asked: Asked) -> User:
    _routed(instance, asked)
    _allowed(instance, asked)
    made = User(id=id_, arn=arn, name=asked["Username"], profile=asked["RoutingProfileId"])
    if instance.directory.users.find(made.name) is None:
        made.queue = _own_queue(instance, id_)
    _set_identity(made, asked)
    _set_phone(made, asked)
    return made


def _own_queue(instance: Instance, user: str) -> str:
    """Give a user the queue that every agent has, where calls that are transferred to them wait; return its id."""
    queues, id_ = instance.directory.queues, f"agent/{user}"
    queues.put(Queue(id=id_, arn=instance.directory.name_of("queue", id_), name=id_, agent=user))
    return id_


def _set_identity(user: User, asked: Asked) -> None:
    identity = asked.get("IdentityInfo", {})
    user.first_name, user.last_name = identity.get("FirstName", ""), identity.get("LastName", "")


def _set_phone(user: User, asked: Asked) -> None:
    """Set after-call work and answering; a limit of 0 or none leaves it to the agent to clear a contact."""
    phone = asked.get("PhoneConfig", {})
    user.acw = phone.get("AfterContactWorkTimeLimit") or None
    user.auto_accept = phone.get("AutoAccept", False)


def _set_proficiencies(user: User, asked: Asked) -> None:
    told = {one["AttributeName"]: (one["AttributeValue"], one["Level"]) for one in asked["UserProficiencies"]}
    user.proficiencies = {**user.proficiencies, **told}


USERS = Noun(
    name="User", arn_type="agent", quota="users", shelf=lambda directory: directory.users, make=_user,
    told=lambda user: {"Username": user.name, "RoutingProfileId": user.profile},
).register()  # fmt: skip
USERS.changes(
    "UpdateUserRoutingProfile", lambda user, asked: setattr(user, "profile", asked["RoutingProfileId"]), _routed
)
USERS.changes("UpdateUserPhoneConfig", _set_phone)
USERS.changes("UpdateUserIdentityInfo", _set_identity)
USERS.changes("UpdateUserSecurityProfiles", lambda _user, _asked: None)  # told as it was set, and never judged
USERS.changes("AssociateUserProficiencies", _set_proficiencies)
USERS.changes("UpdateUserProficiencies", _set_proficiencies)


def _status(_instance: Instance, id_: str, arn: str, asked: Asked) -> Status:
    return Status(id=id_, arn=arn, name=asked["Name"])


STATUSES = Noun(
    name="AgentStatus", plural="AgentStatuses", arn_type="agent-state", arn_suffix="ARN", quota="statuses",
    shelf=lambda directory: directory.statuses, make=_status,
    told=lambda status: {"Type": status.kind, "State": status.more.get("State", "ENABLED")},
    leaves_out=lambda status, asked: status.kind not in (asked.get("AgentStatusTypes") or [status.kind]),
).register()  # fmt: skip
STATUSES.changes("UpdateAgentStatus", lambda status, asked: setattr(status, "name", asked.get("Name", status.name)))


@operation("ListSecurityProfiles")
def security_profiles(account: Account, asked: Asked) -> dict[str, Any]:
    """Tell what an instance comes with; nothing here asks what they allow."""
    directory = account.instance(asked["InstanceId"]).directory
    told = [
        {"Id": name, "Arn": directory.name_of("security-profile", name), "Name": name} for name in SECURITY_PROFILES
    ]
    shown, token = page(told, asked)
    return {"SecurityProfileSummaryList": shown, "NextToken": token}


@operation("PutUserStatus")
def put_status(account: Account, asked: Asked) -> None:
    """Set a user's status, as a supervisor does too; on a contact it is kept as the next one."""
    instance = account.instance(asked["InstanceId"])
    status = STATUSES.find(instance, asked["AgentStatusId"])
    agent = instance.agent(USERS.find(instance, asked["UserId"]).id)
    if not agent.online and status.kind != "OFFLINE":
        agent.sign_in(status.name)
    else:
        agent.set_status(status.name)


@operation("GetCurrentUserData")
def current(account: Account, asked: Asked) -> dict[str, Any]:
    """Tell what users do now, of the users, queues and profiles that are asked about."""
    instance, filters = account.instance(asked["InstanceId"]), asked["Filters"]
    wanted = set(filters.get("Agents", ()))
    found = [user for user in instance.directory.users if not wanted or {user.id, user.arn} & wanted]
    profiles = set(filters.get("RoutingProfiles", ()))
    told = [_told(instance, user) for user in found if not profiles or user.profile in profiles]
    return {"UserDataList": told, "ApproximateTotalCount": len(told)}


def _told(instance: Instance, user: User) -> dict[str, Any]:
    agent = instance.agent(user.id)
    profile = PROFILES.find(instance, user.profile)
    free = {channel: agent.free_slots(channel) for channel in profile.concurrency}
    status = {"StatusStartTimestamp": when(agent.since), "StatusArn": agent.status.arn, "StatusName": agent.status.name}
    return {
        "User": {"Id": user.id, "Arn": user.arn},
        "RoutingProfile": {"Id": profile.id, "Arn": profile.arn},
        "Status": status,
        "AvailableSlotsByChannel": free,
        "MaxSlotsByChannel": dict(profile.concurrency),
        "Contacts": [_contact(instance, id_, state) for id_, state in agent.contacts.items()],
    }


def _contact(instance: Instance, id_: str, state: str) -> dict[str, Any]:
    contact = instance.contacts[id_]
    queue = instance.directory.queues.find(contact.queue or "")
    told = {
        "ContactId": id_, "Channel": contact.channel, "InitiationMethod": contact.method, "AgentContactState": state,
        "StateStartTimestamp": when(contact.changed_at),
        "ConnectedToAgentTimestamp": when(contact.agent_connected_at),
        "Queue": {"Id": queue.id, "Arn": queue.arn} if queue else None,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value is not None}
