"""What README and tutorial say is so: signatures, tags, checks, examples; the tutorial's blocks make the package."""

import inspect
import re
import sys

import pytest

from plugins import checks, registry
from plugins.contract import By, Format, To
from plugins.setup import CORE
from plugins.templatetags.live_tags import register
from plugins.testing import golden
from plugins.testing.contract import hold
from plugins.testing.logs import sample
from plugins.testing.rules import RULES
from tests.database import ROOT

README = (ROOT / "plugins" / "README.md").read_text()
TUTORIAL = (ROOT / "plugins" / "TUTORIAL.md").read_text()
PACKAGE = ROOT / "tests" / "plugins" / "applause_package"
FILE = re.compile(r"^`([\w./-]+)`:\n\n```\w+\n(.*?)```", re.MULTILINE | re.DOTALL)


def signature(name, method):
    parameters = inspect.signature(getattr(method, "__func__", method)).parameters.values()
    words = [word for one in parameters for word in (["*"] if one.kind is one.KEYWORD_ONLY else []) + [one.name]]
    return f"`{name}({', '.join(words)})`"


def test_every_method_of_the_contract_is_there_with_its_signature():
    methods = {name: one for name, one in vars(Format).items() if not name.startswith("_")}
    methods = {name: one for name, one in methods.items() if inspect.isfunction(one) or isinstance(one, classmethod)}
    assert [made for made in (signature(*one) for one in methods.items()) if made not in README] == []
    assert len(methods) >= 14


def test_every_tag_is_there():
    assert [tag for tag in register.tags if f"{{% {tag} " not in README and f"{{% {tag} %}}" not in README] == []
    assert [name for name in register.filters if f"|{name} }}}}" not in README.replace("\\|", "|")] == []


def test_every_check_is_there_and_no_other():
    source = inspect.getsource(checks) + inspect.getsource(registry)
    raised = {int(number) for number in re.findall(r"Fault\(\s*(\d+),", source)}
    assert {int(number) for number in re.findall(r"E(\d{3})", README)} == raised
    core = README.split("a verb is core's (")[1].split(")")[0].split(", ")
    assert set(core) == checks.CORE_VERBS
    assert README.split("a setting is core's (")[1].split(")")[0].split(", ") == [*CORE, "id"]


def test_the_example_of_the_readme_runs_and_keeps_the_contract(monkeypatch):
    said = re.search(r"```python\n(.*?)```", README, re.DOTALL)[1]
    module = type(sys)("readme_example")
    monkeypatch.setitem(sys.modules, "readme_example", module)
    exec(said, vars(module))
    for rule in RULES:
        hold(rule, module.Hands)
    hands = module.Hands(module.Nothing())
    hands.accept(module.Raise(), By(7, "ben", "", "person", "room", "open", "es", 0.0))
    assert (hands.view(To("screen")), hands.mine("ben")) == ({"hands": 1}, {"seq": 7})


def blocks():
    found = {}
    for name, text in FILE.findall(TUTORIAL):
        found.setdefault(name, []).append(text)
    return found


@pytest.mark.parametrize("name", sorted(blocks()))
def test_the_blocks_of_the_tutorial_are_the_files_of_the_package(name):
    written = "\n".join(blocks()[name])
    there = (PACKAGE / name).read_text()
    assert [line for line in written.splitlines() if line] == [line for line in there.splitlines() if line]


def test_the_tutorial_leaves_no_file_out():
    files = {str(one.relative_to(PACKAGE)) for one in PACKAGE.rglob("*") if one.is_file()}
    made = {name for name in files if not re.search(r"\.mo$|\.pyc$|golden/|_cache|\.pytest_cache|\.hypothesis", name)}
    assert set(blocks()) == made - {"README.md"}


def test_the_next_version_of_the_tutorial_reads_the_golden_logs_of_the_first(monkeypatch):
    monkeypatch.syspath_prepend(PACKAGE)
    said = re.findall(r"^```python\n(.*?)```", TUTORIAL, re.MULTILINE | re.DOTALL)[-1]
    module = type(sys)("tutorial_example")
    module.__file__ = str(PACKAGE / "applause" / "format.py")
    monkeypatch.setitem(sys.modules, "tutorial_example", module)
    exec(said, vars(module))
    assert module.NextApplause.version == 2
    golden.golden_logs_hold(module.NextApplause)
    assert golden.files(module.NextApplause)


def test_a_golden_log_is_never_written_over(tmp_path, monkeypatch):
    kind = registry.get("polls")
    file = tmp_path / "golden" / "v1.json"
    (log,) = sample(kind, 1)
    golden.write(kind, log, file)
    with pytest.raises(FileExistsError):
        golden.write(kind, log, file)
