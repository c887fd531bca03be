package io.odradek.console.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvocationTest {

    @Test
    void everyOptionHasADefault() throws Exception {
        Settings settings = Invocation.parse(new String[0]).settings();
        assertThat(settings.brokers()).isEqualTo(3);
        assertThat(settings.port()).isEqualTo(9092);
        assertThat(settings.consolePort()).isEqualTo(8080);
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.embedded()).isTrue();
        assertThat(settings.demo()).isFalse();
    }

    @Test
    void valuesComeAfterABlankOrAnEqualsSign() throws Exception {
        String[] words = {"--brokers", "5", "--data=/somewhere", "--port", "0", "--console-port=0", "--demo"};
        Settings settings = Invocation.parse(words).settings();
        assertThat(settings).isEqualTo(new Settings(5, Path.of("/somewhere"), "127.0.0.1", 0, 0, true, ""));
    }

    @Test
    void bootstrapMeansNoBrokersOfOurOwn() throws Exception {
        Settings settings = Invocation.parse(new String[] {"--bootstrap", "a:1,b:2"}).settings();
        assertThat(settings.embedded()).isFalse();
        assertThat(settings.brokers()).isZero();
    }

    @Test
    void brokersShareThisProcessUnlessAskedNotTo() throws Exception {
        assertThat(Invocation.parse(new String[0]).isolate()).isFalse();
        assertThat(Invocation.parse(new String[] {"--isolate"}).isolate()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nope", "up", "--port", "--port x", "--port 70000", "--brokers 0", "--brokers 10",
        "--demo=yes", "--bootstrap nowhere", "--bootstrap a:1 --brokers 2", "--bootstrap a:1 --isolate",
        "--bootstrap ,"})
    void whatCannotBeUnderstoodIsSaidInOneLine(String line) {
        assertThatThrownBy(() -> Invocation.parse(line.split(" "))).isInstanceOf(Invocation.Misunderstood.class)
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("\n"));
    }

    @Test
    void dataLivesWhereThePlatformKeepsAUsersData() {
        assertThat(Settings.defaultData(Map.of("XDG_DATA_HOME", "/x"), "/home/u", "Linux"))
                .isEqualTo(Path.of("/x/odradek"));
        assertThat(Settings.defaultData(Map.of(), "/home/u", "Linux"))
                .isEqualTo(Path.of("/home/u/.local/share/odradek"));
        assertThat(Settings.defaultData(Map.of(), "/Users/u", "Mac OS X"))
                .isEqualTo(Path.of("/Users/u/Library/Application Support/odradek"));
    }

    @Test
    void helpNamesEveryOption() {
        for (Key key : Key.values()) {
            assertThat(Invocation.usage()).contains("--" + key.option());
        }
    }
}
