"""Where a design runs: each part in a file or with a reason, sizes of the ledger, no word of people as code."""

from __future__ import annotations

import re

import pytest

from archgen.artifacts.infrastructure import LANGUAGES, compose_yaml, dockerfile, main_tf
from archgen.artifacts.infrastructure.hcl import hcl
from archgen.hosting import hosting
from archgen.texts import Text
from archgen.yamltext import parse
from make import EXAMPLES, a_blueprint, an_example

NAMES = sorted(folder.name for folder in EXAMPLES.iterdir() if (folder / "brief.yaml").is_file())
CLOUDS = ("aws", "gcp", "azure")


def in_cloud(name, cloud, *settings):
    blueprint = a_blueprint(f"constraints.cloud={cloud}", *settings, text=an_example(name))
    return blueprint, hosting(blueprint)


@pytest.mark.parametrize("cloud", CLOUDS)
@pytest.mark.parametrize("name", ["help-desk", "scooters"])
def test_every_part_has_a_resource_or_a_line_that_says_why_not(name, cloud):
    blueprint, placed = in_cloud(name, cloud)
    text = main_tf(blueprint, placed)
    for part in placed.placed:
        if not part.cloud:
            assert f"# Not here: {part.component.title}: {part.why}." in text
    assert {part.component.id for part in placed.placed} == {part.id for part in blueprint.components}


@pytest.mark.parametrize("cloud", CLOUDS)
@pytest.mark.parametrize("name", ["help-desk", "scooters"])
def test_what_is_used_is_declared_and_what_is_declared_is_used_once(name, cloud):
    text = main_tf(*in_cloud(name, cloud, "existing.database=mysql"))
    declared = re.findall(r'^variable "(\w+)"', text, re.M)
    made = re.findall(r'^(?:resource|data) "(\w+)" "(\w+)"', text, re.M)
    assert len(declared) == len(set(declared))
    assert len(made) == len(set(made))
    assert set(re.findall(r"\bvar\.(\w+)", text)) == set(declared)
    assert set(re.findall(r"\b((?:aws|google|azurerm)_\w+)\.(\w+)", text)) <= set(made)


@pytest.mark.parametrize("cloud", CLOUDS)
def test_a_cluster_stands_in_the_place_of_the_services(cloud):
    chosen = "\ndecided: [{decision: orchestration, choose: managed-kubernetes, because: we know it}]\n"
    blueprint = a_blueprint(f"constraints.cloud={cloud}", text=an_example("help-desk") + chosen)
    placed = hosting(blueprint)
    text = main_tf(blueprint, placed)
    assert "# Not here: API: a workload of the cluster, described by its manifest." in text
    assert set(re.findall(r"\bvar\.(\w+)", text)) == set(re.findall(r'^variable "(\w+)"', text, re.M))


def test_sizes_are_those_of_the_ledger():
    blueprint, placed = in_cloud("help-desk", "aws")
    text = main_tf(blueprint, placed)
    assert placed.size("api_units").value == blueprint.component("api").units.value
    assert placed.size("store_disk").value - blueprint.design["store_bytes_12m"].value_in("GB") < 1
    assert 'description = "units[api] of the ledger, 5 units"\n  default     = 5\n' in text


def test_one_node_of_a_size_is_what_the_bill_counts():
    from archgen import library

    sizes = library.knowledge("bill")["bill"]["sizes"]
    design = a_blueprint(text=an_example("help-desk")).design
    assert (design["unit_cores"].value, design["store_cores"].value) == (sizes["vm"], sizes["database"])


def test_state_is_locked_by_a_file_and_no_backend_has_a_variable():
    text = main_tf(*in_cloud("help-desk", "aws"))
    backend = re.search(r'backend "s3" \{\n(.*?)\n  \}', text, re.S)[1]
    assert backend.split() == ["encrypt", "=", "true", "use_lockfile", "=", "true"]
    assert 'contains(["dev", "staging", "prod"], var.environment)' in text


@pytest.mark.parametrize("name", NAMES)
def test_parts_on_one_machine_are_bound_to_it_and_have_limits(name):
    blueprint = a_blueprint(text=an_example(name))
    made = parse(compose_yaml(blueprint, hosting(blueprint)), file="compose.yaml", top="mapping").data
    for service in made["services"].values():
        assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory"}
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))
        assert ("healthcheck" in service) is ("image" in service)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_an_image_has_stages_a_pinned_base_no_root_and_a_health_check(language):
    blueprint = a_blueprint(f"existing.language={language}", text=an_example("help-desk"))
    text = dockerfile(blueprint, language)
    assert re.findall(r"^FROM \S+ AS (\w+)$", text, re.M) == ["build", "development", "production"]
    assert re.search(r"^ARG VERSION=\d", text, re.M)
    assert text.count("USER 10001:10001") == 2
    assert "\nHEALTHCHECK " in text


def test_words_of_people_stay_words_in_hcl():
    hostile = Text('${file("/etc/passwd")} %{ if true } "\\ \n\u202e')
    assert hcl([("locals", {"name": hostile})]) == (
        'locals {\n  name = "$${file(\\"/etc/passwd\\")} %%{ if true } \\"\\\\ \\n "\n}\n'
    )


def test_an_expression_may_hold_braces_and_a_template_other_words():
    written = hcl([("locals", {"a": "${jsonencode({ b = { c = 1 } })}", "d": "x-${var.e}-y", "f=": {"g h": True}})])
    assert written == (
        'locals {\n  a = jsonencode({ b = { c = 1 } })\n  d = "x-${var.e}-y"\n  f = {\n    "g h" = true\n  }\n}\n'
    )
