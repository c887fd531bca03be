#!/usr/bin/env bash
# Runs a class of Apache Kafka's own tools, as kafka-run-class.sh of Kafka does: kafka-run-class.sh CLASS [ARGUMENTS].
# The jars come from Maven Central by the build. KAFKA_OPTS, KAFKA_HEAP_OPTS and KAFKA_LOG4J_OPTS work as in Kafka.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
. "$root/bin/lib/common.sh"
[ $# -gt 0 ] || die "usage: kafka-run-class.sh CLASS [ARGUMENTS]"
tools=${ODRADEK_TOOLS:-kraft}
find_java
libs() { set -- "$root"/kafka-peers/target/$1/libs; [ -d "$1" ] && printf '%s' "$1"; }
version() { sed -n "s:.*<$1>\([0-9.]*\)</$1>.*:\1:p" "$root/pom.xml"; }
if is_release; then
  directory=$root/lib/kafka-tools
  [ "$tools" = zookeeper ] && die "this tool belongs to Apache Kafka 3.9, which is not in the archive; use a checkout of Odradek"
  [ -d "$directory" ] || die "Kafka's tools are not in this archive"
else
case $tools in zookeeper) wanted=$(version kafka.zk.version) ;; *) wanted=$(version kafka.version) ;; esac
if ! directory=$(libs "$wanted"); then
  say "fetching Apache Kafka $wanted's tools"
  maven -q -pl kafka-peers,kafka-peers/kraft,kafka-peers/zookeeper package || die "Kafka's tools could not be fetched"
  directory=$(libs "$wanted")
fi
fi
# Tools live for seconds: the quick compiler alone and one collector thread start them fastest.
# shellcheck disable=SC2086 # options in variables are meant to be split, as in Kafka's own script
exec "$java" ${KAFKA_HEAP_OPTS:--Xmx256m} -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto \
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  ${KAFKA_LOG4J_OPTS:--Dlog4j2.configurationFile="$root/bin/lib/tools-log4j2.properties" -Dlog4j.configuration=file:"$root/bin/lib/tools-log4j.properties"} \
  ${KAFKA_OPTS:-} -cp "$directory/*" "$@"
