package io.orderflow.dashboard.promise;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/** points-service's failure switch, which only the local profile has. */
@Client("points-service")
interface PointsFaults {

    @Get("/faults")
    Setting get(@Header("Authorization") String operator);

    @Put("/faults")
    Setting set(@Header("Authorization") String operator, @Body Setting setting);

    @Delete("/faults")
    void off(@Header("Authorization") String operator);

    @Serdeable
    record Setting(String mode, @Nullable Integer delayMillis) {

        /** Each delivery takes a minute: as if the service hung. */
        static Setting hangs() {
            return new Setting("slow", 60_000);
        }

        static Setting fails() {
            return new Setting("fail", null);
        }
    }
}
