"""What MiniStack 1.5.33 needs, to behave as AWS does where we rely on it.

Each mend is one function, with a test that proves it and one that fails when MiniStack no longer needs it.
"""

from local.clock import MovableClock
from local.mends import (
    access,
    accounts,
    apis,
    buses,
    calls,
    deployments,
    executions,
    expressions,
    indexes,
    limits,
    messages,
    queues,
    records,
    resources,
    shards,
    streams,
    tables,
    tasks,
    telephony,
    timers,
    workers,
)

__all__ = ["apply"]


def apply(clock: MovableClock, journal: timers.Journal, *, most_workers: int, auth: bool) -> None:
    """Apply every mend to MiniStack's modules in this process.

    :raises upstream.Changed: if MiniStack is not the version that the mends were made for
    """
    workers.name_errors()
    workers.read_logs_to_their_end()
    workers.bound(most_workers)
    workers.unpack_once()
    workers.let_people_go_first()
    calls.retry_all()
    queues.guard_messages()
    queues.read_partial_answers()
    streams.run_mappings()
    streams.keep_unread_records()
    shards.read_shards()
    records.forget_read()
    tables.guard_items()
    indexes.read_in_order()
    buses.forget_events()
    buses.let_connect_tell()
    apis.import_whole_documents()
    resources.enable_expiry()
    resources.accept_deployments()
    telephony.configure_connect()
    access.trust_loopback()
    access.name_senders()
    accounts.keep_attributes()
    accounts.let_admins_sign_up()
    deployments.count_pollers()
    deployments.keep_text_settings()
    messages.stamp_texts(clock)
    messages.keep_mails()
    timers.share(clock)
    timers.record(clock, journal)
    expressions.tell_time(clock)
    expressions.parse_once()
    tasks.name_errors()
    if auth:
        tasks.judge_roles()
    limits.enforce()
    executions.keep(clock)
