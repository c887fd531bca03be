#!/usr/bin/env bash
# kafka-configs.sh: Apache Kafka's own tool, unmodified.
exec "$(dirname "${BASH_SOURCE[0]}")/kafka-run-class.sh" kafka.admin.ConfigCommand "$@"
