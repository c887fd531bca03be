#!/usr/bin/env python3
"""Writes grafana/dashboards/*.json.

A board is a list of panels: panel(title, unit, what is normal and what to do, queries…). A query is made by now(), rate(), mean() or
quantile() out of a metric, the labels that choose its series and those that remain; its legend follows from the latter. level() and
flow() are panels of one query: of what is now, of what comes per second.
"""
import json
import pathlib

HERE = pathlib.Path(__file__).parent
SOURCE = {"type": "prometheus", "uid": "${datasource}"}
# What chooses series. One cluster at a time: ids of brokers and names of topics are the same in the next one. Where nothing has the
# label, the variable is empty and fits.
PROCESS = 'job=~"$job"'
CLUSTER = PROCESS + ',cluster=~"$cluster"'
BROKER = CLUSTER + ',broker=~"$broker"'
TOPIC = BROKER + ',topic=~"$topic"'
API = BROKER + ',api=~"$api"'
GROUP = CLUSTER + ',consumergroup=~"$group"'
INTERNAL = CLUSTER + ',topic=~".+-(changelog|repartition)"'


def folded(expression, by, fold="sum"):
    return f"{fold} by ({by}) ({expression})" if by else f"{fold}({expression})"


def legend(by, say):
    labels = " ".join("broker {{broker}}" if label == "broker" else "{{%s}}" % label for label in by.split(", ") if label)
    return ", ".join(part for part in (say, labels) if part)


def now(metric, where, by="", say="", fold="sum"):
    return folded(f"{metric}{{{where}}}", by, fold), legend(by, say)


def rate(metric, where, by="", say=""):
    return folded(f"rate({metric}{{{where}}}[$__rate_interval])", by), legend(by, say)


def mean(metric, where, by):
    """The mean of what a summary or a histogram counted."""
    return f"{rate(metric + '_sum', where, by)[0]} / ({rate(metric + '_count', where, by)[0]} > 0)", legend(by, "")


def quantile(part, metric, where, by):
    """Out of a histogram; 0 while nothing is counted."""
    buckets = rate(metric + "_bucket", where, by + ", le")[0]
    return f"histogram_quantile({part}, {buckets}) >= 0 or {now(metric + '_count', where, by)[0]} * 0", legend(by, "")


def or_zero(query):
    """For what has no series while there is none of it."""
    return query[0] + " or vector(0)", query[1]


def panel(title, unit, description, *queries, kind="timeseries", width=12, height=8):
    return dict(title=title, unit=unit, description=description, queries=queries, kind=kind, width=width, height=height)


def level(title, unit, description, *query, **more):
    return panel(title, unit, description, now(*query, **more))


def flow(title, unit, description, *query, **more):
    return panel(title, unit, description, rate(*query, **more))


def stat(title, unit, description, metric, where, bad=None):
    return dict(panel(title, unit, description, now(metric, where), kind="stat", width=4, height=4), bad=bad)


def drawn(number, spec, x, y):
    steps = [{"color": "green", "value": None}]
    if spec.get("bad") is not None:
        steps.append({"color": "red", "value": spec["bad"]})
    defaults = {"unit": spec["unit"], "min": 0, "thresholds": {"mode": "absolute", "steps": steps}}
    if spec["kind"] == "timeseries":
        defaults["custom"] = {"fillOpacity": 10, "showPoints": "never"}
        options = {"legend": {"displayMode": "table", "placement": "bottom", "calcs": ["lastNotNull", "max"]},
                   "tooltip": {"mode": "multi", "sort": "desc"}}
    else:
        options = {"reduceOptions": {"calcs": ["lastNotNull"]}, "colorMode": "value", "graphMode": "area"}
    return {
        "id": number, "type": spec["kind"], "title": spec["title"], "description": spec["description"],
        "datasource": SOURCE, "gridPos": {"x": x, "y": y, "w": spec["width"], "h": spec["height"]},
        "fieldConfig": {"defaults": defaults, "overrides": []}, "options": options,
        "targets": [{"refId": chr(65 + i), "expr": e, "legendFormat": legend, "datasource": SOURCE}
                    for i, (e, legend) in enumerate(spec["queries"])]}


def variable(name, shown, metric, where, label, several=True):
    query = f"label_values({metric}{{{where}}}, {label})"
    every = {"allValue": ".*", "current": {"text": "All", "value": "$__all"}} if several else {}
    return {"name": name, "label": shown, "type": "query", "datasource": SOURCE, "refresh": 2, "sort": 3, "multi": several,
            "includeAll": several, **every, "query": {"query": query, "refId": name}, "definition": query}


VARIABLES = {v["name"]: v for v in (
    variable("job", "Job", "up", 'job=~"odradek.*"', "job"),
    variable("cluster", "Cluster", "", PROCESS + ',__name__=~"odradek_broker_running|kafka_brokers"', "cluster", several=False),
    variable("broker", "Broker", "odradek_broker_running", CLUSTER, "broker"),
    variable("topic", "Topic", "odradek_log_size_bytes", CLUSTER, "topic"),
    variable("api", "API", "odradek_request_time_seconds_count", CLUSTER, "api"),
    variable("group", "Group", "kafka_consumergroup_lag_sum", CLUSTER, "consumergroup"),
)}


def write(uid, title, description, variables, page, panels):
    shown, x, y, row = [], 0, 0, 0
    for spec in panels:
        if x + spec["width"] > 24:
            x, y, row = 0, y + row, 0
        shown.append(drawn(len(shown) + 1, spec, x, y))
        x, row = x + spec["width"], max(row, spec["height"])
    source = {"name": "datasource", "label": "Data source", "type": "datasource", "query": "prometheus"}
    console = {"name": "console", "label": "Console", "type": "textbox", "query": "http://127.0.0.1:8080",
               "current": {"text": "http://127.0.0.1:8080", "value": "http://127.0.0.1:8080"}}
    board = {
        "uid": uid, "title": title, "description": description, "tags": ["odradek"], "schemaVersion": 38, "version": 1,
        "editable": True, "refresh": "10s", "time": {"from": "now-1h", "to": "now"}, "timezone": "", "graphTooltip": 1,
        "links": [{"type": "dashboards", "title": "Odradek", "tags": ["odradek"], "asDropdown": True, "includeVars": True,
                   "keepTime": True},
                  {"type": "link", "title": "Console", "icon": "external link", "url": "${console}" + page,
                   "targetBlank": True}],
        "templating": {"list": [source] + [VARIABLES[v] for v in variables] + [console]}, "panels": shown}
    text = json.dumps(board, indent=1, ensure_ascii=False) + "\n"
    (HERE / "dashboards" / (uid + ".json")).write_text(text)


OFFLINE = ("Normal is 0. Otherwise these partitions can be neither written nor read: start the brokers that hold their "
           "replicas.")
UNDER = ("Normal is 0; a short spell while a broker restarts or replicas move is normal, too. If it stays, find the follower "
         "that is behind on the replication dashboard.")

write("odradek-overview", "Odradek / Cluster", "Whether the cluster is well, and how much it does.", ["job", "cluster"], "/", [
    stat("Brokers that serve", "none", "Normal is all of them. Start those that are missing.",
         "odradek_broker_running", CLUSTER),
    stat("Controllers", "none", "Normal is 1. With 0 no leader is elected: look at ZooKeeper and the brokers' logs.",
         "odradek_controller_active", CLUSTER, bad=2),
    stat("Partitions without leader", "none", OFFLINE, "odradek_controller_offline_partitions", CLUSTER, bad=1),
    stat("Under min ISR", "none", "Normal is 0. Otherwise acks=all is refused for them: bring back the missing replicas.",
         "odradek_replica_under_min_isr_partitions", CLUSTER, bad=1),
    stat("Under-replicated", "none", UNDER, "odradek_replica_under_replicated_partitions", CLUSTER, bad=1),
    stat("Unclean elections", "none", "Normal is 0. Each one lost records that had been acknowledged.",
         "odradek_controller_unclean_elections_total", CLUSTER, bad=1),
    flow("Records in", "cps", "Records appended per second. What is normal is your load; a sudden 0 means that producers are "
         "refused or gone.", "odradek_topic_received_records_total", CLUSTER, "broker"),
    panel("Bytes in and out", "Bps", "Batches from producers and to consumers. Out is normally in times the number of groups.",
          rate("odradek_topic_in_bytes_total", CLUSTER, say="in"), rate("odradek_topic_out_bytes_total", CLUSTER, say="out")),
    level("Leaders by broker", "none", "Normally even. After a restart leaders return within leader.imbalance.check.interval."
          "seconds, or at once by kafka-leader-election.sh.", "odradek_replica_leaders_partitions", CLUSTER, "broker"),
    level("Stored", "bytes", "Bytes of all replicas by broker. Should stay well below the volumes' size; shorten retention or "
          "add brokers before it does not.", "odradek_log_size_bytes", CLUSTER, "broker"),
    flow("Requests", "reqps", "Requests per second by API. Many Metadata or ApiVersions requests mean clients that reconnect.",
         "odradek_request_time_seconds_count", CLUSTER, "api"),
    level("Lag by group", "none", "Records not read yet. Normal is flat; a line that climbs needs more or faster consumers.",
          "kafka_consumergroup_lag_sum", CLUSTER, "consumergroup"),
])

write("odradek-broker", "Odradek / Broker", "One broker's load, threads, connections and disk.", ["job", "cluster", "broker"],
      "/c/${cluster}/brokers", [
    level("Idle network threads", "percentunit", "Normal is above 0.5. Below 0.2 requests wait: move leaders away or add "
          "threads.", "odradek_net_idle_ratio", BROKER, "broker", fold="min"),
    level("Tasks that wait", "none", "Normal is near 0. A queue that grows is a thread that is stalled or overloaded.",
          "odradek_lane_waiting_tasks", BROKER, "broker"),
    level("Connections", "none", "Normal is flat. Climbing without end means clients that leak connections.",
          "odradek_net_connections", BROKER, "broker, listener"),
    flow("New connections", "cps", "Normal is near 0 once all clients are there; each costs time, with TLS a lot. Many mean "
         "clients that start anew for every message.",
         "odradek_net_connections_opened_connections_total", BROKER, "broker"),
    level("Client software", "none", "Who is connected, by what clients say they are. Look here before an old version is no "
          "longer served.", "odradek_net_clients_connections", BROKER, "software, version"),
    panel("Traffic on the wire", "Bps", "Bytes of requests and answers, replication included. Compare with the network card.",
          rate("odradek_net_in_bytes_total", BROKER, "broker", "in"), rate("odradek_net_out_bytes_total", BROKER, "broker", "out")),
    panel("Connections closed by the broker", "cps", "Normal is 0. Refused: a limit. Broken: not Kafka's protocol, often TLS on a "
          "plain port.", rate("odradek_net_connections_refused_connections_total", BROKER, "broker", "refused"),
          rate("odradek_net_connections_broken_connections_total", BROKER, "broker", "broken")),
    flow("Failed requests", "cps", "Normal is 0. Each is a defect of the broker whose log has the exception.",
         "odradek_request_failures_requests_total", BROKER, "api, broker"),
    panel("Flush time, 99 of 100", "s", "Normal is below 0.1 s on SSDs. Seconds mean a disk that is busy or about to fail.",
          quantile(0.99, "odradek_log_flush_time_seconds", BROKER, "broker")),
    level("Data directories", "none", "Normal is no offline one. Its replicas are not served; replace the disk and restart.",
          "odradek_log_directories", BROKER, "state, broker"),
    level("ZooKeeper sessions lost", "none", "Normal is flat. Each step was some seconds without leaders: look for pauses.",
          "odradek_zookeeper_expirations_times_total", BROKER, "broker"),
    flow("Controller's events", "cps", "Work of the controller; on the others 0. Peaks at restarts and topic changes are normal.",
         "odradek_controller_events_total", BROKER, "broker"),
    panel("Controller's events take, 99 of 100", "s", "Normal is milliseconds, seconds with ten thousands of partitions. More means "
          "a slow ZooKeeper, and topics and leaders that come late.",
          quantile(0.99, "odradek_controller_event_time_seconds", BROKER, "broker")),
    panel("Elections take, mean", "s", "From a broker's end being noticed to its partitions' new leaders. Normal is below 0.1 s; for "
          "so long clients wait after a failure.",
          or_zero(mean("odradek_controller_election_time_seconds", BROKER, "broker"))),
])

write("odradek-topic", "Odradek / Topic", "Traffic and size by topic.", ["job", "cluster", "broker", "topic"], "/c/${cluster}/topics", [
    flow("Records in", "cps", "Appended per second. A sudden 0 means producers that are refused or gone.",
         "odradek_topic_received_records_total", TOPIC, "topic"),
    flow("Records out", "cps", "To consumers, by offsets. Normal is records in times the groups; 0 means that nobody reads.",
         "odradek_topic_sent_records_total", TOPIC, "topic"),
    flow("Bytes in", "Bps", "Batches as they came, compressed.", "odradek_topic_in_bytes_total", TOPIC, "topic"),
    flow("Bytes out", "Bps", "To consumers, replication apart. Far more than in times the groups: somebody reads from the "
         "start.", "odradek_topic_out_bytes_total", TOPIC, "topic"),
    panel("Bytes per record", "bytes", "Normal is what your records weigh after compression. A jump is a new format, or batching "
          "that stopped (linger.ms).",
          (rate("odradek_topic_in_bytes_total", TOPIC, "topic")[0] + " / ("
           + rate("odradek_topic_received_records_total", TOPIC, "topic")[0] + " > 0)", "{{topic}}")),
    panel("Refused produce requests", "cps", "Normal is 0. The client's error says why: records too large, too few in sync, no "
         "leader here.", or_zero(rate("odradek_topic_produce_failed_requests_total", TOPIC, "topic"))),
    panel("Refused fetch requests", "cps", "Short peaks when leaders move are normal. Steady ones are consumers beyond the log's "
         "ends.", or_zero(rate("odradek_topic_fetch_failed_requests_total", TOPIC, "topic"))),
    level("Stored", "bytes", "All replicas on the chosen brokers. Should level off at the retention.",
          "odradek_log_size_bytes", TOPIC, "topic"),
    level("Segments", "none", "Each holds some open files. Many small ones come from a short segment.ms.",
          "odradek_log_segments", TOPIC, "topic"),
    level("Offsets", "none", "Where each topic's next records will be, summed over partitions. Should never fall but when a topic "
          "is made anew.", "kafka_topic_partition_current_offset", CLUSTER + ',topic=~"$topic"', "topic"),
    level("Partitions", "none", "As made. More partitions cost memory, files and the time of a failover.",
          "kafka_topic_partitions", CLUSTER + ',topic=~"$topic"', "topic"),
])

write("odradek-lag", "Odradek / Consumer lag", "How far groups are behind, in records and in time.", ["job", "cluster", "group"],
      "/c/${cluster}/groups", [
    level("Lag in time", "s", "How long the oldest unread record has been waiting. Normal is seconds; minutes that grow mean "
          "consumers that are gone or too slow.", "kafka_consumergroup_lag_seconds", GROUP, "consumergroup", fold="max"),
    level("Lag in records", "none", "Normal is flat or a saw. A line that climbs needs more or faster consumers.",
          "kafka_consumergroup_lag_sum", GROUP, "consumergroup"),
    level("Lag by topic", "none", "Which topic it is.", "kafka_consumergroup_lag_sum", GROUP, "consumergroup, topic"),
    panel("Farthest partition", "none", "Normal is a lag that is spread. One partition far behind the others is a hot key, or a "
          "record that its consumer cannot get over.",
          (f"topk(10, kafka_consumergroup_lag{{{GROUP}}})", "{{consumergroup}}: {{topic}}-{{partition}}")),
    flow("Read per second", "cps", "From committed offsets. 0 while records come in means that nothing is committed.",
         "kafka_consumergroup_current_offset_sum", GROUP, "consumergroup"),
    level("Members", "none", "Normal is flat. Steps are restarts; a saw is a group that keeps rebalancing.",
          "kafka_consumergroup_members", GROUP, "consumergroup", fold="max"),
])

write("odradek-replication", "Odradek / Replication", "Whether copies keep up.", ["job", "cluster", "broker"], "/c/${cluster}/reassign", [
    level("Under-replicated partitions", "none", UNDER, "odradek_replica_under_replicated_partitions", BROKER, "broker"),
    panel("At or under min.insync.replicas", "none", "Normal is 0 at a replication factor above the minimum. At: one more loss "
          "and acks=all is refused. Under: it is.", now("odradek_replica_under_min_isr_partitions", BROKER, "broker", "under"),
          now("odradek_replica_at_min_isr_partitions", BROKER, "broker", "at")),
    panel("ISR changes", "cps", "Normal is 0. Shrinks without a restart mean followers that are too slow.",
          rate("odradek_isr_shrinks_times_total", BROKER, "broker", "shrinks"),
          rate("odradek_isr_expands_times_total", BROKER, "broker", "expands")),
    level("Follower's lag, farthest partition", "none", "Normal is a few batches. A line that climbs is a follower that cannot "
          "keep up.", "odradek_replica_lag_records", BROKER, "follower, broker", "behind leader", "max"),
    level("Follower's lag, all partitions", "none", "While a replica moves this falls steadily to 0; if it does not, the "
          "throttle is too low.", "odradek_replica_lag_sum_records", BROKER, "follower, broker", "behind leader"),
    panel("Replication traffic", "Bps", "In of followers equals out of leaders. Normal is bytes in times the copies.",
          rate("odradek_replica_in_bytes_total", BROKER, "broker", "in"),
          rate("odradek_replica_out_bytes_total", BROKER, "broker", "out")),
    panel("Leaders and replicas", "none", "Normal is even. Leaders that do not come back: preferred election.",
          now("odradek_replica_leaders_partitions", BROKER, "broker", "leaders"),
          now("odradek_replica_partitions", BROKER, "broker", "replicas")),
    level("Not led by the preferred replica", "none", "Normal is 0 some minutes after a restart.",
          "odradek_controller_imbalance_partitions", CLUSTER, say="partitions"),
    flow("Requests to other brokers without answer", "cps", "Normal is 0. A broker is down or cut off.",
         "odradek_peer_failures_requests_total", BROKER, "broker"),
])

write("odradek-latency", "Odradek / Request latency", "How long requests take, and where the time goes.",
      ["job", "cluster", "broker", "api"], "/c/${cluster}/brokers", [
    panel("99 of 100 requests take at most", "s", "Normal is milliseconds. Fetch waits up to fetch.max.wait.ms (0.5 s) when there "
          "is nothing to read, JoinGroup for the other members: that is normal, too.",
          quantile(0.99, "odradek_request_time_seconds", API, "api")),
    panel("Half of the requests take at most", "s", "As beside. A median that rises is load; a 99th alone is pauses.",
          quantile(0.5, "odradek_request_time_seconds", API, "api")),
    panel("Waiting for its handler, mean", "s", "Normal is near 0. Otherwise the network threads are busy.",
          mean("odradek_request_queue_time_seconds", API, "api")),
    panel("In its handler, mean", "s", "Normal is below a millisecond. More is the disk, or large batches that are checked.",
          mean("odradek_request_local_time_seconds", API, "api")),
    panel("Waiting for others, mean", "s", "Produce with acks=all: followers. Fetch: new records. Groups: other members. Produce "
          "above 0.1 s means slow followers.", mean("odradek_request_remote_time_seconds", API, "api")),
    panel("Waiting for its turn on the connection, mean", "s", "Normal is near 0. More: answers must keep the order of requests, "
          "and an earlier one takes long.", mean("odradek_request_send_time_seconds", API, "api")),
    flow("Put off by quotas", "percentunit", "Seconds of waiting per second. Normal is 0; more means clients above their quota: "
         "raise it, or tell their owners.", "odradek_request_throttle_time_seconds_sum", API, "api"),
    flow("Requests", "reqps", "Per second by API.", "odradek_request_time_seconds_count", API, "api"),
    panel("Size of requests and answers", "Bps", "Per second by API.", rate("odradek_request_size_bytes_total", API, "api", "in"),
          rate("odradek_response_size_bytes_total", API, "api", "out")),
])

write("odradek-coordinators", "Odradek / Coordinators", "Groups and transactions by state, and their traffic.",
      ["job", "cluster", "broker"], "/c/${cluster}/groups", [
    level("Groups by state", "none", "Normal is Stable and Empty. Groups that stay in PreparingRebalance have members that do "
          "not answer.", "odradek_coordinator_groups", BROKER, "type, state"),
    level("Groups by coordinator", "none", "Normal is even, since __consumer_offsets has 50 partitions.",
          "odradek_coordinator_groups", BROKER, "broker"),
    panel("Transactional ids by state", "none", "Ongoing ones that never end hold consumers back that read committed records: "
          "kafka-transactions.sh finds them.", or_zero(now("odradek_coordinator_transactions", BROKER, "state"))),
    level("Coordinators that load", "none", "Normal is 0; 1 for a moment after leaders moved. Long: __consumer_offsets is not "
          "compacted.", "odradek_coordinator_loading", BROKER, "broker"),
    flow("Requests of groups", "reqps", "Heartbeats and commits are normal. Many JoinGroup are groups that keep rebalancing.",
         "odradek_request_time_seconds_count", BROKER + ',api=~".*(Group|Heartbeat|Offset(Commit|Fetch)).*"', "api"),
    panel("Requests of transactions", "reqps", "EndTxn is one per transaction.",
          or_zero(rate("odradek_request_time_seconds_count", BROKER + ',api=~".*(Txn|ProducerId).*"', "api"))),
    level("Size of the coordinators' topics", "bytes", "Normal is flat: compaction keeps the newest. Growing without end means "
          "that it fails.", "odradek_log_size_bytes", BROKER + ',topic=~"__(consumer_offsets|transaction_state)"', "topic"),
    panel("Compactions", "cps", "Normal is now and then; failures are never normal, the broker's log says why.",
          or_zero(rate("odradek_log_cleaner_runs_total", BROKER, say="ended")),
          or_zero(rate("odradek_log_cleaner_failures_times_total", BROKER, say="failed"))),
])

write("odradek-streams", "Odradek / Streams", "Kafka Streams seen from the brokers: its groups and internal topics.",
      ["job", "cluster", "group"], "/c/${cluster}/groups", [
    level("Lag by application", "none", "Normal is flat. An application's id is its group; choose it above.",
          "kafka_consumergroup_lag_sum", GROUP, "consumergroup"),
    level("Lag in time by application", "s", "Normal is seconds.",
          "kafka_consumergroup_lag_seconds", GROUP, "consumergroup", fold="max"),
    flow("Records into internal topics", "cps", "Changelogs get one per change of a store, repartition topics one per record "
         "that changes its key.", "odradek_topic_received_records_total", INTERNAL, "topic"),
    flow("Bytes out of internal topics", "Bps", "Normal is repartition topics only. Changelogs are read when a store is "
         "restored: after a crash, or when tasks move without standbys.",
         "odradek_topic_out_bytes_total", INTERNAL, "topic"),
    level("Size of internal topics", "bytes", "Changelogs level off at the size of their store; repartition topics are emptied by "
          "the application.", "odradek_log_size_bytes", INTERNAL, "topic"),
    panel("Streams groups", "none", "Groups of the streams protocol (KIP-1071) by state; applications on the classic protocol "
          "are not counted here.", or_zero(now("odradek_coordinator_groups", CLUSTER + ',type="streams"', "state"))),
    level("Members by application", "none", "One per stream thread. Steps are restarts.",
          "kafka_consumergroup_members", GROUP, "consumergroup", fold="max"),
])

HEAP = PROCESS + ',area="heap"'
write("odradek-jvm", "Odradek / JVM", "The processes: memory, collections, threads, files.", ["job"], "/", [
    panel("Heap", "bytes", "Normal is a saw well below the maximum. If its lower edge nears the maximum, raise -Xmx.",
          now("jvm_memory_used_bytes", HEAP, "instance", "used"),
          (f"sum by (instance) (jvm_memory_max_bytes{{{HEAP}}} > 0)", "maximum, {{instance}}")),
    panel("Outside the heap", "bytes", "Classes and compiled code, and network buffers. Normal is flat.",
          now("jvm_memory_used_bytes", PROCESS + ',area="nonheap"', "instance", "JVM"),
          now("jvm_buffer_memory_used_bytes", PROCESS, "instance", "buffers")),
    flow("Time in collections", "percentunit", "Normal is below 0.02. Above 0.1 requests wait for it.",
         "jvm_gc_collection_seconds_sum", PROCESS, "instance, gc"),
    flow("Collections", "cps", "Old generation collections should not happen at all.",
         "jvm_gc_collection_seconds_count", PROCESS, "instance, gc"),
    flow("Processor", "none", "Cores in use. Compare with those there are.", "process_cpu_seconds_total", PROCESS, "instance"),
    level("Threads", "none", "Normal is flat and below 200.", "jvm_threads_live_threads", PROCESS, "instance"),
    panel("Open files", "none", "Normal is some per segment and one per connection. Beyond the maximum logs fail.",
          now("process_files_open_files", PROCESS, "instance", "open"), now("process_files_max_files", PROCESS, "instance", "maximum")),
    panel("Up since", "s", "Time since the start; a fall to 0 that nobody asked for is a crash.",
          (f"time() - process_start_time_seconds{{{PROCESS}}}", "{{instance}}")),
])
