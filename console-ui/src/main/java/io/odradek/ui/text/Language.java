package io.odradek.ui.text;

import jakarta.servlet.http.Cookie;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;

/** The language that a reader gets: the one chosen on a page, else the first their browser asks for that there is. */
public final class Language {
    /** Kept by the browser; written by language-button.js. */
    private static final String COOKIE = "odradek.language";

    private Language() {
    }

    /** The language for a request with these cookies, null for none, whose browser asks for these, the best first. */
    public static Locale of(Cookie[] cookies, Enumeration<Locale> wanted) {
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            if (cookie.getName().equals(COOKIE) && there(cookie.getValue()) != null) {
                return there(cookie.getValue());
            }
        }
        return Collections.list(wanted).stream().map(one -> there(one.getLanguage())).filter(one -> one != null)
                .findFirst().orElse(Locale.ENGLISH);
    }

    /** All languages, each under its own name: {@code en=English}. */
    public static List<String> named() {
        return Messages.LOCALES.stream().map(one -> one.getLanguage() + "=" + one.getDisplayLanguage(one)).toList();
    }

    private static Locale there(String language) {
        return Messages.LOCALES.stream().filter(one -> one.getLanguage().equals(language)).findFirst().orElse(null);
    }
}
