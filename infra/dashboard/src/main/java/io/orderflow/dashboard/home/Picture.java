package io.orderflow.dashboard.home;

import io.orderflow.dashboard.home.HealthCheck.Light;
import io.orderflow.dashboard.page.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The flow as boxes and arrows, in the units of the drawing: {@value #WIDTH} by {@value #HEIGHT}. */
record Picture(List<Box> boxes, List<Arrow> arrows) {

    static final int WIDTH = 1010;
    static final int HEIGHT = 480;

    private static final int LINE = 20;
    private static final int INDENT = 14;

    /**
     * @param kind {@code service}, {@code topic}, {@code queue} or {@code people}
     * @param light whether its process is well; null where there is none
     */
    record Box(
            String kind, String title, @Nullable Light light, int x, int y, int width, int height, List<String> lines) {

        int textX() {
            return x + INDENT;
        }

        int titleY() {
            return y + 26;
        }

        int lineY(int line) {
            return titleY() + (line + 1) * LINE;
        }

        String style() {
            return light == null ? kind : kind + " " + light.style();
        }
    }

    /** @param path as in SVG */
    record Arrow(String path) {}

    static Picture of(Flow flow, Texts texts) {
        List<Box> boxes = new ArrayList<>();
        boxes.add(new Box("people", texts.text("home.clients"), null, 10, 180, 130, 50, List.of()));
        boxes.add(service(flow, Station.ORDERS, texts, "home.taken-orders", 190, 60));
        boxes.add(new Box(
                "topic",
                "order-events",
                null,
                480,
                75,
                190,
                90,
                List.of(
                        texts.text("home.messages", Figures.rate(flow.published())),
                        texts.text("home.half", Figures.count(flow.half())))));
        boxes.add(service(flow, Station.POINTS, texts, "home.taken-applied", 730, 5));
        boxes.add(service(flow, Station.COUPONS, texts, "home.taken-applied", 730, 120));
        boxes.add(service(flow, Station.NOTIFICATIONS, texts, "home.taken-applied", 730, 235));
        boxes.add(service(flow, Station.GATEWAY, texts, "home.taken-tickets", 190, 365));
        boxes.add(new Box(
                "queue",
                texts.text("home.queue"),
                null,
                480,
                380,
                190,
                75,
                List.of(texts.text("home.queued", Figures.count(flow.queued())))));
        boxes.add(new Box(
                "topic",
                "purchase-requests",
                null,
                730,
                380,
                270,
                75,
                List.of(texts.text("home.relayed", Figures.rate(flow.relayed())))));
        return new Picture(List.copyOf(boxes), ARROWS);
    }

    private static final List<Arrow> ARROWS = List.of(
            new Arrow("M140 195 H165 V115 H188"),
            new Arrow("M140 215 H165 V417 H188"),
            new Arrow("M460 120 H478"),
            new Arrow("M670 110 H700 V57 H728"),
            new Arrow("M670 120 H700 V172 H728"),
            new Arrow("M670 130 H700 V287 H728"),
            new Arrow("M460 417 H478"),
            new Arrow("M670 417 H728"),
            new Arrow("M865 380 V355 H325 V167"));

    private static Box service(Flow flow, Station station, Texts texts, String taken, int x, int y) {
        var stage = flow.stage(station);
        return new Box(
                "service",
                station.service(),
                stage.ready(),
                x,
                y,
                270,
                105,
                List.of(
                        texts.text(taken, Figures.rate(stage.taken())),
                        texts.text("home.lag-line", Figures.count(stage.lag())),
                        texts.text("home.trouble-line", Figures.rate(stage.retried()), stage.deadLetters())));
    }
}
