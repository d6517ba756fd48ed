"""The bounded memory of results."""

from pipeline.language.recent import Recent


def test_results_come_in_order_and_are_computed_once() -> None:
    asked: list[list[int]] = []

    def square(keys: list[int]) -> list[int]:
        asked.append(keys)
        return [key * key for key in keys]

    memory: Recent[int, int] = Recent(10)
    assert memory.all_of([3, 1, 3, 2], square) == [9, 1, 9, 4]
    assert memory.all_of([2, 5], square) == [4, 25]
    assert asked == [[3, 1, 2], [5]]
    assert memory.all_of([], square) == []


def test_an_empty_result_is_a_result() -> None:
    memory: Recent[str, tuple[str, ...]] = Recent(10)
    assert memory.all_of(["a"], lambda keys: [() for _ in keys]) == [()]
    assert memory.all_of(["a"], lambda keys: [("b",) for _ in keys]) == [()]


def test_memory_stays_bounded_and_keeps_what_is_asked_for_again() -> None:
    memory: Recent[int, int] = Recent(100)
    for number in range(10_000):
        memory.all_of([-1, number], list)
        assert len(memory) <= 100
    assert memory.all_of([-1], lambda keys: [0 for _ in keys]) == [-1]
    assert memory.all_of([5], lambda keys: [0 for _ in keys]) == [0]


def test_more_keys_at_once_than_fit_are_all_answered() -> None:
    memory: Recent[int, int] = Recent(10)
    assert memory.all_of(range(1_000), list) == list(range(1_000))
    assert len(memory) <= 10
