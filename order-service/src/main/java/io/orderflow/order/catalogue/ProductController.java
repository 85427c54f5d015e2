package io.orderflow.order.catalogue;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.orderflow.micronaut.page.Page;
import java.util.List;

/** {@code GET /products}: what can be ordered. Needs no authentication. */
@Controller("/products")
@Secured(SecurityRule.IS_ANONYMOUS)
class ProductController {

    private final Catalogue catalogue;

    ProductController(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The whole catalogue, ordered by sku, on one page. */
    @Get
    @ExecuteOn(TaskExecutors.BLOCKING)
    Page<Product> products() {
        return new Page<>(List.copyOf(catalogue.all()), null);
    }
}
