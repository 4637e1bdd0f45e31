#!/bin/sh
# Puts the command `brief` into a folder: the released one for this system, where this checkout is a release that has one,
# and else one that Cargo builds of this checkout.
#
#     install.sh FOLDER [PROJECT [REVISION]]
#
# PROJECT is the address of the project, and REVISION what of it this checkout is: a tag, or the hash of a commit. Without
# them git is asked. What was downloaded is held against the SHA256SUMS of the release; where it is something else, nothing
# is installed.
set -eu

say() { echo "watching-brief: $*" >&2; }

folder=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# Within a hook these speak of the repository that somebody commits to.
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_OBJECT_DIRECTORY GIT_COMMON_DIR GIT_PREFIX
project=${2-$(git -C "$here" remote get-url origin 2>/dev/null || true)}
project=${project%.git}
revision=${3-$(git -C "$here" rev-parse HEAD 2>/dev/null || true)}
tag=v$(sed -n 's/^version = "\(.*\)"$/\1/p' "$here/Cargo.toml" | head -n 1)

# Names this system as the archives of a release do.
system() {
  case $(uname -m) in
    x86_64 | amd64) processor=x86_64 ;;
    aarch64 | arm64) processor=aarch64 ;;
    *) return 1 ;;
  esac
  case $(uname -s) in
    Linux) if getconf GNU_LIBC_VERSION >/dev/null 2>&1; then echo "$processor-unknown-linux-gnu"; else echo "$processor-unknown-linux-musl"; fi ;;
    Darwin) echo "$processor-apple-darwin" ;;
    MINGW* | MSYS* | CYGWIN*) echo "$processor-pc-windows-msvc" ;;
    *) return 1 ;;
  esac
}

# Whether this checkout is the release of its version: a checkout of a later day has the version of the last release, too.
is_release() {
  case $revision in
    "$tag") return 0 ;;
    "" | *[!0-9a-f]*) return 1 ;;
  esac
  [ "${#revision}" -ge 40 ] || return 1
  GIT_TERMINAL_PROMPT=0 git ls-remote "$project" "refs/tags/$tag" "refs/tags/$tag^{}" 2>/dev/null | grep -q "^${revision}[[:space:]]"
}

get() { curl --fail --silent --location --proto '=https,file' --retry 2 --output "$work/$1" "$project/releases/download/$tag/$1"; }

sum() { if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1; }

# Puts the released command into the folder, and fails where there is none.
download() {
  [ -n "$project" ] && target=$(system) && command -v curl >/dev/null && is_release || return 1
  command=brief
  archive=brief-$target.tar.gz
  case $target in *windows*) command=brief.exe archive=brief-$target.zip ;; esac
  get SHA256SUMS && get "$archive" || return 1
  # The second column may have a mark before the name.
  expected=$(sed -n "s/^\([0-9a-f]\{64\}\) [ *]$archive\$/\1/p" "$work/SHA256SUMS")
  if [ "$(sum "$work/$archive")" != "$expected" ]; then
    say "$archive of the release $tag is not what SHA256SUMS says of it: nothing is installed"
    exit 1
  fi
  case $archive in
    *.zip) unzip -q "$work/$archive" -d "$work" ;;
    *) tar -xzf "$work/$archive" -C "$work" ;;
  esac
  mv "$work/brief-$target/$command" "$folder/$command"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$folder"
if download; then
  say "installed the released command, $tag"
elif command -v cargo >/dev/null; then
  say "there is no released command for this checkout or this system: Cargo builds it"
  cargo install --quiet --locked --path "$here" --root "$work"
  mv "$work"/bin/brief* "$folder/"
else
  say "there is no released command for this checkout or this system, and no Cargo to build it: see docs/install.md"
  exit 1
fi
