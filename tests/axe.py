"""What axe finds in a page as it stands: WCAG 2.2 AA, and what is good practice besides."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def faults(page: Any) -> list[str]:
    """One line for each element that breaks a rule."""
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response
    assert found["passes"], "axe looked at nothing"
    return [
        f"{page.url} {rule['id']}: {node['target']} {node['failureSummary'][:200]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
