package io.orderflow.order.purchase;

import io.orderflow.event.PurchaseRequested;
import java.util.List;

/**
 * What follows for a group of which nothing was written: one of its members, or another transaction, was in the way. It is halved
 * until the member that was in the way is alone.
 */
sealed interface Retry {

    /**
     * The database is read again for each part.
     *
     * @param patience how often a purchase that is alone may still be overtaken
     */
    record DecideAgain(List<List<PurchaseRequested>> parts, int patience) implements Retry {}

    /** Its customer would have more than the limit. */
    record RefuseByLimit(PurchaseRequested alone, int patience) implements Retry {}

    /** Its order can't be written; its refusal may be. */
    record RefuseUnprocessable(PurchaseRequested alone, int patience) implements Retry {}

    /** Not even its refusal can be written: the dead letter is the only record of it. */
    record OnlyDeadLetter(PurchaseRequested alone) implements Retry {}

    /** Not decided now: the broker delivers the requests again. */
    record Redelivery() implements Retry {}

    static Retry of(Group group, GroupFailure failure, int patience) {
        boolean isAboutPurchases = failure == GroupFailure.LIMIT_REACHED || failure == GroupFailure.UNWRITABLE;
        if (failure == GroupFailure.UNAVAILABLE || (patience <= 0 && !isAboutPurchases)) {
            return new Redelivery();
        }
        var requests = group.requests();
        if (requests.size() > 1) {
            int half = requests.size() / 2;
            return new DecideAgain(
                    List.of(requests.subList(0, half), requests.subList(half, requests.size())), patience);
        }
        var alone = requests.getFirst();
        return switch (failure) {
            case LIMIT_REACHED -> new RefuseByLimit(alone, patience - 1);
            case UNWRITABLE ->
                group.orders().isEmpty() ? new OnlyDeadLetter(alone) : new RefuseUnprocessable(alone, patience);
            case OVERTAKEN, UNAVAILABLE -> new DecideAgain(List.of(requests), patience - 1);
        };
    }
}
