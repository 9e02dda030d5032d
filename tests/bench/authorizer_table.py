"""authorizer_table.py FOLDER BENCH: BENCH/authorizer.json of the results in FOLDER and of BENCH/broker.json, and the table.

Rows {"id", "ours", "peer", "unit", "ratio", "goal", "trie"}: peer is Kafka's own authorizer (B10: none at all; B11: another C++
authorizer on its author's machine), ratio is peer / ours (B9: ours / 1), goal is the ratio to reach, trie the plain Java peer."""

import json
import pathlib
import statistics
import sys

NEWEST = "4.3.1"
CALLS = ("B1", "B2", "B3", "B4", "B4s", "B5", "B6", "B8")
GOALS = {"B1": 2.5, "B2": 2, "B3": 3.3, "B4": 5000, "B4s": 250, "B5": 2000, "B6": 200_000, "B8": 200}
OLD_GOALS = {"B1": 0.9, "B2": 1.0}  # 3.9 and 4.0 have no metrics

folder, bench = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
rows = []


def row(name, ours, peer, unit, goal=None, trie=None, ratio=None):
    if ratio is None:
        ratio = peer / ours if peer and ours else None
    rows.append({"id": name, "ours": ours, "peer": peer, "unit": unit, "ratio": ratio, "goal": goal, "trie": trie})


def jmh(file):
    """{(id, authorizer): (ns per call, bytes of garbage per call)} of one JMH run."""
    found = {}
    for entry in json.loads(file.read_text()):
        garbage = entry["secondaryMetrics"].get("gc.alloc.rate.norm") or entry["secondaryMetrics"].get("·gc.alloc.rate.norm") or {}
        params = entry["params"]
        found[params["id"], params["authorizer"]] = (entry["primaryMetric"]["score"], garbage.get("score", 0.0))
    return found


def call_rows(results, version, suffix):
    for name in CALLS:
        if (name, "klamm") not in results:
            continue
        ours, peer = results[name, "klamm"], results[name, "standard"]
        trie = results.get((name, "trie"), (None, None))
        goal = OLD_GOALS.get(name, GOALS[name]) if version.startswith(("3.9", "4.0")) else GOALS[name]
        row(name + suffix, ours[0], peer[0], "ns", goal, trie[0])
        if name == "B4":
            row("B4 garbage" + suffix, ours[1], peer[1], "bytes", None, trie[1])


def numbers(name):
    return [[float(n) for n in line.split()] for line in (folder / name).read_text().splitlines()]


def native(name, field="cpu_time"):
    units = {"ns": 1, "us": 1e3, "ms": 1e6}
    runs = [e for e in json.loads((folder / "native.json").read_text())["benchmarks"] if e["run_type"] == "iteration" and e["name"].split("/")[0] == name]
    return statistics.median(e[field] * units[e["time_unit"]] for e in runs)


if (folder / f"{NEWEST}-calls.json").exists():
    call_rows(jmh(folder / f"{NEWEST}-calls.json"), NEWEST, "")
    call_rows(jmh(folder / "4.4.0-ranges.json"), "4.4.0", "")
    peers = ("klamm", "standard", "trie")
    load = {who: numbers(f"load-{who}.txt")[0] for who in peers}
    row("B7", load["klamm"][0], load["standard"][0], "ms", 4, load["trie"][0])
    row("B7 memory", load["klamm"][1] / 2**20, load["standard"][1] / 2**20, "MiB", None, load["trie"][1] / 2**20)
    scaling = {who: statistics.median(run[0] for run in numbers(f"scaling-{who}.txt")) for who in peers}
    row("B9", scaling["klamm"], scaling["standard"], "of the control's", 0.95, scaling["trie"], scaling["klamm"])
if (bench / "broker.json").exists():
    rows.append(json.loads((bench / "broker.json").read_text()))
if (folder / "native.json").exists():
    row("B11", native("B11_literals_one_pin"), 101, "ns", 101 / 50)
    row("B11 and pin", native("B11_literals"), 101, "ns")
    row("B12", native("B12_add") / 1000, 50, "us", 1)
for file in sorted(folder.glob("*-calls.json")):
    version = file.name.removesuffix("-calls.json")
    if version != NEWEST:
        call_rows(jmh(file), version, "@" + version)

order = {name: place for place, name in enumerate(["B1", "B2", "B3", "B4", "B4s", "B5", "B6", "B7", "B8", "B9", "B10", "B11", "B12"])}
rows.sort(key=lambda r: (r["id"].partition("@")[2], order[r["id"].partition("@")[0].split(" ")[0]]))
(bench / "authorizer.json").write_text("[" + ",\n ".join(json.dumps(r, ensure_ascii=False) for r in rows) + "]\n")


def shown(value):
    return "" if value is None else f"{value:,.2f}" if value < 100 else f"{value:,.0f}"


print(f"{'id':<17}{'ours':>12}{'peer':>16}{'Java trie':>16}  {'unit':<18}{'ratio':>12}{'goal':>10}")
for r in rows:
    print(f"{r['id']:<17}{shown(r['ours']):>12}{shown(r['peer']):>16}{shown(r['trie']):>16}  {r['unit']:<18}{shown(r['ratio']):>12}{shown(r['goal']):>10}")
