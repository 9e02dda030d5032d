# shellcheck shell=bash disable=SC2154
# The HCL reader beside HashiCorp's own. Needs Go and its module proxy, and so runs only when it is named: `./dev test hcl`.
step_hcl() {
  # shellcheck source=/dev/null
  source tests/fuzz/hcl-peer.sh
  fuzz_hcl_peer 20000
}
