package io.orderflow.notification.lookup;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.orderflow.micronaut.page.Page;
import io.orderflow.notification.Notification;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A customer's view of their own notifications. */
@Controller("/notifications/me")
@Secured("customer")
@ExecuteOn(TaskExecutors.BLOCKING)
class NotificationController {

    private final CustomerNotifications notifications;

    NotificationController(CustomerNotifications notifications) {
        this.notifications = notifications;
    }

    /** Newest first. {@code next} of one page is {@code after} of the following one. */
    @Get
    Page<NotificationView> notifications(
            Authentication customer,
            @QueryValue @Nullable @Positive Long after,
            @QueryValue(defaultValue = "20") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        var oneMore = notifications.page(customer.getName(), after == null ? Long.MAX_VALUE : after, limit + 1);
        return Page.of(oneMore, limit, notification -> String.valueOf(notification.id()))
                .map(NotificationView::of);
    }

    @Serdeable
    record NotificationView(String orderId, Notification.Kind kind, String text, Instant createdAt) {

        static NotificationView of(Notification notification) {
            return new NotificationView(
                    notification.orderId(), notification.kind(), notification.text(), notification.createdAt());
        }
    }
}
