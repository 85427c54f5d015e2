package io.orderflow.local.launcher.up;

import java.io.IOException;
import java.util.List;

/** What a stack is started for. */
enum Purpose {
    /** For people: quick where there is a start cache. */
    SERVE {
        @Override
        List<String> startFlags(StartCache cache) throws IOException {
            return cache.flags();
        }
    },

    /** To make the start caches. */
    TRAIN {
        @Override
        List<String> startFlags(StartCache cache) {
            return cache.recordingFlags();
        }
    };

    abstract List<String> startFlags(StartCache cache) throws IOException;
}
