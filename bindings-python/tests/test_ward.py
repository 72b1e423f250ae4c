import threading
import timeit
from datetime import datetime, timedelta, timezone

import pytest

import linli

NOW = datetime(2025, 4, 12, 9, 2, 3, 456000, tzinfo=timezone(timedelta(hours=8)))


def test_a_case_is_registered() -> None:
    ward = linli.Ward()
    case = ward.register("parking", unit="grid-07", recorded=NOW)
    assert case.id == "grid-07-1"
    assert case.deadline == NOW + timedelta(hours=4)
    assert case.holder is None
    assert ward.cases() == [case]


@pytest.mark.parametrize("year", [1, 1969, 1970, 2025, 9999])
def test_instants_come_back_to_the_millisecond(year: int) -> None:
    instant = datetime(year, 12, 31, 23, 59, 59, 999000, tzinfo=timezone.utc)
    assert linli.Ward().register("noise", unit="grid-07", recorded=instant).registered == instant


def test_what_is_finer_than_a_millisecond_is_cut_off() -> None:
    case = linli.Ward().register("noise", unit="grid-07", recorded=NOW + timedelta(microseconds=999))
    assert case.registered == NOW


def test_a_time_without_a_zone_is_not_taken() -> None:
    with pytest.raises(TypeError, match="naive"):
        linli.Ward().register("noise", unit="grid-07", recorded=datetime(2025, 4, 12))


def test_a_refusal_speaks_in_a_sentence_and_has_a_code_and_data() -> None:
    with pytest.raises(linli.Refused) as caught:
        linli.Ward().register("parking", unit="moon", recorded=NOW)
    assert isinstance(caught.value, linli.LinliError)
    assert str(caught.value) == "there is no unit `moon` here: name one of the grid 网格"
    assert caught.value.code == "unknown_unit"
    assert caught.value.data == '{"unit":"moon"}'


def test_a_salt_has_16_bytes() -> None:
    linli.Ward().register("parking", unit="grid-07", recorded=NOW, salt=bytes(16))
    with pytest.raises(linli.Refused) as caught:
        linli.Ward().register("parking", unit="grid-07", recorded=NOW, salt=bytes(15))
    assert caught.value.code == "salt_length"


def test_threads_share_a_ward() -> None:
    ward = linli.Ward()

    def register_100() -> None:
        for _ in range(100):
            ward.register("parking", unit="grid-07", recorded=NOW)

    threads = [threading.Thread(target=register_100) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({case.id for case in ward.cases()}) == 400


def test_a_call_and_a_list_of_a_thousand_are_quick() -> None:
    ward = linli.Ward()
    call = timeit.timeit(ward.cases, number=20_000) / 20_000
    register = timeit.timeit(lambda: ward.register("parking", unit="grid-07", recorded=NOW), number=1000) / 1000
    listing = timeit.timeit(ward.cases, number=100) / 100
    print(f"python: a call {call * 1e6:.2f} us, a registration {register * 1e6:.2f} us, 1000 cases {listing * 1e6:.0f} us")
    assert listing < 0.1
