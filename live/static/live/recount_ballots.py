"""Counts the ballots of a secret vote again: python3 recount_ballots.py ballots.json [SHA-256]

ballots.json is the published list. Give the SHA-256 as it was told in the room; else the one in the file is taken.
"""

import hashlib
import json
import sys
from collections import Counter

with open(sys.argv[1], encoding="utf-8") as file:
    vote = json.load(file)
text, count, wrong = "", Counter[str](), []
for receipt, mode, verb, body in vote["ballots"]:
    says = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    text += f"{receipt}\t{mode}\t{verb}\t{says}\n"
    lists = [[key for key in part if part[key]] if isinstance(part, dict) else part for part in body.values()]
    count.update({option for part in lists if isinstance(part, list) for option in part})
sha256 = hashlib.sha256(text.encode()).hexdigest()
if sha256 != (sys.argv[2].lower() if len(sys.argv) > 2 else vote["sha256"]):
    wrong.append("These are not the ballots that were published: the SHA-256 differs.")
print(len(vote["ballots"]), "ballots, SHA-256", sha256)
for option, votes in vote["results"].items():
    print(f"{count[option]:6}", *list(vote["options"].get(option, {}).values())[:1] or [option])
    if votes > count[option]:
        print(f"       and {votes - count[option]} counted by hand at the desk, in no list")
    elif votes < count[option]:
        wrong.append(f"The result has {votes} for {option}: some of these ballots were not counted.")
sys.exit("\n".join(wrong) or print("The ballots and the result agree."))
