// A member of a group by kafkajs: prints every value, commits after every batch, leaves on SIGTERM.
const { Kafka, logLevel } = require('kafkajs');

const [bootstrap, group, topic] = process.argv.slice(2);
const kafka = new Kafka({ brokers: bootstrap.split(','), logLevel: logLevel.ERROR, retry: { retries: 50 } });
const consumer = kafka.consumer({ groupId: group, sessionTimeout: 6000, heartbeatInterval: 500,
  metadataMaxAge: 2000, retry: { retries: 50, maxRetryTime: 1000 } });

async function main() {
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({ autoCommitInterval: 200,
    eachMessage: async ({ message }) => console.log(message.value.toString()) });
}
process.on('SIGTERM', () => consumer.disconnect().then(() => process.exit(0)));
main().catch(failure => { console.error(failure); process.exit(1); });
