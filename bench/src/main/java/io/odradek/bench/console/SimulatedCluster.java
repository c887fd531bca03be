package io.odradek.bench.console;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.Frames;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.RequestHeader;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A large cluster that is not there: three addresses which answer, in Kafka's protocol, whatever a console asks to draw
 * its lists. It holds no records. Each connection has a virtual thread.
 */
final class SimulatedCluster implements AutoCloseable {

    private static final int BROKERS = 3;

    private final List<ServerSocket> servers = new ArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final SimulatedAnswers answers;

    SimulatedCluster(int topics, int partitions, int groups) throws IOException {
        for (int i = 0; i < BROKERS; i++) {
            servers.add(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        }
        answers = new SimulatedAnswers(topics, partitions, groups,
                servers.stream().map(ServerSocket::getLocalPort).toList());
        servers.forEach(server -> Thread.ofVirtual().start(() -> accept(server)));
    }

    String bootstrapServers() {
        return "127.0.0.1:" + servers.getFirst().getLocalPort();
    }

    private void accept(ServerSocket server) {
        int broker = servers.indexOf(server) + 1;
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(broker, socket));
            }
        } catch (IOException closed) {
            // The end.
        }
    }

    private void serve(int broker, Socket socket) {
        try (socket; DataInputStream in = new DataInputStream(socket.getInputStream());
                OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
            socket.setTcpNoDelay(true);
            while (true) {
                byte[] frame = new byte[in.readInt()];
                in.readFully(frame);
                answer(broker, Unpooled.wrappedBuffer(frame), out);
                out.flush();
            }
        } catch (EOFException left) {
            open.remove(socket);
        } catch (IOException broken) {
            open.remove(socket);
        }
    }

    private void answer(int broker, ByteBuf frame, OutputStream out) throws IOException {
        RequestHeader header = Frames.readRequestHeader(frame);
        ApiKey key = ApiKey.of(header.requestApiKey());
        Message request = key.newRequest();
        short version = header.requestApiVersion();
        // A client asks for the versions in the newest way it knows, which must be understood.
        request.read(frame, version);
        ByteBuf answer = Frames.responseBuffer(key, version, header.correlationId(), answers.to(broker, request),
                UnpooledByteBufAllocator.DEFAULT);
        try {
            out.write(new byte[] {(byte) (answer.readableBytes() >> 24), (byte) (answer.readableBytes() >> 16),
                    (byte) (answer.readableBytes() >> 8), (byte) answer.readableBytes()});
            answer.readBytes(out, answer.readableBytes());
        } finally {
            answer.release();
        }
    }

    @Override
    public void close() {
        try {
            for (ServerSocket server : servers) {
                server.close();
            }
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
