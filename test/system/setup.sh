#!/bin/sh
# What the system tests need beside Node: tmux for a real terminal, LibreOffice for real workbooks and documents,
# Chromium for the HTML report, poppler-utils to read what would be printed, a font that stands for Times New Roman.
# Installed only when it is lacking.
set -eu

lacking=""
command -v tmux > /dev/null 2>&1 || lacking="$lacking tmux"
command -v soffice > /dev/null 2>&1 || lacking="$lacking libreoffice-calc"
[ -e /usr/lib/libreoffice/program/swriter ] || [ -e /usr/lib/libreoffice/program/libswlo.so ] || lacking="$lacking libreoffice-writer"
command -v chromium > /dev/null 2>&1 || lacking="$lacking chromium"
fc-list 2> /dev/null | grep -qi "LiberationSerif\|Times New Roman" || lacking="$lacking fontconfig fonts-liberation"
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
