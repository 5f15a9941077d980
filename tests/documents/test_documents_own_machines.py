"""Pages of a system on machines of its own speak of rooms and a site, not of what a cloud has."""

import re

from documents_read import EXAMPLES, design_of


def test_where_it_runs_and_what_may_be_lost_are_rooms_and_a_site():
    text = (EXAMPLES / "help-desk" / "brief.yaml").read_text(encoding="utf-8")
    own = text.replace("cloud: aws", "cloud: on-premises").replace("  regions: [eu-central-1]\n", "")
    pages = {page.path.rpartition("/")[2]: page.text for page in design_of("parley", own).pages}
    told = re.sub(
        "(Standby in a|Warm) second (zone|region)", "", pages["operational-design.md"] + pages["system-design.md"]
    )
    assert "second room" in told
    assert "the first site" in told
    assert not re.search(r"(first|second) (zone|region)|the cloud \|", told)
