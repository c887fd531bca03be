package io.odradek.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LanguageTest {
    private static Locale of(String chosen, Locale... wanted) {
        Cookie[] cookies = chosen == null ? null : new Cookie[] {new Cookie("other", "ko"),
                new Cookie("odradek.language", chosen)};
        return Language.of(cookies, Collections.enumeration(List.of(wanted)));
    }

    @Test
    void theBrowsersFirstThatThereIs() {
        assertThat(of(null, Locale.FRENCH, Locale.KOREA, Locale.ENGLISH)).isEqualTo(Locale.KOREAN);
        assertThat(of(null, Locale.FRENCH)).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void theChosenOneBeforeAll() {
        assertThat(of("en", Locale.KOREA)).isEqualTo(Locale.ENGLISH);
        assertThat(of("xx", Locale.KOREA)).isEqualTo(Locale.KOREAN);
    }

    @Test
    void eachLanguageIsNamedInItself() {
        assertThat(Language.named()).containsExactly("en=English", "ko=한국어");
    }
}
