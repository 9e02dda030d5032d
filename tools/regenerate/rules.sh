# shellcheck shell=bash
# docs/rules/ from the records in configs/rules/.
regenerate_rules() {
  build release rule-pages
  build/release/tools/rule-pages docs/rules
}
