"""code_climate.py FILE…: each is what GitLab reads as a code quality report. No package ships its schema."""

import json
import sys

SEVERITIES = {"info", "minor", "major", "critical", "blocker"}

for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        issues = json.load(file)
    assert isinstance(issues, list), path
    prints = [issue["fingerprint"] for issue in issues]
    assert len(set(prints)) == len(prints), f"{path}: a fingerprint twice"
    for issue in issues:
        assert issue["severity"] in SEVERITIES, issue
        assert issue["description"] and issue["check_name"], issue
        assert not issue["location"]["path"].startswith("./"), issue
        assert isinstance(issue["location"]["lines"]["begin"], int), issue
