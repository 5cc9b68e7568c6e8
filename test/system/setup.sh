#!/bin/sh
# What the system tests need beside Node: tmux for a real terminal, LibreOffice Calc for real workbooks,
# poppler-utils to read what would be printed. Installed only when it is lacking.
set -eu

lacking=""
command -v tmux > /dev/null 2>&1 || lacking="$lacking tmux"
command -v soffice > /dev/null 2>&1 || lacking="$lacking libreoffice-calc"
command -v pdftotext > /dev/null 2>&1 || lacking="$lacking poppler-utils"
command -v script > /dev/null 2>&1 || lacking="$lacking bsdutils"
[ -z "$lacking" ] && exit 0

fail() {
  echo "npm run test:system: $1" >&2
  echo "These tests need:$lacking. As root on Debian: apt-get install -y --no-install-recommends$lacking" >&2
  exit 1
}

command -v apt-get > /dev/null 2>&1 || fail "there is no apt-get here to install programs with."
[ "$(id -u)" -eq 0 ] || fail "programs are lacking, and only root may install them."
echo "npm run test:system: installing$lacking"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086
{ apt-get update -q && apt-get install -q -y --no-install-recommends $lacking; } > /tmp/model-ward-system-setup.log 2>&1 || {
  tail -n 20 /tmp/model-ward-system-setup.log >&2
  fail "they could not be installed."
}
