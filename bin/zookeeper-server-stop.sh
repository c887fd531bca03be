#!/usr/bin/env bash
# zookeeper-server-stop.sh: asks the ZooKeeper servers of this machine that bin/odradek started to stop.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$root/bin/lib/common.sh"
. "$root/bin/lib/server.sh"
[ $# -eq 0 ] || die "$(basename "$0") takes no arguments"
stop_servers io.odradek.engine.ZookeeperMain 'ZooKeeper'
