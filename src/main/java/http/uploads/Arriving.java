package http.uploads;

import http.problem.ProblemType;
import http.problem.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.util.ByteString;
import storage.Arrival;

/**
 * One upload as far as it has come, one part after the other. Of its files nothing is kept in memory but their number. Once
 * it is refused, a little more is taken without being kept, so that the client hears why.
 */
final class Arriving {

    /** What is still read of an upload that comes to nothing; then its connection is cut. */
    private static final long DRAINED_MAX = 8L * 1024 * 1024;

    private static final long PART_BYTES = 200;

    private final Arrival arrival;
    private final UploadLimits limits;
    private final UploadFigures figures;
    private final Map<String, String> fields = new HashMap<>();
    private final MessageDigest all = sha256();
    private MessageDigest file = sha256();
    private List<String> path = List.of();
    private String top = "";
    private boolean oneTop = true;
    private int files;
    private long bytes;
    private long drained;
    private boolean checked;
    private Refused refusal;

    Arriving(Arrival arrival, UploadLimits limits, UploadFigures figures) {
        this.arrival = arrival;
        this.limits = limits;
        this.figures = figures;
    }

    Map<String, String> fields() {
        return Map.copyOf(fields);
    }

    /** The fields that are about the transfer. */
    Map<String, String> described() {
        var described = new HashMap<>(fields);
        described.keySet().removeAll(FormFields.OF_THE_PAGE);
        return described;
    }

    /** What names the request, so that it has one effect; empty when the form has none. */
    String key() {
        return fields.getOrDefault(FormFields.KEY, "");
    }

    void field(String name, String value) {
        if (!FormFields.KNOWN.contains(name) || fields.containsKey(name) || checked) {
            refuse(new Refused(
                    ProblemType.INVALID_BODY,
                    "The fields are name, type, configuration and accessionNumber, each once and before the"
                            + " first file."));
            return;
        }
        fields.put(name, value);
    }

    /** Runs the check unless it was run; what it refuses is refused from then on. */
    CompletionStage<Void> checkOnce(Supplier<CompletionStage<Void>> check) {
        if (checked || refusal != null) {
            return CompletableFuture.completedFuture(null);
        }
        checked = true;
        try {
            return check.get().exceptionally(failure -> {
                if (UploadFailure.of(failure) instanceof Refused why) {
                    refuse(why);
                    return null;
                }
                throw new CompletionException(failure);
            });
        } catch (Refused why) {
            refuse(why);
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Parts without bytes must not go on for ever either. */
    void countPart() {
        if (refusal != null) {
            drain(PART_BYTES);
        }
    }

    int files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    /** The folder that all files lie in, as those of a folder do that was uploaded as a whole. */
    Optional<String> folder() {
        return oneTop && files > 0 && path.size() > 1 ? Optional.of(top) : Optional.empty();
    }

    /** What it is called when nobody gives it a name. */
    String name() {
        return folder().orElse(files == 1 ? top : "upload");
    }

    /** Names the content: the same for the same files in the same order. */
    String digest() {
        return named();
    }

    void refuse(Refused why) {
        if (refusal == null) {
            refusal = why;
        }
    }

    boolean isRefused() {
        return refusal != null;
    }

    /** Throws why it was refused, if it was. */
    void checkComplete() {
        if (refusal == null && files == 0) {
            refuse(new Refused(ProblemType.INVALID_BODY, "There is no file in the upload; choose one."));
        }
        if (refusal != null) {
            throw refusal;
        }
    }

    /** Where the next file goes; empty when it is not kept. */
    Optional<Path> begin(String name) throws IOException {
        file = sha256();
        try {
            path = PartPath.of(name);
            files++;
            if (files > limits.files()) {
                throw new Refused(
                        ProblemType.TOO_LARGE,
                        "An upload has " + limits.files() + " files at most; pack them, or put them into a source.");
            }
            if (files == 1) {
                top = path.get(0);
            }
            oneTop = oneTop && path.size() > 1 && path.get(0).equals(top);
            return Optional.of(arrival.place(path));
        } catch (FileAlreadyExistsException | InvalidPathException taken) {
            refuse(new Refused(
                    ProblemType.INVALID_BODY,
                    "Two files have the same path, or a file has that of a folder; nothing of the upload was kept."));
        } catch (Refused why) {
            refuse(why);
        }
        return Optional.empty();
    }

    /** What of the bytes is written. */
    ByteString take(ByteString more) {
        bytes += more.size();
        if (bytes > limits.bytes()) {
            refuse(tooLarge(limits));
        }
        figures.arrived(more.size());
        if (refusal == null) {
            more.getByteBuffers().forEach(file::update);
            return more;
        }
        drain(more.size());
        return ByteString.emptyByteString();
    }

    private void drain(long more) {
        drained += more;
        if (drained > DRAINED_MAX) {
            throw refusal;
        }
    }

    /** The file is on the disk as far as it came. */
    void end() {
        for (var name : path) {
            all.update(name.getBytes(StandardCharsets.UTF_8));
            all.update((byte) '/');
        }
        all.update((byte) 0);
        all.update(file.digest());
    }

    private String named() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) all.clone()).digest());
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible); // the JDK's own can be copied
        }
    }

    static Refused tooLarge(UploadLimits limits) {
        return new Refused(
                ProblemType.TOO_LARGE,
                "An upload has " + limits.bytes() / 1_000_000 + " MB at most; put larger ones into a source.");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java platform must have it
        }
    }
}
