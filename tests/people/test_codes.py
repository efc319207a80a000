"""One-time codes and sessions: who gets one, who gets in, and how often."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.people import codes
from chalicelib.people.actions import Opened, ask_for_code, issue_code, open_session, session_of
from chalicelib.people.codes import Target, WrongCode, alive, kept_code, matching
from chalicelib.people.limits import Limit, Limits
from chalicelib.people.session import Session, new_session, session_token
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Invalid, TooMany, Unauthenticated
from tests.conftest import NOW
from tests.digits import arabic_digits
from tests.people.fakes import SECRET, World

MOBILE = "+96892120001"
TARGET = Target("mobile", MOBILE)
RIGHT, WRONG = "042913", "111111"
SIX_DIGITS = st.from_regex(r"\A[0-9]{6}\Z")


def _open(world: World, code: str = RIGHT, mobile: str = MOBILE, source: str = "client") -> Opened:
    return open_session(world.context(), mobile=mobile, email="", code=code, source=source)


def _issue(world: World, mobile: str = MOBILE) -> str | None:
    return issue_code(world.context(), Target("mobile", mobile))


def _refused(world: World, code: str = WRONG, mobile: str = MOBILE, source: str = "client") -> None:
    with pytest.raises(WrongCode):
        _open(world, code, mobile, source)


# --- asking


def test_asking_only_asks_the_queue_whether_the_number_is_known_or_not(world: World) -> None:
    for mobile in (MOBILE, "٩٢١٢٠٠٠٢", "+44 7400 123456"):
        world.people.calls.clear()
        ask_for_code(world.context(), mobile=mobile, email="", language="ar", correlation="c", source="s")
        assert world.people.calls == ["add", "add"]
    assert [target.value for target, _, _ in world.queue.asked] == [MOBILE, "+96892120002", "+447400123456"]


def test_asking_for_an_address_asks_in_the_language_of_the_caller(world: World) -> None:
    ask_for_code(world.context(), mobile="", email="S@Mail.Example", language="en", correlation="c", source="s")
    assert world.queue.asked == [(Target("email", "s@mail.example"), "en", "c")]


@pytest.mark.parametrize(
    ("mobile", "email", "field", "reason"),
    [
        ("", "", "mobile", "missing"),
        ("92120001", "s@mail.example", "email", "not-allowed"),
        ("12", "", "mobile", "wrong-format"),
        ("", "x", "email", "wrong-format"),
    ],
)
def test_a_code_is_asked_for_one_target(world: World, mobile: str, email: str, field: str, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        ask_for_code(world.context(), mobile=mobile, email=email, language="ar", correlation="c", source="s")
    assert refused.value.facts["fields"] == [{"field": field, "reason": reason}]


def test_a_client_that_asks_too_often_waits_and_others_do_not(world: World) -> None:
    def ask(source: str) -> None:
        ask_for_code(world.context(), mobile=MOBILE, email="", language="ar", correlation="c", source=source)

    for _ in range(codes.ASKED_BY_CLIENT.most):
        ask("one")
    with pytest.raises(TooMany) as refused:
        ask("one")
    assert 0 < refused.value.facts["retry_after"] <= codes.ASKED_BY_CLIENT.seconds
    ask("another")
    world.clock.advance(seconds=refused.value.facts["retry_after"])
    ask("one")


# --- issuing


def test_a_code_is_kept_only_as_its_hmac(world: World) -> None:
    assert _issue(world) == RIGHT
    assert RIGHT not in str(world.people.codes)
    assert MOBILE[1:] not in str(world.people.codes)


def test_a_target_gets_three_codes_an_hour_and_ten_a_day(world: World) -> None:
    world.clock.now = datetime(2026, 3, 1, tzinfo=UTC)
    by_hour = []
    for _ in range(24):
        by_hour.append(sum(_issue(world) is not None for _ in range(5)))
        world.clock.advance(hours=1)
    assert by_hour == [3, 3, 3, 1] + [0] * 20
    assert _issue(world) == RIGHT
    assert world.counts["CodeRefused"] == 24 * 5 - 10


def test_a_code_goes_only_to_the_countries_that_are_named(world: World) -> None:
    assert _issue(world, "+447400123456") is None
    assert issue_code(world.context(), Target("email", "s@mail.example")) == RIGHT


def test_a_block_of_numbers_has_a_budget_of_its_own(world: World) -> None:
    issued = [_issue(world, f"+9689212{tail:04d}") for tail in range(codes.PER_BLOCK.most + 5)]
    assert sum(code is not None for code in issued) == codes.PER_BLOCK.most
    assert _issue(world, "+96892130001") == RIGHT


def test_all_codes_together_have_a_budget(world: World) -> None:
    spent = 0
    for block in range(codes.ALL_SENT.most // codes.PER_BLOCK.most + 40):
        for tail in range(codes.PER_BLOCK.most):
            spent += _issue(world, f"+9689{block:03d}{tail:04d}") is not None
    assert spent <= codes.ALL_SENT.most
    assert spent > codes.ALL_SENT.most * 0.9


# --- opening a session


def test_the_code_that_was_sent_opens_a_session(world: World) -> None:
    _issue(world)
    opened = _open(world)
    session = session_of(world.context(), opened.token)
    assert (session.target, session.expires_at) == (TARGET, opened.expires_at)
    assert session.ref(SECRET, "baldat") != session.ref(SECRET, "siyaha")


@given(code=SIX_DIGITS)
def test_a_code_is_accepted_in_any_digits(code: str) -> None:
    for typed in (code, arabic_digits(code), f" {code[:3]} {code[3:]} ", f"{code[:3]}-{code[3:]}"):
        world = World(code=code)
        _issue(world)
        assert _open(world, typed).token


@given(code=SIX_DIGITS, other=SIX_DIGITS)
def test_only_the_same_digits_match(code: str, other: str) -> None:
    kept = (kept_code(SECRET, TARGET, code, id="1", now=NOW, tries=0),)
    assert (matching(SECRET, TARGET, kept, other) is not None) == (code == other)
    assert matching(SECRET, Target("mobile", "+96892120002"), kept, code) is None


def test_a_code_opens_one_session(world: World) -> None:
    _issue(world)
    _open(world)
    _refused(world, RIGHT)


def test_of_two_who_use_a_code_at_once_one_gets_in(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    _issue(world)
    monkeypatch.setattr(world.people, "burn", lambda _target, _id: False)
    _refused(world, RIGHT)


def test_a_code_ends_after_five_minutes_though_it_is_still_kept(world: World) -> None:
    _issue(world)
    world.clock.advance(seconds=299)
    assert _open(world)
    _issue(world)
    world.clock.advance(seconds=300)
    _refused(world, RIGHT)
    assert world.people.codes


def test_a_code_ends_after_three_wrong_tries(world: World) -> None:
    _issue(world)
    for _ in range(3):
        _refused(world)
    _refused(world, RIGHT)


def test_two_wrong_tries_are_forgiven(world: World) -> None:
    _issue(world)
    for _ in range(2):
        _refused(world)
    assert _open(world)


def test_a_new_code_ends_no_valid_one(world: World) -> None:
    _issue(world)
    world.code = "555555"
    _issue(world)
    assert _open(world, RIGHT)
    assert _open(world, "555555")


def test_a_new_code_gives_no_further_tries_to_an_old_one(world: World) -> None:
    _issue(world)
    for _ in range(2):
        _refused(world)
    world.code = "555555"
    _issue(world)
    _refused(world)
    _refused(world, RIGHT)
    assert _open(world, "555555")


@given(st.lists(st.sampled_from(["issue", "wrong"]), max_size=12))
def test_no_code_ever_meets_more_than_three_tries(steps: list[str]) -> None:
    kept: list[codes.KeptCode] = []
    met: dict[str, int] = {}
    tries = 0
    for place, step in enumerate(steps):
        if step == "issue":
            kept.append(kept_code(SECRET, TARGET, RIGHT, id=str(place), now=NOW, tries=tries))
            continue
        tries += 1
        for code in alive(tuple(kept), tries=tries, now=NOW):
            met[code.id] = met.get(code.id, 0) + 1
    assert max(met.values(), default=0) <= codes.TRIES


def test_a_wrong_code_and_an_unknown_target_are_the_same_to_see_and_to_measure(world: World) -> None:
    _issue(world)
    seen = []
    for mobile in (MOBILE, "+96892129999"):
        world.people.calls.clear()
        with pytest.raises(WrongCode) as refused:
            _open(world, WRONG, mobile)
        seen.append((refused.value.facts, refused.value.status, list(world.people.calls)))
    assert seen[0] == seen[1]
    assert len(seen[0][2]) == 4


def test_a_client_that_tries_too_often_waits(world: World) -> None:
    for _ in range(codes.TRIED_BY_CLIENT.most):
        _refused(world)
    with pytest.raises(TooMany):
        _open(world)
    _issue(world)
    assert _open(world, source="another")


# --- the breaker


def _spray(world: World, numbers: int) -> int:
    """Send a code to each of many numbers, from many clients try three wrong ones each; return the tries taken."""
    taken = 0
    for number in range(numbers):
        mobile = f"+9689{number:03d}0001"  # a block of its own, so that no other budget stops it
        if _issue(world, mobile) is None:
            continue
        for _ in range(3):
            try:
                _open(world, WRONG, mobile, f"client-{number}")
            except WrongCode:
                taken += 1
            except TooMany:
                continue
    return taken


def test_spraying_many_numbers_meets_the_breaker(world: World) -> None:
    taken = _spray(world, 400)
    assert codes.WRONG.most * 0.9 <= taken <= codes.WRONG.most
    assert world.counts["CodeBreakerOpen"] > 0
    full = [f"new-{i}" for i in range(40) if world.context().limits.used_up(codes.WRONG, spread=f"new-{i}")]
    with pytest.raises(TooMany) as refused:
        _open(world, RIGHT, source=full[0])
    assert refused.value.facts["retry_after"] <= codes.WRONG.seconds


def test_the_breaker_closes_with_the_next_hour(world: World) -> None:
    _spray(world, 400)
    world.clock.advance(hours=1)
    assert _issue(world, MOBILE) == RIGHT
    assert _open(world)


def test_guessing_where_no_code_was_sent_does_not_open_the_breaker(world: World) -> None:
    for number in range(1000):
        _refused(world, mobile=f"+9689212{number:04d}", source=f"client-{number}")
    _issue(world)
    assert _open(world)


def test_one_client_who_guesses_shuts_few_others_out(world: World) -> None:
    shard = codes.WRONG.most // codes.WRONG.shards
    for number in range(shard):
        mobile = f"+9689{number:07d}"
        _issue(world, mobile)
        _refused(world, mobile=mobile, source="attacker")
    with pytest.raises(TooMany):
        _open(world, source="attacker")
    _issue(world)
    others = [f"other-{i}" for i in range(40)]
    open_to = [other for other in others if not world.context().limits.used_up(codes.WRONG, spread=other)]
    assert len(open_to) > len(others) / 2
    assert _open(world, source=open_to[0])


def test_the_arithmetic_of_the_docstring_holds() -> None:
    a_guess = 10**-codes.DIGITS
    one_target = codes.PER_TARGET_A_DAY.most * codes.TRIES * a_guess
    all_targets = 24 * codes.WRONG.most * a_guess
    assert one_target == pytest.approx(3e-5)
    assert all_targets == pytest.approx(0.00576)
    assert all_targets * codes.PER_TARGET_AN_HOUR.most < 0.018


# --- limits


def test_what_is_counted_in_an_old_window_does_not_count_though_it_is_still_kept(world: World) -> None:
    limits = world.context().limits
    limit = Limit(name="x", most=1, seconds=60)
    assert [limits.spend(limit, "k"), limits.spend(limit, "k")] == [True, False]
    assert limits.used_up(limit, "k")
    world.clock.advance(seconds=60)
    assert not limits.used_up(limit, "k")
    assert limits.spend(limit, "k")
    assert len(world.people.counters) == 2


def test_limits_keep_no_clear_keys(world: World) -> None:
    Limits(counters=world.people, secret=SECRET, clock=world.clock).spend(Limit(name="x", most=1, seconds=60), MOBILE)
    assert MOBILE not in str(world.people.counters)


@given(st.integers(min_value=1, max_value=30), st.integers(min_value=0, max_value=60))
def test_no_window_lets_more_than_its_most_pass(most: int, asked: int) -> None:
    world = World()
    limit = Limit(name="x", most=most, seconds=60)
    assert sum(world.context().limits.spend(limit, "k") for _ in range(asked)) == min(most, asked)


# --- sessions


def test_a_session_shows_24_months_at_most() -> None:
    leap = datetime(2028, 2, 29, 12, tzinfo=UTC)
    assert new_session(SECRET, TARGET, now=leap, held_since="").since == "2026-02-28T12:00:00.000Z"
    assert new_session(SECRET, TARGET, now=NOW, held_since="").since == "2024-03-01T03:00:00.000Z"


def test_a_session_shows_nothing_of_an_earlier_holder_of_the_number() -> None:
    lately = iso(NOW - timedelta(days=3))
    assert new_session(SECRET, TARGET, now=NOW, held_since=lately).since == lately
    long_ago = iso(NOW - timedelta(days=3000))
    assert new_session(SECRET, TARGET, now=NOW, held_since=long_ago).since == "2024-03-01T03:00:00.000Z"


def test_a_session_ends(world: World) -> None:
    _issue(world)
    token = _open(world).token
    world.clock.advance(hours=11, minutes=59)
    assert session_of(world.context(), token)
    world.clock.advance(minutes=2)
    with pytest.raises(Unauthenticated):
        session_of(world.context(), token)


def test_a_token_does_not_say_whose_it_is() -> None:
    import base64

    token = session_token(SECRET, new_session(SECRET, TARGET, now=NOW, held_since=""))
    readable = base64.urlsafe_b64decode(token.partition(".")[0] + "==")
    assert MOBILE[1:].encode() not in readable


@given(st.text(max_size=60))
def test_no_other_text_is_a_session(text: str) -> None:
    world = World()
    other = SECRET.token("upload", {"exp": NOW.timestamp() + 60})
    own = session_token(SECRET, new_session(SECRET, TARGET, now=NOW, held_since=""))
    for token in (text, other, own + text if text else own[:-1], text + own if text else own[1:]):
        with pytest.raises(Unauthenticated):
            session_of(world.context(), token)


def test_two_sessions_of_one_number_are_one_subject() -> None:
    def subject(target: Target) -> str:
        session: Session = new_session(SECRET, target, now=NOW, held_since="")
        return session.subject

    assert subject(TARGET) == subject(Target("mobile", MOBILE)) != subject(Target("mobile", "+96892120002"))
