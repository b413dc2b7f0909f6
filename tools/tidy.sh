#!/bin/bash
# clang-tidy over our sources: tools/tidy.sh BUILD_DIR [file.cc ...]
#
# Without files: all sources that have not passed yet, uncommitted ones first,
# then the most recently committed, until the budget is used up. What was not
# reached is named, and is first in line next time. A pass is remembered in
# BUILD_DIR for exactly these bytes of source, headers and .clang-tidy.
#   TASUKI_TIDY_MINUTES  the budget (default 4; 0 is no limit)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export BUILD=$1 PASSED=$1/tidy LC_ALL=C
shift
mkdir -p "$PASSED"
minutes=${TASUKI_TIDY_MINUTES:-4}
export DEADLINE=$((minutes ? $(date +%s) + 60 * minutes : 0))

sources() { find gateway adapters tests -name '*.cc' | sort; }

# Most recently changed first. Without git: by name.
newest_first() {
  { git diff --name-only HEAD
    git ls-files --others --exclude-standard
    git log --name-only --format=; sources; } 2> /dev/null |
    awk 'NR == FNR { ours[$0]; next } ($0 in ours) && !seen[$0]++' \
      <(sources) -
}

HEADERS=$({ cat .clang-tidy; find gateway adapters tests protos \
  \( -name '*.h' -o -name '*.proto' \) -print0 | sort -z | xargs -0 cat; } |
  sha256sum)
export HEADERS

# Prints one line: what became of the file.
tidy() {
  local key stamp
  key=$({ echo "$HEADERS"; cat "$1"; } | sha256sum | cut -c -64)
  stamp=$PASSED/$key
  if [[ -e $stamp ]]; then echo "known $1"; return; fi
  if ((DEADLINE && $(date +%s) >= DEADLINE)); then echo "later $1"; return; fi
  if clang-tidy -p "$BUILD" --quiet "$1" > "$stamp.out" 2> "$stamp.err"; then
    mv "$stamp.out" "$stamp"
    echo "tidy  $1"
  else
    cat "$stamp.out"
    grep -E '(error|fatal error):' "$stamp.err" || true
    echo "BAD   $1"
  fi
  rm -f "$stamp.out" "$stamp.err"
}
export -f tidy

files=("$@")
(($#)) || mapfile -t files < <(newest_first)
report=$PASSED/report
printf '%s\0' "${files[@]}" |
  xargs -0 -P "$(nproc)" -I FILE bash -c 'tidy FILE' | tee "$report"

count() { grep -c "^$1 " "$report" || true; }
echo "clang-tidy: ${#files[@]} sources, $(count 'tidy ') tidied now," \
  "$(count known) known to pass, $(count later) not reached" \
  "in $minutes min, $(count 'BAD  ') with findings"
! grep -q '^BAD' "$report"
