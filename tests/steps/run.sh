# shellcheck shell=bash disable=SC2154
# Sourced by ./dev: runs the steps of this folder (NN-name.sh, each defining step_name) and shows every total at the end. A step without a number (name.sh)
# takes long and runs only when it is named.

# `./dev test --update-golden` rewrites what the golden cases expect; read the difference before committing it.
update_golden() {
  build release
  KLAMM_UPDATE_GOLDEN=1 ctest --test-dir build/release -L golden -j "$jobs" >build/release/golden.log || {
    cat build/release/golden.log
    return 1
  }
  git status --short tests/golden
}

run_steps() {
  if [[ ${1:-} == --update-golden ]]; then
    update_golden
    return
  fi
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
