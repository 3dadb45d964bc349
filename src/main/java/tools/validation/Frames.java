package tools.validation;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import model.ToolId;
import model.Verdict;

/**
 * What goes between us and a validator's child: requests down its stdin; up its stdout for each request one byte when it
 * is begun, and the answer. Strings are Java's modified UTF-8 with their length before them.
 */
final class Frames {

    /** The child has taken the request up: from here on, what happens to the child is the file's doing. */
    static final byte BEGUN = 'b';

    private Frames() {}

    record Request(ValidatorChoice choice, Path file) {}

    static void write(DataOutputStream out, Request request) throws IOException {
        out.writeUTF(request.choice().kind().name());
        out.writeUTF(request.choice().option());
        out.writeUTF(request.file().toAbsolutePath().toUri().toString()); // the URI keeps names that are not UTF-8
        out.flush();
    }

    /** Throws {@link java.io.EOFException} when there will be no more. */
    static Request readRequest(DataInputStream in) throws IOException {
        var choice = new ValidatorChoice(ValidatorChoice.Kind.valueOf(in.readUTF()), in.readUTF());
        return new Request(choice, Path.of(URI.create(in.readUTF())));
    }

    static void write(DataOutputStream out, Validation answer) throws IOException {
        out.writeUTF(answer.verdict().name());
        out.writeBoolean(answer.tool().isPresent());
        if (answer.tool().isPresent()) {
            out.writeUTF(answer.tool().get().name());
            out.writeUTF(answer.tool().get().version());
        }
        out.writeUTF(answer.profile());
        out.writeByte(answer.messages().size());
        for (var message : answer.messages()) {
            out.writeUTF(message);
        }
        out.flush();
    }

    static Validation readAnswer(DataInputStream in) throws IOException {
        var verdict = Verdict.valueOf(in.readUTF());
        var tool = in.readBoolean() ? Optional.of(new ToolId(in.readUTF(), in.readUTF())) : Optional.<ToolId>empty();
        var profile = in.readUTF();
        int count = in.readUnsignedByte();
        var messages = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            messages.add(in.readUTF());
        }
        return new Validation(verdict, tool, profile, messages);
    }
}
