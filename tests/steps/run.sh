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

step_name_of() { basename "$1" .sh | sed 's/^[0-9]*-//'; }
step_names() { for step in tests/steps/*.sh; do step_name_of "$step"; done | grep -vx run | tr '\n' ' '; }

# The file of a step by its name.
step_file() {
  local step
  for step in tests/steps/*.sh; do
    if [[ $(step_name_of "$step") == "$1" && $1 != run ]]; then
      echo "$step"
      return
    fi
  done
  return 1
}

run_steps() {
  if [[ ${1:-} == --update-golden ]]; then
    update_golden
    return
  fi
  local step name failed=() wanted=() said=()
  declare -A arguments=()
  # A word is a step's name, or what the step before it is told: --all, or a share of the work, 1/4.
  while (($#)); do
    if step=$(step_file "$1"); then
      wanted+=("$step")
    elif ((${#wanted[@]})) && [[ $1 =~ ^(--all|[0-9]+/[0-9]+)$ ]]; then
      arguments[${wanted[-1]}]+=" $1"
    else
      die "test: no step \`$1\`; there are: $(step_names)"
    fi
    shift
  done
  ((${#wanted[@]})) || wanted=(tests/steps/[0-9]*.sh)
  for step in "${wanted[@]}"; do
    name=$(step_name_of "$step")
    read -ra said <<<"${arguments[$step]:-}"
    say "== $name ${said[*]}"
    # shellcheck source=/dev/null
    source "$step"
    if ! "step_${name//-/_}" ${said[@]+"${said[@]}"}; then failed+=("$name"); fi
  done
  if ((${#failed[@]})); then
    say "dev: failed: ${failed[*]}"
    return 1
  fi
}
