#!/usr/bin/env bash
# run.sh KLAMM CASE: runs the script CASE/cmd in a copy of the case's folder with `klamm` on its path, and compares what
# it prints (expected.out, expected.err) and its status (expected.status; absent: nothing, 0). KLAMM_UPDATE_GOLDEN=1
# rewrites what is expected.
set -euo pipefail
klamm=$1
case_folder=$2
scratch=$(mktemp -d)
trap 'chmod -R u+rwx "$scratch" && rm -rf "$scratch"' EXIT
mkdir "$scratch/bin" "$scratch/case"
ln -s "$klamm" "$scratch/bin/klamm"
cp -r "$case_folder/." "$scratch/case"
rm -f "$scratch/case/"{cmd,expected.*}

status=0
(
  cd "$scratch/case"
  env -i PATH="$scratch/bin:$PATH" LC_ALL=C.UTF-8 TERM=dumb bash -euo pipefail "$case_folder/cmd"
) >"$scratch/out" 2>"$scratch/err" </dev/null || status=$?
# The version of the program is not what a case is about.
version=$("$klamm" --version)
version=${version#klamm }
version=${version%% *}
sed -i "s/\"version\":\"${version//./\\.}\"/\"version\":\"VERSION\"/; s|$scratch/case|CASE|g" "$scratch/out" "$scratch/err"
echo "$status" >"$scratch/status"
echo 0 >"$scratch/zero"

failed=0
for part in out err status; do
  expected=$case_folder/expected.$part
  absent=/dev/null
  [[ $part != status ]] || absent=$scratch/zero
  if [[ -n ${KLAMM_UPDATE_GOLDEN:-} ]]; then
    rm -f "$expected"
    cmp -s "$scratch/$part" "$absent" || cp "$scratch/$part" "$expected"
    continue
  fi
  [[ -f $expected ]] || expected=$absent
  diff -u --label "expected.$part" --label "$part" "$expected" "$scratch/$part" || failed=1
done
exit "$failed"
