package io.orderflow.local.launcher.control;

import io.orderflow.local.launcher.console.Steps;
import io.orderflow.local.launcher.data.DataFolder;
import io.orderflow.local.launcher.process.Stack;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Listens while the launcher lives; one request per connection. */
public final class ControlServer implements AutoCloseable {

    private final ControlAddress address;
    private final ServerSocketChannel listener;
    private final Controls controls;
    private final Steps steps;

    private ControlServer(ControlAddress address, ServerSocketChannel listener, Controls controls, Steps steps) {
        this.address = address;
        this.listener = listener;
        this.controls = controls;
        this.steps = steps;
    }

    public static ControlServer open(DataFolder folder, Stack stack, Steps steps) throws IOException {
        ControlAddress address = ControlAddress.of(folder);
        UnixDomainSocketAddress socket = address.choose();
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        ControlServer server = new ControlServer(address, listener.bind(socket), new Controls(stack), steps);
        address.announce(socket);
        return server;
    }

    public void start() {
        Thread.ofVirtual().name("control").start(this::listen);
    }

    private void listen() {
        while (listener.isOpen()) {
            try {
                SocketChannel client = listener.accept();
                Thread.ofVirtual().name("control request").start(() -> serve(client));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                steps.news("A control request could not be taken (" + e + "); the next one may.");
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            String request = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8)).readLine();
            if (request != null) {
                ByteBuffer answer =
                        StandardCharsets.UTF_8.encode(controls.answer(request).wire());
                while (answer.hasRemaining()) {
                    client.write(answer);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            steps.news("A control request was not answered: " + e + ".");
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        address.withdraw();
    }
}
