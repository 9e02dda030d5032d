"""broker_table.py PAIRS MEGABYTES TICKS-PER-SECOND OUT.json: B10 of lines `ROUND klamm TICKS none TICKS`, in either order."""

import json
import math
import pathlib
import statistics
import sys

pairs, megabytes, hertz, out = pathlib.Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]), pathlib.Path(sys.argv[4])
runs = []
for line in pairs.read_text().splitlines():
    words = line.split()
    runs.append({"round": words[0], words[1]: float(words[2]), words[3]: float(words[4])})


def quantile(probability, degrees):
    """Of Student's t, by Hill's expansion: good to three places from five degrees on."""
    z = statistics.NormalDist().inv_cdf(probability)
    return z + (z**3 + z) / (4 * degrees) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * degrees**2)


# A round is one sample: its pairs share two JVMs.
rounds = {}
for run in runs:
    rounds.setdefault(run["round"], []).append(math.log(run["klamm"] / run["none"]))
logs = [statistics.mean(pairs) for pairs in rounds.values()]
mean = statistics.mean(logs)
error = statistics.stdev(logs) / math.sqrt(len(logs)) if len(logs) > 1 else math.inf
upper = math.exp(mean + quantile(0.975, len(logs) - 1) * error) if len(logs) > 2 else None
per_gb = {side: statistics.median(run[side] for run in runs) / hertz / (megabytes / 1000) for side in ("klamm", "none")}
row = {"id": "B10", "ours": per_gb["klamm"], "peer": per_gb["none"], "unit": "CPU s per GB", "ratio": math.exp(mean), "goal": 1.03, "trie": None,
       "upper": upper, "pairs": len(runs), "rounds": len(logs)}
out.write_text(json.dumps(row) + "\n")
bound = f"{upper:.3f}" if upper else "unknown"
print(f"B10: {per_gb['klamm']:.2f} CPU seconds per GB with Klamm, {per_gb['none']:.2f} without: {math.exp(mean):.3f}, at most {bound} (95 %), {len(runs)} pairs in {len(logs)} rounds")
