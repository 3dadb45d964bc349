package bench.cluster;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The few packets of gearmand's binary protocol (http://gearman.org/protocol/) that a batch of work needs. */
final class GearmanConnection implements AutoCloseable {

    static final int CAN_DO = 1;
    static final int NOOP = 6;
    static final int SUBMIT_JOB = 7;
    static final int GRAB_JOB = 9;
    static final int NO_JOB = 10;
    static final int JOB_ASSIGN = 11;
    static final int WORK_COMPLETE = 13;

    private static final int REQUEST = 0x00524551;

    /** What gearmand says; its arguments are separated by zero bytes. */
    record Packet(int type, String text) {

        String argument(int number) {
            return text.split("\0", -1)[number];
        }
    }

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    GearmanConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    }

    void send(int type, String... arguments) throws IOException {
        var body = String.join("\0", arguments).getBytes(StandardCharsets.ISO_8859_1);
        out.writeInt(REQUEST);
        out.writeInt(type);
        out.writeInt(body.length);
        out.write(body);
        out.flush();
    }

    Packet receive() throws IOException {
        in.readInt();
        int type = in.readInt();
        var body = in.readNBytes(in.readInt());
        return new Packet(type, new String(body, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
