package io.orderflow.journal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** The switch as HTTP shows it. */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
record JournalSetting(@NotNull @Nullable Boolean enabled) {}
