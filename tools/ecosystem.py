"""ecosystem.py NOW [BASE]: counts the findings of a run of klamm, or tells how it differs from another."""

import collections
import json
import sys

SEVERITIES = ["critical", "high", "medium", "low", "info"]


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def summary(run):
    counts = run["summary"]
    found = ", ".join(f"{counts[severity]} {severity}" for severity in SEVERITIES)
    return (
        f"{counts['files']} files, {counts['skipped']} skipped, {counts['unreadable']} unreadable: "
        f"{found}; {counts['unknown']} unknown"
    )


def by_rule(run):
    counts = collections.Counter((finding["rule"], finding["severity"]) for finding in run["findings"])
    files = collections.defaultdict(set)
    for finding in run["findings"]:
        files[finding["rule"]].add(finding["path"])
    for (rule, severity), count in sorted(counts.items(), key=lambda item: (SEVERITIES.index(item[0][1]), item[0][0])):
        yield f"{severity:<9} {rule:<7} {count:>6} in {len(files[rule])} files"


def line(finding):
    place = finding["path"]
    if "line" in finding:
        place += f":{finding['line']}:{finding['column']}"
    return f"{place}: {finding['severity']}: {finding['message']} [{finding['rule']}]"


def difference(now, base):
    before, after = (collections.Counter(line(finding) for finding in run["findings"]) for run in (base, now))
    for text in sorted((before - after) | (after - before)):
        yield from [f"- {text}"] * (before - after)[text]
        yield from [f"+ {text}"] * (after - before)[text]


runs = [load(path) for path in sys.argv[1:]]
if len(runs) == 1:
    for text in by_rule(runs[0]):
        print(text)
    print(summary(runs[0]))
else:
    for text in difference(*runs):
        print(text)
    print(f"before: {summary(runs[1])}")
    print(f"now:    {summary(runs[0])}")
