# shellcheck shell=bash
# Sourced by ./dev: runs the steps of this folder (NN-name.sh, each defining step_name) and shows every total at the end. A step without a number (name.sh)
# takes long and runs only when it is named.

run_steps() {
  local wanted=("$@") step name failed=()
  for step in tests/steps/[0-9]*.sh; do
    name=$(basename "$step" .sh)
    name=${name#*-}
    if ((${#wanted[@]})) && [[ ! " ${wanted[*]} " == *" $name "* ]]; then continue; fi
    say "== $name"
    # shellcheck source=/dev/null
    source "$step"
    if ! "step_${name//-/_}"; then failed+=("$name"); fi
  done
  for name in "${wanted[@]}"; do
    [[ $name != run && -f tests/steps/$name.sh ]] || continue
    say "== $name"
    # shellcheck source=/dev/null
    source "tests/steps/$name.sh"
    if ! "step_${name//-/_}"; then failed+=("$name"); fi
  done
  if ((${#failed[@]})); then
    say "dev: failed: ${failed[*]}"
    return 1
  fi
}
