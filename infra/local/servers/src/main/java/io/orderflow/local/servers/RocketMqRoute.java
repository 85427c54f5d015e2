package io.orderflow.local.servers;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks a RocketMQ name server which brokers it knows, without starting a whole client for it. */
public final class RocketMqRoute {

    private static final int GET_BROKER_CLUSTER_INFO = 106;
    private static final int LARGEST_ANSWER = 1 << 20;

    private RocketMqRoute() {}

    /** The answer's JSON, in which brokers are given as {@code host:port}. */
    public static String clusterInfo(String nameServerHost, int nameServerPort) throws IOException {
        try (var socket = new Socket()) {
            socket.setSoTimeout(1_000);
            socket.connect(new InetSocketAddress(nameServerHost, nameServerPort), 1_000);
            byte[] header = """
                    {"code":%d,"flag":0,"language":"JAVA","opaque":1,"serializeTypeCurrentRPC":"JSON","version":0}""".formatted(GET_BROKER_CLUSTER_INFO).getBytes(StandardCharsets.UTF_8);
            var out = new DataOutputStream(socket.getOutputStream());
            // A frame is: length of the rest, length of the header (its top byte 0 means JSON), header, body.
            out.writeInt(Integer.BYTES + header.length);
            out.writeInt(header.length);
            out.write(header);
            out.flush();
            var in = new DataInputStream(socket.getInputStream());
            int length = in.readInt();
            if (length < 0 || length > LARGEST_ANSWER) {
                throw new IOException("%s:%d does not speak RocketMQ".formatted(nameServerHost, nameServerPort));
            }
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }
    }
}
