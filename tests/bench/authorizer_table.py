"""Makes one table of JMH's results: authorizer_table.py FOLDER OUT.json. Rows {"id", "ours", "peer", "unit", "ratio"}, ratio = peer / ours."""

import json
import pathlib
import sys

folder, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])


def results(name):
    """{(id, authorizer): (ns per call, bytes of garbage per call)} of one JMH run."""
    found = {}
    for entry in json.loads((folder / f"{name}.json").read_text()):
        params = entry.get("params", {"id": "control", "authorizer": "control"})
        garbage = entry["secondaryMetrics"].get("gc.alloc.rate.norm", entry["secondaryMetrics"].get("·gc.alloc.rate.norm", {}))
        found[params["id"], params["authorizer"]] = (entry["primaryMetric"]["score"], garbage.get("score", 0.0))
    return found


rows = []


def row(name, ours, peer, unit):
    rows.append({"id": name, "ours": ours, "peer": peer, "unit": unit, "ratio": peer / ours if ours else 0.0})


for version, suffix in (("4.3.1", ""), ("3.9.2", "@3.9.2"), ("4.0.2", "@4.0.2"), ("4.4.0", "@4.4.0")):
    calls = results(f"{version}-calls")
    for name in sorted({key[0] for key in calls}):
        ours, peer = calls[name, "klamm"], calls[name, "standard"]
        row("B8" if name == "B8" else name + suffix, ours[0], peer[0], "ns")
        if name == "B4":
            row("B4 garbage" + suffix, ours[1], peer[1], "bytes")

one, two = results("4.3.1-one-thread"), results("4.3.1-two-threads")
free = one["control", "control"][0] / two["control", "control"][0]
scales = {who: one["B2", who][0] / two["B2", who][0] / free for who in ("klamm", "standard")}
rows.append({"id": "B9", "ours": scales["klamm"], "peer": scales["standard"], "unit": "of what the machine gives two threads",
             "ratio": scales["klamm"] / scales["standard"]})

load = {who: [float(n) for n in (folder / f"load-{who}.txt").read_text().split()] for who in ("klamm", "standard")}
row("B7 time", load["klamm"][0], load["standard"][0], "ms")
row("B7 memory", load["klamm"][1] / 2**20, load["standard"][1] / 2**20, "MiB")

out.write_text(json.dumps(rows, indent=1) + "\n")
print(f"{'id':<16}{'ours':>14}{'StandardAuthorizer':>22}  {'unit':<6}{'speed-up':>12}")
for r in rows:
    print(f"{r['id']:<16}{r['ours']:>14,.1f}{r['peer']:>22,.1f}  {r['unit'][:5]:<6}{r['ratio']:>12,.2f}")
