# Sourced by ./run and ./test: finds Python, brings in system packages, builds the venv in the user's cache folder.
# Everything costly is kept there, so a second start takes seconds.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cache="${XDG_CACHE_HOME:-$HOME/.cache}/live2d-companion"
venv="$cache/venv"

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

# soname -> Debian package. Asked by soname, since package names differ between releases.
window_libraries="libglib-2.0.so.0=libglib2.0-0 libGL.so.1=libgl1 libEGL.so.1=libegl1 libxkbcommon.so.0=libxkbcommon0
libfontconfig.so.1=libfontconfig1 libdbus-1.so.3=libdbus-1-3 libxcb-cursor.so.0=libxcb-cursor0
libxcb-icccm.so.4=libxcb-icccm4 libxcb-keysyms.so.1=libxcb-keysyms1 libxkbcommon-x11.so.0=libxkbcommon-x11-0
libxcb-randr.so.0=libxcb-randr0 libxcb-shape.so.0=libxcb-shape0 libxcb-image.so.0=libxcb-image0
libxcb-render-util.so.0=libxcb-render-util0 libportaudio.so.2=libportaudio2 libgomp.so.1=libgomp1"

# Prints the packages whose library or program is missing. Arguments: program=package ...
missing_packages() {
    local known entry
    known="$( (ldconfig -p 2>/dev/null || /sbin/ldconfig -p) )"
    for entry in $window_libraries; do
        grep -q "^[[:space:]]*${entry%%=*} " <<<"$known" || printf '%s ' "${entry##*=}"
    done
    for entry in "$@"; do
        command -v "${entry%%=*}" >/dev/null || printf '%s ' "${entry##*=}"
    done
    # Mesa's drivers and a font are no libraries one links with.
    [ -d /usr/lib/x86_64-linux-gnu/dri ] || [ -d /usr/lib/aarch64-linux-gnu/dri ] || [ -d /usr/lib64/dri ] ||
        printf 'libgl1-mesa-dri '
    [ -n "$(find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" -name '*.ttf' -print -quit 2>/dev/null)" ] ||
        printf 'fonts-dejavu-core '
}

# Finds a Python >= 3.11 with venv into $python; empty when there is none.
find_python() {
    local candidate
    python=""
    for candidate in "${PYTHON:-}" python3 python3.13 python3.12 python3.11; do
        [ -n "$candidate" ] && command -v "$candidate" >/dev/null || continue
        if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            python="$candidate"
            return
        fi
    done
}

install_system_packages() {
    local wanted
    [ "$(uname -s)" = Linux ] || return 0
    wanted="$(missing_packages "$@")"
    find_python
    [ -n "$python" ] || wanted="$wanted python3 python3-venv"
    [ -n "${wanted// /}" ] || return 0
    if ! command -v apt-get >/dev/null; then
        say "These are missing, by their Debian names; install your system's packages for them: $wanted"
        [ -n "$python" ] || exit 1
        return 0
    fi
    if [ "$(id -u)" != 0 ]; then
        stop "Some system packages are missing. Type this once, then start again:
  sudo apt-get install -y $wanted"
    fi
    say "Installing system packages: $wanted"
    # shellcheck disable=SC2086
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $wanted; } \
        >"$cache/apt.log" 2>&1 || { tail -n 20 "$cache/apt.log" >&2; stop "apt-get failed; its log is $cache/apt.log."; }
}

# Prints the pinned requirements of pyproject.toml: the base and the extras named.
requirements() {
    "$python" - "$root/pyproject.toml" "$@" <<'PYTHON'
import sys, tomllib
project = tomllib.load(open(sys.argv[1], "rb"))["project"]
print("\n".join(project["dependencies"]))
for extra in sys.argv[2:]:
    print("\n".join(project["optional-dependencies"][extra]))
PYTHON
}

# Makes the venv hold the base and the extras named. A stamp per set of requirements makes the second time instant.
install_python_packages() {
    local wanted state stamp
    if [ -d "$venv" ] && ! "$venv/bin/python" -c 'import sys' 2>/dev/null; then
        say "The Python behind $venv is gone: building it anew."
        rm -rf "$venv"
    fi
    wanted="$(requirements "$@")"
    # One stamp per set of extras and state of pyproject: sets of the same state live together in one venv.
    state="$(requirements neural art telegram azure test | cksum | cut -d' ' -f1)"
    stamp="$venv/.have-$state-$*"
    [ -e "$stamp" ] && return 0
    say "Setting up Python packages in $venv (a few minutes the first time)."
    [ -d "$venv" ] || "$python" -m venv "$venv" || stop "The virtual environment could not be made in $venv."
    # Stamps of another state of pyproject no longer hold after this.
    find "$venv" -maxdepth 1 -name '.have-*' ! -name ".have-$state-*" -delete
    "$venv/bin/python" -m pip install --disable-pip-version-check --quiet --upgrade pip==26.3 || stop "pip could not be updated."
    local extra_index=()
    # Where pip would bring torch with gigabytes of CUDA, point this at an index with CPU builds.
    [ -n "${COMPANION_TORCH_INDEX:-}" ] && extra_index=(--extra-index-url "$COMPANION_TORCH_INDEX")
    printf '%s\n' "$wanted" >"$cache/requirements.txt"
    # Where the lock file holds the hashes of the base's files, no other files are taken.
    if [ "$(uname -sm)" = "Linux x86_64" ] &&
        "$venv/bin/python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'; then
        "$venv/bin/python" -m pip install --disable-pip-version-check --quiet --no-deps --require-hashes \
            -r "$root/requirements.lock" >"$cache/pip-lock.log" 2>&1 ||
            { tail -n 5 "$cache/pip-lock.log" >&2; stop "pip could not install what requirements.lock names; its log is $cache/pip-lock.log."; }
    fi
    # Of pip's many lines only the downloads are news to the user; its whole log stays in the cache folder.
    "$venv/bin/python" -m pip install --disable-pip-version-check --progress-bar off --no-warn-script-location \
        ${extra_index[@]+"${extra_index[@]}"} -r "$cache/requirements.txt" 2>&1 | tee "$cache/pip.log" |
        sed -un 's/^ *\(Downloading .*\)$/  \1/p; /^Installing collected/s/:.*/ .../p; /^ERROR/p' >&2 ||
        stop "pip could not install the Python packages; its log is $cache/pip.log."
    touch "$stamp"
}

# Serialises setups of several clones or starts.
mkdir -p "$cache"
exec 9>"$cache/setup.lock"
command -v flock >/dev/null && flock 9
