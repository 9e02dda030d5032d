# shellcheck shell=bash disable=SC2154
# Sourced by broker_iam.sh: a role for each recipe of iam/recipes.txt, and one for each of its actions that lacks it.

iam_cluster=arn:aws:kafka:eu-west-1:111122223333:cluster/local/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9-7

# iam_arn RESOURCE: `cluster`, `topic/NAME` …, or `*`.
iam_arn() {
  case $1 in
    '*') echo '*' ;;
    cluster) echo "$iam_cluster" ;;
    *) echo "${iam_cluster/:cluster\/*/:}${1%%/*}/${iam_cluster#*:cluster/}/${1#*/}" ;;
  esac
}

# iam_policy ROLE ACTION RESOURCE [ACTION RESOURCE…]: a policy that allows these.
iam_policy() {
  local role=$1 separator='' resource
  shift
  printf '{"Version":"2012-10-17","Statement":[\n'
  while (($#)); do
    resource=$(iam_arn "${2//\{\}/$role}")
    printf '%s{"Effect":"Allow","Action":"kafka-cluster:%s","Resource":"%s"}' "$separator" "$1" "$resource"
    separator=$',\n'
    shift 2
  done
  printf ']}\n'
}

# iam_role FOLDER LIST ROLE WHAT OUTCOME [ACTION RESOURCE…]: a principal of the role's name that plays it, and, in the file LIST, what it is to do.
iam_role() {
  local folder=$1 list=$2 role=$3 what=$4 outcome=$5
  shift 5
  if (($#)); then
    iam_policy "$role" "$@" >"$folder/policies/$role.json"
    printf '[roles."%s"]\npolicies = ["%s.json"]\n' "$role" "$role" >>"$folder/principals.toml"
  else
    printf '[roles."%s"]\n' "$role" >>"$folder/principals.toml"
  fi
  printf '[principals."User:%s"]\nrole = "%s"\n' "$role" "$role" >>"$folder/principals.toml"
  echo "$role ${what//\{\}/$role} -> $outcome" >>"$folder/$list"
  echo "$role" >>"$folder/roles"
}

# iam_recipe FOLDER LIST NAME WHAT OUTCOME: with what stands in `granted` (ACTION RESOURCE …) and `without` (OUTCOME …).
iam_recipe() {
  local folder=$1 list=$2 name=$3 what=$4 outcome=$5 at rest role
  iam_role "$folder" "$list" "$name" "$what" "$outcome" "${granted[@]}"
  for ((at = 0; at < ${#without[@]}; at++)); do
    rest=("${granted[@]:0:at*2}" "${granted[@]:at*2+2}")
    role=$name-no-${granted[at * 2]/\*/action}
    [[ ! -f $folder/policies/$role.json ]] || role+=-$at
    iam_role "$folder" "$list" "$role" "$what" "${without[at]}" ${rest[@]+"${rest[@]}"}
  done
}

# iam_recipes FOLDER LIST: of iam/LIST.txt, policies, principals.toml, the roles' names, and what their clients are to do.
iam_recipes() {
  local folder=$1 list=$2 line name='' what outcome granted=() without=()
  local recipe='^([a-z-]+): (.*) -> (.*)$' action='^ +([A-Za-z*]+) ([^ ]+) -> (.*)$'
  mkdir -p "$folder/policies"
  while IFS= read -r line; do
    if [[ $line =~ $action ]]; then
      granted+=("${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}")
      without+=("${BASH_REMATCH[3]}")
    elif [[ $line =~ $recipe ]]; then
      [[ -z $name ]] || iam_recipe "$folder" "$list" "$name" "$what" "$outcome"
      name=${BASH_REMATCH[1]} what=${BASH_REMATCH[2]} outcome=${BASH_REMATCH[3]} granted=() without=()
    fi
  done <"$root/tests/integration/iam/$list.txt"
  iam_recipe "$folder" "$list" "$name" "$what" "$outcome"
}
