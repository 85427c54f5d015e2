package io.orderflow.local.launcher.token;

import io.orderflow.local.launcher.console.HelpOption;
import io.orderflow.local.launcher.console.Refusal;
import io.orderflow.local.launcher.data.DataOption;
import io.orderflow.local.launcher.data.Secrets;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The one place that shows a password: on request, to users that may read the data folder, and to no log. */
@Command(
        name = "infra/password",
        description = "Prints the password with which NAME signs in to the dashboard. The stack need not run.")
public final class PasswordCommand implements Runnable {

    /** Secrets of this name and a person's are passwords of the dashboard. */
    public static final String DASHBOARD = "dashboard-";

    @Mixin
    private HelpOption help = new HelpOption();

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "olga or omar, who change things, rita or ravi, who look")
    private String name;

    @Override
    public void run() {
        Secrets secrets = Secrets.of(data.open());
        Set<String> known = secrets.names(DASHBOARD);
        if (!known.contains(name)) {
            throw new Refusal("The dashboard has no " + name + " on this data folder; "
                    + (known.isEmpty() ? "infra/up makes the passwords." : "it has " + String.join(", ", known) + "."));
        }
        System.out.println(secrets.get(DASHBOARD + name));
    }
}
