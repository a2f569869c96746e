#!/usr/bin/env bash
# The action's first step: puts falint on the PATH of the steps that follow. Runs on the bash of Linux, of macOS (3.2)
# and of Git for Windows.
#
# From the step: INPUT_VERSION, ACTION_REPOSITORY, ACTION_REF. From the runner: GITHUB_ACTION_PATH, GITHUB_PATH,
# GITHUB_SERVER_URL, RUNNER_OS, RUNNER_ARCH, RUNNER_TEMP.
set -euo pipefail

# Says what is wrong as an annotation, in which the text of an input is only text, and ends the action.
fail() {
  local text=${1//'%'/%25}
  text=${text//$'\r'/%0D}
  text=${text//$'\n'/%0A}
  echo "::error title=falint::$text"
  exit 2
}

# The machine in Rust's words, as releases are named.
machine() {
  case "${RUNNER_OS-}-${RUNNER_ARCH-}" in
    Linux-X64) echo x86_64-unknown-linux-musl ;;
    Linux-ARM64) echo aarch64-unknown-linux-musl ;;
    macOS-X64) echo x86_64-apple-darwin ;;
    macOS-ARM64) echo aarch64-apple-darwin ;;
    Windows-X64) echo x86_64-pc-windows-msvc ;;
    *) return 1 ;;
  esac
}

# The SHA-256 of a file. macOS has a tool of its own.
digest() {
  if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

# Fetches the release of a tag into the folder where we are. Fails where there is none to be had; ends the action where
# what came is not what was released.
fetch() {
  local tag=$1 target stem archive program=falint address wanted
  [ -n "$ACTION_REPOSITORY" ] || return 1
  target=$(machine) || return 1
  stem=falint-$tag-$target
  archive=$stem.tar.gz
  case $target in *windows*) archive=$stem.zip program=falint.exe ;; esac
  address=${GITHUB_SERVER_URL:-https://github.com}/$ACTION_REPOSITORY/releases/download/$tag
  curl -fsSL --retry 3 -O "$address/$archive" -O "$address/SHA256SUMS" || return 1
  wanted=$(awk -v name="$archive" '$2 == name { print $1 }' SHA256SUMS)
  if [ -z "$wanted" ] || [ "$(digest "$archive")" != "$wanted" ]; then
    fail "$archive 的校验和与 SHA256SUMS 不符，没有使用"
  fi
  case $archive in *.zip) unzip -q -o "$archive" ;; *) tar -xzf "$archive" ;; esac
  mkdir -p bin
  mv "$stem/$program" bin/
}

# Builds the version that came with the action.
build() {
  command -v cargo >/dev/null || fail "取不到发布版，也没有 cargo，不能由源码构建：请先安装 Rust，或者写明 version"
  echo "由源码构建 falint，要几分钟"
  cargo install --quiet --locked --path "$GITHUB_ACTION_PATH" --root "$home"
}

# The version that came with the action.
own_version() {
  awk -F '"' '/^version = / { print $2; exit }' "$GITHUB_ACTION_PATH/Cargo.toml"
}

release='^v[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$'
home=${RUNNER_TEMP:?}/falint
mkdir -p "$home"
# Everything below is told by names alone: a Windows path would be taken for a host by tar.
cd "$home"

case $INPUT_VERSION in
  system)
    command -v falint >/dev/null || fail "version 为 system，但运行机上没有 falint"
    ;;
  source)
    build
    ;;
  '')
    if ! [[ $ACTION_REF =~ $release ]] || ! fetch "$ACTION_REF"; then build; fi
    ;;
  *)
    tag=v${INPUT_VERSION#v}
    [[ $tag =~ $release ]] || fail "version 应为 0.1.0 这样的版本号、source 或者 system，不是 $INPUT_VERSION"
    if ! fetch "$tag"; then
      [ "$tag" = "v$(own_version)" ] || fail "取不到 falint 的发布版 $tag"
      build
    fi
    ;;
esac

if [ "$INPUT_VERSION" = system ]; then
  falint --version
else
  echo "$home/bin" >>"$GITHUB_PATH"
  bin/falint --version
fi
