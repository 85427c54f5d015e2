package io.orderflow.invariants;

import java.sql.Connection;

/** One promise of the system that either holds or is broken by named offenders. */
public interface Check {

    Rule rule();

    /** @param auditor sees everything at one moment, and may write nothing */
    Offenders look(Connection auditor) throws Exception;
}
