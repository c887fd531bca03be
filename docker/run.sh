#!/usr/bin/env bash
# What a container runs. KAFKA_ and ZOOKEEPER_ variables become properties: KAFKA_LOG_RETENTION_HOURS=24 is
# log.retention.hours=24 of `broker`, ZOOKEEPER_tickTime=2000 is tickTime=2000 of `zookeeper`; "__" stands for "_".
set -euo pipefail
home=/var/lib/odradek
[ -n "${ODRADEK_HOME:-}" ] && home=$ODRADEK_HOME
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

broker_properties() {
  local name value key
  while IFS='=' read -r -d '' name value; do
    case $name in
      KAFKA_OPTS|KAFKA_HEAP_OPTS|KAFKA_LOG4J_OPTS|KAFKA_JVM_PERFORMANCE_OPTS) continue ;;
      KAFKA_*) ;;
      *) continue ;;
    esac
    key=${name#KAFKA_}
    key=${key//__/$'\001'}
    key=${key//_/.}
    key=${key//$'\001'/_}
    printf '%s=%s\n' "${key,,}" "$value"
  done < <(env -0)
}

zookeeper_properties() {
  local name value
  while IFS='=' read -r -d '' name value; do
    case $name in
      ZOOKEEPER_MYID) ;;
      ZOOKEEPER_SERVER_*) printf 'server.%s=%s\n' "${name#ZOOKEEPER_SERVER_}" "$value" ;;
      ZOOKEEPER_*) printf '%s=%s\n' "${name#ZOOKEEPER_}" "$value" ;;
    esac
  done < <(env -0)
}

mkdir -p "$home"
case ${1:-} in
  broker)
    if [ $# -eq 1 ]; then
      { printf 'log.dirs=%s/data\nodradek.metrics.listener=0.0.0.0:9404\n' "$home"; broker_properties; } >"$home/server.properties"
      set -- broker "$home/server.properties"
      echo 9404 >"$home/health.port"
    fi ;;
  zookeeper)
    if [ $# -eq 1 ]; then
      mkdir -p "$home/data"
      { printf 'dataDir=%s/data\nclientPort=2181\ntickTime=2000\ninitLimit=10\nsyncLimit=5\nmaxClientCnxns=0\n' "$home"
        zookeeper_properties; } >"$home/zoo.cfg"
      [ -n "${ZOOKEEPER_MYID:-}" ] && printf '%s\n' "$ZOOKEEPER_MYID" >"$home/data/myid"
      set -- zookeeper "$home/zoo.cfg"
      echo 2181 >"$home/health.port"
    fi ;;
  *)
    port=8080 previous=
    for word in "$@"; do
      [ "$previous" = --console-port ] && port=$word
      case $word in --console-port=*) port=${word#*=} ;; esac
      previous=$word
    done
    echo "$port" >"$home/health.port" ;;
esac
exec "$here/bin/odradek" "$@"
