package io.orderflow.seckill.admit;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import io.orderflow.seckill.Gateway;
import io.orderflow.testkit.TestTokens;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page of a customer that is not admitted, in Debian's Chromium. */
class RefusalPageInBrowserIT {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private static @Nullable Gateway gateway;
    private static @Nullable Playwright playwright;
    private static @Nullable Browser browser;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requested = new CopyOnWriteArrayList<>();
    private @Nullable BrowserContext context;

    @BeforeAll
    static void start() {
        assumeTrue(
                Files.isExecutable(CHROMIUM),
                "No " + CHROMIUM + ": install Debian's package chromium to run the tests in a browser");
        gateway = Gateway.start();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-background-networking", "--disable-quic")));
    }

    @AfterAll
    static void stop() {
        if (playwright != null) {
            playwright.close();
        }
        if (gateway != null) {
            gateway.close();
        }
    }

    @AfterEach
    void leave() {
        if (context != null) {
            context.close();
        }
    }

    @Test
    void sold_out_is_said_in_plain_words_and_nothing_is_loaded_from_anywhere() {
        long sale = soldOut();

        var page = page("en-GB", ColorScheme.LIGHT);
        var response = buy(page, sale, "bob");

        assertThat(response.status()).isEqualTo(409);
        assertThat(page.locator("h1")).hasText("Sold out");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page.locator(".retry")).isHidden();
        assertThat(requested)
                .allSatisfy(url -> assertThat(URI.create(url).getHost())
                        .isEqualTo(URI.create(gateway().url()).getHost()));
        assertThat(complaints).isEmpty();
    }

    @Test
    void speaks_chinese_where_the_browser_does_and_is_dark_where_its_reader_likes_it_dark() {
        long sale = soldOut();

        var light = page("zh-CN", ColorScheme.LIGHT);
        buy(light, sale, "carl");
        var dark = page("zh-CN", ColorScheme.DARK);
        buy(dark, sale, "carl");

        assertThat(dark.locator("h1")).hasText("已售罄");
        assertThat(background(dark)).isNotEqualTo(background(light));
        assertThat(complaints).isEmpty();
    }

    @Test
    void counts_down_to_the_opening_and_then_asks_again_by_itself() {
        var now = Instant.now();
        long sale = gateway().createSale(Gateway.terms(10, 1, now.plusSeconds(4), now.plusSeconds(3600), ""));
        assertThat(gateway().operator("/sales/" + sale + "/open", "").status()).isEqualTo(200);
        gateway().awaitState(sale, "READY");

        var page = page("en", ColorScheme.LIGHT);
        var response = buy(page, sale, "dora");

        assertThat(response.status()).isEqualTo(425);
        assertThat(page.locator(".retry")).isVisible();
        // The page's own timer sends the request: no click.
        assertThat(page.locator("h1")).hasText("You are in the queue", new HasTextOptions().setTimeout(20_000));
        assertThat(complaints).isEmpty();
    }

    private static long soldOut() {
        long sale = gateway().openSale(1, 1, "");
        assertThat(gateway().buy(sale, "ada").status()).isEqualTo(202);
        return sale;
    }

    private Page page(String locale, ColorScheme colours) {
        context = browser()
                .newContext(new Browser.NewContextOptions().setLocale(locale).setColorScheme(colours));
        var page = context.newPage();
        page.onRequest(request -> requested.add(request.url()));
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            // These tests expect a 4xx answer to the navigation itself.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        return page;
    }

    /** A navigation as a shop's button makes it; a reload repeats it, key and all. */
    private static Response buy(Page page, long sale, String customer) {
        var url = gateway().url() + "/sales/" + sale + "/purchases";
        page.route(url, route -> {
            var headers = new HashMap<>(route.request().headers());
            headers.put("authorization", "Bearer " + TestTokens.customer(customer));
            headers.put("idempotency-key", "browser-of-" + customer);
            headers.put("content-type", "application/json");
            route.resume(new Route.ResumeOptions()
                    .setMethod("POST")
                    .setHeaders(headers)
                    .setPostData("{\"quantity\":1}"));
        });
        var response = page.navigate(url, new Page.NavigateOptions().setWaitUntil(WaitUntilState.LOAD));
        assertThat(response).isNotNull();
        return response;
    }

    private static Object background(Page page) {
        return page.evaluate("getComputedStyle(document.body).backgroundColor");
    }

    private static Gateway gateway() {
        assertThat(gateway).isNotNull();
        return gateway;
    }

    private static Browser browser() {
        assertThat(browser).isNotNull();
        return browser;
    }
}
