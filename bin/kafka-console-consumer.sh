#!/usr/bin/env bash
# kafka-console-consumer.sh: Apache Kafka's own tool, unmodified.
exec "$(dirname "${BASH_SOURCE[0]}")/kafka-run-class.sh" org.apache.kafka.tools.consumer.ConsoleConsumer "$@"
