"""A member of a group by kafka-python: prints every value, commits after every batch, leaves on SIGTERM."""
import signal
import sys

from kafka import KafkaConsumer

bootstrap, group, topic = sys.argv[1:4]
running = True


def stop(*_):
    global running
    running = False


signal.signal(signal.SIGTERM, stop)
consumer = KafkaConsumer(topic, bootstrap_servers=bootstrap.split(","), group_id=group, auto_offset_reset="earliest",
                         enable_auto_commit=False, session_timeout_ms=6000, heartbeat_interval_ms=500,
                         metadata_max_age_ms=2000)
while running:
    batch = consumer.poll(timeout_ms=200)
    for records in batch.values():
        for record in records:
            print(record.value.decode(), flush=True)
    if batch:
        try:
            consumer.commit()
        except Exception as failure:  # a rebalance came between: whoever has the partition now reads it again
            print("not committed:", failure, file=sys.stderr, flush=True)
consumer.close(autocommit=False)
