package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.env.Environment;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.inject.annotation.AbstractEnvironmentAnnotationMetadata;
import io.micronaut.inject.annotation.AnnotationMetadataHierarchy;
import jakarta.inject.Singleton;
import java.lang.annotation.Annotation;
import java.util.Optional;

/**
 * Text members of annotations, placeholders resolved by this application's own environment.
 *
 * <p>Bean definitions are shared by all application contexts of a process, and keep answering with the placeholders of the
 * first that asks. Two contexts in one process, as tests have them, may want different topics.
 */
@Singleton
final class AnnotationText {

    private final Environment environment;

    AnnotationText(Environment environment) {
        this.environment = environment;
    }

    Optional<String> value(AnnotationMetadata metadata, Class<? extends Annotation> annotation) {
        return member(metadata, annotation, AnnotationMetadata.VALUE_MEMBER);
    }

    Optional<String> member(AnnotationMetadata metadata, Class<? extends Annotation> annotation, String member) {
        return written(metadata, annotation, member)
                .map(environment.getPlaceholderResolver()::resolveRequiredPlaceholders);
    }

    private static Optional<String> written(
            AnnotationMetadata metadata, Class<? extends Annotation> annotation, String member) {
        return switch (metadata) {
            case AbstractEnvironmentAnnotationMetadata resolved ->
                written(resolved.getAnnotationMetadata(), annotation, member);
            case AnnotationMetadataHierarchy layers -> {
                for (AnnotationMetadata layer : layers) {
                    var found = written(layer, annotation, member);
                    if (found.isPresent()) {
                        yield found;
                    }
                }
                yield Optional.empty();
            }
            default -> metadata.stringValue(annotation, member);
        };
    }
}
