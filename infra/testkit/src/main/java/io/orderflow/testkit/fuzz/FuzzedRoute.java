package io.orderflow.testkit.fuzz;

import io.micronaut.core.type.Argument;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.web.router.UriRouteInfo;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a service declares of one route.
 *
 * @param path with its variables in braces
 * @param parameters names of query parameters and, where the route takes a form, of its fields
 */
record FuzzedRoute(
        String method,
        String path,
        List<String> variables,
        List<String> parameters,
        boolean takesJson,
        boolean takesForm) {

    static FuzzedRoute of(UriRouteInfo<?, ?> route) {
        var template = route.getUriMatchTemplate();
        var variables = template.getVariableNames();
        boolean form = route.getConsumes().contains(MediaType.APPLICATION_FORM_URLENCODED_TYPE);
        return new FuzzedRoute(
                route.getHttpMethodName(),
                template.toPathString(),
                variables,
                Stream.of(route.getTargetMethod().getArguments())
                        .filter(argument -> isParameter(argument, form))
                        .map(argument -> argument.getAnnotationMetadata()
                                .stringValue(QueryValue.class)
                                .orElse(argument.getName()))
                        .filter(name -> !variables.contains(name))
                        .toList(),
                !form && route.getRequestBodyType().isPresent(),
                form);
    }

    private static boolean isParameter(Argument<?> argument, boolean form) {
        var annotations = argument.getAnnotationMetadata();
        return annotations.hasAnnotation(QueryValue.class)
                || form
                        && (argument.getType() == String.class
                                || argument.getType().isPrimitive());
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
