package io.odradek.ui;

/** A pasted topology is drawn, searched and led on from. The same on every cluster. */
final class StreamsJourney {
    private static final String TEXT = "Topologies:\\n Sub-topology: 0\\n  Source: lines-source (topics: [lines])\\n"
            + "   --> split\\n  Processor: split (stores: [])\\n   --> by-word\\n   <-- lines-source\\n"
            + "  Sink: by-word (topic: counts-repartition)\\n   <-- split\\n Sub-topology: 1\\n"
            + "  Source: words (topics: [counts-repartition])\\n   --> count\\n  Processor: count (stores: [counts])\\n"
            + "   --> out\\n   <-- words\\n  Sink: out (topic: word-counts)\\n   <-- count\\n";

    private final Browser browser;
    private final String cluster;
    private final String name;

    StreamsJourney(Browser browser, String cluster, String name) {
        this.browser = browser;
        this.cluster = cluster;
        this.name = name;
    }

    void walk() throws Exception {
        browser.open("c/" + cluster);
        browser.click("a[data-go=s]");
        browser.until("location.pathname === '/c/" + cluster + "/streams'");
        browser.open("c/" + cluster + "/streams/nobody");
        browser.untilText(".notice-problem", "nobody");
        browser.open("c/" + cluster + "/streams");
        browser.click("#paste");
        browser.type("#paste-app", "word-count");
        browser.type("#paste-text", "this is no topology");
        browser.click("#paste-act");
        browser.untilText(".notice-problem", "line 1 is not of a topology");
        browser.look(name + "-paste");
        browser.type("#paste-text", TEXT);
        browser.click("#paste-act");
        browser.until("location.pathname === '/c/" + cluster + "/streams/word-count'");
        browser.until("document.querySelectorAll('topology-view .t-box').length === 10");
        browser.untilText("tr[data-key=lines]", "source");
        browser.look(name + "-streams");
        browser.open("c/" + cluster + "/streams/word-count");
        browser.until("document.querySelectorAll('topology-view .t-box').length === 10");
        browser.run("const s = document.querySelector('.topology-bar input'); s.value = 'count';"
                + "s.dispatchEvent(new Event('input'))");
        browser.until("document.querySelectorAll('.t-box.is-found').length === 4");
        browser.click(".topology-in");
        browser.click(".topology-fit");
        browser.run("document.querySelector('.t-box[data-topic=lines]').dispatchEvent("
                + "new MouseEvent('click', {bubbles: true}))");
        browser.until("location.pathname === '/c/" + cluster + "/topics/lines/messages'");
    }
}
