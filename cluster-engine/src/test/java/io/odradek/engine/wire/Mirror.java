package io.odradek.engine.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts {@link Contents} into objects, ours and Kafka's alike, by their setters; and runs Kafka's codec. */
final class Mirror {
    private static final Map<Class<?>, Map<String, Method>> SETTERS = new HashMap<>();

    private Mirror() {}

    /** A new object of {@code top} (or a struct nested in it) with the contents. */
    static Object filled(Class<?> type, Class<?> top, Map<?, ?> contents) {
        try {
            Object o = type.getConstructor().newInstance();
            for (Map.Entry<?, ?> e : contents.entrySet()) {
                Method setter = setter(type, (String) e.getKey());
                setter.invoke(o, converted(e.getValue(), setter, top));
            }
            return o;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type.getName(), e);
        }
    }

    private static Method setter(Class<?> type, String field) {
        Method m = SETTERS.computeIfAbsent(type, Mirror::setters).get(field.toLowerCase(Locale.ROOT));
        if (m == null) {
            throw new AssertionError(type + " has no field " + field);
        }
        return m;
    }

    private static Map<String, Method> setters(Class<?> type) {
        boolean ours = type.getName().startsWith("io.odradek");
        Map<String, Method> found = new HashMap<>();
        for (Method m : type.getMethods()) {
            if (m.getParameterCount() == 1 && m.getReturnType() == type && (ours || m.getName().startsWith("set"))) {
                String name = ours ? m.getName().replaceAll("_$", "") : m.getName().substring("set".length());
                found.put(name.toLowerCase(Locale.ROOT), m);
            }
        }
        return found;
    }

    private static Object converted(Object value, Method setter, Class<?> top) throws ReflectiveOperationException {
        Class<?> target = setter.getParameterTypes()[0];
        return switch (value) {
            case null -> null;
            case List<?> list -> list(list, setter, target, top);
            case Map<?, ?> struct -> filled(target, top, struct);
            default -> scalar(value, target);
        };
    }

    private static Object list(List<?> values, Method setter, Class<?> target, Class<?> top)
            throws ReflectiveOperationException {
        @SuppressWarnings("unchecked")
        Collection<Object> into = target == List.class
            ? new ArrayList<>() : (Collection<Object>) target.getConstructor().newInstance();
        Class<?> element = elementType(setter, target);
        for (Object v : values) {
            into.add(v instanceof Map<?, ?> struct ? filled(element, top, struct) : scalar(v, element));
        }
        return into;
    }

    private static Class<?> elementType(Method setter, Class<?> target) {
        Type t = target == List.class ? setter.getGenericParameterTypes()[0] : target.getGenericSuperclass();
        return (Class<?>) ((ParameterizedType) t).getActualTypeArguments()[0];
    }

    private static Object scalar(Object value, Class<?> target) throws ReflectiveOperationException {
        if (value instanceof long[] id) {
            return target.getConstructor(long.class, long.class).newInstance(id[0], id[1]);
        }
        if (!(value instanceof byte[] bytes) || target == byte[].class) {
            return value;
        }
        if (target == ByteBuf.class) {
            return Unpooled.wrappedBuffer(bytes);
        }
        if (target == Payload.class) {
            return payload(bytes);
        }
        if (target == ByteBuffer.class) {
            return ByteBuffer.wrap(bytes);
        }
        String memoryRecords = target.getPackageName() + ".MemoryRecords";
        return target.getClassLoader().loadClass(memoryRecords).getMethod("readableRecords", ByteBuffer.class)
            .invoke(null, ByteBuffer.wrap(bytes));
    }

    /** In one piece, or where it is long in two. */
    private static Payload payload(byte[] bytes) {
        if (bytes.length < 4000) {
            return new Payload.Buf(Unpooled.wrappedBuffer(bytes));
        }
        return new Payload.Many(List.of(new Payload.Buf(Unpooled.wrappedBuffer(bytes, 0, 2000)),
            new Payload.Buf(Unpooled.wrappedBuffer(bytes, 2000, bytes.length - 2000))));
    }

    /** What Kafka writes; its exception where it refuses. */
    static byte[] kafkaWrites(Object message, short version) throws RuntimeException {
        ClassLoader loader = message.getClass().getClassLoader();
        String protocol = "org.apache.kafka.common.protocol.";
        try {
            Class<?> cacheType = loader.loadClass(protocol + "ObjectSerializationCache");
            Class<?> writable = loader.loadClass(protocol + "Writable");
            Class<?> messageType = loader.loadClass(protocol + "Message");
            Object cache = cacheType.getConstructor().newInstance();
            int size = (int) messageType.getMethod("size", cacheType, short.class).invoke(message, cache, version);
            ByteBuffer buffer = ByteBuffer.allocate(size);
            Object accessor = accessor(loader, buffer);
            messageType.getMethod("write", writable, cacheType, short.class).invoke(message, accessor, cache, version);
            return Arrays.copyOf(buffer.array(), buffer.position());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new AssertionError(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Kafka's object out of bytes, all of which it must have used. */
    static Object kafkaReads(Class<?> type, byte[] bytes, short version) {
        ClassLoader loader = type.getClassLoader();
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            Class<?> readable = loader.loadClass("org.apache.kafka.common.protocol.Readable");
            Object message = type.getConstructor().newInstance();
            type.getMethod("read", readable, short.class).invoke(message, accessor(loader, buffer), version);
            if (buffer.hasRemaining()) {
                throw new AssertionError("Kafka left " + buffer.remaining() + " bytes of " + type.getSimpleName());
            }
            return message;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type.getSimpleName() + " version " + version, e);
        }
    }

    private static Object accessor(ClassLoader loader, ByteBuffer buffer) throws ReflectiveOperationException {
        return loader.loadClass("org.apache.kafka.common.protocol.ByteBufferAccessor").getConstructor(ByteBuffer.class)
            .newInstance(buffer);
    }

    /** What we write. */
    static byte[] weWrite(Message message, short version, ByteBufAllocator allocator) {
        Sink out = new Sink(allocator);
        try {
            message.write(out, version);
        } catch (RuntimeException e) {
            out.release();
            throw e;
        }
        Frame frame = out.frame();
        ByteBuf all = Unpooled.buffer(frame.size());
        frame.parts().forEach(part -> all.writeBytes(((ByteBuf) part).duplicate()));
        frame.release();
        return Arrays.copyOf(all.array(), all.readableBytes());
    }
}
