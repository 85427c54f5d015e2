package io.orderflow.dashboard.order;

/** What a step is. Of steps that began at the same moment, the earlier one here comes first. */
enum Kind {
    HTTP_REQUEST,
    GROUP,
    HALF_MESSAGE,
    LOCAL_TRANSACTION,
    FENCE,
    END_TRANSACTION,
    CHECK_BACK,
    SEND,
    STORED,
    DELIVERY,
    EFFECT,
    DEAD_LETTER,
    OPERATOR
}
