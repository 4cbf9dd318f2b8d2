# Sourced by ./cabildo test: installs what the tests use, runs them all, and ends with one line of figures.

packages_of_tests="openssl softhsm2 unzip chromium postgresql zbar-tools xmlsec1 ffmpeg python3 python3-cbor2 python3-cryptography"

# Debian's name of a package → a file that says it is there.
is_there() {
    case $1 in
        chromium) command -v chromium ;;
        postgresql) ls /usr/lib/postgresql/*/bin/initdb ;;
        softhsm2) command -v softhsm2-util ;;
        zbar-tools) command -v zbarimg ;;
        python3-cbor2) /usr/bin/python3 -c 'import cbor2' ;;
        python3-cryptography) /usr/bin/python3 -c 'import cryptography' ;;
        *) command -v "$1" ;;
    esac >/dev/null 2>&1
}

install_for_tests() {
    local missing="" package
    for package in $packages_of_tests; do
        is_there "$package" || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing for the tests:$missing"
        apt-get -o DPkg::Lock::Timeout=400 -qq update >/dev/null &&
            DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=400 -qq -y --no-install-recommends install $missing >/dev/null || true
    fi
    for package in $missing; do
        is_there "$package" || echo "Missing, its tests are skipped by name: $package"
    done
}

# Adds the figures of `dotnet test` or of node's test runner to the totals.
passed=0 failed=0 skipped=0
count() {
    local log=$1 p f s
    p=$(sed -nE 's/^[[:space:]]*(succeeded: |ℹ pass |# pass )([0-9]+).*/\2/p' "$log" | tail -1)
    f=$(sed -nE 's/^[[:space:]]*(failed: |ℹ fail |# fail )([0-9]+).*/\2/p' "$log" | tail -1)
    s=$(sed -nE 's/^[[:space:]]*(skipped: |ℹ skipped |# skipped )([0-9]+).*/\2/p' "$log" | tail -1)
    passed=$((passed + ${p:-0})) failed=$((failed + ${f:-0})) skipped=$((skipped + ${s:-0}))
}

# A part that cannot even run counts as one failure.
part() {
    local name=$1 before=$failed status=0
    shift
    echo "== $name"
    "$@" 2>&1 | tee "$stamps/test-$name.log" || status=$?
    count "$stamps/test-$name.log"
    if [ "$status" -ne 0 ] && [ "$failed" -eq "$before" ]; then
        failed=$((failed + 1))
        echo "$name did not run to its end (exit $status)."
    fi
}

run_tests() {
    local long="" filter=()
    for word in "$@"; do
        case $word in
            --long) long=1 ;;
            *) fail "unknown option '$word' of test. Did you mean --long?" ;;
        esac
    done
    mkdir -p "$stamps"
    install_for_tests
    rm -f "$stamps/web"
    build_web
    cd "$root"
    [ -n "$long" ] && export CABILDO_LONG=1
    part types npm --prefix web run check --silent
    part web npm --prefix web test --silent
    if is_there chromium && is_there ffmpeg; then
        part verifier npm --prefix web run smoke --silent
    else
        echo "Skipped: the verifier in a browser (it needs chromium and ffmpeg)."
        skipped=$((skipped + 1))
    fi
    echo "== build"
    dotnet build Cabildo.slnx -c Release -v quiet --nologo -clp:NoSummary || fail "the build failed."
    # One after the other: what waits on a browser or a clock is not to be starved by its neighbours.
    part dotnet dotnet test --solution Cabildo.slnx -c Release --no-build --no-progress --max-parallel-test-modules 1
    echo
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ]
}
