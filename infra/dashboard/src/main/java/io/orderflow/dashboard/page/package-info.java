/** What all pages share: frame, texts, views, and how a source that fails is shown. */
@NullMarked
package io.orderflow.dashboard.page;

import org.jspecify.annotations.NullMarked;
