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
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Headless Chromium on the pages; screenshots go to target/screenshots. */
final class Browser implements AutoCloseable {
    /** Finds elements by CSS and by the text they hold, which Selenium's selectors cannot. */
    private static final String TEXT = "[...document.querySelectorAll('%s')].some(e => e.textContent.includes('%s'))";
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    private final ChromeDriver driver;
    private final String root;

    Browser(int port) throws IOException {
        if (!Files.isExecutable(CHROMIUM) || !Files.isExecutable(DRIVER)) {
            throw new IllegalStateException("The browser tests need " + CHROMIUM + " and " + DRIVER
                    + " (Debian: apt-get install chromium chromium-driver)");
        }
        root = "http://127.0.0.1:" + port + "/";
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toString());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
                "--window-size=1400,900", "--user-data-dir=" + Files.createTempDirectory("pages-browser"));
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
        try {
            new WebDriverWait(driver, PATIENCE, LOOK).ignoring(JavascriptException.class).withMessage(expression)
                    .until(d -> Boolean.TRUE.equals(driver.executeScript("return !!(" + expression + ")")));
        } catch (TimeoutException never) {
            screenshot("never-" + Integer.toHexString(expression.hashCode()));
            throw never;
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

    /** By day and by night: a picture, and nothing in the way of those who cannot see it; open dialogs included. */
    void look(String name) throws IOException {
        for (String theme : List.of("light", "dark")) {
            theme(theme);
            settle();
            screenshot(name + "-" + theme);
            assertThat(barriers()).as(name + " " + theme).isEmpty();
        }
    }

    /** Waits until what was changed is painted. */
    void settle() {
        driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "requestAnimationFrame(() => requestAnimationFrame(() => done()))");
    }

    /** Serious and critical findings of axe-core on the page at hand, as "rule: elements". */
    @SuppressWarnings("unchecked")
    List<String> barriers() throws IOException {
        if (Boolean.TRUE.equals(run("return window.axe === undefined"))) {
            try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
                driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return (List<String>) driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']}).then(r =>"
                + "done(r.passes.length < 5 ? ['axe has checked nothing'] : r.violations"
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
