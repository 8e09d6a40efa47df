"""The small language of marked elements, as the server reads it."""

from plugins import paths

DATA = {"view": {"kinds": {"a": {"label": "Water"}}}, "mine": {"joined": ["2", "7"]}}


def test_what_an_item_says_is_looked_up():
    path = paths.encode("view.kinds[q.kind].label", "q")
    assert path == "view.kinds.$kind.label"
    assert [paths.look(path, DATA, item) for item in ({"id": "1", "kind": "a"}, {"id": "1"}, None)] == [
        "Water",
        None,
        None,
    ]


def test_a_list_has_any_of_several():
    test = paths.encode_test("mine.joined has q.ids", "q")
    assert [paths.test(test, DATA, {"id": "1", "ids": ids}) for ids in (["1", "7"], ["1"], [])] == [True, False, False]
    assert paths.test(paths.encode_test("mine.joined has q", "q"), DATA, {"id": "2"})
