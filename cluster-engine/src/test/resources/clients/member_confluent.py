"""A member of a group by confluent-kafka (librdkafka): prints every value, commits, leaves on SIGTERM."""
import signal
import sys

from confluent_kafka import Consumer, KafkaException

bootstrap, group, topic = sys.argv[1:4]
running = True


def stop(*_):
    global running
    running = False


signal.signal(signal.SIGTERM, stop)
consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": group, "auto.offset.reset": "earliest",
                     "enable.auto.commit": False, "session.timeout.ms": 6000, "heartbeat.interval.ms": 500})
consumer.subscribe([topic])
while running:
    batch = [m for m in consumer.consume(100, 0.2) if not m.error()]
    for message in batch:
        print(message.value().decode(), flush=True)
    if batch:
        try:
            consumer.commit(asynchronous=False)
        except KafkaException as failure:  # a rebalance came between: whoever has the partition now reads it again
            print("not committed:", failure, file=sys.stderr, flush=True)
consumer.close()
