package io.orderflow.dashboard.page;

import io.micronaut.views.ModelAndView;
import java.util.Map;

/** A template and what it shows. */
public final class View extends ModelAndView<Map<String, Object>> {

    View(String view, Map<String, Object> model) {
        super(view, model);
    }
}
