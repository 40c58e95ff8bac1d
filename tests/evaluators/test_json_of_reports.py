from dataclasses import dataclass

import pytest

from evaluators.report import from_json
from tests.sentences import whole


@dataclass(frozen=True)
class Row:
    name: str
    values: tuple[float, ...] = ()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([1.0], "[1.0] stands where an object is to be"),
        ({"values": [1.0]}, "it has no 'name'"),
        ({"name": "a", "values": 7}, "7 stands where a list is to be"),
    ],
)
def test_json_of_another_form_is_refused_in_a_sentence(value, said):
    with pytest.raises(TypeError, match=whole(said)):
        from_json(Row, value)


def test_fields_that_a_dataclass_does_not_have_are_passed_over():
    assert from_json(Row, {"name": "a", "values": [1.0, "0.5"], "later": 3}) == Row("a", (1.0, 0.5))
