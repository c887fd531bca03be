#!/usr/bin/env python3
"""Writes grafana/dashboards/*.json. A panel is (title, unit, description, queries, size); a query is (expression, legend)."""
import json
import pathlib

HERE = pathlib.Path(__file__).parent
SOURCE = {"type": "prometheus", "uid": "${datasource}"}
B = 'job=~"$job",broker=~"$broker"'
T = B + ',topic=~"$topic"'
R = "[$__rate_interval]"


def panel(title, unit, description, *queries, kind="timeseries", width=12, height=8):
    return dict(title=title, unit=unit, description=description, queries=queries, kind=kind, width=width, height=height)


def stat(title, unit, description, *queries, bad=None):
    return dict(panel(title, unit, description, *queries, kind="stat", width=4, height=4), bad=bad)


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


def variable(name, label, query):
    return {"name": name, "label": label, "type": "query", "datasource": SOURCE, "refresh": 2, "sort": 3, "multi": True,
            "includeAll": True, "allValue": ".*", "current": {"text": "All", "value": "$__all"},
            "query": {"query": query, "refId": name}, "definition": query}


VARIABLES = {
    "job": variable("job", "Job", "label_values(up{job=~\"odradek.*\"}, job)"),
    "broker": variable("broker", "Broker", "label_values(odradek_broker_running{job=~\"$job\"}, broker)"),
    "topic": variable("topic", "Topic", "label_values(odradek_log_size_bytes{job=~\"$job\"}, topic)"),
    "api": variable("api", "API", "label_values(odradek_request_time_seconds_count{job=~\"$job\"}, api)"),
    "group": variable("group", "Group", "label_values(kafka_consumergroup_lag_sum{job=~\"$job\"}, consumergroup)"),
}


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


def total(expression, by=""):
    return f"sum by ({by}) ({expression})" if by else f"sum({expression})"


OFFLINE = ("Normal is 0. Otherwise these partitions can be neither written nor read: start the brokers that hold their "
           "replicas.")
UNDER = ("Normal is 0; a short spell while a broker restarts or replicas move is normal, too. If it stays, find the follower "
         "that is behind on the replication dashboard.")

write("odradek-overview", "Odradek / Cluster", "Whether the cluster is well, and how much it does.", ["job"], "/", [
    stat("Brokers that serve", "none", "Normal is all of them. Start those that are missing.",
         (total(f'odradek_broker_running{{job=~"$job"}}'), "")),
    stat("Controllers", "none", "Normal is 1. With 0 no leader is elected: look at ZooKeeper and the brokers' logs.",
         (total('odradek_controller_active{job=~"$job"}'), ""), bad=2),
    stat("Partitions without leader", "none", OFFLINE,
         (total('odradek_controller_offline_partitions{job=~"$job"}'), ""), bad=1),
    stat("Under min ISR", "none", "Normal is 0. Otherwise acks=all is refused for them: bring back the missing replicas.",
         (total('odradek_replica_under_min_isr_partitions{job=~"$job"}'), ""), bad=1),
    stat("Under-replicated", "none", UNDER,
         (total('odradek_replica_under_replicated_partitions{job=~"$job"}'), ""), bad=1),
    stat("Unclean elections", "none", "Normal is 0. Each one lost records that had been acknowledged.",
         (total('odradek_controller_unclean_elections_total{job=~"$job"}'), ""), bad=1),
    panel("Records in", "cps", "Records appended per second. What is normal is your load; a sudden 0 means that producers are "
          "refused or gone.", (total('rate(odradek_topic_received_records_total{job=~"$job"}' + R + ")", "broker"),
                               "broker {{broker}}")),
    panel("Bytes in and out", "Bps", "Batches from producers and to consumers. Out is normally in times the number of groups.",
          (total('rate(odradek_topic_in_bytes_total{job=~"$job"}' + R + ")"), "in"),
          (total('rate(odradek_topic_out_bytes_total{job=~"$job"}' + R + ")"), "out")),
    panel("Leaders by broker", "none", "Normally even. After a restart leaders return within leader.imbalance.check.interval."
          "seconds, or at once by kafka-leader-election.sh.",
          ('odradek_replica_leaders_partitions{job=~"$job"}', "broker {{broker}}")),
    panel("Stored", "bytes", "Bytes of all replicas by broker. Should stay well below the volumes' size; shorten retention or "
          "add brokers before it does not.", (total('odradek_log_size_bytes{job=~"$job"}', "broker"), "broker {{broker}}")),
    panel("Requests", "reqps", "Requests per second by API. Many Metadata or ApiVersions requests mean clients that reconnect.",
          (total('rate(odradek_request_time_seconds_count{job=~"$job"}' + R + ")", "api"), "{{api}}")),
    panel("Lag by group", "none", "Records not read yet. Normal is flat; a line that climbs needs more or faster consumers.",
          (total('kafka_consumergroup_lag_sum{job=~"$job"}', "consumergroup"), "{{consumergroup}}")),
])

write("odradek-broker", "Odradek / Broker", "One broker's load, threads, connections and disk.", ["job", "broker"],
      "/c/local/brokers", [
    panel("Idle network threads", "percentunit", "Normal is above 0.5. Below 0.2 requests wait: move leaders away or add "
          "threads.", (f"odradek_net_idle_ratio{{{B}}}", "broker {{broker}}")),
    panel("Tasks that wait", "none", "Normal is near 0. A queue that grows is a thread that is stalled or overloaded.",
          (f"sum by (broker) (odradek_lane_waiting_tasks{{{B}}})", "broker {{broker}}")),
    panel("Connections", "none", "Normal is flat. Climbing without end means clients that leak connections.",
          (f"odradek_net_connections{{{B}}}", "broker {{broker}} {{listener}}")),
    panel("New connections", "cps", "Normal is near 0 once all clients are there; each costs time, with TLS a lot. Many mean "
          "clients that start anew for every message.",
          (f"sum by (broker) (rate(odradek_net_connections_opened_connections_total{{{B}}}{R}))", "broker {{broker}}")),
    panel("Client software", "none", "Who is connected, by what clients say they are. Look here before an old version is no "
          "longer served.", (f"sum by (software, version) (odradek_net_clients_connections{{{B}}})",
                             "{{software}} {{version}}")),
    panel("Traffic on the wire", "Bps", "Bytes of requests and answers, replication included. Compare with the network card.",
          (f"sum by (broker) (rate(odradek_net_in_bytes_total{{{B}}}{R}))", "in, broker {{broker}}"),
          (f"sum by (broker) (rate(odradek_net_out_bytes_total{{{B}}}{R}))", "out, broker {{broker}}")),
    panel("Connections closed by the broker", "cps", "Normal is 0. Refused: a limit. Broken: not Kafka's protocol, often TLS on a "
          "plain port.", (f"sum by (broker) (rate(odradek_net_connections_refused_connections_total{{{B}}}{R}))", "refused by {{broker}}"),
          (f"sum by (broker) (rate(odradek_net_connections_broken_connections_total{{{B}}}{R}))", "broken at {{broker}}")),
    panel("Failed requests", "cps", "Normal is 0. Each is a defect of the broker whose log has the exception.",
          (f"sum by (broker, api) (rate(odradek_request_failures_requests_total{{{B}}}{R}))", "{{api}} at {{broker}}")),
    panel("Flush time, 99 of 100", "s", "Normal is below 0.1 s on SSDs. Seconds mean a disk that is busy or about to fail.",
          (f"histogram_quantile(0.99, sum by (broker, le) (rate(odradek_log_flush_time_seconds_bucket{{{B}}}{R}))) >= 0 or "
           f"sum by (broker) (odradek_log_flush_time_seconds_count{{{B}}}) * 0", "broker {{broker}}")),
    panel("Data directories", "none", "Normal is no offline one. Its replicas are not served; replace the disk and restart.",
          (f"sum by (broker, state) (odradek_log_directories{{{B}}})", "{{state}}, broker {{broker}}")),
    panel("ZooKeeper sessions lost", "none", "Normal is flat. Each step was some seconds without leaders: look for pauses.",
          (f"odradek_zookeeper_expirations_times_total{{{B}}}", "broker {{broker}}")),
    panel("Controller's events", "cps", "Work of the controller; on the others 0. Peaks at restarts and topic changes are normal.",
          (f"rate(odradek_controller_events_total{{{B}}}{R})", "broker {{broker}}")),
])

write("odradek-topic", "Odradek / Topic", "Traffic and size by topic.", ["job", "broker", "topic"], "/c/local/topics", [
    panel("Records in", "cps", "Appended per second. A sudden 0 means producers that are refused or gone.",
          (f"sum by (topic) (rate(odradek_topic_received_records_total{{{T}}}{R}))", "{{topic}}")),
    panel("Bytes in", "Bps", "Batches as they came, compressed.",
          (f"sum by (topic) (rate(odradek_topic_in_bytes_total{{{T}}}{R}))", "{{topic}}")),
    panel("Bytes out", "Bps", "To consumers, replication apart. Far more than in times the groups: somebody reads from the "
          "start.", (f"sum by (topic) (rate(odradek_topic_out_bytes_total{{{T}}}{R}))", "{{topic}}")),
    panel("Bytes per record", "bytes", "Normal is what your records weigh after compression. A jump is a new format, or batching "
          "that stopped (linger.ms).",
          (f"sum by (topic) (rate(odradek_topic_in_bytes_total{{{T}}}{R})) / (sum by (topic) "
           f"(rate(odradek_topic_received_records_total{{{T}}}{R})) > 0)", "{{topic}}")),
    panel("Refused produce requests", "cps", "Normal is 0. The client's error says why: records too large, too few in sync, no "
          "leader here.", (f"sum by (topic) (rate(odradek_topic_produce_failed_requests_total{{{T}}}{R}))", "{{topic}}")),
    panel("Refused fetch requests", "cps", "Short peaks when leaders move are normal. Steady ones are consumers beyond the log's "
          "ends.", (f"sum by (topic) (rate(odradek_topic_fetch_failed_requests_total{{{T}}}{R}))", "{{topic}}")),
    panel("Stored", "bytes", "All replicas on the chosen brokers. Should level off at the retention.",
          (f"sum by (topic) (odradek_log_size_bytes{{{T}}})", "{{topic}}")),
    panel("Segments", "none", "Each holds some open files. Many small ones come from a short segment.ms.",
          (f"sum by (topic) (odradek_log_segments{{{T}}})", "{{topic}}")),
    panel("Offsets", "none", "Where each topic's next records will be, summed over partitions. Should never fall but when a topic "
          "is made anew.",
          ('sum by (topic) (kafka_topic_partition_current_offset{job=~"$job",topic=~"$topic"})', "{{topic}}")),
    panel("Partitions", "none", "As made. More partitions cost memory, files and the time of a failover.",
          ('sum by (topic) (kafka_topic_partitions{job=~"$job",topic=~"$topic"})', "{{topic}}")),
])

G = 'job=~"$job",consumergroup=~"$group"'
write("odradek-lag", "Odradek / Consumer lag", "How far groups are behind, in records and in time.", ["job", "group"],
      "/c/local/groups", [
    panel("Lag in time", "s", "How long the oldest unread record has been waiting. Normal is seconds; minutes that grow mean "
          "consumers that are gone or too slow.", (f"max by (consumergroup) (kafka_consumergroup_lag_seconds{{{G}}})",
                                                   "{{consumergroup}}")),
    panel("Lag in records", "none", "Normal is flat or a saw. A line that climbs needs more or faster consumers.",
          (f"sum by (consumergroup) (kafka_consumergroup_lag_sum{{{G}}})", "{{consumergroup}}")),
    panel("Lag by topic", "none", "Which topic it is.",
          (f"sum by (consumergroup, topic) (kafka_consumergroup_lag_sum{{{G}}})", "{{consumergroup}}: {{topic}}")),
    panel("Farthest partition", "none", "Normal is a lag that is spread. One partition far behind the others is a hot key, or a "
          "record that its consumer cannot get over.",
          (f"topk(10, kafka_consumergroup_lag{{{G}}})", "{{consumergroup}}: {{topic}}-{{partition}}")),
    panel("Read per second", "cps", "From committed offsets. 0 while records come in means that nothing is committed.",
          (f"sum by (consumergroup) (rate(kafka_consumergroup_current_offset_sum{{{G}}}{R}))", "{{consumergroup}}")),
    panel("Members", "none", "Normal is flat. Steps are restarts; a saw is a group that keeps rebalancing.",
          (f"max by (consumergroup) (kafka_consumergroup_members{{{G}}})", "{{consumergroup}}")),
])

write("odradek-replication", "Odradek / Replication", "Whether copies keep up.", ["job", "broker"], "/c/local/reassign", [
    panel("Under-replicated partitions", "none", UNDER,
          (f"odradek_replica_under_replicated_partitions{{{B}}}", "broker {{broker}}")),
    panel("At or under min.insync.replicas", "none", "Normal is 0 at a replication factor above the minimum. At: one more loss "
          "and acks=all is refused. Under: it is.",
          (f"odradek_replica_under_min_isr_partitions{{{B}}}", "under, broker {{broker}}"),
          (f"odradek_replica_at_min_isr_partitions{{{B}}}", "at, broker {{broker}}")),
    panel("ISR changes", "cps", "Normal is 0. Shrinks without a restart mean followers that are too slow.",
          (f"sum by (broker) (rate(odradek_isr_shrinks_times_total{{{B}}}{R}))", "shrinks, broker {{broker}}"),
          (f"sum by (broker) (rate(odradek_isr_expands_times_total{{{B}}}{R}))", "expands, broker {{broker}}")),
    panel("Follower's lag, farthest partition", "none", "Normal is a few batches. A line that climbs is a follower that cannot "
          "keep up.", (f"odradek_replica_lag_records{{{B}}}", "{{follower}} behind {{broker}}")),
    panel("Follower's lag, all partitions", "none", "While a replica moves this falls steadily to 0; if it does not, the "
          "throttle is too low.", (f"odradek_replica_lag_sum_records{{{B}}}", "{{follower}} behind {{broker}}")),
    panel("Replication traffic", "Bps", "In of followers equals out of leaders. Normal is bytes in times the copies.",
          (f"sum by (broker) (rate(odradek_topic_replicated_in_bytes_total{{{B}}}{R}))", "in, broker {{broker}}"),
          (f"sum by (broker) (rate(odradek_topic_replicated_out_bytes_total{{{B}}}{R}))", "out, broker {{broker}}")),
    panel("Leaders and replicas", "none", "Normal is even. Leaders that do not come back: preferred election.",
          (f"odradek_replica_leaders_partitions{{{B}}}", "leaders, broker {{broker}}"),
          (f"odradek_replica_partitions{{{B}}}", "replicas, broker {{broker}}")),
    panel("Not led by the preferred replica", "none", "Normal is 0 some minutes after a restart.",
          ('sum(odradek_controller_imbalance_partitions{job=~"$job"})', "partitions")),
    panel("Requests to other brokers without answer", "cps", "Normal is 0. A broker is down or cut off.",
          (f"sum by (broker) (rate(odradek_peer_failures_requests_total{{{B}}}{R}))", "broker {{broker}}")),
])

A = B + ',api=~"$api"'


def mean(part):
    return (f"sum by (api) (rate(odradek_request_{part}_seconds_sum{{{A}}}{R})) / (sum by (api) "
            f"(rate(odradek_request_{part}_seconds_count{{{A}}}{R})) > 0)")


write("odradek-latency", "Odradek / Request latency", "How long requests take, and where the time goes.",
      ["job", "broker", "api"], "/c/local/brokers", [
    panel("99 of 100 requests take at most", "s", "Normal is milliseconds. Fetch waits up to fetch.max.wait.ms (0.5 s) when there "
          "is nothing to read, JoinGroup for the other members: that is normal, too.",
          (f"histogram_quantile(0.99, sum by (api, le) (rate(odradek_request_time_seconds_bucket{{{A}}}{R})))", "{{api}}")),
    panel("Half of the requests take at most", "s", "As beside. A median that rises is load; a 99th alone is pauses.",
          (f"histogram_quantile(0.5, sum by (api, le) (rate(odradek_request_time_seconds_bucket{{{A}}}{R})))", "{{api}}")),
    panel("Waiting for its handler, mean", "s", "Normal is near 0. Otherwise the network threads are busy.",
          (mean("queue_time"), "{{api}}")),
    panel("In its handler, mean", "s", "Normal is below a millisecond. More is the disk, or large batches that are checked.",
          (mean("local_time"), "{{api}}")),
    panel("Waiting for others, mean", "s", "Produce with acks=all: followers. Fetch: new records. Groups: other members. Produce "
          "above 0.1 s means slow followers.", (mean("remote_time"), "{{api}}")),
    panel("Waiting for its turn on the connection, mean", "s", "Normal is near 0. More: answers must keep the order of requests, "
          "and an earlier one takes long.", (mean("send_time"), "{{api}}")),
    panel("Requests", "reqps", "Per second by API.",
          (f"sum by (api) (rate(odradek_request_time_seconds_count{{{A}}}{R}))", "{{api}}")),
    panel("Size of requests and answers", "Bps", "Per second by API.",
          (f"sum by (api) (rate(odradek_request_size_bytes_total{{{A}}}{R}))", "{{api}} in"),
          (f"sum by (api) (rate(odradek_response_size_bytes_total{{{A}}}{R}))", "{{api}} out")),
])

write("odradek-coordinators", "Odradek / Coordinators", "Groups and transactions by state, and their traffic.",
      ["job", "broker"], "/c/local/groups", [
    panel("Groups by state", "none", "Normal is Stable and Empty. Groups that stay in PreparingRebalance have members that do "
          "not answer.", (f"sum by (type, state) (odradek_coordinator_groups{{{B}}})", "{{type}} {{state}}")),
    panel("Groups by coordinator", "none", "Normal is even, since __consumer_offsets has 50 partitions.",
          (f"sum by (broker) (odradek_coordinator_groups{{{B}}})", "broker {{broker}}")),
    panel("Transactional ids by state", "none", "Ongoing ones that never end hold consumers back that read committed records: "
          "kafka-transactions.sh finds them.",
          (f"sum by (state) (odradek_coordinator_transactions{{{B}}}) or vector(0)", "{{state}}")),
    panel("Coordinators that load", "none", "Normal is 0; 1 for a moment after leaders moved. Long: __consumer_offsets is not "
          "compacted.", (f"sum by (broker) (odradek_coordinator_loading{{{B}}})", "broker {{broker}}")),
    panel("Requests of groups", "reqps", "Heartbeats and commits are normal. Many JoinGroup are groups that keep rebalancing.",
          (f'sum by (api) (rate(odradek_request_time_seconds_count{{{B},api=~".*(Group|Heartbeat|Offset(Commit|Fetch)).*"}}{R}))',
           "{{api}}")),
    panel("Requests of transactions", "reqps", "EndTxn is one per transaction.",
          (f'sum by (api) (rate(odradek_request_time_seconds_count{{{B},api=~".*(Txn|ProducerId).*"}}{R})) or vector(0)',
           "{{api}}")),
    panel("Size of the coordinators' topics", "bytes", "Normal is flat: compaction keeps the newest. Growing without end means "
          "that it fails.",
          (f'sum by (topic) (odradek_log_size_bytes{{{B},topic=~"__(consumer_offsets|transaction_state)"}})', "{{topic}}")),
    panel("Compactions", "cps", "Normal is now and then; failures are never normal, the broker's log says why.",
          (f"sum(rate(odradek_log_cleaner_runs_total{{{B}}}{R})) or vector(0)", "ended"),
          (f"sum(rate(odradek_log_cleaner_failures_times_total{{{B}}}{R})) or vector(0)", "failed")),
])

S = 'job=~"$job",topic=~".+-(changelog|repartition)"'
write("odradek-streams", "Odradek / Streams", "Kafka Streams seen from the brokers: its groups and internal topics.",
      ["job", "group"], "/c/local/groups", [
    panel("Lag by application", "none", "Normal is flat. An application's id is its group; choose it above.",
          (f"sum by (consumergroup) (kafka_consumergroup_lag_sum{{{G}}})", "{{consumergroup}}")),
    panel("Lag in time by application", "s", "Normal is seconds.",
          (f"max by (consumergroup) (kafka_consumergroup_lag_seconds{{{G}}})", "{{consumergroup}}")),
    panel("Records into internal topics", "cps", "Changelogs get one per change of a store, repartition topics one per record "
          "that changes its key.", (f"sum by (topic) (rate(odradek_topic_received_records_total{{{S}}}{R}))", "{{topic}}")),
    panel("Bytes out of internal topics", "Bps", "Normal is repartition topics only. Changelogs are read when a store is "
          "restored: after a crash, or when tasks move without standbys.",
          (f"sum by (topic) (rate(odradek_topic_out_bytes_total{{{S}}}{R}))", "{{topic}}")),
    panel("Size of internal topics", "bytes", "Changelogs level off at the size of their store; repartition topics are emptied by "
          "the application.", (f"sum by (topic) (odradek_log_size_bytes{{{S}}})", "{{topic}}")),
    panel("Streams groups", "none", "Groups of the streams protocol (KIP-1071) by state; applications on the classic protocol "
          "are not counted here.",
          ('sum by (state) (odradek_coordinator_groups{job=~"$job",type="streams"}) or vector(0)', "{{state}}")),
    panel("Members by application", "none", "One per stream thread. Steps are restarts.",
          (f"max by (consumergroup) (kafka_consumergroup_members{{{G}}})", "{{consumergroup}}")),
])

P = 'job=~"$job"'
write("odradek-jvm", "Odradek / JVM", "The processes: memory, collections, threads, files.", ["job"], "/", [
    panel("Heap", "bytes", "Normal is a saw well below the maximum. If its lower edge nears the maximum, raise -Xmx.",
          (f'jvm_memory_used_bytes{{{P},area="heap"}}', "used {{instance}}"),
          (f'jvm_memory_max_bytes{{{P},area="heap"}}', "maximum {{instance}}")),
    panel("Outside the heap", "bytes", "Classes and compiled code, and network buffers. Normal is flat.",
          (f'jvm_memory_used_bytes{{{P},area="nonheap"}}', "JVM {{instance}}"),
          (f"sum by (instance) (jvm_buffer_pool_used_bytes{{{P}}})", "buffers {{instance}}")),
    panel("Time in collections", "percentunit", "Normal is below 0.02. Above 0.1 requests wait for it.",
          (f"sum by (instance, gc) (rate(jvm_gc_collection_seconds_sum{{{P}}}{R}))", "{{gc}} {{instance}}")),
    panel("Collections", "cps", "Old generation collections should not happen at all.",
          (f"sum by (instance, gc) (rate(jvm_gc_collection_seconds_count{{{P}}}{R}))", "{{gc}} {{instance}}")),
    panel("Processor", "none", "Cores in use. Compare with those there are.",
          (f"rate(process_cpu_seconds_total{{{P}}}{R})", "{{instance}}")),
    panel("Threads", "none", "Normal is flat and below 200.", (f"jvm_threads_current{{{P}}}", "{{instance}}")),
    panel("Open files", "none", "Normal is some per segment and one per connection. Beyond the maximum logs fail.",
          (f"process_open_fds{{{P}}}", "open {{instance}}"), (f"process_max_fds{{{P}}}", "maximum {{instance}}")),
    panel("Up since", "s", "Time since the start; a fall to 0 that nobody asked for is a crash.",
          (f"time() - process_start_time_seconds{{{P}}}", "{{instance}}")),
])
