# shellcheck shell=bash
# Reading one properties file of 60 MiB with the place of every byte, beside java.util.Properties, which keeps no places.
bench_read() {
  local mebibytes=60 times=10 file=build/bench/read.properties
  local program=build/release/tests/bench/read_bench
  local our_time our_memory our_settings peer_time peer_memory peer_settings
  build release read_bench
  "$program" make "$file" "$mebibytes"
  read -r our_time our_memory our_settings < <("$program" read "$file" "$times")
  read -r peer_time peer_memory peer_settings < <(java -Xmx2g tests/bench/PropertiesPeer.java "$file" "$times")
  [[ $our_settings == "$peer_settings" ]] || die "bench read: $our_settings settings, the peer has $peer_settings"
  awk -v ours="$our_time" -v peer="$peer_time" -v our_memory="$our_memory" -v peer_memory="$peer_memory" \
    -v size="$mebibytes" -v rows=build/bench/read.json '
    function row(id, unit, ours, peer) {
      printf "%-14s %10.3f %10.3f %-6s x %.1f\n", id, ours, peer, unit, peer / ours
      return sprintf("{\"id\":\"%s\",\"ours\":%.4f,\"peer\":%.4f,\"unit\":\"%s\",\"ratio\":%.2f}", id, ours, peer, unit, peer / ours)
    }
    BEGIN {
      printf "%-14s %10s %10s\n", "read", "klamm", "jdk"
      time = row("read-time", "s", ours, peer)
      memory = row("read-memory", "MiB", our_memory / 1024, peer_memory / 1024)
      printf "klamm reads %.0f MiB/s in %.2f times the size of the file\n", size / ours, our_memory / 1024 / size
      printf "[%s,\n %s]\n", time, memory >rows
    }'
}
