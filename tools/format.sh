#!/bin/bash
# clang-format over every C++ file: says what differs, or with --fix rewrites.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

mode=(--dry-run -Werror)
[[ ${1:-} == --fix ]] && mode=(-i)

mapfile -t files < <(find gateway adapters tests -name '*.h' -o -name '*.cc')
printf '%s\n' "${files[@]}" |
  xargs -P "$(nproc)" -n 16 clang-format --style=file "${mode[@]}"
echo "${#files[@]} files in format"
