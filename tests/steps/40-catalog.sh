# shellcheck shell=bash disable=SC2154
# What the committed catalog says of the oldest and of the newest version is what their jars say.
step_catalog() {
  # shellcheck source=/dev/null
  source tools/regenerate/catalog.sh
  build release catalog-print
  local release fresh=build/catalog/fresh.tsv committed=build/catalog/committed.tsv
  for release in "${catalog_releases[0]}" "${catalog_releases[-1]}"; do
    catalog_dump "$release" >"$fresh"
    build/release/tools/catalog-print configs/catalog "$release" >"$committed"
    diff <(grep -E '^(broker|topic)' "$fresh") "$committed" || return 1
    # Of clients the catalog knows the keys of all versions at once, less those that brokers have too.
    grep -E '^(producer|consumer|admin)' "$fresh" | cut -f2 | sort -u |
      grep -vxFf <(sed -nE 's/^(\[broker\.)?"([^"]+)".*/\2/p' configs/catalog/broker.toml configs/catalog/clients.toml) && {
      say "catalog: these keys of clients are new"
      return 1
    }
    say "catalog: $(grep -cE '^(broker|topic)' "$fresh") keys of Kafka $release are as its jars have them"
  done
}
