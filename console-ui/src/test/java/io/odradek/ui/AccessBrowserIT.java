package io.odradek.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.Console;
import io.odradek.console.change.Actor;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.problem.Sentence;
import io.odradek.console.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From the first start's link to a viewer who can delete nothing, on a recorded cluster. */
class AccessBrowserIT {
    private static final String PASSWORD = "correct horse";

    @Test
    void firstUserAddsAViewerWhoLooksAndChangesNothing() throws Exception {
        try (Clusters clusters = new Clusters(List.of(new ClusterSpec("recorded", "127.0.0.1:1", false, Map.of())))) {
            Settings settings = new Settings(0, Path.of("target"), "127.0.0.1", 0, 0, false, "127.0.0.1:1");
            Console console = Recorded.console(settings, clusters, Recorded.snapshot("recorded", 20, 3));
            try (Served served = new Served(console); Browser browser = new Browser(served.port())) {
                nobodySignsInYet(browser);
                link(browser, console.sessions().welcome());
                addsAViewer(browser);
                auditTells(browser);
                signOut(browser);
                viewerSignsIn(browser);
                viewerChangesNothing(browser);
                streamGoesOnAfterABreak(browser, console);
                grantsAreTakenAway(browser, console);
                newPasswordEndsThePages(browser, console);
                assertThat(browser.complaints()).allMatch(line -> line.contains("401") || line.contains("403"));
            }
        }
    }

    private static void nobodySignsInYet(Browser browser) {
        browser.open("c/recorded/users");
        browser.untilText(".notice-empty", "nobody needs to sign in");
        assertThat(browser.run("return document.querySelector('#sign-out') === null")).isEqualTo(true);
    }

    private static void link(Browser browser, String secret) throws Exception {
        browser.open("welcome#" + secret);
        fill(browser, "name", "ada");
        fill(browser, "password", PASSWORD);
        fill(browser, "again", "another horse");
        browser.run("document.querySelector('#entry-go').click()");
        browser.untilText("#entry-trouble", "not the same");
        pictures(browser, "access-welcome");
        fill(browser, "again", PASSWORD);
        browser.run("document.querySelector('#entry-go').click()");
        browser.until("location.pathname === '/c/recorded' && document.querySelector('#sign-out')");
    }

    private static void newPasswordEndsThePages(Browser browser, Console console) {
        console.users().password(Actor.anonymous("test"), "vera", "another horse");
        browser.until("location.pathname === '/sign-in' && document.querySelector('#entry-go')");
        browser.open("c/recorded/topics");
        browser.until("location.pathname === '/sign-in'");
        browser.run("window.answered = 0;"
                + "fetch('/js/no-such.js').then(answer => { window.answered = answer.status; })");
        browser.until("window.answered === 401");
    }

    private static void tokenIsShownOnce(Browser browser) throws Exception {
        browser.click("vaadin-button[aria-label=\"A token for a program of vera\"]");
        browser.type("#user-name", "pipeline");
        browser.click("#user-act");
        browser.untilText("#user-secret", "odr_");
        browser.look("access-token");
        browser.open("c/recorded/users");
        browser.untilText("tr[data-key=vera]", "pipeline");
        browser.click("#account");
        browser.type("#account-old", "guessed it");
        browser.type("#account-new", "a better horse");
        browser.click("#account-change");
        browser.untilText(".notice-problem", "That is not your password");
        browser.look("access-account");
        browser.type("#account-old", PASSWORD);
        browser.click("#account-change");
        browser.until("!document.querySelector('#account-change')");
        browser.open("c/recorded/users");
    }

    private static void addsAViewer(Browser browser) throws Exception {
        browser.open("c/recorded/users");
        browser.untilText("tr[data-key=ada]", "admin");
        browser.click("#add-user");
        browser.type("#user-name", "vera");
        browser.type("#user-password", PASSWORD);
        browser.look("access-add-user");
        browser.click("#user-act");
        browser.untilText("tr[data-key=vera]", "viewer");
        tokenIsShownOnce(browser);
        browser.untilText("tr[data-key=vera]", "viewer");
        pictures(browser, "access-users");
    }

    private static void auditTells(Browser browser) throws Exception {
        browser.open("c/recorded/audit?q=vera");
        browser.untilText("tbody", "user.add");
        browser.untilText(".count", "2 entries");
        pictures(browser, "access-audit");
    }

    private static void signOut(Browser browser) {
        browser.click("#sign-out");
        browser.until("location.pathname === '/sign-in' && document.querySelector('#entry-go')");
    }

    private static void viewerSignsIn(Browser browser) throws Exception {
        browser.open("c/recorded/topics/topic-00003");
        browser.until("location.pathname === '/sign-in'");
        fill(browser, "name", "vera");
        fill(browser, "password", "guessed it");
        browser.run("document.querySelector('#entry-go').click()");
        browser.untilText("#entry-trouble", "do not fit");
        pictures(browser, "access-sign-in");
        fill(browser, "password", PASSWORD);
        browser.run("document.querySelector('#entry-go').click()");
        browser.until("location.pathname === '/c/recorded/topics/topic-00003' && document.querySelector('#sign-out')");
    }

    private static void viewerChangesNothing(Browser browser) throws Exception {
        for (String page : List.of("c/recorded/topics/topic-00003", "c/recorded/topics")) {
            browser.open(page);
            browser.untilText("h1", page.endsWith("topics") ? "Topics" : "topic-00003");
            for (String act : List.of("delete-topic", "trim-topic", "create-topic")) {
                assertThat(browser.run("return document.querySelector('#" + act + ":not([hidden])') === null"))
                        .as(page + " " + act).isEqualTo(true);
            }
        }
        pictures(browser, "access-viewer-topics");
        browser.run("window.answered = 0; fetch('/api/v1/clusters/recorded/topics/topic-00003', {method: 'DELETE'})"
                + ".then(answer => { window.answered = answer.status; })");
        browser.until("window.answered === 403");
        browser.open("c/recorded/users");
        browser.untilText(".notice-denied", "vera may not administer this console");
        pictures(browser, "access-denied");
    }

    private static void streamGoesOnAfterABreak(Browser browser, Console console) {
        browser.run("""
                const Real = WebSocket;
                window.sockets = [];
                window.heard = [];
                window.WebSocket = class extends Real { constructor(to) { super(to); window.sockets.push(this); } };
                import('/js/stream.js').then(({ stream }) => stream.subscribe('events', {}, {
                  items: items => heard.push(...items.map(item => item.what)),
                  state: state => heard.push(state) }));""");
        browser.until("heard.includes('live')");
        note(console, "before");
        browser.until("heard.includes('before')");
        browser.run("sockets[0].close()");
        browser.until("heard.includes('lost')");
        note(console, "meanwhile");
        browser.until("sockets.length === 2 && heard.includes('meanwhile')");
        note(console, "after");
        browser.until("heard.includes('after')");
        assertThat((String) browser.run("return heard.filter(what => what !== 'connecting').join(' ')"))
                .isEqualTo("live before lost live meanwhile after");
    }

    private static void note(Console console, String what) {
        console.supervisor().note("recorded", "info", Sentence.quoted("test"), Sentence.quoted(what));
    }

    private static void grantsAreTakenAway(Browser browser, Console console) {
        browser.open("c/recorded/topics");
        browser.untilText("vaadin-grid-cell-content", "topic-00000");
        console.users().grants(Actor.anonymous("test"), "vera",
                List.of("viewer on topic:topic-0000*"));
        browser.open("c/recorded/topics");
        browser.untilText(".count", "10 topics");
        browser.open("c/recorded/topics/topic-00013");
        browser.untilText(".notice-denied", "topic-00013");
        browser.open("");
        browser.until("location.pathname === '/c/recorded/topics'");
    }

    private static void fill(Browser browser, String field, String text) {
        browser.until("document.forms[0] && document.forms[0].elements." + field);
        browser.run("document.forms[0].elements." + field + ".value = '" + text + "'");
    }

    private static void pictures(Browser browser, String name) throws Exception {
        browser.look(name);
        browser.screenshotNarrow(name);
    }
}
