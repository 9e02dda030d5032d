# shellcheck shell=bash
# docs/rules/: one page for each rule, and their index, from the records in configs/rules.
regenerate_rules() {
  build release rule-pages
  build/release/tools/rule-pages/rule-pages docs/rules
}
