#!/usr/bin/env bash
# kafka-server-start.sh [-daemon] server.properties [--override KEY=VALUE]...: a broker, as bin/odradek broker.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$root/bin/lib/common.sh"
. "$root/bin/lib/server.sh"
start_server broker kafkaServer "$@"
