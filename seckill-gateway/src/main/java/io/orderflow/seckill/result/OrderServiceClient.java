package io.orderflow.seckill.result;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;

/** Asks order-service for a customer's own order. Blocks; with the time-outs of the client {@code order-service}. */
@Singleton
class OrderServiceClient {

    private static final String EXPIRED = "EXPIRED";

    enum Found {
        /** It exists, paid or not yet. */
        ORDER,
        /** It existed, and was not paid for. */
        EXPIRED_ORDER,
        /** This customer has no such order. */
        NONE,
        /** No answer, or one that leaves it open. */
        NO_ANSWER
    }

    /** The one field that matters here. */
    @Serdeable
    record OrderAnswer(String status) {}

    private final HttpClient http;

    OrderServiceClient(@Client("order-service") HttpClient http) {
        this.http = http;
    }

    /** @param authorization the customer's own header: order-service shows no other customer's orders */
    Found find(String orderId, String authorization) {
        var request = HttpRequest.GET("/orders/" + orderId).header(HttpHeaders.AUTHORIZATION, authorization);
        try {
            var order = http.toBlocking().retrieve(request, OrderAnswer.class);
            return EXPIRED.equals(order.status()) ? Found.EXPIRED_ORDER : Found.ORDER;
        } catch (HttpClientResponseException answer) {
            return answer.getStatus() == HttpStatus.NOT_FOUND ? Found.NONE : Found.NO_ANSWER;
        } catch (HttpClientException away) {
            return Found.NO_ANSWER;
        }
    }
}
