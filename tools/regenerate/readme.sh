# shellcheck shell=bash disable=SC2154
# The run that README.md shows, between its two marks, as a terminal of 96 columns has it.

# readme_with_run: README.md with the run made anew.
readme_with_run() {
  local run=$root/build/readme-run.txt
  (
    cd "$root/configs/examples" || exit
    COLUMNS=96 script -qec "$root/build/release/linter/klamm lint --color never --fail-on never nearly-safe.properties" /dev/null
  ) </dev/null | tr -d '\r' >"$run"
  awk -v run="$run" '
    /^<!-- end of the run -->/ { hidden = 0 }
    !hidden { print }
    /^<!-- run: / {
      hidden = 1
      print "```"
      print "$ klamm lint nearly-safe.properties"
      while ((getline line < run) > 0) print line
      print "```"
    }' "$root/README.md"
}

regenerate_readme() {
  build release klamm
  readme_with_run >build/README.md
  cp build/README.md README.md
}
