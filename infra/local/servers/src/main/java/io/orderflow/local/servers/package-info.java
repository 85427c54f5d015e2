/** Real MySQL, Redis and RocketMQ, unpacked from Maven artifacts and run as child processes on loopback. */
@NullMarked
package io.orderflow.local.servers;

import org.jspecify.annotations.NullMarked;
