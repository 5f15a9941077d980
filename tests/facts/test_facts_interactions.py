"""What is handed on, what runs beside the primary store, and who keeps a connection open."""

from archgen.quantities import print_quantity
from make import WORKED, a_design

TEXT = """\
system: {name: Parley}
team: {skills: {messaging: some}}
load: {users: {monthly: 300k}, daily_share: 10 %}
constraints: {cloud: azure}
interfaces: {streaming: yes}
journeys:
- {id: export, share: 1 %, answer: later, steps: [{to: api}, {to: queue, calls: 2}, {to: worker}]}
- {id: read, share: 99 %, steps: [{to: api}, {to: search}, {to: primary-store}]}
data: {kinds: [relational, search], entities: [{id: log, rows_per_month: 90M}, {id: post, rows_per_month: 1k}]}
interactions:
- {id: to-mail, from: orders, to: mail, kind: fan-out, consistency: eventual}
- {id: to-stock, from: orders, to: stock, kind: fan-out, consistency: eventual}
- {id: to-bank, from: orders, to: bank, kind: fan-out, consistency: strong}
"""


def test_messages_are_the_calls_into_a_queue():
    design = a_design(text=TEXT)
    assert design["handing_journeys"] == ("export",)
    assert design["handed_over_peak"].base == 2 * design["rps_peak"]["export"].base


def test_what_must_agree_at_once_is_no_consumer_of_news():
    design = a_design(text=TEXT)
    assert print_quantity(design["event_consumers"]) == "2 consumers"
    assert dict(design["sync_or_async"]) == {"to-mail": "queue", "to-stock": "queue", "to-bank": "in-process"}


def test_the_cloud_brings_its_own_queue_and_a_role_without_a_part_lies_in_the_primary_store():
    bound = a_design(text=TEXT)["technology"]
    assert (bound["queue"], bound["worker"], bound["search"]) == ("azure-service-bus", "python", "postgresql")


def test_what_is_searched_are_the_entities_of_journeys_that_search():
    assert a_design(text=TEXT)["searched_kind"] == ("log",)
    narrow = TEXT.replace("- {id: read,", "- {id: read, entities: [post],")
    assert a_design(text=narrow)["searched_kind"] == ("post",)
    assert a_design(text=narrow)["search_store"] == "primary-store"


def test_open_connections_are_the_people_who_are_there_at_once():
    assert print_quantity(a_design(text=TEXT)["connected_peak"]) == "6,000 users"
    many = TEXT.replace("monthly: 300k", "concurrent: 12k")
    assert print_quantity(a_design(text=many)["connected_peak"]) == "12,000 users"
    assert a_design(text=many)["push_channel"] == "own-tier"


def test_what_only_staff_use_within_a_house_cannot_be_reached_from_the_internet():
    staff = WORKED.replace("wants: an agent", "by: staff, wants: an agent")
    assert not a_design("constraints.cloud=on-premises", text=staff)["exposed"]
    assert a_design("constraints.cloud=aws", text=staff)["exposed"]
    assert a_design("constraints.cloud=on-premises", "interfaces.audience=public", text=staff)["exposed"]
    assert a_design("constraints.cloud=on-premises")["exposed"]


def test_old_versions_live_as_long_as_those_who_call_them_need():
    assert a_design()["deprecation_notice"] is None
    public = a_design("interfaces.audience=public")
    assert print_quantity(public["deprecation_notice"]) == "18 months"
