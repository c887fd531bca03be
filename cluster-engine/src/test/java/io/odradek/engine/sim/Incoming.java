package io.odradek.engine.sim;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.odradek.engine.api.Exchange;
import io.odradek.engine.api.HandlerTable;
import io.odradek.engine.api.Session;
import io.odradek.engine.env.FileSlice;
import io.odradek.engine.env.Lane;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.Frame;
import io.odradek.engine.wire.Frames;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.RequestHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A broker's end of a connection: requests are handled as they come, answers leave in the order of the requests. */
final class Incoming implements Machine.Incoming, Session {
    private static final long OPEN_MS = 5;

    private final Life life;
    private final Supplier<HandlerTable> table;
    private final Lane lane;
    private final String name;
    private final Consumer<byte[]> answers;
    private final Runnable reset;
    private final ArrayDeque<Pending> inFlight = new ArrayDeque<>();
    private final Map<Class<?>, Object> attachments = new HashMap<>();
    private final ArrayDeque<byte[]> early = new ArrayDeque<>();
    private boolean waiting;
    private boolean closed;

    Incoming(Life life, Supplier<HandlerTable> table, String name, Consumer<byte[]> answers, Runnable reset) {
        this.life = life;
        this.table = table;
        this.lane = life.anyOwner();
        this.name = name;
        this.answers = answers;
        this.reset = reset;
    }

    @Override
    public boolean gone() {
        return life.dead();
    }

    @Override
    public void receive(byte[] frame) {
        lane.offer(() -> {
            early.add(frame);
            open();
        });
    }

    /** Frames that come before the broker serves wait for it. */
    private void open() {
        if (closed) return;
        if (table.get() == null) {
            if (!waiting) life.after(OPEN_MS, lane, () -> {
                waiting = false;
                open();
            });
            waiting = true;
            return;
        }
        while (!early.isEmpty()) dispatch(Unpooled.wrappedBuffer(early.poll()));
    }

    @Override
    public void closed() {
        closed = true;
    }

    private void dispatch(ByteBuf frame) {
        HandlerTable handlers = table.get();
        if (closed) return;
        RequestHeader header = Frames.readRequestHeader(frame);
        HandlerTable.Entry<?> entry = handlers.of(ApiKey.of(header.requestApiKey()));
        Message body = entry.key().newRequest();
        body.read(frame, header.requestApiVersion());
        Pending pending = new Pending(header, entry);
        inFlight.add(pending);
        try {
            entry.handle(pending, body);
        } catch (RuntimeException e) {
            throw new Violation("no handler fails", entry.key() + " of " + name, e);
        }
    }

    /** The connection ends from this side. */
    void broken() {
        if (closed) return;
        closed = true;
        reset.run();
    }

    private void leave() {
        while (!inFlight.isEmpty() && inFlight.peek().done) {
            Pending next = inFlight.poll();
            if (closed) next.giveBack();
            else if (next.disconnected) broken();
            else if (next.frame != null) write(next.frame);
        }
    }

    private void write(Frame frame) {
        ByteBuffer all = ByteBuffer.allocate(frame.size());
        try {
            for (Object part : frame.parts()) {
                if (part instanceof ByteBuf b) {
                    int size = b.readableBytes();
                    b.getBytes(b.readerIndex(), all.slice(all.position(), size));
                    all.position(all.position() + size);
                } else if (part instanceof FileSlice f) {
                    int read = f.file().read(f.position(), all.slice(all.position(), f.size()));
                    if (read < f.size()) throw new IOException("the file is too short");
                    all.position(all.position() + f.size());
                }
            }
            answers.accept(Arrays.copyOfRange(all.array(), Integer.BYTES, all.capacity()));
        } catch (IOException truncatedMeanwhile) {
            broken();
        } finally {
            frame.release();
        }
    }

    private final class Pending implements Exchange {
        private final RequestHeader header;
        private final HandlerTable.Entry<?> entry;
        private Frame frame;
        private boolean answered;
        private boolean disconnected;
        private boolean done;

        Pending(RequestHeader header, HandlerTable.Entry<?> entry) {
            this.header = header;
            this.entry = entry;
        }

        @Override
        public RequestHeader header() {
            return header;
        }

        @Override
        public ApiKey key() {
            return entry.key();
        }

        @Override
        public short version() {
            return header.requestApiVersion();
        }

        @Override
        public Session session() {
            return Incoming.this;
        }

        @Override
        public Lane lane() {
            return lane;
        }

        @Override
        public void answer(Message response) {
            if (first()) {
                frame = Frames.response(key(), version(), header.correlationId(), response,
                        UnpooledByteBufAllocator.DEFAULT);
                handOver();
            }
        }

        @Override
        public void answerNothing() {
            if (first()) handOver();
        }

        @Override
        public void disconnect(String why) {
            if (!first()) return;
            disconnected = true;
            handOver();
        }

        private boolean first() {
            if (answered) throw new Violation("a request is answered once", key() + " of " + name);
            answered = true;
            return true;
        }

        private void giveBack() {
            if (frame != null) frame.release();
        }

        private void handOver() {
            lane.run(() -> {
                done = true;
                leave();
            });
        }
    }

    @Override
    public String id() {
        return name;
    }

    @Override
    public String listener() {
        return "PLAINTEXT";
    }

    @Override
    public String clientHost() {
        return "sim";
    }

    @Override
    public String clientId() {
        return "sim";
    }

    @Override
    public String softwareName() {
        return "unknown";
    }

    @Override
    public String softwareVersion() {
        return "unknown";
    }

    @Override
    public void software(String software, String version) {
        // Nobody asks for it here.
    }

    @Override
    public String principal() {
        return "User:ANONYMOUS";
    }

    @Override
    public <T> T attachment(Class<T> type, Supplier<T> make) {
        return type.cast(attachments.computeIfAbsent(type, _ -> make.get()));
    }
}
