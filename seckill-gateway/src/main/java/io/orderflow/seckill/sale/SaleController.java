package io.orderflow.seckill.sale;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.uri.UriBuilder;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.orderflow.micronaut.page.Page;
import io.orderflow.seckill.TicketId;
import jakarta.inject.Named;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** {@code /sales}: operators run them; reading needs no authentication. */
@Controller("/sales")
@Secured("operator")
class SaleController {

    private static final String ID = "[1-9][0-9]{0,6}";

    private final NewSale newSale;
    private final RunSale run;
    private final Sales sales;
    private final SaleCache cache;
    private final ExecutorService blocking;
    private final Clock clock;

    SaleController(
            NewSale newSale,
            RunSale run,
            Sales sales,
            SaleCache cache,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking,
            Clock clock) {
        this.newSale = newSale;
        this.run = run;
        this.sales = sales;
        this.cache = cache;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** Creates a sale and begins to warm it. Nothing is sold before an operator opens it. */
    @Post
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<SaleView> create(Authentication operator, @Valid @Body CreateSaleRequest request) {
        var sale = newSale.create(request, operator.getName());
        cache.changed(sale.id());
        return HttpResponse.created(
                view(sale.id()),
                UriBuilder.of("/sales").path(Long.toString(sale.id())).build());
    }

    /** Opening what is open changes nothing. */
    @Post("/{id}/open")
    @ExecuteOn(TaskExecutors.BLOCKING)
    SaleView open(String id) {
        run.open(number(id));
        return view(number(id));
    }

    /** No request is admitted until it is opened again; tickets that were given are decided. */
    @Post("/{id}/pause")
    @ExecuteOn(TaskExecutors.BLOCKING)
    SaleView pause(String id) {
        run.pause(number(id));
        return view(number(id));
    }

    /** For good; tickets that were given are decided. */
    @Post("/{id}/close")
    @ExecuteOn(TaskExecutors.BLOCKING)
    SaleView close(String id) {
        run.close(number(id));
        return view(number(id));
    }

    /** Changes the queue's bound and the rate of admission, also while tickets are given. */
    @Patch("/{id}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    SaleView retune(String id, @Valid @Body RetuneSaleRequest wish) {
        run.retune(number(id), wish);
        return view(number(id));
    }

    /** Newest first. {@code next} of one page is {@code after} of the following one. */
    @Get
    @Secured(SecurityRule.IS_ANONYMOUS)
    @ExecuteOn(TaskExecutors.BLOCKING)
    Page<SaleView> sales(
            @QueryValue @Nullable @Pattern(regexp = ID) String after,
            @QueryValue(defaultValue = "20") @Min(1) @Max(100) int limit) {
        var oneMore = sales.page(after == null ? Long.MAX_VALUE : Long.parseLong(after), limit + 1);
        return Page.of(oneMore.stream().map(this::view).toList(), limit, SaleView::id);
    }

    /** From memory, unless the sale was closed long ago: a countdown may ask often. */
    @Get("/{id}")
    @Secured(SecurityRule.IS_ANONYMOUS)
    CompletionStage<SaleView> sale(String id) {
        long number = number(id);
        return cache.find(number)
                .map(sale -> CompletableFuture.completedFuture(SaleView.of(sale, clock.instant())))
                .orElseGet(() -> CompletableFuture.supplyAsync(() -> view(number), blocking));
    }

    private SaleView view(long id) {
        return cache.lookUp(id).map(sale -> SaleView.of(sale, clock.instant())).orElseThrow(SaleProblems::notFound);
    }

    private SaleView view(Sale sale) {
        return cache.find(sale.id())
                .map(known -> SaleView.of(known, clock.instant()))
                .orElseGet(() -> SaleView.of(sale, clock.instant()));
    }

    private static long number(String id) {
        if (!id.matches(ID) || Long.parseLong(id) > TicketId.MAX_SALE) {
            throw SaleProblems.notFound();
        }
        return Long.parseLong(id);
    }
}
