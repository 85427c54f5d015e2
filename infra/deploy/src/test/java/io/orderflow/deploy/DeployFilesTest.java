package io.orderflow.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeployFilesTest {

    @Test
    void every_alert_says_how_bad_it_is_since_when_what_it_is_and_what_to_do() throws Exception {
        assertThat(PrometheusFiles.alerts()).isNotEmpty().allSatisfy(alert -> {
            assertThat(alert.name()).isNotBlank();
            assertThat(alert.severity()).isIn("warning", "critical");
            assertThat(alert.holdsFor()).matches("\\d+[smh]");
            assertThat(alert.summary()).isNotBlank();
            assertThat(alert.description()).hasSizeGreaterThan(80);
        });
        assertThat(PrometheusFiles.alerts())
                .extracting(PrometheusFiles.Alert::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void there_is_an_alert_for_dead_letters_lag_half_messages_and_stock() throws Exception {
        assertThat(PrometheusFiles.alerts())
                .extracting(PrometheusFiles.Alert::name)
                .contains("DeadLettersGrowing", "ConsumerLag", "HalfMessagesNotDraining", "StockBelowZero");
    }

    @Test
    void every_target_is_on_loopback() throws Exception {
        assertThat(PrometheusFiles.targets().values())
                .allSatisfy(target -> assertThat(target).matches("127\\.0\\.0\\.1:\\d+/prometheus"));
    }

    @Test
    void every_panel_and_variable_asks_the_data_source_that_its_user_chose() throws Exception {
        var dashboard = GrafanaDashboard.read();

        assertThat(dashboard.variables().map(each -> each.get("name").asText()))
                .contains("datasource", "job", "group", "sale");
        assertThat(dashboard.json().findValues("datasource"))
                .isNotEmpty()
                .allSatisfy(source -> assertThat(source.get("uid").asText()).isEqualTo("${datasource}"));
    }

    @Test
    void panels_have_ids_of_their_own_and_do_not_overlap() throws Exception {
        var ids = new HashSet<Integer>();
        Set<String> taken = new HashSet<>();

        GrafanaDashboard.read().panels().forEach(panel -> {
            assertThat(ids.add(panel.get("id").asInt())).as("%s", panel).isTrue();
            occupy(panel, taken);
        });
    }

    private static void occupy(JsonNode panel, Set<String> taken) {
        var place = panel.get("gridPos");
        for (int x = place.get("x").asInt();
                x < place.get("x").asInt() + place.get("w").asInt();
                x++) {
            assertThat(x).as(panel.get("title").asText()).isBetween(0, 23);
            for (int y = place.get("y").asInt();
                    y < place.get("y").asInt() + place.get("h").asInt();
                    y++) {
                assertThat(taken.add(x + "/" + y))
                        .as(panel.get("title").asText())
                        .isTrue();
            }
        }
    }
}
