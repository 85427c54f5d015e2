package io.orderflow.faults;

/** Nothing is wrong: an operator asked for it. */
public final class SimulatedFaultException extends Exception {

    private static final long serialVersionUID = 1L;

    SimulatedFaultException() {
        super("Simulated fault: an operator switched it on (see GET /faults)");
    }
}
