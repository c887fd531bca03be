package io.odradek.ui.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.zookeeper.ZnodeChange;
import io.odradek.ui.part.Tone;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ZookeeperLogicTest {
    private static ZookeeperLogic at(String path) {
        return new ZookeeperLogic(path, "", 0);
    }

    private static ZnodeChange change(String what, String path) {
        return new ZnodeChange(1, 1, what, path);
    }

    @Test
    void addressGoesThereAndBack() {
        Map<String, String> query = Map.of("path", "/brokers/ids", "q", "1", "from", "50");
        assertThat(ZookeeperLogic.parse(query).query()).isEqualTo(query);
        assertThat(ZookeeperLogic.parse(Map.of())).isEqualTo(at("/"));
        assertThat(at("/").query().values()).containsOnly("");
    }

    @Test
    void stepsLeadFromTheRootDown() {
        assertThat(at("/").steps()).containsExactly(new ZookeeperLogic.Step("/", "/"));
        assertThat(at("/a/b").steps()).extracting(ZookeeperLogic.Step::path).containsExactly("/", "/a", "/a/b");
    }

    @Test
    void onlyWhatIsShownIsTouched() {
        assertThat(at("/a").touchedBy(change("changed", "/a"))).isTrue();
        assertThat(at("/a").touchedBy(change("created", "/a/b"))).isTrue();
        assertThat(at("/a").touchedBy(change("created", "/a/b/c"))).as("it is counted in its parent's row").isTrue();
        assertThat(at("/a").touchedBy(change("created", "/a/b/c/d"))).isFalse();
        assertThat(at("/a").touchedBy(change("created", "/ab"))).isFalse();
        assertThat(at("/").touchedBy(change("created", "/ab"))).isTrue();
        assertThat(at("/a").touchedBy(change("lost", ""))).isTrue();
        assertThat(ZookeeperLogic.tone(change("deleted", "/a"))).isEqualTo(Tone.WARN);
    }
}
