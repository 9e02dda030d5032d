# shellcheck shell=bash disable=SC2154
# Sourced by ./dev: Klamm's reader of HCL beside HashiCorp's own (a Go module, fetched for the test alone). `./dev fuzz hcl-peer [N] [PATH…]` compares its
# specification suite, our examples, what lies below the paths, and N mutations of all of them.
fuzz_hcl_peer() {
  local count=${1:-20000} folder=$root/tests/fuzz/hcl-peer suite
  shift || true
  command -v go >/dev/null || die "hcl-peer: needs Go 1.25 or later"
  build release hcl_dump
  (cd "$folder" && go build -o "$root/build/hcl-peer" .) || die "hcl-peer: go build failed"
  suite=$(cd "$folder" && go list -m -f '{{.Dir}}' github.com/hashicorp/hcl/v2)/specsuite
  build/hcl-peer build/release/tests/fuzz/hcl_dump "$count" "${KLAMM_SEED:-1}" "$suite" tests/fuzz/corpus/hcl "$@"
}
