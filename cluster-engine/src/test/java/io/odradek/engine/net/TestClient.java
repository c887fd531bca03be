package io.odradek.engine.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.Frames;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.HeartbeatRequest;
import io.odradek.engine.wire.message.HeartbeatResponse;
import io.odradek.engine.wire.message.RequestHeader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;

/** A blocking client that can also misbehave. */
final class TestClient implements AutoCloseable {
    static final short VERSION = 4;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    TestClient(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    static byte[] request(ApiKey key, int version, int correlationId, Message body) {
        RequestHeader header = new RequestHeader().requestApiKey(key.id()).requestApiVersion((short) version)
            .correlationId(correlationId).clientId("test");
        ByteBuf frame = Frames.requestBuffer(header, body, UnpooledByteBufAllocator.DEFAULT);
        try {
            byte[] bytes = new byte[Integer.BYTES + frame.readableBytes()];
            ByteBuffer.wrap(bytes).putInt(frame.readableBytes());
            frame.readBytes(bytes, Integer.BYTES, frame.readableBytes());
            return bytes;
        } finally {
            frame.release();
        }
    }

    static byte[] beat(String member, int number) {
        return request(ApiKey.HEARTBEAT, VERSION, number,
            new HeartbeatRequest().groupId("g").memberId(member).generationId(number));
    }

    void write(byte[]... parts) throws IOException {
        for (byte[] part : parts) out.write(part);
        out.flush();
    }

    void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
        out.flush();
    }

    /** One answer without its length; null when the server closed. */
    ByteBuf read() throws IOException {
        int size;
        try {
            size = in.readInt();
        } catch (java.io.EOFException | java.net.SocketException closed) {
            return null;
        }
        byte[] bytes = new byte[size];
        in.readFully(bytes);
        return Unpooled.wrappedBuffer(bytes);
    }

    /** The number that a beat came back with, checked against its correlation id. */
    int readBeat() throws IOException {
        ByteBuf answer = read();
        if (answer == null) return -1;
        int id = Frames.readResponseHeader(answer, ApiKey.HEARTBEAT, VERSION);
        HeartbeatResponse beat = new HeartbeatResponse();
        beat.read(answer, VERSION);
        if (beat.throttleTimeMs() != id) throw new IOException(id + " was answered with " + beat);
        return beat.errorCode() == 0 ? id : beat.errorCode();
    }

    boolean closedByServer() throws IOException {
        return read() == null;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
