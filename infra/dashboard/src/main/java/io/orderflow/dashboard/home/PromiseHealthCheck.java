package io.orderflow.dashboard.home;

import io.micronaut.core.annotation.Order;
import io.orderflow.dashboard.page.Source;
import io.orderflow.dashboard.page.Texts;
import io.orderflow.dashboard.promise.PromiseReports;
import io.orderflow.invariants.quiescence.Light.Red;
import io.orderflow.invariants.quiescence.Light.Settling;
import io.orderflow.invariants.quiescence.Light.Unknown;
import io.orderflow.invariants.quiescence.Report;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Every promise is kept, by the last report. */
@Singleton
@Order(50)
class PromiseHealthCheck implements HealthCheck {

    private final PromiseReports reports;

    PromiseHealthCheck(PromiseReports reports) {
        this.reports = reports;
    }

    @Override
    public Reading now(Texts texts) {
        @Nullable Source<Report> last = reports.latest().last();
        return switch (last) {
            case null -> reading(texts, Light.SETTLING, texts.text("home.promises-first"));
            case Source.Failing<Report>(String why) -> reading(texts, Light.UNKNOWN, why);
            case Source.Available<Report>(Report report) -> of(report, texts);
        };
    }

    private static Reading of(Report report, Texts texts) {
        long broken = report.lights().stream().filter(Red.class::isInstance).count();
        long unknown =
                report.lights().stream().filter(Unknown.class::isInstance).count();
        long settling =
                report.lights().stream().filter(Settling.class::isInstance).count();
        if (broken > 0) {
            return reading(texts, Light.BAD, texts.text("home.promises-broken", broken));
        }
        if (unknown > 0) {
            return reading(texts, Light.UNKNOWN, texts.text("home.promises-unknown", unknown));
        }
        return settling > 0
                ? reading(texts, Light.SETTLING, texts.text("home.promises-settling", settling))
                : reading(
                        texts,
                        Light.OK,
                        texts.text("home.promises-kept", report.lights().size()));
    }

    private static Reading reading(Texts texts, Light light, String sentence) {
        return new Reading(texts.text("home.promises"), light, sentence, "/promises");
    }
}
