"""authz_table.py FOLDER OUT.json: one table of the runs in FOLDER. Rows {"id", "ours", "peer", "unit", "ratio"}; peer is the goal. `ours` is time on the CPU."""

import json
import pathlib
import statistics
import sys

folder, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
UNITS = {"ns": 1, "us": 1e3, "ms": 1e6}
runs = {}
for file in sorted(folder.glob("*.json")):
    for each in json.loads(file.read_text())["benchmarks"]:
        runs.setdefault(each["name"].split("/")[0], []).append(each)


def median(name, field, scale=1.0):
    return statistics.median(each[field] * (UNITS[each["time_unit"]] if field.endswith("_time") else 1) for each in runs[name]) / scale


ROWS = [  # id, benchmark, field, divisor, unit, goal
    ("B3", "B3_prefixes", "cpu_time", 1, "ns", 60),
    ("B4", "B4_metadata", "cpu_time", 504, "ns", 80),
    ("B4s", "B4s_metadata", "cpu_time", 504, "ns", 80),
    ("B5", "B5_kafka_shape", "cpu_time", 1, "ns", 500),
    ("B6", "B6_by_resource_type", "cpu_time", 1, "ns", 2000),
    ("B7 time", "B7_load", "cpu_time", 1e6, "ms", 575),
    ("B7 memory", "B7_load", "native_MiB", 1, "MiB", 64),
    ("B8", "B8_ranges", "cpu_time", 1, "ns", 315),
    ("B11", "B11_literals_one_pin", "cpu_time", 1, "ns", 50),
    ("B11 and pin", "B11_literals", "cpu_time", 1, "ns", 50),
    ("B12", "B12_add", "cpu_time", 1e3, "us", 50),
]
rows = []
print(f"{'id':<12}{'ours':>12}{'wall':>12}{'goal':>12}  unit")
for name, benchmark, field, divisor, unit, goal in ROWS:
    ours = median(benchmark, field, divisor)
    wall = f"{median(benchmark, 'real_time', divisor):,.1f}" if field == "cpu_time" else ""
    rows.append({"id": name, "ours": round(ours, 2), "peer": goal, "unit": unit, "ratio": round(goal / ours, 3)})
    print(f"{name:<12}{ours:>12,.1f}{wall:>12}{goal:>12,}  {unit}")
out.write_text("[" + ",\n ".join(json.dumps(each) for each in rows) + "]\n")
