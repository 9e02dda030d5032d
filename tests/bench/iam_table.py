"""iam_table.py FOLDER OUT.json: our decisions beside the peer's. Rows {"id", "ours", "peer", "unit", "ratio"}, and one for each goal."""

import json
import pathlib
import statistics
import sys

folder, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
UNITS = {"ns": 1, "us": 1e3, "ms": 1e6}
times, decided = {}, {}
for file in sorted(folder.glob("ours-*.json")):
    for each in json.loads(file.read_text())["benchmarks"]:
        times.setdefault(each["name"], []).append(each["cpu_time"] * UNITS[each["time_unit"]])
        decided[each["name"]] = each.get("label", "")
ours = {name: statistics.median(values) for name, values in times.items()}
peer = {}
for line in (folder / "peer.txt").read_text().splitlines():
    name, nanos, verdict = line.split(" ", 2)
    peer[name] = float(nanos)
    if verdict != decided["decide:" + name]:
        sys.exit(f"{name}: ours {decided['decide:' + name]}, the peer's {verdict}")
rows = []


def row(name, mine, other):
    rows.append({"id": name, "ours": round(mine, 1), "peer": round(other, 1), "unit": "ns", "ratio": round(other / mine, 2)})
    print(f"{name:<24}{mine:>14,.1f}{other:>16,.1f}{other / mine:>12,.1f}")


print(f"{'id':<24}{'ours, ns':>14}{'peer, ns':>16}{'ratio':>12}")
for name, nanos in sorted(peer.items()):
    row(name, ours["decide:" + name], nanos)
# The peer prepares nothing: beside all that we do, too.
for name in ("50-literal", "800-literal"):
    if name in peer:
        row(name + " from scratch", sum(ours[step + name] for step in ("compile:", "caller:", "decide:")), peer[name])
for size, goal in (("50", 1000), ("800", 2000)):
    slowest = max(value for name, value in ours.items() if name.startswith(f"decide:{size}-"))
    row(f"goal {size}", slowest, goal)
for name in ("caller:50-literal", "caller:800-literal", "compile:50-literal", "compile:800-literal"):
    print(f"{name:<24}{ours[name]:>14,.1f}")
out.write_text("[" + ",\n ".join(json.dumps(each) for each in rows) + "]\n")
