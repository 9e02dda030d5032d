# shellcheck shell=bash disable=SC2154
# Sourced by ./dev: `./dev ecosystem DIR [BASE]`. The guard against rules that cry wolf: what klamm finds over a folder of
# real files, by rule and severity; with BASE, which findings appeared and which went since that commit.

ecosystem() {
  local folder=${1:-} base=${2:-} out=$root/build/ecosystem
  [[ -n $folder ]] || die "ecosystem: name a folder of files"
  folder=$(realpath -e "$folder")
  mkdir -p "$out"
  ecosystem_lint "$(klamm_program)" "$folder" "$out/now.json"
  if [[ -z $base ]]; then
    python3 "$root/tools/ecosystem.py" "$out/now.json"
    return
  fi
  ecosystem_build "$base" "$out/base"
  ecosystem_lint "$out/base/build/program/linter/klamm" "$folder" "$out/base.json"
  python3 "$root/tools/ecosystem.py" "$out/now.json" "$out/base.json"
}

# ecosystem_lint KLAMM FOLDER FILE: every rule of the baseline profile, as JSON; files that cannot be read are counted there.
ecosystem_lint() {
  local status=0
  (cd "$2" && "$1" lint --fail-on never --format json --output "$3" .) 2>/dev/null || status=$?
  ((status == 0 || status == 2)) || die "ecosystem: klamm ended with status $status"
}

# ecosystem_build COMMIT FOLDER: the program of that commit, in a work tree of its own.
ecosystem_build() {
  local commit
  commit=$(git -C "$root" rev-parse --verify --quiet "$1^{commit}") || die "ecosystem: no commit \`$1\`"
  if [[ -d $2 ]]; then
    git -C "$2" checkout -q --detach "$commit"
  else
    git -C "$root" worktree prune
    git -C "$root" worktree add -q --detach "$2" "$commit"
  fi
  say "dev: building $1"
  (
    cd "$2"
    mkdir -p build
    {
      cmake --preset release -B build/program -DKLAMM_TESTS=OFF -DKLAMM_JNI=OFF &&
        cmake --build build/program -j "$jobs" --target klamm
    } >build/ecosystem.log 2>&1
  ) || die "ecosystem: \`$1\` does not build ($2/build/ecosystem.log)"
}
