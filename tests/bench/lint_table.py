"""lint_table.py FOLDER ROWS: the table of `./dev bench lint`, and its rows as JSON."""

import json
import os
import sys

folder, rows_file = sys.argv[1:]


def seconds(name):
    with open(os.path.join(folder, name + ".json"), encoding="utf-8") as file:
        return json.load(file)["results"][0]["median"]


def mebibytes(name):
    with open(os.path.join(folder, name + ".kib"), encoding="utf-8") as file:
        return int(file.read().split()[-1]) / 1024


rows = []


def row(identity, unit, ours, peer):
    ratio = peer / ours
    rows.append({"id": identity, "ours": round(ours, 4), "peer": round(peer, 4), "unit": unit, "ratio": round(ratio, 2)})
    print(f"{identity:<16} {ours:>12.2f} {peer:>12.2f} {unit:<8} x {ratio:.1f}")


size = os.path.getsize(os.path.join(folder, "large.properties")) / (1 << 20)
print(f"{'':<16} {'klamm':>12} {'KafkaConfig':>12}")
row("cold-file", "ms", 1000 * seconds("ours-one"), 1000 * seconds("peer-one"))
row("cold-memory", "MiB", mebibytes("ours-one"), mebibytes("peer-one"))
row("many-files", "s", seconds("ours-many"), seconds("peer-many"))
row("many-memory", "MiB", mebibytes("ours-many"), mebibytes("peer-many"))
row("large-file", "s", seconds("ours-large"), seconds("peer-large"))
row("large-memory", "MiB", mebibytes("ours-large"), mebibytes("peer-large"))
print(f"klamm: {10000 / seconds('ours-many'):.0f} files/s, {size / seconds('ours-large'):.0f} MiB/s")

with open(rows_file, "w", encoding="utf-8") as file:
    file.write("[" + ",\n ".join(json.dumps(each) for each in rows) + "]\n")
