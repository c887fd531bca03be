#!/usr/bin/env bash
# kafka-groups.sh: Apache Kafka's own tool, unmodified.
exec "$(dirname "${BASH_SOURCE[0]}")/kafka-run-class.sh" org.apache.kafka.tools.GroupsCommand "$@"
