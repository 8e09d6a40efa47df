"""The audit of pinned packages: a hole fails the check, and an audit that was not made never looks like one."""

import pytest

from tests import audit
from tests.audit import Verdict, of_node, of_python, pins

CLEAN = {"name": "django", "version": "6.1.3", "vulns": []}
HOLED = {"name": "pillow", "version": "9.0.0", "vulns": [{"id": "PYSEC-2022-10"}]}
UNKNOWN = {"name": "django", "skip_reason": "Dependency not found on PyPI and could not be audited"}


def test_pins_are_read_without_their_hashes_and_each_once():
    lines = ["django==6.1.3 \\", "    --hash=sha256:ab==", "# zope==1", "tzdata==2026.6 ; sys_platform == 'x'", ""]
    assert pins([*lines, "django==6.1.3 \\"]) == ["django==6.1.3", "tzdata==2026.6"]


def test_every_pinned_package_of_the_product_is_asked_about():
    asked = pins(line for file in audit.PINNED for line in file.read_text().splitlines())
    base = pins((audit.ROOT / "requirements" / "base.txt").read_text().splitlines())
    assert set(base) <= set(asked)
    assert any(pin.startswith(f"{audit.FIRST}==") for pin in asked)


@pytest.mark.parametrize(
    ("verdict", "audited", "beginning"),
    [
        (of_python({"dependencies": [CLEAN]}), True, "Python packages: 1 packages, no known hole."),
        (of_python({"dependencies": [CLEAN, HOLED]}), True, "Python packages: 1 known holes: pillow 9.0.0: PYSEC"),
        (of_python({"dependencies": [CLEAN, UNKNOWN]}), False, "NOT AUDITED, Python packages: nothing is known of 1"),
        (of_python({"dependencies": []}), False, "NOT AUDITED"),
        (of_node({"metadata": {"dependencies": {"total": 1}}}), True, "packages of tests/package-lock.json: 1 pack"),
        (of_node({"message": "405\nNot Allowed"}), False, "NOT AUDITED, packages of tests/package-lock.json: 405 N"),
        (
            of_node({"error": {"summary": "offline"}}),
            False,
            "NOT AUDITED, packages of tests/package-lock.json: offl",
        ),
    ],
)
def test_what_is_known_is_said(verdict, audited, beginning):
    assert verdict.audited is audited
    assert verdict.sentence.startswith(beginning)


@pytest.mark.parametrize(
    ("verdict", "environment", "code"),
    [
        (Verdict("x", 3), "", 0),
        (Verdict("x", 3, ("hole",)), "", 1),
        (Verdict("x", 3, unknown=3), "", 0),
        (Verdict("x", 3, unknown=3), "required", 1),
        (Verdict("x", 0, why="offline"), "required", 1),
        (Verdict("x", 3), "required", 0),
    ],
)
def test_a_hole_fails_and_no_audit_is_told_aloud(monkeypatch, capsys, verdict, environment, code):
    monkeypatch.setenv("AUDIT", environment)
    monkeypatch.setattr(audit, "ask_python", lambda: verdict)
    monkeypatch.setattr(audit, "ask_node", lambda: Verdict("y", 1))
    assert audit.main() == code
    assert verdict.sentence in capsys.readouterr().out


def test_without_a_service_one_question_is_asked_and_no_more(monkeypatch):
    asked = []
    monkeypatch.setattr(
        audit, "_ask_about", lambda some: asked.append(some) or Verdict("Python packages", 1, unknown=1)
    )
    verdict = audit.ask_python()
    assert [len(some) for some in asked] == [1]
    assert "no advisory service answers here" in verdict.sentence
