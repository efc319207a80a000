"""What the tables say of a figure and its budget."""

from bench.figures import Figure, p95, shown, spread, table


def test_a_figure_beyond_its_budget_is_said_to_be_so() -> None:
    slow, few = Figure(what="slow", value=11, most=10), Figure(what="few", value=1, least=2)
    assert (slow.verdict, few.verdict) == ("OVER", "UNDER")
    assert not slow.kept
    assert not few.kept


def test_a_figure_within_its_budget_is_kept_and_one_without_says_nothing() -> None:
    assert Figure(what="quick", value=10, most=10).verdict == "kept"
    assert Figure(what="free", value=10).verdict == ""


def test_a_table_lists_every_figure_with_its_unit_and_budget() -> None:
    text = table("Cold", [Figure(what="start", value=1234.5, unit="ms", most=215, note="n 31")])
    assert text.splitlines()[0] == "## Cold"
    assert "| start  | 1,234 ms | <= 215 ms | OVER    | n 31      |" in text


def test_numbers_are_shown_with_what_means_something() -> None:
    assert [shown(value) for value in (0.018512, 3.14159, 250.4, 100_000)] == ["0.0185", "3.14", "250", "100,000"]


def test_times_are_told_by_their_middle_their_least_and_their_slow_end() -> None:
    assert spread([1.0, 2.0, 3.0]) == "median 2, min 1, p95 2.9 ms, n 3"
    assert p95([5.0]) == 5.0
