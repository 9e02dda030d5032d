# shellcheck shell=bash disable=SC2154
# configs/catalog/{broker,topic,clients}.toml, from Kafka's own jars: `./dev regenerate catalog [VERSION…]`. With
# versions only those are read anew, the others are as the catalog has them, and so are the clients' keys.

# One release of every minor line. The jars of the last are not published with Streams and Connect, whose keys change
# little: their names are taken from `catalog_peers`.
catalog_releases=(2.8.2 3.0.2 3.1.2 3.2.3 3.3.2 3.4.1 3.5.2 3.6.2 3.7.2 3.8.1 3.9.2 4.0.2 4.1.2 4.2.1 4.3.1 4.4.0)
catalog_peers=(3.9.2 4.3.1)

# kafka_jars RELEASE: copies its jars to build/catalog/jars/RELEASE unless they are there.
kafka_jars() {
  local release=$1 jars=$root/build/catalog/jars/$1 profile=()
  [[ -d $jars ]] && return
  say "dev: fetching the jars of Kafka $release"
  mkdir -p "$root/build/catalog/jars"
  [[ " ${catalog_peers[*]} " != *" $release "* ]] || profile=(-Ppeers)
  mvn -q -B -ntp -f "$root/tools/catalog-dumper/pom.xml" dependency:copy-dependencies "${profile[@]}" "-Dkafka.version=$release" \
    -DincludeScope=runtime "-DoutputDirectory=$jars.part" >"$root/build/catalog/mvn.log" 2>&1 || {
    tail -n 20 "$root/build/catalog/mvn.log" >&2
    die "mvn failed"
  }
  mv "$jars.part" "$jars"
}

# catalog_dump RELEASE: its keys as tab-separated lines, read from its jars.
catalog_dump() {
  local release=$1 jars=build/catalog/jars/$1 classes=build/catalog/classes peers=()
  kafka_jars "$release"
  [[ " ${catalog_peers[*]} " != *" $release "* ]] || peers=(peers)
  mkdir -p "$classes"
  javac -Xlint:all -Werror -cp "$jars/*" -d "$classes" tools/catalog-dumper/src/io/klamm/catalog/*.java
  java -cp "$classes:$jars/*" io.klamm.catalog.Dump "${peers[@]}" 2>build/catalog/dump.log || {
    cat build/catalog/dump.log >&2
    die "the keys of Kafka $release cannot be read"
  }
}

regenerate_catalog() {
  local release asked=("$@") dumps=build/catalog/dumps clients=()
  rm -rf "$dumps"
  mkdir -p "$dumps"
  if ((${#asked[@]})); then build release catalog-print; else clients=(clients); fi
  for release in "${catalog_releases[@]}"; do
    if ((${#asked[@]})) && [[ " ${asked[*]} " != *" ${release%.*} "* && " ${asked[*]} " != *" $release "* ]]; then
      build/release/tools/catalog-print configs/catalog "$release" >"$dumps/$release.tsv"
    else
      catalog_dump "$release" >"$dumps/$release.tsv"
    fi
  done
  java -cp build/catalog/classes io.klamm.catalog.Merge "$dumps" configs/catalog "${clients[@]}"
}
