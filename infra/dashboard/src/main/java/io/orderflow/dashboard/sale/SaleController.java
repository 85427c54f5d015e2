package io.orderflow.dashboard.sale;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.orderflow.dashboard.page.Frame;
import io.orderflow.dashboard.page.Source;
import io.orderflow.dashboard.page.View;
import io.orderflow.dashboard.sale.SaleGateway.Tuning;
import io.orderflow.dashboard.signin.ServiceTokens;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Flash sales, all and one by one. What ticks is a fragment that fetches itself. */
@Controller("/sales")
@Secured({"operator", "reader"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
class SaleController {

    private static final String ID = "[1-9][0-9]{0,6}";
    private static final int NEWEST = 50;
    private static final int TABLED = 60;

    private final SaleGateway gateway;
    private final ServiceTokens tokens;
    private final StockRows rows;
    private final SaleHistory history;
    private final RunSales sales;

    SaleController(SaleGateway gateway, ServiceTokens tokens, StockRows rows, SaleHistory history, RunSales sales) {
        this.gateway = gateway;
        this.tokens = tokens;
        this.rows = rows;
        this.history = history;
        this.sales = sales;
    }

    @Get
    View page(Frame frame) {
        return frame.show("sale/page", Map.of("sales", newest()));
    }

    @Get("/list")
    View list(Frame frame) {
        return frame.show("sale/list", Map.of("sales", newest()));
    }

    @Get("/{id}")
    HttpResponse<?> sale(Frame frame, String id, @Nullable @QueryValue String done) {
        var known = done != null && (RunSales.ACTS.contains(done) || done.equals("retune")) ? done : "";
        return one(frame, "sale/sale", id, known, "");
    }

    @Get("/{id}/live")
    HttpResponse<?> live(Frame frame, String id) {
        return one(frame, "sale/live", id, "", "");
    }

    @Get("/{id}/table")
    HttpResponse<?> table(Frame frame, String id) {
        if (!id.matches(ID)) {
            return HttpResponse.notFound();
        }
        var moments = history.moments();
        var last = moments.subList(Math.max(0, moments.size() - TABLED), moments.size());
        return HttpResponse.ok(frame.show("sale/table", Map.of("id", id, "moments", last)));
    }

    @Get("/{id}/series.json")
    @Produces(MediaType.APPLICATION_JSON)
    HttpResponse<?> series(String id) {
        // Set on the response as well: for a response, what the whole controller produces would win.
        return id.matches(ID)
                ? HttpResponse.ok(SaleSeries.of(history.moments(), id)).contentType(MediaType.APPLICATION_JSON_TYPE)
                : HttpResponse.notFound();
    }

    @Post("/{id}/{act}")
    @Secured("operator")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> run(Frame frame, String id, String act) {
        if (!id.matches(ID) || !RunSales.ACTS.contains(act)) {
            return HttpResponse.notFound();
        }
        return answer(frame, id, act, sales.run(frame.user(), id, act));
    }

    @Post("/{id}/retune")
    @Secured("operator")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> retune(Frame frame, String id, @Nullable String queueBound, @Nullable String admissionRate) {
        if (!id.matches(ID)) {
            return HttpResponse.notFound();
        }
        Tuning tuning;
        try {
            tuning = new Tuning(number(queueBound), number(admissionRate));
        } catch (NumberFormatException notANumber) {
            return refused(frame, id, frame.text("sale.no-number"));
        }
        return answer(frame, id, "retune", sales.retune(frame.user(), id, tuning));
    }

    private HttpResponse<?> answer(Frame frame, String id, String done, Optional<String> refused) {
        return refused.isEmpty()
                ? HttpResponse.seeOther(URI.create("/sales/" + id + "?done=" + done))
                : refused(frame, id, refused.get());
    }

    private HttpResponse<?> refused(Frame frame, String id, String why) {
        return HttpResponse.status(HttpStatus.BAD_REQUEST)
                .contentType(MediaType.TEXT_HTML_TYPE)
                .body(shown(frame, "sale/sale", id, told(id), "", why));
    }

    private HttpResponse<?> one(Frame frame, String view, String id, String done, String refused) {
        if (!id.matches(ID)) {
            return HttpResponse.notFound();
        }
        var told = told(id);
        // A gateway that does not answer is no evidence that the sale does not exist.
        if (told instanceof Source.Available<Optional<SaleFigures>>(Optional<SaleFigures> sale) && sale.isEmpty()) {
            return HttpResponse.notFound();
        }
        return HttpResponse.ok(shown(frame, view, id, told, done, refused));
    }

    private View shown(
            Frame frame, String view, String id, Source<Optional<SaleFigures>> told, String done, String refused) {
        return frame.show(
                view,
                Map.of(
                        "id", id,
                        "told", told,
                        "stock", rows.of(id),
                        "moment", history.latest(),
                        "done", done,
                        "refused", refused));
    }

    private Source<Optional<SaleFigures>> told(String id) {
        return Source.of("seckill-gateway", () -> gateway.sale(tokens.looking(), id));
    }

    private Source<List<SaleFigures>> newest() {
        return Source.of(
                "seckill-gateway",
                () -> gateway.newest(tokens.looking(), NEWEST).items());
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text == null || text.isBlank() ? null : Integer.valueOf(text.strip());
    }
}
