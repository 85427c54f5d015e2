/** What a run leaves behind: a page with charts for people, a certificate for programs. */
@NullMarked
package io.orderflow.load.report;

import org.jspecify.annotations.NullMarked;
