package io.orderflow.testkit;

/** A JDBC address in which the schema can be exchanged and the parameters stay. */
final class MysqlUrl {

    private final String server;
    private final String parameters;

    MysqlUrl(String url) {
        int question = url.indexOf('?');
        var address = question < 0 ? url : url.substring(0, question);
        int slash = address.indexOf('/', "jdbc:mysql://".length());
        if (!address.startsWith("jdbc:mysql://")) {
            throw new TestEnvironmentException(
                    "-Dtest.env=external: test.mysql.url must look like jdbc:mysql://host:port/, and is " + url + ".");
        }
        this.server = slash < 0 ? address : address.substring(0, slash);
        this.parameters = question < 0 ? "?allowPublicKeyRetrieval=true" : url.substring(question);
    }

    String forSchema(String schema) {
        return server + "/" + schema + parameters;
    }

    @Override
    public String toString() {
        return server;
    }
}
