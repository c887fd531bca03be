#!/usr/bin/env bash
# kafka-server-stop.sh [--node-id N]: asks the brokers of this machine, or the one with that id, to stop.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$root/bin/lib/common.sh"
. "$root/bin/lib/server.sh"
stop_servers io.odradek.engine.BrokerMain 'broker' "$@"
