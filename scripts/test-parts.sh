# Sourced by the scripts that test other platforms in parts, each of which is a function of theirs.

# Runs the parts that are named: run_parts "PART PART..." [NAME...]. `jest` may come last, and takes the rest as the tests to
# run, by default those of the folders in the array `suites`.
run_parts() {
  local parts=$1 part
  shift
  while [ $# -gt 0 ]; do
    part=$1
    shift
    case " $parts jest " in
      *" $part "*) ;;
      *)
        echo "$0: ${parts// /, } or jest, not $part" >&2
        exit 1
        ;;
    esac
    if [ "$part" = jest ]; then
      [ $# -gt 0 ] || set -- "${suites[@]/#//__test__/}"
      jest "$@"
      return
    fi
    "$part"
  done
}
