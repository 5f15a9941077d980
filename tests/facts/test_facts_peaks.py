"""Named peaks: which journeys they multiply, and how much of a month they take."""

from make import a_design

SALE = ("load.peaks[sale].factor=10",)


def peaks(*settings: str) -> dict[str, float]:
    design = a_design(*SALE, *settings)
    usual = design["rps_ordinary"]
    return {journey: float(peak.value / usual[journey].value) for journey, peak in design["rps_peak"].items()}


def test_a_peak_multiplies_all_that_people_start_until_somebody_says_which():
    assert peaks() == {"send-reply": 10, "work-queue": 10}
    assert a_design(*SALE)["peak_about_all"]


def test_a_peak_multiplies_the_journeys_that_it_is_about():
    assert peaks("load.peaks[sale].journeys=[send-reply]") == {"send-reply": 10, "work-queue": 1}


def test_a_journey_meets_the_highest_of_the_peaks_that_are_about_it():
    two = ("load.peaks[sale].journeys=[send-reply]", "load.peaks[monday].factor=3")
    assert peaks(*two) == {"send-reply": 10, "work-queue": 3}


def test_what_devices_start_is_a_part_of_all_requests_until_somebody_counts_those_that_send():
    gate = ("journeys[send-reply].by=device",)
    assert peaks(*gate) == {"send-reply": 10, "work-queue": 10}
    counted = a_design(*gate, "load.senders.count=600", "load.senders.interval=60 s")
    assert counted["rps_peak"]["send-reply"].value == counted["sender_rate"].value / 10  # its share of what they send


def test_peaks_together_take_their_part_of_a_month_and_no_more_than_all_of_it():
    often = a_design("load.peaks[sale].lasts=3 h", "load.peaks[sale].times=24.35")
    assert round(float(often["peak_time"].value), 1) == 10
    assert a_design("load.peaks[sale].lasts=1 month", "load.peaks[sale].times=4")["peak_time"].value == 100
    assert a_design()["peak_time"].value == 0


def test_a_shared_cache_holds_no_more_than_is_read_while_an_answer_may_be_shown():
    hot = ("load.users.monthly=150k", "data.entities[ticket].rows_now=900M", "data.entities[ticket].bytes_per_row=900")
    fresh, old = (a_design(*hot, f"data.staleness={time}") for time in ("60 s", "30 days"))
    assert fresh["cached_rows"].base == fresh["answers_fresh"].base < fresh["entity_working_set"]["ticket"].base
    assert old["cached_rows"].base == old["entity_working_set"]["ticket"].base < old["answers_fresh"].base
