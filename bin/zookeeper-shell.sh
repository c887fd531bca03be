#!/usr/bin/env bash
# zookeeper-shell.sh HOST:PORT [-zk-tls-config-file FILE] [COMMAND]: Apache Kafka 3.9's own ZooKeeper shell, unmodified.
[ $# -gt 0 ] || { echo "usage: $0 zookeeper_host:port[/path] [-zk-tls-config-file file] [args...]" >&2; exit 1; }
ODRADEK_TOOLS=zookeeper exec "$(dirname "${BASH_SOURCE[0]}")/kafka-run-class.sh" \
  org.apache.zookeeper.ZooKeeperMainWithTlsSupportForKafka -server "$@"
