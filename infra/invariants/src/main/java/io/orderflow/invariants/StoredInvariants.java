package io.orderflow.invariants;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The invariants that can be checked on the schemas alone, over everything that they hold. */
public final class StoredInvariants {

    private StoredInvariants() {}

    /** @param since fences are swept after some days, so older ones can't be counted */
    public static List<Check> ofOrders(Instant since, DeadLetters deadLetters) {
        return Stream.concat(PlacementInvariants.all(since).stream(), EffectInvariants.all(deadLetters).stream())
                .toList();
    }

    /** With the effects of its own orders, which {@link #ofOrders} asks of every order. */
    public static List<Check> ofOneSale(String sale, DeadLetters deadLetters) {
        var invariants = new SaleInvariants(sale);
        return Stream.concat(invariants.all().stream(), invariants.effects(deadLetters).stream())
                .toList();
    }

    public static List<Check> ofEverySale() {
        return new SaleInvariants(null).all();
    }

    /** Where there is a dashboard. */
    public static List<Check> ofOperators() {
        return OperatorInvariants.all();
    }
}
