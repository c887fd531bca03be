package io.odradek.suite;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataRequestData.MetadataRequestTopic;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.requests.RequestHeader;

/** What each broker by itself knows of a topic; a client would ask whichever it likes. */
final class Look {
    /** The first flexible version: what any broker of these years serves. */
    private static final short VERSION = 9;
    private static final int TIMEOUT_MS = 5_000;

    private final Launched cluster;

    interface OneBroker {
        boolean test(At at) throws IOException;
    }

    /** One broker's answer for a topic. */
    record At(int port) {
        boolean gone(String topic) throws IOException {
            return ask(topic).errorCode() == Errors.UNKNOWN_TOPIC_OR_PARTITION.code();
        }

        boolean ready(String topic, int partitions) throws IOException {
            MetadataResponseTopic known = ask(topic);
            return known.errorCode() == 0 && known.partitions().size() == partitions
                    && known.partitions().stream().allMatch(p -> p.leaderId() >= 0);
        }

        private MetadataResponseTopic ask(String topic) throws IOException {
            MetadataRequestData data = new MetadataRequestData().setAllowAutoTopicCreation(false)
                    .setTopics(List.of(new MetadataRequestTopic().setName(topic)));
            RequestHeader header = new RequestHeader(ApiKeys.METADATA, VERSION, "look", 1);
            ByteBuffer request = new MetadataRequest(data, VERSION).serializeWithHeader(header);
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(TIMEOUT_MS);
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.writeInt(request.remaining());
                out.write(request.array(), request.arrayOffset() + request.position(), request.remaining());
                DataInputStream in = new DataInputStream(socket.getInputStream());
                byte[] answer = in.readNBytes(in.readInt());
                MetadataResponse response =
                        (MetadataResponse) AbstractResponse.parseResponse(ByteBuffer.wrap(answer), header);
                return response.data().topics().iterator().next();
            }
        }
    }

    Look(Launched cluster) {
        this.cluster = cluster;
    }

    /** Of the brokers that run. */
    boolean everywhere(OneBroker test) throws IOException {
        for (int id : cluster.ports().keySet()) {
            if (cluster.alive(id) && !test.test(new At(cluster.ports().get(id)))) return false;
        }
        return true;
    }
}
