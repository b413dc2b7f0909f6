#!/bin/bash
# Lints the contract, and refuses what breaks a partner who compiled against the
# accepted one (protos/baseline.binpb). With --accept the present contract
# becomes the accepted one: at a release, with the reason in the commit.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly BUF=tools/buf/node_modules/.bin/buf
readonly BASELINE=protos/baseline.binpb

# Exactly what the lock file names; asks no registry if it is there already.
install_buf() {
  [[ -x $BUF && $("$BUF" --version) == "$(pinned_version)" ]] ||
    npm ci --prefix tools/buf --no-progress --loglevel=error
}

pinned_version() {
  sed -n 's/.*"@bufbuild\/buf": "\(.*\)".*/\1/p' tools/buf/package.json
}

# A copy of the contract with one edit, in $copy.
edited() {
  rm -rf "${copy:?}"/*
  cp -r buf.yaml protos "$copy"
  sed -i "$1" "$copy/protos/tasuki/v1/access.proto"
}

refuses() {
  local what=$1
  shift
  if "$@" > /dev/null 2>&1; then
    echo "buf does not notice $what" >&2
    return 1
  fi
}

# A check that finds nothing must be shown to find something.
check_bites() {
  local copy
  copy=$(mktemp -d)
  trap "rm -rf '$copy'" RETURN
  edited ''
  "$BUF" lint "$copy"
  edited 's/string need = 4;/string need = 5;/'
  refuses "a new number" "$BUF" breaking "$copy" --against "$BASELINE"
  edited 's/string need = 4;/int64 need = 4;/'
  refuses "a new type" "$BUF" breaking "$copy" --against "$BASELINE"
  edited '/string need = 4;/d'
  refuses "a lost field" "$BUF" breaking "$copy" --against "$BASELINE"
  edited '/Need as stated/d'
  refuses "a lost comment" "$BUF" lint "$copy"
  edited 's/string need = 4;/string Need = 4;/'
  refuses "an odd name" "$BUF" lint "$copy"
}

install_buf
if [[ ${1:-} == --accept ]]; then
  "$BUF" build . --exclude-source-info -o "$BASELINE"
fi
"$BUF" lint .
"$BUF" breaking . --against "$BASELINE"
check_bites
echo "contract in order, nothing broken since it was accepted"
