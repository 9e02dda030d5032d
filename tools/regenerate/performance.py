"""performance.py ROWS.json PAGE.md JAVA: puts the rows as tables between the page's two marks."""

import datetime
import json
import os
import pathlib
import platform
import sys

rows_file, page, java = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
BEGIN, END = "<!-- measured: authorizer -->", "<!-- end of the measured -->"
WORK = {
    "B1": "super user, 1 action",
    "B2": "literal ACLs on 10,000 names, 1 action",
    "B3": "5,000 prefixes, 1 action",
    "B4": "504 topics in one call, 7,000 ACLs on literal `*`",
    "B4 garbage": "… garbage of that call",
    "B4s": "504 topics in one call, 7,000 ACLs spread over them",
    "B5": "50,000 resources × 10, 1,000 principals, an ACL changes each 100 calls",
    "B6": "same ACLs, authorizeByResourceType",
    "B7": "load 606,000 ACLs",
    "B7 memory": "… what is held afterwards",
    "B8": "100 address ranges (Kafka 4.4.0)",
    "B9": "2 threads ÷ 1, over the same of work that shares nothing",
    "B10": "broker CPU per GB produced; peer: no authorizer",
    "B11": "the engine alone, 10,000 literals; peer: Redpanda's authorizer on its author's machine",
    "B11 and pin": "… with a snapshot of its own",
    "B12": "the engine alone: add one ACL to 100,000 while one thread reads; peer: the goal",
}
SCALE = [("ns", 1e9, "s"), ("ns", 1e6, "ms"), ("ns", 1e3, "µs"), ("bytes", 2**20, "MiB"), ("bytes", 2**10, "KiB"), ("ms", 1e3, "s")]


def cpu():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def amount(value, unit):
    if value is None:
        return ""
    for base, divisor, name in SCALE:
        if unit == base and value >= divisor:
            return f"{number(value / divisor)} {name}"
    return f"{number(value)} {unit}"


def ratio(row):
    if row["ratio"] is None:
        return ""
    if row["id"] == "B10":
        upper = f", at most {row['upper']:.3f} (95 %)" if row.get("upper") else ""
        return f"{row['ratio']:.3f}{upper}"
    return number(row["ratio"])


def goal(row):
    return "" if row["goal"] is None else f"{'≤' if row['id'] == 'B10' else '≥'} {number(row['goal'])}"


rows = json.loads(rows_file.read_text())
stamp = datetime.date.fromtimestamp(rows_file.stat().st_mtime).isoformat()
lines = [BEGIN, "", f"{stamp}, {cpu()}, {os.cpu_count()} cores, Linux {platform.release()}, {java}. Kafka 4.3.1 unless said.", ""]
lines += ["| id | work | Klamm | StandardAuthorizer | plain Java index | speed-up | goal |", "|---|---|---|---|---|---|---|"]
for row in [r for r in rows if "@" not in r["id"]]:
    unit = row["unit"]
    lines.append(f"| {row['id']} | {WORK[row['id']]} | {amount(row['ours'], unit)} | {amount(row['peer'], unit)} | {amount(row['trie'], unit)} | {ratio(row)} | {goal(row)} |")
versions = list(dict.fromkeys(r["id"].partition("@")[2] for r in rows if "@" in r["id"]))
for version in versions:
    lines += ["", f"Kafka {version}:", "", "| id | Klamm | StandardAuthorizer | speed-up | goal |", "|---|---|---|---|---|"]
    for row in [r for r in rows if r["id"].endswith("@" + version)]:
        name, unit = row["id"].partition("@")[0], row["unit"]
        lines.append(f"| {name} | {amount(row['ours'], unit)} | {amount(row['peer'], unit)} | {ratio(row)} | {goal(row)} |")
lines += ["", END]
before, _, rest = page.read_text().partition(BEGIN)
page.write_text(before + "\n".join(lines) + rest.partition(END)[2])
