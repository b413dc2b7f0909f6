#!/bin/bash
# clang-format over every C++ file: names what differs, or with --fix rewrites.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

differs() { clang-format --style=file "$1" | cmp -s - "$1" || echo "$1"; }
export -f differs

mapfile -t files < <(find gateway adapters tests -name '*.h' -o -name '*.cc')
if [[ ${1:-} == --fix ]]; then
  clang-format --style=file -i "${files[@]}"
  exit
fi
out=$(printf '%s\0' "${files[@]}" |
  xargs -0 -P "$(nproc)" -I FILE bash -c 'differs FILE')
if [[ -n $out ]]; then
  printf '%s\n' "$out" "out of format; tools/format.sh --fix rewrites" >&2
  exit 1
fi
echo "${#files[@]} files in format"
