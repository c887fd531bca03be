package io.odradek.ui.entry;

import io.odradek.ui.text.Language;
import io.odradek.ui.text.Messages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The two documents before the pages; their script asks the API and takes nothing from the server but texts. */
public final class Entry {
    private static final String SIGN_IN = "/sign-in";
    private static final String WELCOME = "/welcome";
    private static final String DOCUMENT = """
            <!doctype html>
            <html lang="{lang}">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title} · Odradek</title>
            <link rel="icon" href="/favicon.svg" type="image/svg+xml">
            <script src="/js/theme.js"></script>
            <link rel="stylesheet" href="/css/base.css"><link rel="stylesheet" href="/css/entry.css">
            </head>
            <body>
            <main class="entry">
            <div class="entry-brand"><img src="/favicon.svg" alt="" width="40" height="40">Odradek</div>
            <h1>{title}</h1>
            {hint}
            <form id="entry" data-ask="{ask}" data-wrong="{wrong}" data-differ="{differ}" data-away="{away}">
            <label>{name}<input name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required
             maxlength="64" autofocus></label>
            <label>{password}<input name="password" type="password" autocomplete="{kind}" required minlength="{least}"
             maxlength="1024"></label>
            {again}
            <p id="entry-trouble" role="alert" hidden></p>
            <button id="entry-go">{verb}</button>
            </form>
            <noscript><p>{script}</p></noscript>
            </main>
            <script type="module" src="/js/entry.js"></script>
            </body>
            </html>
            """;

    private final Messages messages = new Messages();

    /** Whether this address is one of the two. */
    public boolean has(String path) {
        return path.equals(SIGN_IN) || path.equals(WELCOME);
    }

    /** Answers with the document; who has signed in goes on to where they wanted. */
    public void answer(HttpServletRequest request, HttpServletResponse response, boolean known) throws IOException {
        boolean first = request.getRequestURI().equals(WELCOME);
        if (known && !first) {
            response.setHeader("cache-control", "no-store");
            response.sendRedirect(inside(request.getParameter("to")));
            return;
        }
        Locale locale = Language.of(request.getCookies(), request.getLocales());
        byte[] document = document(locale, first).getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/html; charset=utf-8");
        response.setHeader("cache-control", "no-store");
        response.setHeader("content-security-policy", "default-src 'none'; script-src 'self'; style-src 'self'; "
                + "img-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'");
        response.setContentLength(document.length);
        response.getOutputStream().write(document);
    }

    /** An address of ours, never another site's. */
    static String inside(String to) {
        return to != null && to.matches("/([^/\\\\].*)?") && to.chars().noneMatch(c -> c < 0x20) ? to : "/";
    }

    private String document(Locale locale, boolean first) {
        String mode = first ? "welcome" : "signin";
        String again = "<label>" + text("entry.again", locale)
                + "<input name=\"again\" type=\"password\" autocomplete=\"new-password\" required></label>";
        return DOCUMENT.replace("{lang}", locale.getLanguage())
                .replace("{title}", text("entry." + mode + ".title", locale))
                .replace("{hint}", first ? "<p>" + text("entry.welcome.hint", locale) + "</p>" : "")
                .replace("{ask}", first ? "/api/v1/welcome" : "/api/v1/session")
                .replace("{kind}", first ? "new-password" : "current-password").replace("{least}", first ? "8" : "1")
                .replace("{again}", first ? again : "")
                .replace("{verb}", text("entry." + mode + ".verb", locale))
                .replace("{name}", text("entry.name", locale)).replace("{password}", text("entry.password", locale))
                .replace("{wrong}", text("entry.wrong", locale)).replace("{differ}", text("entry.differ", locale))
                .replace("{away}", text("entry.away", locale)).replace("{script}", text("entry.script", locale));
    }

    private String text(String key, Locale locale) {
        return messages.getTranslation(key, locale).replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
