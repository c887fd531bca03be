#!/usr/bin/env bash
# connect-standalone.sh: Apache Kafka's own Connect worker, unmodified, in one process. Its REST interface is on 8083.
export KAFKA_HEAP_OPTS="${KAFKA_HEAP_OPTS:--Xms256m -Xmx2g}"
exec "$(dirname "${BASH_SOURCE[0]}")/kafka-run-class.sh" org.apache.kafka.connect.cli.ConnectStandalone "$@"
