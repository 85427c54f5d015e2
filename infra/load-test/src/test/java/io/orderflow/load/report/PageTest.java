package io.orderflow.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.invariants.Offenders;
import io.orderflow.invariants.Rule;
import io.orderflow.invariants.Verdict;
import io.orderflow.load.measure.ClientCost;
import io.orderflow.load.sale.RushResult;
import io.orderflow.load.sale.SaleView;
import io.orderflow.load.sale.SaleWatch;
import io.orderflow.load.sale.Timeline;
import io.orderflow.load.stack.Machine;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final Machine MACHINE = new Machine("a processor", 2, "8.0 GiB", "Linux", "25", "abc123-dirty");
    private static final SaleView END = new SaleView("7", "OPEN", 1, 100, 3, 0, 40, 97, 500);

    private final JsonObject certificate = Certificate.of(
            new RushResult(
                    "7",
                    Instant.EPOCH,
                    new Timeline(),
                    List.of(new SaleWatch.Sample(0.25, END)),
                    END,
                    true,
                    new ClientCost(12, 0.25),
                    List.of(
                            new Verdict.Holds(rule(1, "stock")),
                            new Verdict.Broken(rule(2, "limit"), new Offenders(9, List.of("ada", "</script><b>bob"))),
                            new Verdict.Unchecked(rule(13, "half messages"), "no route"))),
            MACHINE,
            new JsonObject().put("rate", 500));

    private static Rule rule(int number, String says) {
        return Rule.always(number, says, Rule.Names.SENTENCES, says);
    }

    @Test
    void the_certificate_names_commit_machine_parameters_and_offenders() {
        assertThat(certificate.getBoolean("holds")).isFalse();
        assertThat(certificate.getString("commit")).isEqualTo("abc123-dirty");
        assertThat(certificate.getJsonObject("machine").getString("processor")).isEqualTo("a processor");
        assertThat(certificate.getJsonObject("parameters").getInteger("rate")).isEqualTo(500);
        assertThat(certificate.getJsonArray("checks").encode())
                .contains("\"offenders\":9", "ada", "\"unchecked\":\"no route\"");
        assertThat(certificate.getJsonArray("samples").encode()).contains("\"queueBound\":500", "\"left\":3");
        assertThat(certificate.getDouble("clientShareOfProcessorTime")).isEqualTo(0.25);
    }

    @Test
    void the_page_holds_all_figures() throws Exception {
        String page = Page.of(certificate);

        var figures = Pattern.compile("<script id=\"run\" type=\"application/json\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page);
        assertThat(figures.find()).isTrue();
        assertThat(new JsonObject(figures.group(1))).isEqualTo(new JsonObject(certificate.encode()));
    }

    @Test
    void the_page_needs_nothing_from_elsewhere() throws Exception {
        String page = Page.of(certificate);

        assertThat(page).contains("echarts").doesNotContain("/*LIBRARY*/", "/*STYLE*/", "/*CHARTS*/");
        assertThat(page.replaceAll("(?s)<script>.*?</script>", ""))
                .doesNotContainPattern("<(link|img|iframe|script[^>]+src)\\b")
                .doesNotContainPattern("@import|url\\(|https?:");
        // Names of SVG and XML, and the library's licence: nothing that a browser would fetch.
        assertThat(Pattern.compile("https?://[\\w.]+").matcher(page).results().map(MatchResult::group))
                .containsOnly("http://www.w3.org", "http://www.apache.org", "https://github.com");
    }

    @Test
    void the_page_follows_the_readers_light_or_dark() throws Exception {
        assertThat(Page.of(certificate)).contains("prefers-color-scheme: dark");
    }

    @Test
    void the_page_of_starts_holds_every_curve_and_needs_nothing_from_elsewhere() throws Exception {
        var curves = new JsonObject().put("starts", List.of(new JsonObject().put("readyAt", 12.5)));

        String page = Page.ofStarts(curves);

        assertThat(page)
                .contains(curves.encode(), "echarts", "infra/up")
                .doesNotContain("/*LIBRARY*/", "/*STYLE*/", "/*CHARTS*/", "\"FIGURES\"");
        assertThat(page.replaceAll("(?s)<script>.*?</script>", ""))
                .doesNotContainPattern("<(link|img|iframe|script[^>]+src)\\b")
                .doesNotContainPattern("@import|url\\(|https?:");
    }
}
