package io.odradek.ui.entry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntryTest {
    @Test
    void nobodyIsSentToAnotherSiteAfterSigningIn() {
        assertThat(Entry.inside("/c/local/topics?q=a&sort=size")).isEqualTo("/c/local/topics?q=a&sort=size");
        for (String to : new String[] {null, "", "https://evil.example", "//evil.example", "/\\evil.example",
            "javascript:alert(1)", "/a\r\nSet-Cookie: x"}) {
            assertThat(Entry.inside(to)).as(to).isEqualTo("/");
        }
    }
}
