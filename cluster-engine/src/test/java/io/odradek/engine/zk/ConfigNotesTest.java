package io.odradek.engine.zk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigNotesTest {
    private static final long MINUTE_MS = 60_000;

    private final ConfigNotes notes = new ConfigNotes();

    private static ZkReply note(String name, long minute) {
        return new ZkReply(ZkReply.Code.OK, name, null, new ZkReply.Stat(1, 1, 0, 0, minute * MINUTE_MS), null,
                List.of(), false);
    }

    @Test
    void notificationsGoFifteenMinutesAfterTheyCameWhenAnotherComes() {
        notes.seen(List.of(note("a", 0), note("b", 10)));
        assertThat(notes.obsolete()).isEmpty();
        notes.seen(List.of(note("c", 16)));
        assertThat(notes.obsolete()).extracting(ZkRequest::path).containsExactly("a");
        assertThat(notes.obsolete()).isEmpty();
        notes.seen(List.of(note("d", 40), ZkReply.of(ZkReply.Code.NO_NODE, "e")));
        assertThat(notes.obsolete()).extracting(ZkRequest::path).containsExactly("b", "c");
    }
}
