package io.odradek.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.ScriptTimeoutException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;

/** Headless Chromium on the pages; screenshots go to target/screenshots. */
final class Browser implements AutoCloseable {
    /** Finds elements by CSS and by the text they hold, which Selenium's selectors cannot. */
    private static final String TEXT = "[...document.querySelectorAll('%s')].some(e => e.textContent.includes('%s'))";
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TURN = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int WIDTH = 1400;
    private static final int HEIGHT = 900;
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final String EVERYTHING = "['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']";
    /** What another theme changes. */
    private static final String COLOURS = "{type: 'rule', values: ['color-contrast', 'link-in-text-block']}";

    private final ChromeDriver driver;
    private final String root;
    private final boolean first;

    Browser(int port) throws IOException {
        this(port, true);
    }

    /** {@code first} is false where all that one looks at is looked at by another class of tests. */
    Browser(int port, boolean first) throws IOException {
        this.first = first;
        if (!Files.isExecutable(CHROMIUM) || !Files.isExecutable(DRIVER)) {
            throw new IllegalStateException("The browser tests need " + CHROMIUM + " and " + DRIVER
                    + " (Debian: apt-get install chromium chromium-driver)");
        }
        root = "http://127.0.0.1:" + port + "/";
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toString());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
                "--window-size=" + WIDTH + "," + HEIGHT,
                "--user-data-dir=" + Files.createTempDirectory("pages-browser"));
        options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
        driver = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
                options);
    }

    void open(String path) {
        driver.get(root + path);
    }

    String path() {
        return driver.getCurrentUrl().substring(root.length());
    }

    Object run(String script) {
        return driver.executeScript(script);
    }

    /** Waits until the expression is true; what is not there yet counts as false. */
    void until(String expression) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!comes(expression)) {
            if (System.nanoTime() > deadline) {
                screenshot("never-" + Integer.toHexString(expression.hashCode()));
                throw new AssertionError("Never came in " + PATIENCE.toSeconds() + " s: " + expression);
            }
        }
    }

    /** The page itself looks, and says so at once; not for long, for it may be left meanwhile. */
    private boolean comes(String expression) {
        try {
            return Boolean.TRUE.equals(driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                    + "const end = performance.now() + " + TURN.toMillis() + ";"
                    + "(function look() { let there = false; try { there = !!(" + expression + "); } catch (e) { }"
                    + "if (there || performance.now() > end) done(there); else setTimeout(look, " + LOOK.toMillis()
                    + "); })()"));
        } catch (JavascriptException | ScriptTimeoutException left) {
            return false;
        }
    }

    void untilText(String css, String text) {
        until(TEXT.formatted(css, text));
    }

    boolean hasText(String css, String text) {
        return Boolean.TRUE.equals(run("return " + TEXT.formatted(css, text)));
    }

    void click(String css) {
        until("document.querySelector('" + css + "') && !document.querySelector('" + css + "').disabled");
        run("document.querySelector('" + css + "').click()");
    }

    /** Types into one of Vaadin's fields as a person does. */
    void type(String css, String text) {
        until("document.querySelector('" + css + " input, " + css + " textarea')");
        run("const field = document.querySelector('" + css + " input, " + css + " textarea'); field.focus();"
                + "field.value = '" + text + "'; for (const name of ['input', 'change'])"
                + "field.dispatchEvent(new Event(name, {bubbles: true}));"
                // A field of numbers takes a script's word for nothing but its own value.
                + "const number = field.closest('vaadin-integer-field'); if (number) { number.value = field.value;"
                + "number.dispatchEvent(new CustomEvent('change', {bubbles: true})); }");
    }

    /** On the keyboard, wherever it leads to. */
    void press(CharSequence key) {
        new Actions(driver).sendKeys(key).perform();
    }

    /** Chooses one of a select's items by its text, as a person does. */
    void choose(String css, String text) {
        until("document.querySelector('" + css + "')");
        run("document.querySelector('" + css + "').opened = true");
        String item = "[...document.querySelectorAll('vaadin-select-item')].find(i => i.checkVisibility()"
                + " && i.textContent.trim() === '" + text + "')";
        until(item);
        run(item + ".click()");
    }

    void size(int width, int height) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void theme(String theme) {
        run("window.odradekTheme.choose('" + theme + "')");
    }

    void screenshot(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page or dialog of every cluster: examined by the first that comes there, a picture for the others. */
    void look(String name) throws IOException {
        if (first) {
            examine(name);
        } else {
            screenshot(name);
        }
    }

    /** By day and by night: a picture, and nothing in the way of those who cannot see it; open dialogs included. */
    void examine(String name) throws IOException {
        examine(name + "-dark", "dark", COLOURS, 1);
        examine(name + "-light", "light", EVERYTHING, 5);
    }

    private void examine(String name, String theme, String rules, int fewest) throws IOException {
        theme(theme);
        settle();
        screenshot(name);
        assertThat(barriers(rules, fewest)).as(name).isEmpty();
    }

    /** As on a telephone. */
    void screenshotNarrow(String name) {
        size(360, 800);
        screenshot(name + "-360");
        size(WIDTH, HEIGHT);
    }

    /** Waits until what was changed is painted. */
    void settle() {
        driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "requestAnimationFrame(() => requestAnimationFrame(() => done()))");
    }

    /**
     * Serious and critical findings of axe-core on the page at hand, as "rule: elements".
     *
     * @param fewest rules that anything at all passes
     */
    @SuppressWarnings("unchecked")
    private List<String> barriers(String rules, int fewest) throws IOException {
        if (Boolean.TRUE.equals(run("return window.axe === undefined"))) {
            try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
                driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return (List<String>) driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "axe.run(document, {resultTypes: ['violations'], selectors: false, runOnly: " + rules + "}).then(r =>"
                + "done(r.passes.length < " + fewest + " ? ['axe has checked nothing'] : r.violations"
                + ".filter(v => v.impact === 'serious' || v.impact === 'critical').map(v => v.id + ': '"
                + " + v.nodes.slice(0, 4).map(n => n.html.slice(0, 120)).join(' | '))))");
    }

    /** What the browser's own console holds against the pages since the last call. */
    List<String> complaints() {
        return driver.manage().logs().get("browser").getAll().stream().filter(e -> e.getLevel().equals(Level.SEVERE))
                .map(LogEntry::getMessage).toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
