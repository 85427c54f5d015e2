package io.orderflow.dashboard.story;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Debian's browser, and what it complained of or asked other hosts for. */
final class Chromium implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Skips the test where there is no browser. */
    static Chromium start() {
        assumeTrue(
                Files.isExecutable(PROGRAM),
                "No " + PROGRAM + ": install Debian's package chromium to run the tests in a browser");
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(List.of("--no-sandbox", "--disable-background-networking", "--disable-quic")));
        return new Chromium(playwright, browser);
    }

    /** @param url where the console is: nothing else may be asked */
    BrowserContext person(String url, String locale, ColorScheme colours, int width) {
        var context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(url)
                .setLocale(locale)
                .setColorScheme(colours)
                .setViewportSize(width, 900));
        context.onRequest(request -> {
            if (!URI.create(request.url()).getAuthority().equals(URI.create(url).getAuthority())) {
                complaints.add("asked " + request.url());
            }
        });
        context.onWebError(error -> complaints.add(error.error()));
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        return context;
    }

    Page signedIn(BrowserContext context, String name, String password) {
        var page = context.newPage();
        page.navigate("/");
        page.locator("#name").fill(name);
        page.locator("#password").fill(password);
        page.locator("button.primary").click();
        page.waitForURL("**/");
        return page;
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
