"""The number that drives a design is one of the whole system."""

from make import a_blueprint, an_example


def test_an_answer_about_a_candidate_does_not_drive_the_system_it_might_leave():
    driver = a_blueprint(text=an_example("scooters")).driver
    assert driver is not None
    assert driver.path == "constraints.regions_required"


def test_the_team_drives_where_its_size_turns_most():
    driver = a_blueprint(text=an_example("help-desk")).driver
    assert driver is not None
    assert driver.path == "team.engineers"


def test_an_answer_about_one_candidate_drives_only_where_none_of_the_whole_turns_anything():
    shares = a_blueprint(text=an_example("scooters").replace("regions_required: 2", "regions_required: 1")).driver
    assert shares is not None
    assert "candidates[" not in shares.path
