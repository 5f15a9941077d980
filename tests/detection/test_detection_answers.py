from __future__ import annotations

import pytest

from archgen.brief import make_schema
from archgen.library import knowledge

SCHEMA = make_schema(knowledge("brief")["brief"], knowledge("roles")["roles"])
SAID = knowledge("detection")["detection"]


@pytest.mark.parametrize("path", SAID["answers"])
def test_what_is_taken_for_the_brief_is_a_path_and_a_word_of_its_schema(path):
    answer, field = SAID["answers"][path], SCHEMA.field(path)
    assert field is not None
    if field.type == "choice":
        words = {*answer["words"], *([answer["else"]] if "else" in answer else [])}
        assert words <= set(field.choices)
        assert set(answer.get("into", {}).values()) <= words
    assert set(answer["of"]) <= set(SAID["kinds"])


@pytest.mark.parametrize("path", ["existing.language", "existing.database"])
def test_what_is_translated_for_the_brief_is_a_technology_that_can_be_found(path):
    assert set(SAID["answers"][path].get("into", {})) <= set(SAID["technologies"])
