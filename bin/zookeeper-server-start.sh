#!/usr/bin/env bash
# zookeeper-server-start.sh [-daemon] zookeeper.properties: a ZooKeeper server, as bin/odradek zookeeper.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$root/bin/lib/common.sh"
. "$root/bin/lib/server.sh"
start_server zookeeper zookeeper "$@"
