# shellcheck shell=bash disable=SC2154
# Sourced after broker.sh: what must hold of brokers under test, counted.
life_passed=0
life_failed=0

# holds WHAT COMMAND…
holds() {
  local what=$1
  shift
  if "$@"; then
    life_passed=$((life_passed + 1))
  else
    life_failed=$((life_failed + 1))
    say "FAILED: $what"
  fi
}

# What a file must say, and what it must not.
prints() { grep -qE -- "$1" "$2"; }
prints_not() { ! grep -qE -- "$1" "$2"; }

# comes_to_print PATTERN FILE: the same, of what is written while others work.
comes_to_print() {
  local tenths
  for ((tenths = 0; tenths < broker_seconds * 10; tenths++)); do
    ! prints "$1" "$2" || return 0
    sleep 0.1
  done
  return 1
}

# begins WHAT FOLDER VERSION CLASS [PROPERTY=VALUE…]: a broker is made and serves.
begins() {
  local what=$1 folder=$2
  shift
  if broker_new "$@" && broker_start "$folder"; then
    life_passed=$((life_passed + 1))
    return
  fi
  life_failed=$((life_failed + 1))
  say "FAILED: $what: it does not start ($folder)"
  tail -n 20 "$folder/broker.log" >&2
  return 1
}

# steps WHAT FOLDER: the steps on standard input (clients/Steps.java), each of which must end as it says.
steps() {
  local what=$1 folder=$2 passed=0 failed=0
  read -r passed failed < <(client "$folder" Steps || true) || true
  if [[ -z ${failed:-} ]]; then
    say "FAILED: $what: no outcome ($folder/Steps.log)"
    failed=1
  fi
  grep '^FAILED: ' "$folder/Steps.log" | sed "s/^FAILED:/FAILED: $what:/" >&2 || true
  life_passed=$((life_passed + ${passed:-0}))
  life_failed=$((life_failed + failed))
}
