package io.orderflow.load.check;

import java.sql.Connection;

/** One promise of the system that either holds or is broken by somebody with a name. */
public interface Check {

    /** Number in the list of invariants, then what holds, as a sentence. */
    String fact();

    /** @param auditor sees everything at one moment, and may write nothing */
    Offenders look(Connection auditor) throws Exception;
}
