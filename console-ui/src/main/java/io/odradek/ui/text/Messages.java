package io.odradek.ui.text;

import com.vaadin.flow.i18n.I18NProvider;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The message bundles. English is complete by definition; a test holds every other language to the same keys. */
public final class Messages implements I18NProvider {
    static final List<Locale> LOCALES = List.of(Locale.ENGLISH, Locale.KOREAN);
    private static final String BUNDLE = "io.odradek.ui.messages";

    @Override
    public List<Locale> getProvidedLocales() {
        return LOCALES;
    }

    /** The text of this key with {0}, {1}, … filled in; the key itself, marked, when there is none. */
    @Override
    public String getTranslation(String key, Locale locale, Object... args) {
        try {
            return fill(bundle(locale).getString(key), args);
        } catch (MissingResourceException e) {
            return "!" + key + "!";
        }
    }

    static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(
                ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    static String fill(String pattern, Object... args) {
        String text = pattern;
        for (int i = 0; i < args.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(args[i]));
        }
        return text;
    }
}
