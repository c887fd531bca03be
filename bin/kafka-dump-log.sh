#!/usr/bin/env bash
# kafka-dump-log.sh: Apache Kafka's own tool, unmodified.
exec "$(dirname "${BASH_SOURCE[0]}")/kafka-run-class.sh" org.apache.kafka.tools.DumpLogSegments "$@"
