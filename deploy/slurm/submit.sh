#!/usr/bin/env bash
# submit.sh SUBMISSIONS OUT [PARTS [OPTION OF GRADE...]]: grades in an array of jobs and merges when all of them have ended.
# Run it in the course's checkout, on a file system that the nodes see as well. CHECKER is the program, if it is not the checkout's own.
set -euo pipefail
submissions=$(realpath "$1") out=$(realpath -m "$2") parts=${3:-4}
shift $(($# < 3 ? $# : 3))
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$out"
# Once, before the array: otherwise every part would build the checker and the crates, all at the same time.
if [ -z "${CHECKER:-}" ]; then
  cargo build --locked -p checker
  export CHECKER=$PWD/target/debug/checker
fi
"$CHECKER" run lost_update --file solutions/00_start/lost_update.rs --stage build >/dev/null
array=$(sbatch --parsable --array="1-$parts" --output="$out/part-%a.log" "$here/grade.sbatch" "$submissions" "$out" "$@")
# afterany: a part that failed is named by the merge, and does not leave it waiting for ever.
merge=$(sbatch --parsable --dependency="afterany:$array" --output="$out/merge.log" "$here/merge.sbatch" "$out")
echo "array $array, merge $merge; the results will be $out/results.jsonl"
