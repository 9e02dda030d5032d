# shellcheck shell=bash disable=SC2154
# native/doc_hcl/hcl_letters.cc: the letters of identifiers, as Unicode 17 has them. Needs node, whose regular expressions know them.
regenerate_letters() {
  if ! command -v node >/dev/null || [[ $(node -p 'parseInt(process.versions.unicode)') -lt 17 ]]; then
    say "dev: no node with Unicode 17; hcl_letters.cc stays"
    return 0
  fi
  node tools/regenerate/letters.mjs >native/doc_hcl/hcl_letters.cc
}
