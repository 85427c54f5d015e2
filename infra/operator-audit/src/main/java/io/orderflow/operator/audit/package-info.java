/** Whatever an operator's request changes is written down first: by the service that does it, under the operator's name. */
@NullMarked
package io.orderflow.operator.audit;

import org.jspecify.annotations.NullMarked;
