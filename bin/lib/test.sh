# bin/odradek test: what the tests need from the machine, then every test. Sourced by bin/odradek.

# The command that must be there, and the Debian package that brings it.
needed='chromium:chromium chromedriver:chromium-driver kcat:kcat promtool:prometheus'

# The module of Debian's Python that must be there, and its package.
needed_modules='kafka:python3-kafka confluent_kafka:python3-confluent-kafka'

missing() {
  local pair
  for pair in $needed; do command -v "${pair%%:*}" >/dev/null 2>&1 || printf '%s ' "${pair##*:}"; done
  for pair in $needed_modules; do
    /usr/bin/python3 -c "import ${pair%%:*}" >/dev/null 2>&1 || printf '%s ' "${pair##*:}"
  done
}

install_needed() {
  local packages; packages=$(missing)
  [ -z "$packages" ] && return 0
  if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    say "installing $packages"
    # shellcheck disable=SC2086 # a list of packages
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages; } >/dev/null || true
  fi
  packages=$(missing)
  [ -z "$packages" ] || die "the tests need $packages. On Debian or Ubuntu: sudo apt-get install $packages"
}

run_tests() {
  install_needed
  maven verify "$@"
}
