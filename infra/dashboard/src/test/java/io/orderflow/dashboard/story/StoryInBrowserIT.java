package io.orderflow.dashboard.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.orderflow.dashboard.Console;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator's day: something fails, is understood, repaired, and everything is well again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StoryInBrowserIT {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    /** A consumer's patience with one delivery, and then some on a busy machine. */
    private static final double LONG = 120_000;

    private static @Nullable Chromium chromium;
    private static @Nullable Services services;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        services = Services.start();
    }

    @AfterAll
    static void stop() {
        if (services != null) {
            services.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    @Order(1)
    void failing_consumer_s_dead_letter_is_understood_redelivered_and_all_lights_are_green() throws Exception {
        services().sellSomethingHostile();
        try (var person = chromium().person(url(), "en-GB", ColorScheme.LIGHT, 1280)) {
            var page = operator(person);

            page.navigate("/faults");
            page.locator("form[action='/faults/coupon-service/consuming'] button[value=fail]")
                    .click();
            assertThat(page.locator(".banner")).containsText("coupon-service", soon());

            var id = services().order("alice", Services.HOSTILE);
            var letters = person.newPage();
            letters.navigate("/dead-letters");
            letters.evaluate("window.sameDocument = true");

            page.navigate("/orders/" + id);
            page.evaluate("window.sameDocument = true");
            var failures = page.locator(".step[data-kind=DELIVERY]", new Page.LocatorOptions())
                    .filter(new Locator.FilterOptions().setHasText("coupon-service"));
            assertThat(failures.nth(1)).isVisible(soonVisible());
            assertThat(failures.nth(2)).isVisible(soonVisible());
            picture(page, "order-retrying");

            var row = letters.locator("#dead-letters tbody tr").filter(new Locator.FilterOptions().setHasText(id));
            assertThat(row).isVisible(soonVisible());
            assertThat(page.locator(".step[data-kind=DEAD_LETTER]").first()).isVisible(soonVisible());
            assertThat(page.evaluate("window.sameDocument")).as("no reload").isEqualTo(true);
            assertThat(letters.evaluate("window.sameDocument")).as("no reload").isEqualTo(true);
            picture(letters, "dead-letters");

            row.locator("a").first().click();
            var attempts = letters.locator("details.card");
            assertThat(attempts).hasCount(6, new HasCountOptions().setTimeout(LONG));
            picture(letters, "dead-letter");
            for (var attempt : attempts.all()) {
                attempt.locator("summary").click();
                assertThat(attempt.locator("pre")).containsText("SimulatedFaultException");
            }
            assertThat(letters).hasTitle(Pattern.compile("Dead letter"));
            assertThat(letters.locator("main script, main img")).hasCount(0);

            page.navigate("/faults");
            page.locator("form[action='/faults/coupon-service/consuming'] button[value=off]")
                    .click();
            assertThat(page.locator(".banner")).hasCount(0, new HasCountOptions().setTimeout(LONG));

            letters.locator("form[action$='/redelivery'] button.primary").click();
            assertThat(letters.locator("p.done")).isVisible(soonVisible());
            assertThat(letters.locator("main .badge").first()).containsText("resolved", soon());

            page.navigate("/orders/" + id);
            var coupons =
                    page.locator(".standings li").filter(new Locator.FilterOptions().setHasText("coupon-service"));
            assertThat(coupons).containsText("applied", soon());
            for (var kind : List.of(
                    "HTTP_REQUEST",
                    "HALF_MESSAGE",
                    "LOCAL_TRANSACTION",
                    "END_TRANSACTION",
                    "DELIVERY",
                    "DEAD_LETTER",
                    "OPERATOR")) {
                assertThat(page.locator(".step[data-kind=" + kind + "]").first())
                        .isVisible(soonVisible());
            }
            assertThat(page.locator(".standings .light-ok")).hasCount(4, new HasCountOptions().setTimeout(LONG));
            assertThat(page.locator("main")).containsText(Services.HOSTILE);
            assertThat(page.locator("#content img")).hasCount(0);
            assertThat(page).hasTitle(Pattern.compile("Path of an order"));
            picture(page, "order");

            page.navigate("/promises");
            page.locator("form[action='/promises/check'] button").click();
            assertThat(page.locator("#lights strong.light-ok")).isVisible(soonVisible());
            assertThat(page.locator("#lights .light-bad")).hasCount(0);
            picture(page, "promises");

            page.navigate("/audit");
            assertThat(page.locator("main")).containsText("redeliver");

            page.navigate("/");
            assertThat(page.locator("main svg").first()).isVisible(soonVisible());
            picture(page, "home");
        }
        assertThat(chromium().complaints()).isEmpty();
    }

    @Order(2)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/orders",
                "/dead-letters",
                "/transactions",
                "/consumers",
                "/sales",
                "/promises",
                "/promises/walk-through",
                "/faults",
                "/audit"
            })
    void page_is_accessible_light_and_dark_in_both_languages_and_fits_a_phone(String path) {
        for (var look : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (var person = chromium().person(url(), look == ColorScheme.DARK ? "zh-CN" : "en-GB", look, 390)) {
                var page = operator(person);
                page.navigate(path);
                assertThat(page.locator("h1")).isVisible();

                assertThat(seriousFindings(page)).as("%s %s", path, look).isEmpty();
                assertThat((Integer) page.evaluate(
                                "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                        .as("%s is wider than a phone", path)
                        .isLessThanOrEqualTo(0);
            }
        }
        assertThat(chromium().complaints()).isEmpty();
    }

    @Test
    @Order(3)
    void keys_lead_to_pages_and_to_the_search() {
        try (var person = chromium().person(url(), "en-GB", ColorScheme.LIGHT, 1280)) {
            var page = operator(person);

            page.keyboard().press("g");
            page.keyboard().press("d");
            page.waitForURL("**/dead-letters");
            page.keyboard().press("/");

            assertThat(page.locator("#search")).isFocused();
        }
    }

    @Test
    @Order(4)
    void reader_finds_no_button_that_changes_anything() {
        try (var person = chromium().person(url(), "en-GB", ColorScheme.LIGHT, 1280)) {
            var page = chromium().signedIn(person, Console.READER, Console.READER_PASSWORD);
            for (var path : List.of("/dead-letters", "/transactions", "/consumers", "/promises", "/faults", "/sales")) {
                page.navigate(path);
                assertThat(page.locator("main form[method=post]")).hasCount(0);
            }
        }
    }

    private static List<String> seriousFindings(Page page) {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(found -> Set.of("serious", "critical").contains(String.valueOf(found.getImpact())))
                        .map(StoryInBrowserIT::told)
                        .toList();
    }

    private static String told(Rule found) {
        return found.getId() + ": "
                + found.getNodes().stream().map(node -> node.getHtml()).limit(3).toList();
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    private static ContainsTextOptions soon() {
        return new ContainsTextOptions().setTimeout(LONG);
    }

    private static IsVisibleOptions soonVisible() {
        return new IsVisibleOptions().setTimeout(LONG);
    }

    private static Page operator(BrowserContext person) {
        return chromium().signedIn(person, Console.OPERATOR, Console.OPERATOR_PASSWORD);
    }

    private static String url() {
        return services().console().url();
    }

    private static Chromium chromium() {
        assertThat(chromium).isNotNull();
        return chromium;
    }

    private static Services services() {
        assertThat(services).isNotNull();
        return services;
    }
}
