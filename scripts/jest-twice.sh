#!/usr/bin/env bash
# scripts/jest-twice.sh RESULT.json COMMAND...: runs Jest by COMMAND, and the files that failed once more, one at a time.
# Some tests make the machine busy on purpose, and the tests beside them then wait longer than they allow for. What fails
# again has failed. What passes the second time is named, so that its test can be mended.
set -euo pipefail
cd "$(dirname "$0")/.."

result=$1; shift
"$@" --json --outputFile="$result" && exit
files=$(node scripts/failed-files.js "$result")
mapfile -t files <<<"$files"
"$@" --json --outputFile="${result%.json}.again.json" --runInBand --runTestsByPath "${files[@]}"
