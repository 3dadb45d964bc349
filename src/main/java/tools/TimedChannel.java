package tools;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A TCP or Unix socket whose every wait has an end: the JDK gives read timeouts to TCP sockets only. Each limit is for the
 * time without any progress.
 */
final class TimedChannel implements AutoCloseable {

    private static final int POLL_MILLISECONDS = 100;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final BooleanSupplier givenUp;

    private TimedChannel(SocketChannel channel, Selector selector, BooleanSupplier givenUp) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.givenUp = givenUp;
        channel.configureBlocking(false);
        this.key = channel.register(selector, 0);
    }

    static TimedChannel connect(SocketAddress address, Duration limit, BooleanSupplier givenUp)
            throws IOException, InterruptedException {
        var opened = open(address, givenUp);
        try {
            if (!opened.channel.connect(address)) {
                opened.await(SelectionKey.OP_CONNECT, limit, "connecting");
                opened.channel.finishConnect();
            }
            return opened;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            opened.close();
            throw failure;
        }
    }

    private static TimedChannel open(SocketAddress address, BooleanSupplier givenUp) throws IOException {
        var channel = address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
        try {
            return new TimedChannel(channel, Selector.open(), givenUp);
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    /**
     * Writes all of the buffers, unless the other side begins to speak.
     *
     * @return false when it spoke, or closed, before it had been given everything
     */
    boolean writeUnlessAnswered(ByteBuffer[] buffers, Duration limit) throws IOException, InterruptedException {
        stopIfGivenUp();
        if (isReadable()) {
            return false;
        }
        while (hasRemaining(buffers)) {
            if (channel.write(buffers) == 0) {
                await(SelectionKey.OP_WRITE | SelectionKey.OP_READ, limit, "sending");
                if (key.isReadable()) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isReadable() throws IOException {
        key.interestOps(SelectionKey.OP_READ);
        boolean readable = selector.selectNow() > 0;
        selector.selectedKeys().clear();
        return readable;
    }

    private static boolean hasRemaining(ByteBuffer[] buffers) {
        for (var buffer : buffers) {
            if (buffer.hasRemaining()) {
                return true;
            }
        }
        return false;
    }

    /** Reads some bytes, at least one. */
    void read(ByteBuffer into, Duration limit) throws IOException, InterruptedException {
        int n = channel.read(into);
        while (n == 0) {
            await(SelectionKey.OP_READ, limit, "waiting for its answer");
            n = channel.read(into);
        }
        if (n < 0) {
            throw new EOFException("the connection was closed before the answer had come");
        }
    }

    private void await(int interest, Duration limit, String doing) throws IOException, InterruptedException {
        key.interestOps(interest);
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            stopIfGivenUp();
            if (selector.select(POLL_MILLISECONDS) > 0) {
                selector.selectedKeys().clear();
                return;
            }
            if (System.nanoTime() - end >= 0) {
                throw new SocketTimeoutException("nothing happened for " + limit.toMillis() + " ms while " + doing);
            }
        }
    }

    private void stopIfGivenUp() throws InterruptedException {
        if (Thread.interrupted() || givenUp.getAsBoolean()) {
            throw new InterruptedException("the attempt was given up");
        }
    }

    @Override
    public void close() throws IOException {
        try (selector) {
            channel.close();
        }
    }
}
